// What do the facilitator's pages beside the console do by themselves? Copy a link, print, light or dark.
import "./theme.js";

const SAID_MS = 3_000;

async function copy(button) {
  const said = document.getElementById("copied");
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    said.textContent = said.dataset.said;
  } catch {
    // A browser lets no page without https copy: show the link, so that it can be copied by hand.
    said.textContent = button.dataset.copy;
  }
  setTimeout(() => (said.textContent = ""), SAID_MS);
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (!button) return;
  if ("copy" in button.dataset) copy(button);
  if ("print" in button.dataset) print();
});
