"""Which files may people see, and what kind is a file really?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import filetype

from app.scenario.problems import N_, Said

MOST_BYTES = 5_000_000
"""A photo of a telephone or a report of fifty pages fits; a film does not."""

Look = Literal["image", "pdf", "audio"]

# Nothing that can hold a script of its own: no SVG, no HTML, no office files.
_LOOKS: dict[str, Look] = {
    "image/png": "image",
    "image/jpeg": "image",
    "image/webp": "image",
    "image/gif": "image",
    "application/pdf": "pdf",
    "audio/mpeg": "audio",
    "audio/ogg": "audio",
    "audio/mp4": "audio",
    "audio/x-wav": "audio",
}
EMPTY = Said(N_("This file is empty."))
TOO_LARGE = Said(N_("This file is larger than {limit} MB."), {"limit": MOST_BYTES // 1_000_000})
WRONG_KIND = Said(N_("Only images (PNG, JPEG, WebP, GIF), PDF and sound (MP3, OGG, M4A, WAV) can be attached."))


@dataclass(frozen=True)
class Media:
    """What a file is: its media type, and how a screen shows it."""

    media_type: str
    look: Look


def media_of(content: bytes) -> Media | Said:
    """What this file is by its first bytes, whatever its name says; why it can't be used, if so."""
    if not content:
        return EMPTY
    if len(content) > MOST_BYTES:
        return TOO_LARGE
    media_type = filetype.guess_mime(content) or ""
    look = _LOOKS.get(media_type)
    return WRONG_KIND if look is None else Media(media_type, look)


def look_of(media_type: str) -> Look | None:
    """How a screen shows a file of this media type."""
    return _LOOKS.get(media_type)
