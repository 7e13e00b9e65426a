// What does the console ask before it does something? Dialogs, their previews, and what a refused button says.
import htmx from "/static/vendor/htmx.esm.min.js";

const TITLE_LENGTH = 60;
const unsent = () => document.getElementById("unsent").textContent;
const ask = document.getElementById("ask");

/** Open a dialog of this page. */
export function open(id, values = {}) {
  document.getElementById("more").hidePopover?.();
  const dialog = document.getElementById(id);
  for (const [name, value] of Object.entries(values)) dialog.querySelector(`[name=${name}]`).value = value;
  clear(dialog);
  dialog.showModal();
  preview(dialog.querySelector("[data-previews]"));
}

let isFetching = false;
/** Whether a dialog is open or on its way: then keys are text, and no commands. */
export const isAsking = () => isFetching || document.querySelector("dialog[open]") !== null;

/** Fetch a dialog that the server fills in, and open it. */
export async function openFrom(address, told) {
  isFetching = true;
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true" } });
    const text = await answer.text();
    if (!answer.ok) return told(text);
    ask.innerHTML = text;
  } catch {
    return told(unsent());
  } finally {
    isFetching = false;
  }
  htmx.process(ask);
  ask.showModal();
  ask.querySelector("[autofocus]")?.focus();
}

function clear(place) {
  for (const refusal of place.querySelectorAll(".refusal")) refusal.textContent = "";
}

let asked = 0;
async function preview(form) {
  if (!form) return;
  const place = form.querySelector("[data-preview]");
  const mine = ++asked;
  let text;
  try {
    const fields = new URLSearchParams(new FormData(form));
    const answer = await fetch(`preview/${form.dataset.previews}?${fields}`, { headers: { "HX-Request": "true" } });
    text = await answer.text();
    if (!answer.ok) text = `<p class="refusal">${text}</p>`;
  } catch {
    text = `<p class="refusal">${unsent()}</p>`;
  }
  if (mine === asked) place.innerHTML = text; // an answer that was overtaken is not shown
}

let waiting = 0;
document.addEventListener("input", ({ target }) => {
  const form = target.closest("[data-previews]");
  if (!form) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => preview(form), 200);
});

// A title of the first words, when only the text was typed.
document.addEventListener(
  "submit",
  ({ target }) => {
    const { title, text } = target.elements;
    if (!target.matches(".improvise") || title.value.trim()) return;
    const first = text.value.trim().split("\n")[0];
    title.value = first.length <= TITLE_LENGTH ? first : `${first.slice(0, TITLE_LENGTH).replace(/\s+\S*$/, "")}…`;
  },
  true,
);

document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  const form = ctx.sourceElement;
  const { status } = ctx.response ?? {};
  if (!form.matches?.("form") || !(status < 400)) return;
  const dialog = form.closest("dialog");
  if (!dialog) return;
  if ("closes" in form.dataset) {
    form.reset();
    dialog.close();
  } else if (dialog === ask) {
    dialog.close();
  }
});

document.addEventListener("change", ({ target }) => {
  if (!target.matches(".improvise [name=to]") || !target.checked) return;
  for (const box of target.form.querySelectorAll("[name=to]")) {
    if ((target.value === "all") !== (box.value === "all")) box.checked = false;
  }
});

function fillTemplate({ form, dataset }) {
  form.elements.by.value = dataset.by;
  form.elements.reply.value = dataset.reply;
  form.elements.sender.value = dataset.sender;
  form.elements.text.focus();
}

/** Deal with a click on what belongs to a dialog; true when it did. */
export function clicked(button) {
  if ("close" in button.dataset) button.closest("dialog").close();
  else if ("template" in button.dataset) fillTemplate(button);
  else if ("fill" in button.dataset) {
    const field = button.form.elements[button.dataset.fill];
    field.value = button.dataset.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  } else return false;
  return true;
}
