// Which conversations does the list show, and how many are there of each kind?
import { entries, showTitle } from "./attention.js";
import { say } from "./words.js";

const find = document.getElementById("find");
const panel = document.getElementById("inbox-panel");
const empty = document.getElementById("nothing-here");

const isAside = (entry) => "parked" in entry.dataset;
const SHOWS = {
  all: (entry) => !isAside(entry),
  mine: (entry) => !isAside(entry) && entry.dataset.for === "mine",
  team: (entry) => !isAside(entry) && entry.dataset.for === "team",
  wanted: (entry) => !isAside(entry) && entry.dataset.wants !== "",
  overdue: (entry) => !isAside(entry) && entry.dataset.pressing === "overdue",
  parked: isAside,
  new: (entry) => entry.dataset.mark === "new",
};

/** Show what belongs in the chosen list and holds the words that are searched; what is being read stays. */
export function sift() {
  const shows = SHOWS[panel.querySelector("[name=show]:checked").value];
  const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
  let seen = 0;
  for (const entry of entries()) {
    const isRead = entry.firstElementChild.hasAttribute("aria-current") && !words.length && !isAside(entry);
    entry.hidden = !(isRead || (shows(entry) && holds(entry, words)));
    seen += !entry.hidden;
  }
  empty.hidden = seen > 0 || !entries().length;
  count();
}

function holds(entry, words) {
  if (!words.length) return true;
  const thread = document.getElementById(`thread-${entry.dataset.number}`);
  const text = `${entry.querySelector(".what").textContent} ${thread?.textContent ?? ""}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

function count() {
  const all = entries();
  for (const place of document.querySelectorAll("[data-tally]")) {
    place.textContent = all.filter(SHOWS[place.dataset.tally]).length || (place.closest("nav") ? "" : "0");
  }
  const badge = document.getElementById("open-count");
  const wanted = all.filter(SHOWS.wanted).length;
  badge.hidden = !wanted;
  badge.textContent = say("todo", { count: wanted });
  showTitle();
}

/** Go so many visible lines down the list, from the one with the focus or the one that is read. */
export function step(by) {
  const links = entries().filter((entry) => entry.checkVisibility()).map((entry) => entry.firstElementChild);
  const at = links.findIndex((link) => link === document.activeElement);
  const from = at >= 0 ? at : links.findIndex((link) => link.hasAttribute("aria-current"));
  links[from < 0 ? 0 : Math.min(links.length - 1, Math.max(0, from + by))]?.focus();
}

panel.addEventListener("change", sift);
find.addEventListener("input", sift);
