// How do people test the sound before they begin, and how does the list of seats stay true while they choose?
import htmx from "/static/vendor/htmx.esm.min.js";
import { play, setSound, soundIs } from "./sound.js";

const state = document.getElementById("sound-state");
const seats = document.getElementById("seats");

function show() {
  state.textContent = state.dataset[soundIs()];
}

document.getElementById("sound-on")?.addEventListener("click", () => {
  setSound("on");
  play();
  show();
});
document.getElementById("sound-off")?.addEventListener("click", () => {
  setSound("off");
  show();
});
if (state) show();

async function refresh() {
  if (document.hidden) return;
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("seats");
  if (!fresh) return;
  // A morph keeps what was chosen; a seat that somebody else took meanwhile is no choice any more.
  htmx.swap({ sourceElement: seats, target: seats, swap: "innerMorph", text: fresh.innerHTML });
  for (const taken of seats.querySelectorAll("input:disabled:checked")) taken.checked = false;
}

if (seats) {
  // The larger the hall, the less often each laptop asks.
  setInterval(refresh, 8_000 + 60 * seats.querySelectorAll("label, li").length);
  document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => ctx.response?.status === 422 && refresh());
}
