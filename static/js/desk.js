// What does the desk do by itself? It looks after every change, obeys keys, and shows how it is connected.
import "./attach.js";
import "./drafts.js";
import "./facts.js";
import { notice } from "./attention.js";
import { listen, take } from "./calls.js";
import { keep, kept } from "./keep.js";
import { sift, step } from "./list.js";
import { onChanged } from "./live.js";
import { play, setSound, soundIs } from "./sound.js";
import { answer, open } from "./talk.js";
import { say } from "./words.js";
import { write } from "./write.js";

// --- keys -----------------------------------------------------------------------------------------------------------
const about = document.getElementById("about");
const useKeys = document.getElementById("use-keys");
useKeys.checked = kept("tegenspel:keys", true);
useKeys.addEventListener("change", () => keep("tegenspel:keys", useKeys.checked));

/** Go to what one can do that has a meaning of its own. */
function act() {
  document.querySelector('#doing input[value="do"]').checked = true;
  document.querySelector("#doing .act-button").focus();
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  r: answer,
  n: () => write(),
  c: () => take() || write("phone"),
  d: act,
  "/": () => document.getElementById("find").focus(),
  "?": () => about.showModal(),
};

addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (key === "Enter" && (event.ctrlKey || event.metaKey)) return target.closest?.("form[data-outbox]")?.requestSubmit();
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]") || !(key in KEYS)) return undefined;
  if (target.closest?.("input:not([type=radio]), textarea, select, [contenteditable]")) return undefined;
  if (key.length === 1 && !useKeys.checked) return undefined;
  // Arrows scroll a message, and walk through the list only from within it.
  if (key.startsWith("Arrow") && !target.closest?.("#inbox")) return undefined;
  event.preventDefault();
  return KEYS[key]();
});

document.addEventListener("click", ({ target }) => {
  const name = target.closest?.("[data-opens]")?.dataset.opens;
  if (name === "write") write();
  else if (name) document.getElementById(name).showModal();
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
  for (const part of document.querySelectorAll(".top, #calls, .side, .inbox-panel, .message-panel, .bottom")) part.inert = Boolean(real);
  if (!real) return;
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  if (document.activeElement !== real) real.focus();
}

// --- go -------------------------------------------------------------------------------------------------------------
function look() {
  notice();
  open();
  sift();
  listen();
  obeyReality();
}

look();
showSound();
onChanged(look);
document.body.classList.add("ready");
