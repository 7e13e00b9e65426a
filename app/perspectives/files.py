"""Which files go with a message, and how are they called?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from app.engine.state import State
from app.engine.talk import Message
from app.perspectives.parts import Part
from app.scenario.media import look_of


class FilePart(Part, frozen=True):
    """A file under a message: ``look`` how a screen shows it, empty for a link only."""

    name: str
    title: str
    look: Literal["", "image", "pdf", "audio"]


# The look of a document of the scenario follows from its name: its content was checked when the exercise was made.
_BY_SUFFIX: dict[str, Literal["image", "pdf", "audio"]] = {
    "png": "image", "jpg": "image", "jpeg": "image", "webp": "image", "gif": "image", "pdf": "pdf",
    "mp3": "audio", "ogg": "audio", "m4a": "audio", "wav": "audio",
}  # fmt: skip


def attachments_of(state: State, message: Message) -> tuple[FilePart, ...]:
    """The files that go with a message; none once it was taken back."""
    return () if message.recalled_at else attached(state, message.attachments)


def attached(state: State, names: Iterable[str]) -> tuple[FilePart, ...]:
    """The files of these names, as far as there are any."""
    return tuple(part for name in names if (part := file_part(state, name)) is not None)


def file_part(state: State, name: str) -> FilePart | None:
    """A file by its name, or None when there is none."""
    file = state.files.get(name)
    if file is not None:
        return FilePart(name, file.title, look_of(file.media_type) or "")
    document = state.scenario.documents.get(name)
    if document is None:
        return None
    return FilePart(name, document.title, _BY_SUFFIX.get(document.file.rpartition(".")[2].lower(), ""))
