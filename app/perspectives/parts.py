"""What is a screen made of? Regions, the values they show, and who shares them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

import msgspec

from app.engine.events import Line
from app.engine.scene import Scene as Scene

EVERYONE: frozenset[str] = frozenset()
"""The audience of a region that every screen of this perspective shares."""


class Part(msgspec.Struct, frozen=True):
    """A value that a region template shows. It holds no secrets, and equal parts give equal HTML."""


class Region(msgspec.Struct, frozen=True):
    """One element of a screen that is painted again as a whole.

    ``id`` is its id in the page; ``template`` the name of its file under ``templates/regions/<perspective>/``;
    ``part`` what that shows; ``audience`` the seats whose screens get it (``EVERYONE`` for all). When the page does not
    have it yet, it is put into the element ``into``, at its ``end`` or ``start``, or by its ``order`` among those that
    have one (at the start: the highest first). With ``once`` it is only ever put there and never painted again, because
    people type in it; such a region may hold containers itself.
    """

    id: str
    template: str
    part: Any
    audience: frozenset[str] = EVERYONE
    into: str = ""
    at: str = "end"
    once: bool = False
    order: int = 0


class Perspective(Protocol):
    """What one role may see."""

    name: str

    def whole(self, scene: Scene, seat: str) -> list[Region]:
        """Every region of one screen, in the order of the page; ``seat`` is empty for screens without one.

        All of them are for the screen that asks, whatever audience they name.
        """

    def changed(self, scene: Scene, lines: Sequence[Line]) -> Iterable[Region]:
        """The regions that these lines may have changed, each with the screens that share it.

        After any lines, a screen that followed the changes shows the same as one that was painted whole.
        """

    def around(self, scene: Scene) -> Iterable[Region]:
        """The regions that depend on connections or on whether the log can be written."""
