"""Lines that tests write into a log."""

from __future__ import annotations

from app.engine.events import AnswerGiven, Line

BEGIN = 1_700_000_000_000


def answers(first: int, count: int = 1, text: str = "Wij bellen terug.", wish: str = "") -> list[Line]:
    """So many answers, numbered from ``first``."""
    return [
        Line(
            seq,
            BEGIN + seq * 1000,
            seq * 1000,
            AnswerGiven("A1", "gezinswerker-1", text),
            "seat:gezinswerker-1",
            "",
            wish,
        )
        for seq in range(first, first + count)
    ]
