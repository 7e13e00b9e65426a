"""What is there to look at? The state of an exercise, and what only the running server knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.engine.state import State


@dataclass(frozen=True, slots=True)
class Scene:
    """What a perspective looks at.

    ``connected`` seat -> real ms since when its laptop is connected; ``last_seen`` seat -> real ms of its last sign of
    life; ``log_writable`` False while lines can't be written.
    """

    state: State
    connected: Mapping[str, int] = field(default_factory=dict)
    last_seen: Mapping[str, int] = field(default_factory=dict)
    log_writable: bool = True
