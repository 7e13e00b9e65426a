"""What a file is, whatever its name says."""

import pytest

from app.scenario.media import EMPTY, MOST_BYTES, TOO_LARGE, WRONG_KIND, Media, look_of, media_of

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
PDF = b"%PDF-1.7\n" + bytes(40)


@pytest.mark.parametrize(
    ("content", "media_type", "look"),
    [
        (PNG, "image/png", "image"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "image/jpeg", "image"),
        (PDF, "application/pdf", "pdf"),
        (b"ID3\x03" + bytes(40), "audio/mpeg", "audio"),
        (b"OggS" + bytes(40), "audio/ogg", "audio"),
    ],
)
def test_images_pdf_and_sound_are_known_by_their_first_bytes(content, media_type, look):
    assert media_of(content) == Media(media_type, look)
    assert look_of(media_type) == look


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", EMPTY),
        (PNG + bytes(MOST_BYTES), TOO_LARGE),
        (b"<svg xmlns='x'><script>alert(1)</script></svg>", WRONG_KIND),
        (b"<html><script>", WRONG_KIND),
        (b"MZ" + bytes(100), WRONG_KIND),
        (b"PK\x03\x04" + bytes(100), WRONG_KIND),
        (b"plain words", WRONG_KIND),
    ],
)
def test_anything_else_is_refused_with_a_sentence(content, why):
    assert media_of(content) == why
