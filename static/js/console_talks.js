// How does a facilitator speak for the outside world? The list of conversations, the one in the middle, its text.
import htmx from "/static/vendor/htmx.esm.min.js";
import { exerciseNow } from "./clock.js";
import { onChanged } from "./live.js";

const REFRESH_MS = 300;
const AFTER_WISH_MS = 10_000;
const filter = document.getElementById("talk-filter");
const texts = new Map(); // what was typed and not sent yet, per conversation
const voices = new Map();
let shown = 0;
let begunAt = 0;
let newestBefore = 0;

const numbers = () => [...document.querySelectorAll("#talks [data-talk]")].map((button) => Number(button.dataset.talk));
const field = () => document.querySelector("#talk textarea");

/** Whether a conversation stands in the middle. */
export const isTalking = () => document.body.dataset.middle === "talk";

/** Put a conversation in the middle. */
export async function openTalk(number) {
  shown = Number(number);
  document.body.dataset.middle = "talk";
  await refresh();
  const thread = document.getElementById("talk-thread");
  if (thread) thread.scrollTop = thread.scrollHeight;
  field()?.focus();
}

/** Put the inject back in the middle. */
export function closeTalk() {
  shown = 0;
  document.body.dataset.middle = "inject";
  mark();
}

async function refresh() {
  if (!shown) return;
  const voice = encodeURIComponent(voices.get(shown) ?? "");
  const thread = document.getElementById("talk-thread");
  const isAtEnd = !thread || thread.scrollHeight - thread.scrollTop - thread.clientHeight < 40;
  await htmx.ajax("GET", `talk/${shown}?voice=${voice}`, { target: "#talk", swap: "outerMorph" });
  const words = field();
  if (words && !words.value) words.value = texts.get(shown) ?? "";
  const now = document.getElementById("talk-thread");
  if (isAtEnd && now) now.scrollTop = now.scrollHeight;
  mark();
}

let refreshing = 0;
function refreshSoon() {
  if (refreshing || !shown) return;
  refreshing = setTimeout(() => {
    refreshing = 0;
    refresh();
  }, REFRESH_MS);
}

/** Hide what is filtered away or in sight already, and mark what is open. Painting the list again undoes it, so this runs after. */
function mark() {
  hush();
  for (const row of document.querySelectorAll("#talks .talk")) {
    const { kind, waiting } = row.dataset;
    row.hidden = !(filter.value === "all" || filter.value === kind || (filter.value === "waiting" && waiting === "1"));
    const isShown = row.querySelector("[data-talk]").dataset.talk === String(shown) && isTalking();
    row.classList.toggle("is-selected", isShown);
    row.querySelector(".pick").toggleAttribute("aria-current", isShown);
    const badge = row.querySelector("[data-late-after]");
    if (badge) badge.classList.toggle("late", exerciseNow() - Number(badge.dataset.from) > Number(badge.dataset.lateAfter));
  }
}

// A call that rings is not told twice.
function hush() {
  for (const button of document.querySelectorAll("#ringing [data-talk]")) {
    button.parentElement.hidden = isTalking() && button.dataset.talk === String(shown);
  }
}

// A conversation that was begun here is opened as soon as it is there.
function openWhatBegan() {
  const newest = Math.max(0, ...numbers());
  if (begunAt && Date.now() - begunAt < AFTER_WISH_MS && newest > newestBefore) {
    begunAt = 0;
    openTalk(newest);
  }
}

onChanged(({ ids }) => {
  if (!ids.includes("talks")) return;
  openWhatBegan();
  mark();
  refreshSoon();
});
filter.addEventListener("change", mark);
setInterval(mark, 1_000);

document.addEventListener("input", ({ target }) => {
  if (target === field()) texts.set(shown, target.value);
});

document.addEventListener("change", ({ target }) => {
  if (!("voice" in target.dataset)) return;
  voices.set(shown, target.value);
  refresh();
});

document.addEventListener("click", ({ target }) => {
  const card = target.closest?.("[data-card]");
  if (!card || !field()) return;
  field().value = card.dataset.card;
  texts.set(shown, card.dataset.card);
  field().focus();
});

document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  if (!ctx.sourceElement.matches?.("form[data-starts]")) return;
  begunAt = Date.now();
  newestBefore = Math.max(0, ...numbers());
});

document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  const form = ctx.sourceElement;
  const isDone = (ctx.response?.status ?? 500) < 400;
  if (form.matches?.("form[data-starts]") && !isDone) begunAt = 0;
  if (!form.matches?.("form[data-speaks]")) return;
  if (isDone) {
    texts.delete(Number(form.dataset.speaks));
    const words = form.querySelector("textarea");
    words.value = "";
    words.focus();
  }
  refresh(); // also when it was refused: somebody else may have spoken
});
