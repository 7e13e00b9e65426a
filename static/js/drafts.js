// What was typed and not sent yet? Every keystroke is kept on this laptop, per exercise, seat and form.
import { forget, keep, kept } from "./keep.js";
import { onChanged } from "./live.js";
import { clockTime, say } from "./words.js";

/** So many characters fit in one text; the server says the same. */
export const LIMIT = 20_000;
const COUNT_FROM = 500;
const { exercise, seat } = document.body.dataset;
const nameOf = (form) => `tegenspel:draft:${exercise}:${seat}:${form.id}`;
const restored = new WeakSet();
const WORDS = "textarea[name], input[name][maxlength]";
const TICKS = "input[type=radio], input[type=checkbox]";

/** Characters as people and the server count them: an emoji is one. */
export const lengthOf = (text) => [...text].length;

/** What is filled in on a form: [name, value] of every text that is not empty and of everything that is ticked. */
export function filledIn(form) {
  const words = [...form.querySelectorAll(WORDS)].filter((one) => one.value);
  const ticked = [...form.querySelectorAll(TICKS)].filter((one) => one.checked);
  return [...words, ...ticked].map((one) => [one.name, one.value]);
}

/** Fill in a form; it becomes a draft. */
export function fillIn(form, filled) {
  const values = new Set(filled.map(([name, value]) => `${name}=${value}`));
  for (const one of form.querySelectorAll(WORDS)) one.value = filled.find(([name]) => name === one.name)?.[1] ?? "";
  if (filled.some(([name]) => name === "facts")) form.dispatchEvent(new CustomEvent("tegenspel:facts"));
  for (const one of form.querySelectorAll(TICKS)) one.checked = values.has(`${one.name}=${one.value}`);
  note(form);
}

/** Empty a form and forget its draft. */
export function emptyForm(form) {
  form.reset();
  note(form);
}

/** Whether there is something to keep: a text, or what is ticked beside what a form begins with. */
const isEmpty = (form) =>
  ![...form.querySelectorAll(WORDS)].some((one) => one.value) &&
  ![...form.querySelectorAll(TICKS)].some((one) => one.checked !== one.defaultChecked);

/** Keep what is typed in a form now. */
export function note(form) {
  const empty = isEmpty(form);
  const state = form.querySelector("[data-draft-state]");
  form.closest(".answer")?.classList.toggle("has-draft", !empty);
  if (empty) {
    forget(nameOf(form));
    state.textContent = "";
  } else {
    const done = keep(nameOf(form), { filled: filledIn(form), at: Date.now() });
    state.textContent = done ? say("draft", { time: clockTime(Date.now()) }) : say("noDraft");
  }
  count(form);
  form.dispatchEvent(new CustomEvent("tegenspel:noted", { bubbles: true }));
}

function count(form) {
  const length = lengthOf(form.elements.text?.value ?? "");
  const place = form.querySelector("[data-count]");
  place.textContent = length >= COUNT_FROM ? say("count", { count: length, limit: LIMIT }) : "";
  place.classList.toggle("late", length > LIMIT);
}

function restore() {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    if (restored.has(form)) continue;
    restored.add(form);
    const draft = kept(nameOf(form));
    if (!draft) continue;
    fillIn(form, draft.filled);
    form.querySelector("[data-draft-state]").textContent = say("draft", { time: clockTime(draft.at) });
  }
}

document.addEventListener("input", ({ target }) => {
  const form = target.closest("form[data-draft]");
  if (!form) return;
  form.querySelector("[data-refusal]").textContent = "";
  form.querySelector("[data-state]").textContent = "";
  note(form);
});
// The other modules listen by now to what a draft brings back.
queueMicrotask(restore);
onChanged(restore);
