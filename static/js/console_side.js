// Which panel stands at the side? Seats, conversations, the ladder, terms or deeds: tabs for mouse, keys and fingers.
const tabs = [...document.querySelectorAll("[role=tab][data-side]")];

/** Turn the side to one of its panels. */
export function turnSide(name) {
  document.body.dataset.side = name;
  for (const tab of tabs) {
    const isMine = tab.dataset.side === name;
    tab.setAttribute("aria-selected", String(isMine));
    tab.tabIndex = isMine ? 0 : -1;
    document.getElementById(tab.getAttribute("aria-controls")).hidden = !isMine;
  }
}

for (const tab of tabs) {
  tab.addEventListener("click", () => turnSide(tab.dataset.side));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
    turnSide(next.dataset.side);
    next.focus();
    event.preventDefault();
    event.stopPropagation();
  });
}
