// How does something new sound? Two soft tones by Web Audio, made here. Browsers play nothing before a first click.
import { keep, kept } from "./keep.js";

const NAME = "tegenspel:sound";
const TONES = { phone: [[440, 0], [554, 0.18], [440, 0.36], [554, 0.54]], other: [[660, 0], [880, 0.16]] };
let context = null;

/** "on", "off", or "unset" while nobody chose. */
export const soundIs = () => kept(NAME, "unset");

/** Remember the choice on this laptop. */
export function setSound(state) {
  keep(NAME, state);
}

/** Play the tone of a channel. */
export function play(channel = "other") {
  context ??= new AudioContext();
  context.resume();
  for (const [pitch, after] of TONES[channel] ?? TONES.other) note(pitch, context.currentTime + 0.02 + after);
}

function note(pitch, at) {
  const voice = context.createOscillator();
  const loudness = context.createGain();
  voice.type = "sine";
  voice.frequency.value = pitch;
  loudness.gain.setValueAtTime(0.0001, at);
  loudness.gain.exponentialRampToValueAtTime(0.25, at + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + 0.35);
  voice.connect(loudness).connect(context.destination);
  voice.start(at);
  voice.stop(at + 0.4);
}

// A page that was just opened may not sound yet: the first click or key on it is enough.
function wake() {
  if (soundIs() !== "on") return;
  context ??= new AudioContext();
  context.resume();
}
addEventListener("pointerdown", wake, { once: true });
addEventListener("keydown", wake, { once: true });
