// What goes on while a dialog is open? The phone and the voice of the page come along into it; all else waits behind it.
import { onChanged } from "./live.js";

const homes = ["calls", "announce"].map((id) => {
  const part = document.getElementById(id);
  const home = document.createComment(id);
  part.before(home);
  return [part, home];
});

/** Put them into the dialog that is open, or back where they belong. */
export function bringAlong() {
  const dialog = [...document.querySelectorAll("dialog[open]")].at(-1);
  for (const [part, home] of homes) {
    if (!dialog && home.nextSibling !== part) home.after(part);
    if (dialog && part.parentElement !== dialog) dialog.append(part);
  }
}

document.addEventListener("close", bringAlong, true);
onChanged(bringAlong);
