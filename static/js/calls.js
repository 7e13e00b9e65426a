// Does the phone ring here, and what became of the call? While it rings it sounds again and again, and the title blinks.
import { leaveNote, ring } from "./attention.js";
import { play, soundIs } from "./sound.js";
import { answer, readNow } from "./talk.js";
import { say } from "./words.js";

const RING_MS = 2_500;
const all = () => [...document.querySelectorAll("#calls .call")];
const stateOf = ({ dataset: { side, status } }) => `${side} ${status}`;
const before = new Map(all().map((call) => [call.id, stateOf(call)]));
let ringing = null;

const isRinging = (call) => stateOf(call) === "rings ringing";
const isMine = (state) => ["mine live", "mine waiting"].includes(state);

/** Look at all calls after a change of the page. */
export function listen() {
  for (const call of all()) {
    const was = before.get(call.id) ?? "";
    const now = stateOf(call);
    before.set(call.id, now);
    if (was !== now) follow(call, was, now);
  }
  const loud = all().filter(isRinging);
  ring(loud.length ? say("rings", { name: loud[0].dataset.who }) : "");
  if (loud.length && !ringing) {
    sound();
    ringing = setInterval(sound, RING_MS);
  } else if (!loud.length) {
    clearInterval(ringing);
    ringing = null;
  }
}

function sound() {
  if (soundIs() === "on") play("phone");
}

function follow(call, was, now) {
  const { number, who, theirs } = call.dataset;
  if (now === "calls ringing" || (isMine(now) && !isMine(was))) goTo(number);
  else if (was === "rings ringing" && theirs) leaveNote(say("taken", { name: theirs }));
  else if (was === "rings ringing" && now.endsWith("missed")) leaveNote(say("missed", { name: who }));
  else if (was === "calls ringing" && now.endsWith("missed")) leaveNote(say("notAnswered", { name: who }));
  else if (isMine(was) && now.endsWith("over")) leaveNote(say("ended", { name: who }));
}

function goTo(number) {
  const here = readNow() === Number(number);
  location.hash = `#talk-${number}`;
  // The form shows itself with the call; a page that still has to go there puts the cursor in it afterwards.
  if (here) answer();
  else addEventListener("hashchange", () => answer(), { once: true });
}

/** Take the call that rings; whether there is one. */
export function take() {
  const button = all().find(isRinging)?.querySelector(".accept");
  button?.click();
  return Boolean(button);
}

// A laptop that comes back during a call goes on with it.
const open = all().find((call) => isMine(stateOf(call)));
if (open && !readNow()) location.hash = `#talk-${open.dataset.number}`;
