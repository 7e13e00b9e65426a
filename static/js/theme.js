// Light or dark? The button goes round: the other one, and remembers it on this laptop.
const YEAR_S = 31_536_000;
const root = document.documentElement;

function isDark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

document.addEventListener("click", ({ target }) => {
  if (!target.closest?.("[data-theme-next]")) return;
  root.dataset.theme = isDark() ? "light" : "dark";
  document.cookie = `tegenspel_theme=${root.dataset.theme}; path=/; max-age=${YEAR_S}; samesite=lax`;
});
