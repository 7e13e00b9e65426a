// What was typed and not sent yet? Every keystroke is kept on this laptop, per exercise, seat and message.
import { forget, keep, kept } from "./keep.js";
import { onChanged } from "./live.js";
import { clockTime, say } from "./words.js";

/** So many characters fit in one answer; the server says the same. */
export const LIMIT = 20_000;
const COUNT_FROM = 500;
const { exercise, seat } = document.body.dataset;
const nameOf = (form) => `tegenspel:draft:${exercise}:${seat}:${form.elements.number.value}`;
const restored = new WeakSet();

/** Characters as people and the server count them: an emoji is one. */
export const lengthOf = (text) => [...text].length;

const optionsOf = (form) => [...form.querySelectorAll("input[name=choice]")];

/** What is filled in on a form. */
export function filledIn(form) {
  const choice = optionsOf(form).find((option) => option.checked)?.value ?? "";
  return { text: form.elements.text?.value ?? "", choice };
}

/** Fill in a form; it becomes a draft. */
export function fillIn(form, { text, choice }) {
  form.elements.text.value = text;
  for (const option of optionsOf(form)) option.checked = option.value === choice;
  note(form);
}

/** Empty a form and forget its draft. */
export const emptyForm = (form) => fillIn(form, { text: "", choice: "" });

function note(form) {
  const draft = filledIn(form);
  const empty = !draft.text && !draft.choice;
  const state = form.querySelector("[data-draft-state]");
  form.closest(".answer").classList.toggle("has-draft", !empty);
  if (empty) {
    forget(nameOf(form));
    state.textContent = "";
  } else {
    const done = keep(nameOf(form), { ...draft, at: Date.now() });
    state.textContent = done ? say("draft", { time: clockTime(Date.now()) }) : say("noDraft");
  }
  count(form, draft.text);
}

function count(form, text) {
  const length = lengthOf(text);
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
    fillIn(form, draft);
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
restore();
onChanged(restore);
