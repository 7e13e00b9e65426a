"""What does somebody who leads the exercise see? Everything; this room only decides in which pieces it is painted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from app.engine.events import Line
from app.engine.state import State
from app.perspectives import facilitator_rows as rows
from app.perspectives.facilitator_actions import course_actions
from app.perspectives.facilitator_deeds import deeds
from app.perspectives.facilitator_ladder import ladder
from app.perspectives.facilitator_log import log_regions
from app.perspectives.facilitator_parts import BannerPart, CountPart, TopPart
from app.perspectives.facilitator_people import people, people_count
from app.perspectives.facilitator_talks import talks
from app.perspectives.facilitator_terms import terms
from app.perspectives.facilitator_touched import Touched
from app.perspectives.parts import Region, Scene

RINGING_AT_MOST = 3
"""So many calls to actors ring on the console at once; the others stand in the list."""


class Facilitator:
    """The console. The lines of the log are not part of ``whole``: the page reads them from the log itself."""

    name = "facilitator"

    def whole(self, scene: Scene, seat: str) -> list[Region]:  # noqa: ARG002 - a console has no seat
        """Every region of the console."""
        touched = Touched()
        touched.everything(scene.state)
        return [*_regions(scene, touched)]

    def changed(self, scene: Scene, lines: Sequence[Line]) -> Iterable[Region]:
        """What these lines may have changed, and the lines themselves."""
        touched = Touched()
        for line in lines:
            touched.by(scene.state, line.event)
        yield from _regions(scene, touched)
        yield from log_regions(scene.state, lines)

    def around(self, scene: Scene) -> Iterable[Region]:
        """People and banner."""
        yield _banner(scene)
        yield Region("people-count", "people_count", people_count(scene))
        yield from people(scene, scene.state.seats)


def _regions(scene: Scene, touched: Touched) -> Iterator[Region]:
    """The regions that were touched, in the order of the page."""
    state = scene.state
    if touched.course:
        yield _banner(scene)
    if touched.course or touched.plan:
        yield _top(scene)
    if touched.plan:
        yield Region("counts", "counts", rows.counts(state))
    for part in sorted((rows.row(state, name) for name in touched.injects), key=lambda part: part.sort):
        yield Region(f"row-{part.id}", "row", part, into="msel")
    if touched.seats:
        yield Region("people-count", "people_count", people_count(scene))
        yield from people(scene, touched.seats)
    if touched.plan:
        yield Region("next", "next", rows.coming(state))
    yield from _side(state, touched)


def _side(state: State, touched: Touched) -> Iterator[Region]:
    """The panels behind the tabs at the side, and the number on each tab."""
    if touched.talks:
        found = talks(state)
        yield Region("talks", "talks", found)
        yield Region("ringing", "ringing", tuple(talk for talk in found.talks if talk.rings_outside)[:RINGING_AT_MOST])
        yield Region("count-talks", "count", CountPart("talks", found.waiting))
    if touched.ladder:
        standing = ladder(state)
        yield Region("ladder", "ladder", standing)
        yield Region("count-ladder", "count", CountPart("ladder", standing.open, state.level))
    if touched.terms:
        running = terms(state)
        yield Region("terms", "terms", running)
        yield Region("count-terms", "count", CountPart("terms", running.late))
    if touched.deeds:
        done = deeds(state)
        yield Region("deeds", "deeds", done)
        yield Region("count-deeds", "count", CountPart("deeds", done.broken))


def _top(scene: Scene) -> Region:
    state = scene.state
    written = state.scenario
    part = TopPart(
        title=state.title,
        phase=state.phase,
        pause=state.pause,
        reason=state.pause_reason,
        clock=state.clock,
        story_start=written.story.start,
        pace=written.story.pace,
        duration=written.duration * 1000,
        actions=course_actions(state),
    )
    return Region("top", "top", part)


def _banner(scene: Scene) -> Region:
    state = scene.state
    paused = state.phase == "paused"
    part = BannerPart(scene.log_writable, state.pause if paused else None, state.pause_reason if paused else "")
    return Region("banner", "banner", part)
