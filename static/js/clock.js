// What time is it, in the exercise and in the story? Every clock ticks from an anchor; the server sends no ticks.
import { onChanged, serverNow } from "./live.js";

const two = (number) => String(number).padStart(2, "0");

/** Exercise time in ms by the anchor on this element, or by the first one on the page. */
export function exerciseNow(element = document.querySelector("[data-anchor-at]")) {
  const { anchorAt, anchorMs, rate, running } = element?.dataset ?? {};
  if (anchorAt === undefined) return 0;
  const passed = running === "1" || running === "true" ? Math.max(0, serverNow() - Number(anchorAt)) : 0;
  return Number(anchorMs) + (passed * Number(rate)) / 1000;
}

/** 0:42, 12:05 or 1:02:05. */
export function duration(ms) {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = two(seconds % 60);
  return (ms <= -1000 ? "-" : "") + (hours ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`);
}

function storyTime(element, exerciseMs) {
  // The story's clock has no time zone; read as UTC it never jumps.
  const start = Date.parse(`${element.dataset.storyStart.replace(/(Z|[+-]\d\d:?\d\d)$/, "")}Z`);
  const now = new Date(start + exerciseMs * Number(element.dataset.storyPace));
  const seconds = "seconds" in element.dataset ? `:${two(now.getUTCSeconds())}` : "";
  return `${two(now.getUTCHours())}:${two(now.getUTCMinutes())}${seconds}`;
}

function exerciseTime(ms) {
  const written = duration(Math.max(0, ms));
  return `T+${written.length === 4 ? `0${written}` : written}`;
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function countDown(element, left) {
  write(element, duration(Math.ceil(left / 1000) * 1000));
  element.toggleAttribute("data-late", left < 0);
}

/** What is left of a term that runs in story time: days, hours and minutes. */
function storyLeft(element, exercise) {
  const { storyDue, pace } = element.dataset;
  const minutes = Math.max(0, Math.ceil(((Number(storyDue) - exercise) * Number(pace)) / 60_000));
  const days = Math.floor(minutes / 1440);
  write(element, `${days ? `${days}d ` : ""}${Math.floor(minutes / 60) % 24}:${two(minutes % 60)}`);
}

function tick() {
  const exercise = exerciseNow();
  for (const element of document.querySelectorAll("[data-clock]")) {
    const own = "anchorAt" in element.dataset ? exerciseNow(element) : exercise;
    write(element, "storyStart" in element.dataset ? storyTime(element, own) : exerciseTime(own));
  }
  for (const element of document.querySelectorAll("[data-due]")) countDown(element, Number(element.dataset.due) - exercise);
  for (const element of document.querySelectorAll("[data-passed]")) {
    write(element, duration(Math.max(0, exercise - Number(element.dataset.passed)))); // exercise time since then
  }
  for (const element of document.querySelectorAll("[data-story-due]")) storyLeft(element, exercise);
  for (const element of document.querySelectorAll("[data-due-real]")) {
    countDown(element, Number(element.dataset.dueReal) - serverNow());
  }
  for (const element of document.querySelectorAll("[data-passed]")) {
    write(element, duration(Math.max(0, exercise - Number(element.dataset.passed))));
  }
  for (const element of document.querySelectorAll("[data-since]")) {
    write(element, duration(Math.max(0, serverNow() - Number(element.dataset.since))));
  }
}

tick();
setInterval(tick, 250);
onChanged(tick);
