// To whom does one write? The dialog of a new message or call, with the directory to search in.
import { note } from "./drafts.js";

const dialog = document.getElementById("write");
const form = dialog.querySelector("form");
const find = document.getElementById("find-person");
const boxes = () => [...form.querySelectorAll("[name=to]")];

/** Open the dialog; `by` chooses how one writes. */
export function write(by = "") {
  if (by) form.querySelector(`[name=by][value=${by}]`).checked = true;
  dialog.showModal();
  find.focus();
  showChosen();
  refresh();
}

/** Who sits where may have changed since the page was made; without a connection the list stays as it is. */
async function refresh() {
  let answer;
  try {
    answer = await fetch("directory");
  } catch {
    return;
  }
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("directory");
  if (!fresh || document.getElementById("directory").contains(document.activeElement)) return;
  const ticked = new Set(boxes().filter((box) => box.checked).map((box) => box.value));
  for (const box of fresh.querySelectorAll("[name=to]")) box.checked = ticked.has(box.value);
  document.getElementById("directory").replaceWith(fresh);
  sift();
  showChosen();
}

function sift() {
  const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
  let seen = 0;
  for (const address of form.querySelectorAll(".address")) {
    const text = address.dataset.words.toLowerCase();
    address.hidden = !words.every((word) => text.includes(word)) && !address.querySelector(":checked");
    seen += !address.hidden;
  }
  for (const group of form.querySelectorAll(".directory fieldset")) {
    group.hidden = !group.querySelector(".address:not([hidden])");
  }
  form.querySelector("[data-nobody]").hidden = seen > 0;
}

function showChosen() {
  const chosen = boxes().filter((box) => box.checked);
  const names = chosen.map((box) => box.closest("label").querySelector("span").firstChild.textContent.trim());
  form.querySelector("[data-chosen]").textContent = names.join(", ");
}

find.addEventListener("input", sift);
find.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault(); // it chooses the first who is found, and does not send
  const first = form.querySelector(".address:not([hidden]) input:not(:checked)");
  if (!first || !find.value.trim()) return;
  first.checked = true;
  find.value = "";
  sift();
  showChosen();
  note(form);
});
form.addEventListener("change", showChosen);
form.addEventListener("tegenspel:noted", showChosen);
form.addEventListener("tegenspel:sent", () => {
  dialog.close();
  form.querySelector("[data-state]").textContent = "";
});
dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
