// What do the scripts say? The sentences stand translated in the page, in the data of #words.
const words = document.getElementById("words")?.dataset ?? {};

/** The sentence of this name, with its {blanks} filled in. */
export function say(name, blanks = {}) {
  return (words[name] ?? "").replace(/\{(\w+)\}/g, (_, blank) => String(blanks[blank] ?? ""));
}

const clock = new Intl.DateTimeFormat(document.documentElement.lang, {
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
  timeZone: document.body.dataset.timezone, // the clock on the wall there, also on a laptop that is set otherwise
});

/** A real moment (ms) on the wall clock of the place of the exercise, as 14:05. */
export const clockTime = (ms) => clock.format(ms);
