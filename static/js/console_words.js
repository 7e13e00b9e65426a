// Which words does the console put in by itself? They stand translated in the page.
const words = document.getElementById("words").dataset;

/** A sentence of the page with its {names} filled in. */
export function say(name, values = {}) {
  return words[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
}
