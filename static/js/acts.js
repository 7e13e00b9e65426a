// What can a player do that has a meaning of its own? Dialogs that keep what is typed in them until the server has it.
import { drafted, fill, keepDraft, nameOf, noteGaps, throwAway } from "./acts_drafts.js";
import { bringAlong } from "./beside.js";
import { keep, kept } from "./keep.js";
import { onChanged, randomId } from "./live.js";
import { play, soundIs } from "./sound.js";
import { clockTime, say } from "./words.js";

const PATIENCE_MS = 8_000;
const { exercise, seat } = document.body.dataset;
const panel = document.getElementById("doing");
const status = document.getElementById("act-status");
const announce = document.getElementById("announce");

// --- opening and closing --------------------------------------------------------------------------------------------
/** Open the dialog that a button asks for, with what was typed in it before. */
function open(button) {
  const dialog = document.getElementById(`act-${button.dataset.act}`);
  const form = dialog.querySelector("form");
  form.reset();
  delete form.dataset.wish;
  set(form, button);
  if (form.elements.draft) beginStatement(form, button.dataset.draft ?? "0");
  form.querySelector("[data-about]").textContent = button.dataset.about ?? "";
  tell(form, "");
  form.dispatchEvent(new Event("tegenspel:facts"));
  const draft = drafted(form);
  if (draft) fill(form, draft);
  set(form, button); // what the button says goes before what was kept
  note("");
  noteGaps(form);
  showNewest(form);
  dialog.showModal();
  bringAlong();
  form.querySelector("input:not([type=hidden]), select, textarea")?.focus();
}

function set(form, button) {
  for (const [key, value] of Object.entries(button.dataset)) {
    if (key.startsWith("set")) form.elements[key.slice(3).toLowerCase()].value = value;
  }
}

function tell(form, refusal) {
  form.querySelector("[data-refusal]").textContent = refusal;
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-act]");
  if (button) open(button);
  target.closest?.("[data-close-act]")?.closest("dialog").close();
  if (target.closest?.("[data-merged]")) merged(target.closest("form"));
  if (target.closest?.("[data-put-away-called]")) putAway();
});

document.addEventListener("input", ({ target }) => {
  const form = target.closest?.("form[data-act-form]");
  if (!form) return;
  delete form.dataset.wish;
  tell(form, "");
  keepDraft(form);
  noteGaps(form);
  form.dispatchEvent(new Event("tegenspel:noted", { bubbles: true }));
});

/** Something else asks for attention: a call was taken, or this laptop stands still. What was typed is kept. */
function closeAll() {
  for (const dialog of document.querySelectorAll(".act-dialog[open]")) dialog.close();
}

addEventListener("hashchange", closeAll);
document.addEventListener("tegenspel:connection", ({ detail }) => ["parked", "gone"].includes(detail.state) && closeAll());
panel.addEventListener("change", ({ target }) => target.name === "side" && note(""));

// --- sending --------------------------------------------------------------------------------------------------------
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-act-form], form[data-quick-act]")) return;
  event.preventDefault();
  if (form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  const sending = form.matches("[data-act-form]") ? send(form, event.submitter) : sendQuick(form);
  sending.finally(() => (form.ariaBusy = null));
});

async function send(form, button) {
  const command = button?.dataset.command;
  if (form.elements.draft && !form.querySelector("[data-newest]").hidden) return tell(form, say("mergeFirst"));
  // The same wish when it is sent again, so that an answer that got lost does not make it happen twice.
  form.dataset.wish ||= randomId();
  keepDraft(form);
  const sent = nameOf(form);
  const said = await post(command ? `seat/${command}` : form.getAttribute("action"), form, form.dataset.wish);
  if (said === "") {
    throwAway(sent);
    form.closest("dialog").close();
    note(say(command ? "keptForTeam" : "actDone", { what: title(form), time: clockTime(Date.now()) }));
  } else {
    if (said !== null) delete form.dataset.wish;
    tell(form, said ?? say("actOffline"));
  }
}

async function sendQuick(form) {
  if (form.elements.owner?.value === "me") form.elements.owner.value = panel.dataset.role;
  const said = await post(form.getAttribute("action"), form, randomId());
  note(said === null ? say("actOffline") : said);
}

/** What the server says: "" for done, a sentence for no, null when it could not be asked. */
async function post(address, form, wish) {
  const body = new URLSearchParams(new FormData(form));
  body.set("wish", wish);
  try {
    const headers = { "HX-Request": "true" };
    const answer = await fetch(address, { method: "POST", headers, body, signal: AbortSignal.timeout(PATIENCE_MS) });
    if (answer.ok && !answer.redirected) return "";
    if (answer.status >= 500 || answer.status === 429 || answer.redirected) return null;
    return new DOMParser().parseFromString(await answer.text(), "text/html").body.textContent.trim() || null;
  } catch {
    return null;
  }
}

const title = (form) => form.querySelector("h2").firstChild.nextSibling.textContent.trim();

function note(text) {
  status.textContent = text;
  if (text) announce.textContent = text;
}

// --- a statement that a team writes together ------------------------------------------------------------------------
const newestOf = (form) => document.getElementById(`draft-${form.elements.draft.value}`);

function beginStatement(form, draft) {
  form.elements.draft.value = draft;
  const newest = newestOf(form);
  form.elements.based_on.value = newest?.dataset.version ?? "0";
  if (!newest) return;
  form.elements.title.value = newest.dataset.title;
  form.elements.text.value = newest.querySelector(".draft-text").textContent;
}

/** A colleague changed the text that is open here: both are shown, and a person puts them together. */
function showNewest(form) {
  if (!form.elements.draft) return;
  const newest = newestOf(form);
  const place = form.querySelector("[data-newest]");
  const there = Boolean(newest) && Number(newest.dataset.version) > Number(form.elements.based_on.value);
  place.hidden = !there;
  if (!there) return;
  place.querySelector("[data-newest-by]").textContent = say("newestBy", { name: newest.dataset.by });
  place.querySelector("[data-newest-text]").textContent = newest.querySelector(".draft-text").textContent;
}

function merged(form) {
  form.elements.based_on.value = newestOf(form).dataset.version;
  delete form.dataset.wish;
  tell(form, "");
  keepDraft(form);
  showNewest(form);
  form.elements.text.focus();
}

// --- what changes by itself -----------------------------------------------------------------------------------------
const AWAY = `tegenspel:called:${exercise}:${seat}`;
const called = () => document.getElementById("called");
let before = look();

function look() {
  const all = (selector) => document.querySelectorAll(selector).length;
  return {
    called: called().dataset.called,
    level: document.querySelector("#status .level")?.lastChild.textContent.trim() ?? "",
    decide: Number(document.getElementById("ladder").dataset.toDecide),
    broken: all("#promises .broken"),
    expired: all("#terms .expired"),
  };
}

function putAway() {
  keep(AWAY, called().dataset.called);
  called().classList.add("away");
}

function count(id, number) {
  const place = document.getElementById(id);
  place.hidden = !number;
  place.textContent = number;
}

function changed() {
  const now = look();
  called().classList.toggle("away", kept(AWAY) === now.called);
  count("to-decide", now.decide);
  count("open-tasks", document.querySelectorAll("#tasks .task.open").length);
  if (now.level !== before.level) tellAll(say("levelNow", { level: now.level }));
  if (now.called !== before.called && now.called !== "asleep") tellAll(called().querySelector("strong")?.textContent, "phone");
  if (now.decide > before.decide) tellAll(say("toDecide"));
  if (now.broken > before.broken) tellAll(say("promiseBroken"));
  if (now.expired > before.expired) tellAll(say("termOver"));
  before = now;
  for (const form of document.querySelectorAll("dialog[open] form[data-act-form]")) showNewest(form);
}

function tellAll(text, tone = "other") {
  if (!text) return;
  note(text);
  if (soundIs() === "on") play(tone);
}

changed();
onChanged(changed);

// --- keys -----------------------------------------------------------------------------------------------------------
addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest?.("form[data-act-form]");
  form?.requestSubmit(form.querySelector("[data-send]"));
});
