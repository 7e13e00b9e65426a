// What is new, and how does the desk say so? By a tone, the title of the page, a count, and a voice.
import { play, soundIs } from "./sound.js";
import { say } from "./words.js";

const inbox = document.getElementById("inbox");
const announce = document.getElementById("announce");
const note = document.getElementById("note");
const NOTE_MS = 12_000;
const title = document.title;

/** The lines of all conversations, newest first. */
export const entries = () => [...inbox.querySelectorAll(".entry")];

const unreadOf = (entry) => entry.dataset.unread.split(" ").filter(Boolean);
const text = (entry, part) => entry.querySelector(part).textContent.trim();
const wordsOf = (entry) => ({ title: text(entry, "strong"), sender: text(entry, "small") });

// --- messages -------------------------------------------------------------------------------------------------------
const heard = new Set(entries().flatMap(unreadOf)); // messages that were told of
const known = new Map(entries().map((entry) => [entry.id, stateOf(entry)]));

function stateOf(entry) {
  return { parked: "parked" in entry.dataset, pressing: entry.dataset.pressing };
}

/** Tell of everything that is new since the last look. */
export function notice() {
  const fresh = entries().filter((entry) => unreadOf(entry).some((number) => !heard.has(number)));
  const again = fresh.filter((entry) => known.has(entry.id));
  for (const entry of fresh) unreadOf(entry).forEach((number) => heard.add(number));
  const said = fresh.length === 1 ? [say(again.length ? "more" : "one", wordsOf(fresh[0]))] : [];
  if (fresh.length > 1) said.push(say("many", { count: fresh.length }));
  const due = entries().flatMap(changeOf);
  for (const entry of entries()) known.set(entry.id, stateOf(entry));
  if (fresh.length || due.length) tell([...said, ...due].join(" "));
}

/** What happened to a conversation by the clock alone. */
function changeOf(entry) {
  const before = known.get(entry.id);
  const now = stateOf(entry);
  if (!before) return [];
  const isRead = location.hash === `#talk-${entry.dataset.number}`; // who takes it up again knows
  if (before.parked && !now.parked && !isRead) return [say("returned", wordsOf(entry))];
  if (now.pressing && now.pressing !== before.pressing) return [say(now.pressing, wordsOf(entry))];
  return [];
}

function tell(sentence) {
  announce.textContent = sentence;
  if (soundIs() === "on") play("other");
  if (document.hidden) blink(sentence);
}

// --- a sentence that stays for a while ------------------------------------------------------------------------------
let hiding = 0;

/** Show a sentence at the bottom of the page until it is put away. */
export function leaveNote(sentence) {
  note.firstElementChild.textContent = sentence;
  note.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => (note.hidden = true), NOTE_MS);
}

note.querySelector("button").addEventListener("click", () => (note.hidden = true));

// --- the title of the page ------------------------------------------------------------------------------------------
let blinking = null;
let rings = "";
let news = "";

function blink(sentence) {
  news = sentence;
  blinking ??= setInterval(showTitle, 1_000, true);
}

/** While a phone rings the title blinks, also on a page that is looked at; "" when it stops. */
export function ring(sentence) {
  if (sentence === rings) return;
  rings = sentence;
  if (rings) {
    announce.textContent = rings;
    blink(rings);
  } else calm();
}

/** Somebody looks at the page again. */
export function calm() {
  if (document.hidden || rings) return;
  clearInterval(blinking);
  blinking = null;
  showTitle();
}

/** The name of the page with how many conversations are new, or in turn what just came. */
export function showTitle(inTurn = false) {
  if (blinking && !inTurn) return;
  const count = entries().filter((entry) => entry.dataset.mark === "new").length;
  const plain = count ? `(${count}) ${title}` : title;
  document.title = inTurn && !document.title.startsWith("●") ? `● ${rings || news}` : plain;
}
