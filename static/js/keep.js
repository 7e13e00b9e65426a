// What does this laptop keep for itself? Small values in localStorage; a browser that refuses keeps nothing and says so.

/** The value under this name, or `other` when there is none. */
export function kept(name, other = null) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? other;
  } catch {
    return other;
  }
}

/** Keep a value; false when the browser can't. */
export function keep(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** Forget a value. */
export function forget(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    // Nothing was kept, so there is nothing to forget.
  }
}
