"""What does an English sentence of ours say in the reader's language?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from app.engine.commands import Refusal

LOCALES = ("nl", "en")
FOLDER = Path(__file__).parent / "locale"


class Catalogue:
    """The sentences of one language; one that is missing stays English."""

    def __init__(self, locale: str, one: Mapping[str, str], many: Mapping[str, tuple[str, ...]]) -> None:
        self.locale = locale
        self._one = one
        self._many = many

    def gettext(self, msgid: str) -> str:
        """The sentence in this language."""
        return self._one.get(msgid, msgid)

    def ngettext(self, msgid: str, plural: str, n: int) -> str:
        """The sentence for this number; Dutch and English both know one and other than one."""
        forms = self._many.get(msgid, (msgid, plural))
        return forms[0 if n == 1 else 1]

    def sentence(self, refusal: Refusal) -> str:
        """Why not, in this language."""
        return self.gettext(refusal.template).format(**refusal.words)


def read_catalogue(locale: str, folder: Path = FOLDER) -> Catalogue:
    """All files of one language together; the folder of English does not exist, because the code is English."""
    one: dict[str, str] = {}
    many: dict[str, tuple[str, ...]] = {}
    for path in sorted((folder / locale).glob("*.po")):
        with path.open(encoding="utf-8") as file:
            for message in read_po(file, locale=locale):
                _note(message, one, many)
    return Catalogue(locale, one, many)


def _note(message: Message, one: dict[str, str], many: dict[str, tuple[str, ...]]) -> None:
    id_, said = message.id, message.string
    if not isinstance(id_, str) and said:
        many[id_[0]] = tuple(said)
    elif isinstance(id_, str) and id_ and isinstance(said, str) and said:
        one[id_] = said


@cache
def catalogue(locale: str) -> Catalogue:
    """The catalogue of one of our languages, read once."""
    return read_catalogue(locale)
