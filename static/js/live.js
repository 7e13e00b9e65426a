// What is new, as soon as it is new? Receives frames over one websocket, puts them into the page, and says loudly when
// the connection is gone. Wishes go the other way as plain forms; each gets an id, so that sending twice is once.
import htmx from "/static/vendor/htmx.esm.min.js";

const address = document.body.dataset.live;
const sign = document.getElementById("connection");
const SILENCE_MS = 25_000; // the server sends a beat every 10 s
const OPENING_MS = 6_000;

let socket = null;
let greeted = false;
let seq = Number(document.body.dataset.seq ?? -1);
let heardAt = 0;
let tries = 0;
let retry = 0;
let standing = "calm";

// --- time -----------------------------------------------------------------------------------------------------------
const ownNow = () => performance.timeOrigin + performance.now();
let offset = document.body.dataset.now ? Number(document.body.dataset.now) - ownNow() : Date.now() - ownNow();

/** Real ms on the server's clock. */
export const serverNow = () => ownNow() + offset;

function setClock(now, fresh) {
  // What travelled fastest is nearest to the truth; a little is given back each time, so that a drift is followed.
  const sample = now - ownNow();
  offset = fresh ? sample : Math.max(offset - 1, sample);
}

// --- frames ---------------------------------------------------------------------------------------------------------
function take(frame) {
  heardAt = ownNow();
  const cut = frame.indexOf("\n");
  const head = JSON.parse(cut < 0 ? frame : frame.slice(0, cut));
  setClock(head.now, head.kind === "hello");
  if (head.kind === "hello") return beGreeted();
  if (head.kind === "parked" || head.kind === "gone") return showSign(head.kind);
  if (head.kind === "beat") send({ beat: Math.round(ownNow()) });
  if (cut >= 0) putIn(frame.slice(cut + 1), head);
  seq = head.seq;
}

function beGreeted() {
  greeted = true;
  tries = 0;
  showSign(standing === "lost" ? "back" : "calm");
  sendReport();
}

function putIn(html, head) {
  const parsed = document.createElement("template");
  parsed.innerHTML = html;
  const ids = [];
  for (const region of [...parsed.content.children]) {
    ids.push(region.id);
    putRegion(region);
  }
  if (head.kind === "whole") removeOthers(new Set(ids));
  document.dispatchEvent(new CustomEvent("tegenspel:changed", { detail: { ids, kind: head.kind } }));
  noteArrivals();
}

function putRegion(region) {
  const there = document.getElementById(region.id);
  if (there) {
    // What people type in is put there once and never painted over.
    if (!("once" in region.dataset)) {
      htmx.swap({ sourceElement: document.body, target: there, swap: "outerMorph", text: region.outerHTML });
    }
    return;
  }
  const container = document.getElementById(region.dataset.into);
  if (!container) return;
  container.insertBefore(region, nextOf(region, container));
  htmx.process(region);
}

/** Before which of its neighbours a region comes: by its order when it has one, else at the start or the end. */
function nextOf(region, container) {
  const { at, order } = region.dataset;
  if (!order) return at === "start" ? container.firstChild : null;
  const mine = Number(order);
  const others = [...container.children].filter((one) => one.dataset.order);
  const next = others.find((one) => (at === "start" ? Number(one.dataset.order) <= mine : Number(one.dataset.order) > mine));
  return next ?? null;
}

function removeOthers(ids) {
  for (const region of document.querySelectorAll("[data-region]")) {
    if (!ids.has(region.id)) region.remove();
  }
}

/** Calls back with {ids, kind} after every frame that changed the page. */
export function onChanged(callback) {
  document.addEventListener("tegenspel:changed", (event) => callback(event.detail));
}

// --- receipts: arrived is in the page, shown is in view on a page that is looked at ------------------------------------
const arrived = new Set();
const shown = new Set();
let report = { arrived: [], shown: [] };
const inView = new IntersectionObserver((entries) => entries.forEach(noteView), { threshold: 0.5 });

const receiptsOf = (element) => element.dataset.receipt.split(" ").map(Number);

function noteArrivals() {
  for (const element of document.querySelectorAll("[data-receipt]")) {
    for (const number of receiptsOf(element)) note(arrived, "arrived", number);
    observe(element);
  }
}

/** Observing again reports again where an element stands. */
function observe(element) {
  if (receiptsOf(element).every((number) => shown.has(number))) return;
  inView.unobserve(element);
  inView.observe(element);
}

function noteView(entry) {
  if (!entry.isIntersecting || document.visibilityState !== "visible") return;
  inView.unobserve(entry.target);
  for (const number of receiptsOf(entry.target)) note(shown, "shown", number);
}

function note(known, stage, number) {
  if (known.has(number)) return;
  known.add(number);
  // A thousand laptops have the same news at the same moment: they need not all report it at once.
  if (!report.arrived.length && !report.shown.length) setTimeout(sendReport, 50 + Math.random() * 250);
  report[stage].push(number);
}

function sendReport() {
  const full = report;
  if (send(full)) report = { arrived: [], shown: [] };
}

// --- the connection -------------------------------------------------------------------------------------------------
function send(message) {
  if (!isConnected()) return false;
  socket.send(JSON.stringify(message));
  return true;
}

function connect() {
  clearTimeout(retry);
  const url = new URL(address, location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  url.searchParams.set("since", seq);
  const mine = new WebSocket(url);
  socket = mine;
  greeted = false; // a server in trouble may open a socket and close it at once
  heardAt = ownNow();
  // A socket that was given up may still speak: that this page took over from it is no news.
  mine.onmessage = (event) => mine === socket && take(event.data);
  mine.onclose = (event) => mine === socket && lose(event.code);
  setTimeout(() => mine === socket && !greeted && showSign("lost"), 1_000);
}

function lose(code) {
  socket = null;
  if (code === 4401) return location.reload();
  if (code === 4403) return showSign("gone");
  if (isLast(code)) return showSign(standing === "parked" ? "parked" : "stopped");
  // After a restart everybody comes back at once: spread, but soon.
  const longest = tries < 30 ? 2_000 : 10_000;
  retry = setTimeout(connect, Math.min(longest, 250 * 2 ** tries) * (0.5 + Math.random()));
  tries += 1;
  if (tries > 1) showSign("lost");
}

/** Whether coming back would change nothing. */
const isLast = (code) => [1000, 1008, 1009].includes(code) || (code >= 4400 && code < 4500);

function showSign(state) {
  if (state === standing || ["gone", "stopped"].includes(standing)) return;
  standing = state;
  sign.dataset.state = state;
  for (const line of sign.querySelectorAll("[data-when]")) line.hidden = line.dataset.when !== state;
  if (state === "back") setTimeout(() => standing === "back" && showSign("calm"), 4_000);
  document.dispatchEvent(new CustomEvent("tegenspel:connection", { detail: { state } }));
}

/** Whether news reaches this page now. */
export const isConnected = () => greeted && socket?.readyState === WebSocket.OPEN;

function look() {
  if (!socket && ["calm", "back", "lost"].includes(standing)) return connect();
  if (socket && ownNow() - heardAt > (isConnected() ? SILENCE_MS : OPENING_MS)) {
    const half = socket; // half open: its own close may take minutes
    lose(1006);
    half.close();
  }
}

// --- wishes ---------------------------------------------------------------------------------------------------------
/** An id that nobody else makes. */
export function randomId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const wishes = new WeakMap();

document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
  if (ctx.request.method !== "POST") return;
  ctx.request.body.delete("wish");
  const says = `${ctx.request.action}?${new URLSearchParams(ctx.request.body)}`;
  if (wishes.get(ctx.sourceElement)?.says !== says) wishes.set(ctx.sourceElement, { says, id: randomId() });
  ctx.request.body.set("wish", wishes.get(ctx.sourceElement).id);
});

document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  if (ctx.response.status < 400) wishes.delete(ctx.sourceElement);
});

document.addEventListener("htmx:error", ({ target }) => {
  const place = target.closest?.("form")?.querySelector(".refusal");
  if (place) place.textContent = document.getElementById("unsent").textContent;
});

// --- go -------------------------------------------------------------------------------------------------------------
if (address) {
  noteArrivals();
  connect();
  setInterval(look, 5_000);
  addEventListener("online", look);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    look();
    for (const element of document.querySelectorAll("[data-receipt]")) observe(element);
  });
}
