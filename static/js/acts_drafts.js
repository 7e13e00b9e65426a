// What was filled in on the dialog of an act and not sent yet? Kept on this laptop, per exercise, seat and dialog.
import { forget, keep, kept } from "./keep.js";
import { clockTime, say } from "./words.js";

const { exercise, seat } = document.body.dataset;

/** Under which name the draft of a form is kept: a dialog about something has one for each. */
export function nameOf(form) {
  const about = [...form.querySelectorAll("[data-key]")].map((field) => field.value);
  return ["tegenspel:act", exercise, seat, form.dataset.actForm, ...about].join(":");
}

const typed = (form) => [...form.elements].filter((field) => field.name && field.type !== "hidden");

function entries(form) {
  return typed(form)
    .filter((field) => (["checkbox", "radio"].includes(field.type) ? field.checked : field.value))
    .map((field) => [field.name, field.value]);
}

/** What was kept of this form, or null. */
export const drafted = (form) => kept(nameOf(form));

/** Keep what is filled in now. */
export function keepDraft(form) {
  const filled = entries(form);
  const state = form.querySelector("[data-draft-state]");
  if (!filled.length) {
    forget(nameOf(form));
    state.textContent = "";
    return;
  }
  const draft = { filled, basedOn: form.elements.based_on?.value ?? "", wish: form.dataset.wish ?? "", at: Date.now() };
  state.textContent = keep(nameOf(form), draft) ? say("draft", { time: clockTime(draft.at) }) : say("noDraft");
}

/** Fill in what was kept. */
export function fill(form, { filled, basedOn, wish, at }) {
  for (const field of typed(form)) {
    const given = filled.filter(([name]) => name === field.name).map(([, value]) => value);
    if (["checkbox", "radio"].includes(field.type)) field.checked = given.includes(field.value);
    else field.value = given[0] ?? "";
  }
  if (basedOn) form.elements.based_on.value = basedOn;
  if (wish) form.dataset.wish = wish;
  form.querySelector("[data-draft-state]").textContent = say("draft", { time: clockTime(at) });
}

/** The server has it. */
export const throwAway = (name) => forget(name);

/** How many texts are still empty. */
const emptyFields = (form) => [...form.querySelectorAll("textarea")].filter((field) => !field.value.trim()).length;

/** Say calmly how many texts are empty, in a form that has several: that is allowed. */
export function noteGaps(form) {
  const texts = form.querySelectorAll("textarea").length;
  const empty = emptyFields(form);
  const note = form.querySelector("[data-empty-note]");
  note.textContent = texts < 3 || !empty || empty === texts ? "" : say(empty === 1 ? "emptyOne" : "emptyMany", { count: empty });
}
