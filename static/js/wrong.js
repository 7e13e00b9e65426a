// What keeps a text from being sent? The server knows best; this only spares people the way there.
import { lengthOf, LIMIT } from "./drafts.js";
import { say } from "./words.js";

/** Why this form can't be sent as it is filled in, or "". */
export function wrongWith(form, filled, isConnected) {
  const has = (name) => filled.filter(([one]) => one === name);
  const text = has("text")[0]?.[1] ?? "";
  const over = lengthOf(text) - LIMIT;
  if (over > 0) return say("tooLong", { over });
  if (form.elements.choice) return has("choice").length ? "" : say("choose");
  if (form.elements.by) {
    if (!has("to").length) return say("nobody");
    if (has("by")[0]?.[1] === "phone") return wrongWithCall(has("to").length, isConnected);
  }
  return text.trim() ? "" : say("empty");
}

/** A call that would ring once the connection is back, at a moment nobody expects, is worse than none. */
function wrongWithCall(people, isConnected) {
  if (people > 1) return say("oneCall");
  return isConnected ? "" : say("onlyConnected");
}
