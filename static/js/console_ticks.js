// What changes on the console by the mere passing of time? How soon, how long silent, and the lanes of the next minutes.
import { exerciseNow } from "./clock.js";
import { onChanged, serverNow } from "./live.js";
import { say } from "./console_words.js";

const SOON_MS = 60_000;
const WINDOW_MS = 600_000; // the lanes show ten minutes
const FULL = 4; // so many injects in ten minutes are too much for one team
const QUIET = 1; // and so many are too little
const QUIET_AFTER_MIN = 5;
const LEAST_PX = 16; // less of an inject than this would be a mystery

const minutes = (ms) => Math.floor(ms / 60_000);

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function markComing(now) {
  for (const badge of document.querySelectorAll("[data-coming]")) {
    badge.classList.toggle("due", Number(badge.dataset.coming) - now < SOON_MS);
  }
}

function markSilent(now) {
  for (const badge of document.querySelectorAll("[data-silent]")) {
    const silent = minutes(now - Number(badge.dataset.silent));
    const limit = badge.dataset.limit;
    write(badge, silent < 1 ? say("silentNow") : say("silent", { minutes: silent }));
    badge.classList.toggle("late", limit !== undefined && now > Number(limit));
  }
  const running = document.querySelector(".bar")?.dataset.running === "1";
  for (const place of document.querySelectorAll("[data-quiet]")) {
    const quiet = minutes(serverNow() - Number(place.dataset.quiet));
    write(place, running && quiet >= QUIET_AFTER_MIN ? say("quiet", { minutes: quiet }) : "");
  }
}

function placeChips(lane, now) {
  const track = lane.querySelector(".track");
  const width = track.clientWidth;
  let edge = 0;
  let count = 0;
  for (const chip of track.children) {
    const ahead = Number(chip.dataset.at) - now;
    const left = Math.max(edge, (Math.max(0, ahead) / WINDOW_MS) * width);
    if (ahead <= WINDOW_MS && !chip.classList.contains("is-held")) count += 1;
    chip.hidden = ahead > WINDOW_MS || left > width - LEAST_PX;
    if (chip.hidden) continue;
    chip.style.left = `${left}px`;
    edge = left + chip.offsetWidth + 2;
  }
  const load = lane.querySelector("[data-load]");
  const word = count >= FULL ? "full" : count <= QUIET ? "quiet" : "good";
  load.className = `load is-${word}`;
  write(load, say(`load${word[0].toUpperCase()}${word.slice(1)}`));
}

function tick() {
  const now = exerciseNow();
  markComing(now);
  markSilent(now);
  for (const lane of document.querySelectorAll("[data-lane]")) placeChips(lane, now);
}

onChanged(tick);
document.addEventListener("htmx:after:swap", tick);
addEventListener("resize", tick);
tick();
setInterval(tick, 1_000);
