// What did this seat do, and did the server get it? Every act is kept on this laptop first and forgotten when the server
// has it, so that it survives a lost connection, a reload and a server that starts again. Its wish makes twice once.
import { emptyForm, fillIn, filledIn } from "./drafts.js";
import { keep, kept } from "./keep.js";
import { isConnected, onChanged, randomId, serverNow } from "./live.js";
import { clockTime, say } from "./words.js";
import { wrongWith } from "./wrong.js";

const { exercise, seat } = document.body.dataset;
const NAME = `tegenspel:outbox:${exercise}:${seat}`;
const PATIENCE_MS = 8_000;
const AGAIN_MS = 3_000;

// A job: kind (open, acknowledge, answer, write), form (its id), fixed and filled ([name, value]), wish, written_at.
let jobs = kept(NAME, []);
let canKeep = true;
let sending = null;
const waitingForms = new Map(); // wish -> the form whose text is not taken away yet

/** A message was opened. */
export function opened(number) {
  const fixed = [["number", String(number)]];
  if (!jobs.some((job) => job.kind === "open" && job.fixed[0][1] === fixed[0][1])) add({ kind: "open", form: "", fixed, filled: [] });
}

function add(act, form = null) {
  const job = { ...act, wish: randomId(), written_at: Math.round(serverNow()) };
  if (form) waitingForms.set(job.wish, form);
  change((all) => [...all, job]);
  send();
}

/** Another page of this browser may have the same seat: change what is kept, not what was kept a while ago. */
function change(update) {
  jobs = update(canKeep ? kept(NAME, jobs) : jobs);
  canKeep = keep(NAME, jobs);
}

// --- sending --------------------------------------------------------------------------------------------------------
/** Send what is waiting, in its order. */
export function send() {
  sending ??= sendAll().finally(() => {
    sending = null;
    show();
  });
}

async function sendAll() {
  for (let job = next(); job; job = next()) {
    const said = await post(job);
    if (said === null) return leaveForLater();
    if (said === "") done(job);
    else refuse(job, said);
  }
}

const next = () => jobs.find((job) => !job.refused);

/** What the server says: "" for done, a sentence for no, null when it could not be asked. */
async function post({ kind, fixed, filled, wish, written_at }) {
  try {
    const answer = await fetch(`seat/${kind}`, {
      method: "POST",
      headers: { "HX-Request": "true" },
      body: new URLSearchParams([...fixed, ...filled, ["wish", wish], ["written_at", written_at]]),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (answer.ok && !answer.redirected) return "";
    if (answer.status >= 500 || answer.status === 429 || answer.redirected) return null;
    return plain(await answer.text());
  } catch {
    return null;
  }
}

function plain(html) {
  return new DOMParser().parseFromString(html, "text/html").body.textContent.trim() || `(${say("notConnected")})`;
}

function done(job) {
  remove(job);
  const form = formOf(job);
  if (!form) return;
  if (sameAs(job, form)) clear(form);
  tell(form, say("sent", { time: clockTime(Date.now()) }));
  form.dispatchEvent(new CustomEvent("tegenspel:sent", { bubbles: true }));
}

function refuse(job, sentence) {
  const form = waitingForms.get(job.wish) ?? (job.kind === "acknowledge" ? formOf(job) : null);
  if (form || !isText(job)) {
    remove(job);
    if (form) tell(form, "", sentence);
  } else {
    change((all) => all.map((one) => (one.wish === job.wish ? { ...one, refused: sentence } : one)));
  }
}

function leaveForLater() {
  for (const [wish, form] of waitingForms) {
    const job = jobs.find((one) => one.wish === wish);
    if (job && sameAs(job, form)) clear(form);
    tell(form, job?.kind === "acknowledge" ? keptSince(job) : "", canKeep ? "" : say("noDraft"));
  }
  waitingForms.clear();
}

function remove(job) {
  change((all) => all.filter((one) => one.wish !== job.wish));
  waitingForms.delete(job.wish);
}

// --- the forms ------------------------------------------------------------------------------------------------------
const isText = (job) => job.kind === "answer" || job.kind === "write";
const formOf = (job) => job.form && document.getElementById(job.form);
const keptSince = (job) => say("kept", { time: clockTime(job.written_at) });
const clear = (form) => "draft" in form.dataset && emptyForm(form);
const sameAs = (job, form) => JSON.stringify(filledIn(form)) === JSON.stringify(job.filled);
const valueOf = (job, name) => job.filled.find(([one]) => one === name)?.[1] ?? "";

function tell(form, state, refusal = "") {
  form.querySelector("[data-state]").textContent = state;
  form.querySelector("[data-refusal]").textContent = refusal;
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-outbox]");
  if (!form) return;
  event.preventDefault();
  if ([...waitingForms.values()].includes(form)) return; // a second click on the same answer
  const kind = form.dataset.outbox;
  const fixed = [...form.querySelectorAll("input[type=hidden]")].map((one) => [one.name, one.value]);
  if (kind === "acknowledge") {
    if (!jobs.some((job) => job.form === form.id)) add({ kind, form: form.id, fixed, filled: [] }, form);
    return;
  }
  const filled = filledIn(form);
  const wrong = wrongWith(form, filled, isConnected());
  tell(form, wrong ? "" : say("sending"), wrong);
  if (!wrong) add({ kind, form: form.id, fixed, filled }, form);
});

// --- what is kept ---------------------------------------------------------------------------------------------------
function show() {
  const waiting = jobs.filter((job) => isText(job) && !waitingForms.has(job.wish));
  for (const list of document.querySelectorAll("[data-kept]")) {
    const here = waiting.filter((job) => job.form === list.dataset.kept);
    list.hidden = !here.length;
    list.replaceChildren(...here.map(line));
  }
  const sign = document.getElementById("kept-count");
  sign.hidden = !waiting.length;
  sign.querySelector("span").textContent = say(waiting.length === 1 ? "keptOne" : "keptMany", { count: waiting.length });
}

function line(job) {
  const item = document.createElement("li");
  item.className = job.refused ? "notice late" : "notice due";
  const body = document.createElement("div");
  body.append(
    element("strong", job.refused ? `${say("refused", { time: clockTime(job.written_at) })} ${job.refused}` : keptSince(job)),
    element("p", ["title", "choice", "text"].map((name) => valueOf(job, name)).filter(Boolean).join("\n"), "typed"),
  );
  if (job.refused) body.append(putBack(job));
  item.append(body);
  return item;
}

function putBack(job) {
  const button = element("button", say("putBack"), "btn");
  button.type = "button";
  button.onclick = () => {
    const form = formOf(job);
    const typed = form.elements.text.value;
    const text = typed ? `${typed}\n${valueOf(job, "text")}` : valueOf(job, "text");
    fillIn(form, [["text", text], ...job.filled.filter(([name]) => name !== "text")]);
    remove(job);
    show();
    form.elements.text.focus();
  };
  return button;
}

function element(tag, text, className = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  made.className = className;
  return made;
}

// --- go -------------------------------------------------------------------------------------------------------------
show();
if (jobs.length) send();
setInterval(() => next() && send(), AGAIN_MS);
addEventListener("online", send);
document.addEventListener("tegenspel:connection", send);
onChanged(show);
