// What does a facilitator do with mouse and keys? Choose an inject, press a button, look up a line of the log.
import htmx from "/static/vendor/htmx.esm.min.js";
import { serverNow, onChanged } from "./live.js";
import { firstToLookAt, neighbour, rowOf, select } from "./console_script.js";
import { clicked, isAsking, open, openFrom } from "./console_dialogs.js";
import { turnSide } from "./console_side.js";
import { closeTalk, isTalking, openTalk } from "./console_talks.js";
import "./console_ticks.js";
import "./theme.js";

const LINES_KEPT = 200;
const TOLD_MS = 5_000;
const REFRESH_MS = 400;
const me = document.body.dataset.me;
const log = document.getElementById("log");
const toast = document.getElementById("toast");
let shown = "";

// --- the inject in the middle ---------------------------------------------------------------------------------------
async function show(id, { reveal = true } = {}) {
  if (!id) return;
  const another = id !== shown;
  if (isTalking()) closeTalk();
  shown = id;
  select(id, { reveal });
  history.replaceState(null, "", `#${id}`);
  await refresh();
  if (another) document.getElementById("detail-scroll").scrollTop = 0;
}

async function refresh() {
  if (!shown) return;
  await htmx.ajax("GET", `inject/${encodeURIComponent(shown)}`, { target: "#detail", swap: "outerMorph" });
}

let refreshing = 0;
function refreshSoon() {
  if (refreshing) return;
  refreshing = setTimeout(() => {
    refreshing = 0;
    refresh();
  }, REFRESH_MS);
}

setInterval(() => {
  const until = Number(document.getElementById("detail").dataset.undoUntil ?? 0);
  if (until && serverNow() > until && document.querySelector("#detail .undoable")) refreshSoon();
}, 1_000);

// --- the log --------------------------------------------------------------------------------------------------------
function sift() {
  const group = document.getElementById("log-group").value;
  const words = document.getElementById("log-search").value.trim().toLowerCase();
  for (const line of log.children) {
    const fits = (!group || line.dataset.group === group) && line.textContent.toLowerCase().includes(words);
    line.hidden = !fits;
  }
}

function tellOfOthers(ids) {
  for (const id of ids) {
    const line = document.getElementById(id);
    const { by, kind } = line?.dataset ?? {};
    const isOther = by?.startsWith("facilitator:") && by !== me;
    if (isOther || kind === "outage_bridged") tell(line.lastElementChild.innerHTML);
  }
}

function tell(html) {
  const note = document.createElement("p");
  note.innerHTML = html;
  toast.append(note);
  setTimeout(() => note.remove(), TOLD_MS);
}

onChanged(({ ids, kind }) => {
  if (ids.includes(`row-${shown}`) || ids.includes("top")) refreshSoon();
  const lines = ids.filter((id) => id.startsWith("log-"));
  if (kind === "whole") htmx.ajax("GET", "log", { target: "#log", swap: "innerHTML" }).then(sift);
  else if (lines.length) {
    while (log.children.length > LINES_KEPT) log.lastElementChild.remove();
    sift();
    tellOfOthers(lines);
  }
});
document.getElementById("log-group").addEventListener("change", sift);
document.getElementById("log-search").addEventListener("input", sift);

// --- buttons --------------------------------------------------------------------------------------------------------
function explain(button) {
  button.classList.add("told");
  setTimeout(() => button.classList.remove("told"), TOLD_MS);
}

document.addEventListener(
  "click",
  (event) => {
    const off = event.target.closest?.('[aria-disabled="true"]');
    if (!off) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    explain(off);
  },
  true,
);

document.addEventListener("click", ({ target }) => {
  const act = target.closest(".act");
  for (const refusal of document.querySelectorAll(".act .refusal")) {
    if (refusal.closest(".act") !== act) refusal.textContent = "";
  }
  const button = target.closest("button");
  if (!button || clicked(button)) return;
  const { inject, talk, open: dialog, fetch: address, rateTo, tabTo } = button.dataset;
  if (inject || talk) {
    if (inject) show(inject);
    else openTalk(talk);
    if (getComputedStyle(document.querySelector(".tabs")).display !== "none") turnTo("inject");
  } else if ("closesTalk" in button.dataset) closeTalk();
  else if (dialog) open(dialog);
  else if (address) openFrom(address, (sentence) => tell(escaped(sentence)));
  else if (rateTo !== undefined) open("rate", rateTo ? { rate: Number(rateTo) } : {});
  else if (tabTo) turnTo(tabTo);
});

function escaped(text) {
  const place = document.createElement("p");
  place.textContent = text;
  return place.innerHTML;
}

function turnTo(tab) {
  document.body.dataset.tab = tab;
  if (tab === "people" || tab === "talks") turnSide(tab);
  for (const button of document.querySelectorAll("[data-tab-to]")) {
    button.setAttribute("aria-pressed", button.dataset.tabTo === tab);
  }
}

// --- keys -----------------------------------------------------------------------------------------------------------
const TEMPI = { 1: 1, 2: 2, 4: 4, 5: 0.5 };

function press(key) {
  const button = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key);
  if (!button) return false;
  button.focus();
  button.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    return event.target.closest("[data-submit-keys]")?.requestSubmit();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isAsking()) return;
  if (event.target.closest("input, textarea, select")) return;
  const key = event.key.toLowerCase();
  if (key === "arrowdown" || key === "arrowup") show(neighbour(key === "arrowdown" ? 1 : -1));
  else if (key in TEMPI) open("rate", { rate: TEMPI[key] });
  else if (key === "l") document.getElementById("log-search").focus();
  else if (!press(key)) return;
  event.preventDefault();
});

// --- go -------------------------------------------------------------------------------------------------------------
const wanted = decodeURIComponent(location.hash.slice(1));
show(rowOf(wanted) ? wanted : firstToLookAt(), { reveal: Boolean(wanted) });
