"""In which language and in which light does this person read?"""

from __future__ import annotations

from collections.abc import Mapping

from app.web.locale_catalogue import LOCALES

LANGUAGE_COOKIE = "tegenspel_lang"
THEME_COOKIE = "tegenspel_theme"
THEMES = ("light", "dark")


def choose_locale(query: Mapping[str, str], cookies: Mapping[str, str], accept: str, default: str) -> str:
    """The language asked for in the address, chosen before, or first wanted by the browser; else ``default``."""
    for wish in (query.get("lang", ""), cookies.get(LANGUAGE_COOKIE, "")):
        if wish in LOCALES:
            return wish
    return next((locale for locale in _accepted(accept) if locale in LOCALES), default)


def choose_theme(cookies: Mapping[str, str]) -> str:
    """Light or dark when the person chose; empty to follow the system."""
    theme = cookies.get(THEME_COOKIE, "")
    return theme if theme in THEMES else ""


def _accepted(header: str) -> list[str]:
    """Languages of an Accept-Language header without their regions, the most wanted first."""
    wanted: list[tuple[float, str]] = []
    for entry in header[:500].split(","):
        tag, _, quality = entry.strip().partition(";q=")
        try:
            wanted.append((-float(quality or 1), tag.split("-")[0].lower()))
        except ValueError:
            continue
    return [tag for _, tag in sorted(wanted, key=lambda pair: pair[0])]
