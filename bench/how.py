"""How thoroughly do we measure?"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class How:
    """``runs`` interleaved repetitions, each of ``rounds`` rounds."""

    runs: int = 5
    rounds: int = 12


THOROUGH = How()
QUICK = How(runs=2, rounds=5)
