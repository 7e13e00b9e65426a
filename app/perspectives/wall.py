"""What may the whole room see on the big screen?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from app.engine import events
from app.engine.events import Line
from app.engine.state import State
from app.engine.talk import Message
from app.perspectives import messages
from app.perspectives.conduct import conduct_changed, conduct_regions
from app.perspectives.parts import Part, Region, Scene

PUBLIC_CHANNELS = frozenset(("news", "press", "social", "television"))


class News(Part, frozen=True):
    """A public message; after a recall it has no title and text any more. ``moment`` is story time.

    ``by_seat`` tells that players wrote it: such text is shown as it was typed.
    """

    channel: str
    sender: str
    title: str
    text: str
    moment: datetime
    recalled: bool
    by_seat: bool
    corrections: tuple[messages.Correction, ...]


class WallPerspective:
    """The screen for the beamer."""

    name = "wall"

    def whole(self, scene: Scene, seat: str) -> list[Region]:
        """Every region of the wall; the news oldest first. The wall has no seat."""
        del seat
        state = scene.state
        return [*conduct_regions(state), *_news(state, state.messages)]

    def changed(self, scene: Scene, lines: Sequence[Line]) -> Iterable[Region]:
        """The regions that these lines may have changed."""
        state = scene.state
        if any(conduct_changed(line.event) for line in lines):
            yield from conduct_regions(state)
        told = [
            line.event.inject
            for line in lines
            if isinstance(line.event, events.InjectReleased | events.InjectRecalled | events.CorrectionSent)
        ]
        numbers = {line.event.number for line in lines if isinstance(line.event, events.MessageSent)}
        if told or numbers:
            news = (message for message in state.messages if message.number in numbers or message.inject in told)
            yield from _news(state, news)

    def around(self, scene: Scene) -> Iterable[Region]:
        """Nothing: the wall shows the story, not the laptops."""
        del scene
        return ()


def _news(state: State, sent: Iterable[Message]) -> Iterable[Region]:
    for message in sent:
        if message.by in PUBLIC_CHANNELS and "all" in message.to:
            said = messages.shown(state, message)
            news = News(
                said.channel,
                said.sender,
                said.title,
                said.text,
                said.moment,
                said.recalled,
                said.by_seat,
                said.corrections,
            )
            yield Region(f"news-{message.number}", "news", news, into="news", at="start")
