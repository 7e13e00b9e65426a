// What do the scripts say? The sentences stand translated in the page, in the data of #words.
const words = document.getElementById("words")?.dataset ?? {};

/** The sentence of this name, with its {blanks} filled in. */
export function say(name, blanks = {}) {
  return (words[name] ?? "").replace(/\{(\w+)\}/g, (_, blank) => String(blanks[blank] ?? ""));
}

/** A real moment (ms) on the clock of this laptop, as 14:05. */
export function clockTime(ms) {
  return new Date(ms).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
}
