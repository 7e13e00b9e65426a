// Which facts does a text tell? The list is what this seat knows (#facts); what looks like the text is only marked.
import { onChanged } from "./live.js";
import { say } from "./words.js";

const LONG_ENOUGH = 5; // a word that says something
const ENOUGH_WORDS = 2;

const known = () => [...document.querySelectorAll("#facts [data-fact]")].map((one) => [one.dataset.fact, one.textContent]);
const wordsOf = (text) => new Set(text.toLowerCase().match(/\p{L}+/gu)?.filter((word) => word.length >= LONG_ENOUGH) ?? []);

/** Whether a text may tell a fact: it has words of it. It may be wrong both ways, so it ticks nothing. */
function isLikely(text, fact) {
  const words = wordsOf(fact);
  const shared = [...wordsOf(text)].filter((word) => words.has(word)).length;
  return shared >= Math.min(ENOUGH_WORDS, words.size) && shared > 0;
}

function fill(place) {
  const list = place.querySelector("[data-list]");
  const there = new Set([...list.querySelectorAll("input")].map((one) => one.value));
  const facts = known();
  for (const [id, text] of facts) if (!there.has(id)) list.append(tick(id, text));
  list.classList.toggle("none", !facts.length);
  if (!facts.length) list.textContent = say("noFacts");
  else if (!there.size) for (const node of [...list.childNodes]) if (node.nodeType === Node.TEXT_NODE) node.remove();
  mark(place);
}

function tick(id, text) {
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = "checkbox";
  box.name = "facts";
  box.value = id;
  const words = document.createElement("span");
  words.textContent = text;
  const likely = document.createElement("small");
  likely.textContent = say("likely");
  label.className = "fact";
  label.append(box, words, likely);
  return label;
}

function mark(place) {
  const text = [...place.closest("form").querySelectorAll("textarea")].map((one) => one.value).join(" ");
  for (const label of place.querySelectorAll(".fact")) {
    label.classList.toggle("likely", isLikely(text, label.querySelector("span").textContent));
  }
  const ticked = place.querySelectorAll(":checked").length;
  place.querySelector("[data-ticked]").textContent = ticked ? `(${ticked})` : "";
}

const placeOf = (form) => form.querySelector("[data-facts]");

document.addEventListener("toggle", ({ target }) => target.matches?.("[data-facts]") && target.open && fill(target), true);
document.addEventListener("tegenspel:facts", ({ target }) => placeOf(target) && fill(placeOf(target)), true);
document.addEventListener("tegenspel:noted", ({ target }) => placeOf(target) && mark(placeOf(target)));
onChanged(({ ids }) => {
  if (ids.includes("facts")) for (const place of document.querySelectorAll("[data-facts][open]")) fill(place);
});
