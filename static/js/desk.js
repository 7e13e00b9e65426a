// What does the desk do by itself? It notices what is new (tone, title, count, voice), opens messages, and obeys keys.
import "./drafts.js";
import { keep, kept } from "./keep.js";
import { onChanged } from "./live.js";
import { opened } from "./outbox.js";
import { play, setSound, soundIs } from "./sound.js";
import { say } from "./words.js";

const inbox = document.getElementById("inbox");
const announce = document.getElementById("announce");
const entries = () => [...inbox.querySelectorAll(".entry")];
const targetNumber = () => Number(/^#item-(\d+)$/.exec(location.hash)?.[1] ?? 0);

// --- what is new ----------------------------------------------------------------------------------------------------
const known = new Set(entries().map((entry) => entry.dataset.number));
const title = document.title;
let blinking = null;

function notice() {
  const fresh = entries().filter((entry) => !known.has(entry.dataset.number));
  for (const entry of fresh) known.add(entry.dataset.number);
  const unread = fresh.filter((entry) => entry.dataset.mark === "new");
  if (unread.length) tellOf(unread);
}

function tellOf(unread) {
  const text = (entry, part) => entry.querySelector(part).textContent.trim();
  announce.textContent =
    unread.length === 1
      ? say("one", { title: text(unread[0], "strong"), sender: text(unread[0], "small") })
      : say("many", { count: unread.length });
  if (soundIs() === "on") play(unread.some((entry) => entry.dataset.channel === "phone") ? "phone" : "other");
  if (document.hidden) blink();
}

function blink() {
  blinking ??= setInterval(() => {
    document.title = document.title.startsWith("●") ? titleNow() : `● ${announce.textContent}`;
  }, 1_000);
}

function calm() {
  if (document.hidden) return;
  clearInterval(blinking);
  blinking = null;
  document.title = titleNow();
}

function titleNow() {
  const count = entries().filter((entry) => entry.dataset.mark === "new").length;
  return count ? `(${count}) ${title}` : title;
}

function tally() {
  const all = entries();
  const counts = {
    all: all.length,
    new: all.filter((entry) => entry.dataset.mark === "new").length,
    wanted: all.filter((entry) => entry.dataset.wants).length,
  };
  for (const place of document.querySelectorAll("[data-tally]")) {
    place.textContent = counts[place.dataset.tally] || (place.closest("nav") ? "" : "0");
  }
  const badge = document.getElementById("open-count");
  badge.hidden = !counts.wanted;
  badge.textContent = say("todo", { count: counts.wanted });
  if (!blinking) document.title = titleNow();
}

// --- opening a message ----------------------------------------------------------------------------------------------
function open() {
  const number = targetNumber();
  const entry = document.getElementById(`entry-${number}`);
  for (const one of entries()) {
    if (one === entry) one.firstElementChild.setAttribute("aria-current", "true");
    else one.firstElementChild.removeAttribute("aria-current");
  }
  if (entry?.dataset.mark !== "new") return;
  entry.dataset.mark = "read";
  entry.classList.replace("new", "read");
  opened(number);
}

addEventListener("hashchange", () => {
  open();
  tally();
  document.getElementById(`item-${targetNumber()}`)?.focus({ preventScroll: true });
  document.getElementById("messages").scrollTop = 0;
});

// --- keys -----------------------------------------------------------------------------------------------------------
const about = document.getElementById("about");
const useKeys = document.getElementById("use-keys");
useKeys.checked = kept("tegenspel:keys", true);
useKeys.addEventListener("change", () => keep("tegenspel:keys", useKeys.checked));

function step(by) {
  const links = entries().filter((entry) => entry.checkVisibility()).map((entry) => entry.firstElementChild);
  const at = links.findIndex((link) => link === document.activeElement);
  const from = at >= 0 ? at : links.findIndex((link) => link.hasAttribute("aria-current"));
  links[from < 0 ? 0 : Math.min(links.length - 1, Math.max(0, from + by))]?.focus();
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  r: () => document.querySelector(`#answer-${targetNumber()} :is(textarea, button)`)?.focus(),
  "?": () => about.showModal(),
};

addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (key === "Enter" && (event.ctrlKey || event.metaKey)) return target.closest?.("form[data-outbox]")?.requestSubmit();
  if (event.ctrlKey || event.metaKey || event.altKey || about.open || !(key in KEYS)) return undefined;
  if (target.closest?.("input, textarea, select, [contenteditable]")) return undefined;
  if (key.length === 1 && !useKeys.checked) return undefined;
  // Arrows scroll a message, and walk through the list only from within it.
  if (key.startsWith("Arrow") && !inbox.contains(target)) return undefined;
  event.preventDefault();
  return KEYS[key]();
});

document.addEventListener("click", ({ target }) => {
  const name = target.closest?.("[data-opens]")?.dataset.opens;
  if (name) document.getElementById(name).showModal();
});

// --- sound, connection, NO PLAY -------------------------------------------------------------------------------------
const sound = document.getElementById("sound");

function showSound() {
  const on = soundIs() === "on";
  sound.setAttribute("aria-pressed", String(on));
  sound.title = say(on ? "soundOn" : "soundOff");
}

sound.addEventListener("click", () => {
  setSound(soundIs() === "on" ? "off" : "on");
  if (soundIs() === "on") play();
  showSound();
});

document.addEventListener("tegenspel:connection", ({ detail: { state } }) => {
  const wire = document.getElementById("wire");
  const there = state === "calm" || state === "back";
  wire.className = there ? "badge live" : "badge late";
  wire.querySelector(".icon").className = `icon icon-${there ? "wifi" : "wifi-off"}`;
  wire.querySelector("span").textContent = say(there ? "connected" : "notConnected");
  document.getElementById("main").inert = state === "parked" || state === "gone";
});

function obeyReality() {
  const real = document.querySelector(".no-play");
  for (const part of document.querySelectorAll(".top, .side, .inbox-panel, .message-panel, .bottom")) part.inert = Boolean(real);
  if (!real) return;
  about.close();
  if (document.activeElement !== real) real.focus();
}

// --- go -------------------------------------------------------------------------------------------------------------
function look() {
  notice();
  open();
  tally();
  obeyReality();
}

look();
showSound();
onChanged(look);
document.addEventListener("visibilitychange", calm);
document.body.classList.add("ready");
