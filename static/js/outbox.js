// What did this seat do, and did the server get it? Every act is kept on this laptop first and forgotten when the server
// has it, so that it survives a lost connection, a reload and a server that starts again. Its wish makes twice once.
import { emptyForm, fillIn, filledIn, lengthOf, LIMIT } from "./drafts.js";
import { keep, kept } from "./keep.js";
import { onChanged, randomId, serverNow } from "./live.js";
import { clockTime, say } from "./words.js";

const { exercise, seat } = document.body.dataset;
const NAME = `tegenspel:outbox:${exercise}:${seat}`;
const PATIENCE_MS = 8_000;
const AGAIN_MS = 3_000;

let jobs = kept(NAME, []);
let canKeep = true;
let sending = null;
const waitingForms = new Map(); // wish -> the form whose text is not taken away yet

/** A message was opened. */
export function opened(number) {
  if (!jobs.some((job) => job.kind === "open" && job.number === number)) add({ kind: "open", number });
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
async function post({ kind, ...fields }) {
  try {
    const answer = await fetch(`seat/${kind}`, {
      method: "POST",
      headers: { "HX-Request": "true" },
      body: new URLSearchParams(Object.entries(fields).filter(([name]) => name !== "refused")),
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
  if (!form || job.kind === "open") return;
  if (sameAs(job, form)) clear(form);
  tell(form, say("sent", { time: clockTime(Date.now()) }));
}

function refuse(job, sentence) {
  const form = waitingForms.get(job.wish) ?? (job.kind === "acknowledge" ? formOf(job) : null);
  if (form || job.kind !== "answer") {
    remove(job);
    if (form && job.kind !== "open") tell(form, "", sentence);
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
const formOf = (job) => document.querySelector(`#answer-${job.number} form`);
const keptSince = (job) => say("kept", { time: clockTime(job.written_at) });
const clear = (form) => "draft" in form.dataset && emptyForm(form);

function sameAs(job, form) {
  const now = filledIn(form);
  return now.text.trim() === (job.text ?? "") && now.choice === (job.choice ?? "");
}

function tell(form, state, refusal = "") {
  form.querySelector("[data-state]").textContent = state;
  form.querySelector("[data-refusal]").textContent = refusal;
}

function wrongWith(form, { text, choice }) {
  const over = lengthOf(text) - LIMIT;
  if (over > 0) return say("tooLong", { over });
  if (form.elements.choice) return choice ? "" : say("choose");
  return text ? "" : say("empty");
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-outbox]");
  if (!form) return;
  event.preventDefault();
  if ([...waitingForms.values()].includes(form)) return; // a second click on the same answer
  const number = Number(form.elements.number.value);
  if (form.dataset.outbox === "acknowledge") {
    if (!jobs.some((job) => job.kind === "acknowledge" && job.number === number)) add({ kind: "acknowledge", number }, form);
    return;
  }
  const filled = filledIn(form);
  const answer = { text: filled.text.trim(), choice: filled.choice };
  const wrong = wrongWith(form, answer);
  tell(form, wrong ? "" : say("sending"), wrong);
  if (!wrong) add({ kind: "answer", number, ...answer }, form);
});

// --- what is kept ---------------------------------------------------------------------------------------------------
function show() {
  for (const list of document.querySelectorAll(".answer .kept")) {
    const number = Number(list.closest(".answer").dataset.number);
    const here = jobs.filter((job) => job.kind === "answer" && job.number === number && !waitingForms.has(job.wish));
    list.hidden = !here.length;
    list.replaceChildren(...here.map(line));
  }
  const answers = jobs.filter((job) => job.kind === "answer" && !waitingForms.has(job.wish)).length;
  const sign = document.getElementById("kept-count");
  sign.hidden = !answers;
  sign.querySelector("span").textContent = say(answers === 1 ? "keptOne" : "keptMany", { count: answers });
}

function line(job) {
  const item = document.createElement("li");
  item.className = job.refused ? "notice late" : "notice due";
  const body = document.createElement("div");
  body.append(
    element("strong", job.refused ? `${say("refused", { time: clockTime(job.written_at) })} ${job.refused}` : keptSince(job)),
    element("p", [job.choice, job.text].filter(Boolean).join("\n"), "typed"),
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
    const typed = filledIn(form).text;
    fillIn(form, { text: typed ? `${typed}\n${job.text}` : job.text, choice: job.choice });
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
