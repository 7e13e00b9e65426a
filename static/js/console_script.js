// Where does each inject stand in the script? Order, the line of now, what is folded away, what the filter hides.
import { exerciseNow } from "./clock.js";
import { onChanged } from "./live.js";
import { say } from "./console_words.js";

const LEFT_OPEN = 3; // so many played injects stay visible above the line of now
const HANDS_OFF_MS = 15_000; // after somebody scrolled, the list does not move by itself for so long
const list = document.getElementById("msel");
const scroller = document.getElementById("script-scroll");
const fold = document.getElementById("fold");
const filter = document.getElementById("filter");
const nowLine = document.createElement("li");
nowLine.className = "now";
nowLine.innerHTML = '<span class="mono"></span><span></span>';

const MATCHES = {
  all: () => true,
  coming: (row) => ["waiting", "ready", "held", "queued"].includes(row.dataset.status),
  open: (row) => row.dataset.open === "1",
  hand: (row) => ["ready", "held"].includes(row.dataset.status),
  reserve: (row) => row.dataset.status === "reserve",
};
let selected = "";
let scrolledAt = 0;

/** All lines of the script in their order. */
export const rows = () => [...list.querySelectorAll(".inj")];
/** The line of one inject. */
export const rowOf = (id) => document.getElementById(`row-${id}`);

function putInOrder() {
  const hadFocus = list.contains(document.activeElement) ? document.activeElement : null;
  const wanted = rows().sort((one, other) => (one.dataset.sort < other.dataset.sort ? -1 : 1));
  nowLine.remove();
  let place = list.firstElementChild;
  for (const row of wanted) {
    if (row === place) place = place.nextElementSibling;
    else list.insertBefore(row, place);
  }
  if (hadFocus && hadFocus !== document.activeElement) hadFocus.focus({ preventScroll: true });
}

function isAhead(row, key) {
  const moment = row.dataset.sort.slice(0, 12);
  return moment > key || (moment === key && row.dataset.status === "waiting");
}

function placeNow() {
  const key = String(Math.max(0, Math.floor(exerciseNow()))).padStart(12, "0");
  const after = rows().find((row) => isAhead(row, key)) ?? null;
  if (nowLine.nextElementSibling !== after || nowLine.parentNode !== list) list.insertBefore(nowLine, after);
  const [clock, story] = document.querySelectorAll(".bar [data-clock]");
  nowLine.firstChild.textContent = clock?.textContent ?? "";
  nowLine.lastChild.textContent = say("now", { time: story?.textContent ?? "" });
}

function settled(row) {
  return row.dataset.open === "0" && ["released", "skipped", "recalled"].includes(row.dataset.status);
}

/** Hide what is folded or filtered, mark what is selected. Painting a line again undoes it, so this runs after. */
export function arrange() {
  const matches = MATCHES[filter.value];
  const isFolded = filter.value === "all" && fold.getAttribute("aria-expanded") === "false";
  const before = rows().filter((row) => row.compareDocumentPosition(nowLine) & Node.DOCUMENT_POSITION_FOLLOWING);
  const played = before.slice(0, Math.max(0, before.length - LEFT_OPEN)).filter(settled);
  const away = new Set(isFolded ? played : []);
  for (const row of rows()) {
    const isMine = row.id === `row-${selected}`;
    row.hidden = !matches(row) || (away.has(row) && !isMine);
    row.classList.toggle("is-selected", isMine);
    row.querySelector(".pick").toggleAttribute("aria-current", isMine);
  }
  fold.hidden = filter.value !== "all" || played.length === 0;
  fold.lastElementChild.textContent = isFolded ? say("folded", { number: played.length }) : say("shown");
}

/** Mark another inject as the one in the middle, and bring it in sight. */
export function select(id, { reveal = true } = {}) {
  selected = id;
  arrange();
  if (reveal) rowOf(id)?.scrollIntoView({ block: "nearest" });
}

/** The inject so many visible lines further down (or up). */
export function neighbour(step) {
  const visible = rows().filter((row) => !row.hidden);
  const here = visible.findIndex((row) => row.id === `row-${selected}`);
  const next = visible[Math.min(visible.length - 1, Math.max(0, here < 0 ? 0 : here + step))];
  return next?.querySelector(".pick").dataset.inject ?? "";
}

/** The first inject that is still to come, else the last one that went out. */
export function firstToLookAt() {
  const next = rows().find((row) => ["waiting", "ready", "held", "queued"].includes(row.dataset.status));
  return (next ?? rows().at(-1))?.querySelector(".pick").dataset.inject ?? "";
}

function follow() {
  if (Date.now() - scrolledAt < HANDS_OFF_MS || filter.value !== "all") return;
  const wanted = nowLine.offsetTop - list.offsetTop - scroller.clientHeight * 0.4;
  if (Math.abs(scroller.scrollTop - wanted) > 40) scroller.scrollTop = wanted;
}

function beat() {
  placeNow();
  arrange();
}

onChanged(({ ids, kind }) => {
  const isAboutRows = ids.some((id) => id.startsWith("row-"));
  if (isAboutRows) putInOrder();
  beat();
  if (isAboutRows && kind === "change") follow();
});
for (const deed of ["wheel", "touchmove", "keydown", "pointerdown"]) {
  scroller.addEventListener(deed, () => (scrolledAt = Date.now()), { passive: true });
}
filter.addEventListener("change", arrange);
fold.addEventListener("click", () => {
  fold.setAttribute("aria-expanded", fold.getAttribute("aria-expanded") === "false");
  arrange();
});
beat();
follow();
setInterval(beat, 1_000);
