"""How does the command line speak? One sentence, in the language of the terminal."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

from rich.console import Console

from app.engine.commands import Refusal
from app.settings import SettingsWrong
from app.web.locale_catalogue import LOCALES, Catalogue, catalogue

if TYPE_CHECKING:
    from app.settings import Settings


class Stop(Exception):
    """The command can't go on; the sentence says why."""

    def __init__(self, template: str, **words: str | int) -> None:
        super().__init__(template)
        self.refusal = Refusal(template, words)


@cache
def words() -> Catalogue:
    """The language of this terminal: what TEGENSPEL_LANGUAGE or the locale says, else English."""
    for name in ("TEGENSPEL_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        wish = os.environ.get(name, "")
        if wish:
            language = wish.split("_")[0].split(".")[0].lower()
            return catalogue(language if language in LOCALES else "en")
    return catalogue("en")


def _(msgid: str, **values: str | int) -> str:
    """The sentence in the language of this terminal, with these words in it."""
    said = words().gettext(msgid)
    return said.format(**values) if values else said


def out() -> Console:
    """Where answers go."""
    return Console(highlight=False, soft_wrap=True)


def complain(refusal: Refusal) -> None:
    """Say on the error stream why something can't be done."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(
        words().sentence(refusal), style="bold red", markup=False
    )


def settings() -> Settings:
    """The settings of the environment."""
    from app.settings import read_settings

    return read_settings()


def sentence_for(error: Exception) -> Refusal | None:
    """What to say about an error that we expect to meet; None for a fault of ours."""
    from app.store.errors import StoreUnavailable

    if isinstance(error, SettingsWrong):
        return Refusal("{sentence}", {"sentence": str(error)})
    if isinstance(error, StoreUnavailable):
        return Refusal(error.template, error.words)
    return None
