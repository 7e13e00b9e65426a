// How does somebody who leads look along with a seat? Everything can be read and opened, and nothing can be done.
import { onChanged } from "./live.js";
import "./theme.js";

const DOES_SOMETHING = "form, button, textarea, select, input:not([name=show]), [contenteditable]";

function holdStill() {
  for (const part of document.querySelectorAll(DOES_SOMETHING)) part.inert = true;
}

// What should not be possible any more is stopped once more where it would happen.
for (const deed of ["submit", "htmx:config:request"]) {
  document.addEventListener(
    deed,
    (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    true,
  );
}

holdStill();
onChanged(holdStill);
document.body.classList.add("ready");
