// Which conversation is read? Opening it opens all that came in it, and the menus above it name the colleagues.
import { calm, entries } from "./attention.js";
import { sift } from "./list.js";
import { onChanged } from "./live.js";
import { opened } from "./outbox.js";
import { say } from "./words.js";

const frame = document.getElementById("messages");

/** The number of the conversation that is read, 0 for none. */
export const readNow = () => Number(/^#talk-(\d+)$/.exec(location.hash)?.[1] ?? 0);

/** Mark what is read in the list, and tell the server which messages were opened. */
export function open() {
  const entry = document.getElementById(`entry-${readNow()}`);
  for (const one of entries()) {
    if (one === entry) one.firstElementChild.setAttribute("aria-current", "true");
    else one.firstElementChild.removeAttribute("aria-current");
  }
  if (!entry?.dataset.unread || document.hidden) return;
  for (const number of entry.dataset.unread.split(" ")) opened(Number(number));
  entry.dataset.unread = "";
  if (entry.dataset.mark !== "new") return;
  entry.dataset.mark = "read";
  entry.classList.replace("new", "read");
}

/** Put the cursor where one answers in the conversation that is read. */
export function answer() {
  const talk = document.getElementById(`talk-${readNow()}`);
  const fields = [...(talk?.querySelectorAll(".answer textarea, .answer button.primary") ?? [])];
  fields.find((field) => field.checkVisibility())?.focus();
}

/** So that the newest stands in view, and a conversation that is opened begins where one was or at its end. */
function scrollDown() {
  const talk = document.getElementById(`talk-${readNow()}`);
  const further = talk?.querySelectorAll(".item.further, .thread > .said").length;
  frame.scrollTop = further ? frame.scrollHeight : 0;
}

addEventListener("hashchange", () => {
  open();
  sift();
  const place = document.getElementById(`talk-${readNow()}`);
  // Whoever was quick is typing there already.
  if (!place?.contains(document.activeElement)) place?.focus({ preventScroll: true });
  scrollDown();
});

let atEnd = true;
frame.addEventListener("scroll", () => (atEnd = frame.scrollHeight - frame.scrollTop - frame.clientHeight < 80));
onChanged(({ ids }) => {
  const inThread = ids.some((id) => /^(item|said)-/.test(id) && document.getElementById(id)?.closest(`#talk-${readNow()}`));
  if (inThread && atEnd) frame.scrollTop = frame.scrollHeight;
});

// --- menus ----------------------------------------------------------------------------------------------------------
const mySeat = document.body.dataset.seat;

function nameColleagues(menu) {
  const colleagues = [...document.querySelectorAll("#team [data-seat]")].filter((one) => !one.matches(".free"));
  const place = menu.querySelector("[data-colleagues]");
  place?.replaceChildren(...colleagues.map(buttonOf));
  if (place && !colleagues.length) place.textContent = say("noColleagues");
}

function buttonOf({ dataset: { seat, name } }) {
  const button = document.createElement("button");
  button.className = "btn quiet";
  button.name = "to";
  button.value = seat;
  button.textContent = seat === mySeat ? say("myself") : name;
  return button;
}

document.addEventListener("toggle", ({ target }) => target.matches?.(".menu") && target.open && nameColleagues(target), true);
document.addEventListener("click", ({ target }) => {
  for (const menu of document.querySelectorAll(".menu[open]")) if (!menu.contains(target)) menu.open = false;
});
document.addEventListener("keydown", ({ key, target }) => {
  const menu = key === "Escape" && target.closest?.(".menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
document.addEventListener("htmx:after:request", ({ target, detail: { ctx } }) => {
  const menu = target.closest?.(".menu");
  if (menu && ctx.response.status < 400) menu.open = false;
});
document.addEventListener("visibilitychange", () => {
  calm();
  open();
});
