"""In which language and light does somebody read?"""

from __future__ import annotations

import pytest

from app.web.locale_choice import choose_locale, choose_theme


@pytest.mark.parametrize(
    ("query", "cookie", "accept", "locale"),
    [
        ("", "", "", "nl"),
        ("en", "nl", "nl", "en"),
        ("", "en", "nl", "en"),
        ("", "", "en-GB,en;q=0.9", "en"),
        ("", "", "de,en;q=0.5,nl;q=0.8", "nl"),
        ("", "", "fr", "nl"),
        ("fr", "xx", "en;q=abc,en", "en"),
        ("", "", "," * 10_000, "nl"),
    ],
)
def test_the_language(query: str, cookie: str, accept: str, locale: str) -> None:
    assert choose_locale({"lang": query}, {"tegenspel_lang": cookie}, accept, "nl") == locale


def test_the_light() -> None:
    chosen = [choose_theme({"tegenspel_theme": theme}) for theme in ("dark", "light", '"><script>', "")]
    assert chosen == ["dark", "light", "", ""]
