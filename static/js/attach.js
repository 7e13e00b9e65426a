// Which files go with this text? A file is put on the server as soon as it is chosen; the form carries only its name.
const LONGEST_MS = 60_000;

document.addEventListener("change", ({ target }) => {
  const place = target.closest("[data-attach]");
  if (!place || target.type !== "file") return;
  for (const file of target.files) add(place, file);
  target.value = "";
});

async function add(place, file) {
  const state = place.querySelector("[data-attaching]");
  const refusal = place.querySelector("[data-attach-refusal]");
  state.textContent = place.dataset.sending.replace("{name}", file.name);
  refusal.textContent = "";
  const sent = new FormData();
  sent.set("file", file);
  try {
    const answer = await fetch("file", { method: "POST", body: sent, headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(LONGEST_MS) });
    if (answer.ok) place.querySelector("[data-attached]").append(chip(place, await answer.json()));
    else refusal.textContent = plain(await answer.text()) || place.dataset.refused;
  } catch {
    refusal.textContent = place.dataset.refused;
  }
  state.textContent = "";
  place.dispatchEvent(new Event("input", { bubbles: true })); // the draft of the form knows it too
}

const plain = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent.trim();

/** A line for an attached file, with the field that carries its name. */
export function chip(place, { name, title }) {
  const line = document.createElement("li");
  const field = Object.assign(document.createElement("input"), { type: "hidden", name: "attachments", value: name });
  field.dataset.title = title;
  const text = Object.assign(document.createElement("span"), { textContent: title });
  const remove = Object.assign(document.createElement("button"), { type: "button", className: "btn quiet", textContent: "×" });
  remove.setAttribute("aria-label", place.dataset.remove.replace("{name}", title));
  remove.onclick = () => {
    line.remove();
    place.dispatchEvent(new Event("input", { bubbles: true }));
  };
  line.append(field, text, remove);
  return line;
}

document.addEventListener("reset", ({ target }) => target.querySelector("[data-attached]")?.replaceChildren());
