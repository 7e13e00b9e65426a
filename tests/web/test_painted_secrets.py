"""Is what a player or the wall may not know in no byte that is painted for them, through a whole Gruttostraat?"""

from __future__ import annotations

import re
from functools import cache
from html import unescape

import pytest

from app.engine.calm import calm_seats
from app.engine.events import Line
from app.engine.fold import fold, new_state
from app.engine.play import rehearse
from app.engine.scene import Scene
from app.engine.state import State
from app.perspectives.parts import EVERYONE
from app.perspectives.player import PlayerPerspective
from app.perspectives.wall import PUBLIC_CHANNELS, WallPerspective
from app.scenario.model import Inject, Scenario
from app.scenario.read import read
from app.settings import ROOT, Settings
from app.web.paint import Painter
from app.web.templating import Templates

LONG_ENOUGH = 25
"""So many characters of a text are its own; shorter ones may stand in another text as well."""
LINES_BETWEEN = 40


@cache
def gruttostraat() -> Scenario:
    file = ROOT / "scenarios" / "gruttostraat.yaml"
    return read(file.read_bytes(), file.name)


def plain(html: str) -> str:
    """The text of a page, with its markup left in but its escapes and line breaks taken out."""
    return " ".join(re.sub(r"<br ?/?>|</?p>", " ", unescape(html)).split())


def own_words(*texts: str) -> set[str]:
    """The beginnings of texts that are long enough to be recognised."""
    return {" ".join(text.split())[:80] for text in texts if len(text) >= LONG_ENOUGH}


@cache
def never() -> frozenset[str]:
    """What no player ever reads: the reasons behind the script."""
    scenario = gruttostraat()
    told = {inject.text for inject in scenario.injects} | {role.brief for role in scenario.roles.values()}
    words: set[str] = set()
    for inject in scenario.injects:
        words |= own_words(inject.hook, inject.condition, *(expectation.text for expectation in inject.expect))
    words |= own_words(*(objective.text for objective in scenario.objectives.values()))
    words |= own_words(*(fact.text for fact in scenario.facts.values()))
    words |= own_words(*(actor.aim for actor in scenario.actors.values()))
    assert len(words) > 50
    return frozenset(word for word in words if not any(word in " ".join(text.split()) for text in told))


@cache
def name_of_the_script() -> re.Pattern[str]:
    """Ids of injects, expectations and facts, as whole words."""
    scenario = gruttostraat()
    ids = {*scenario.inject_by_id, *scenario.facts, *(one.id for inject in scenario.injects for one in inject.expect)}
    return re.compile(r"\b(" + "|".join(sorted(map(re.escape, ids), key=len, reverse=True)) + r"|contingency|noise)\b")


def texts_of(inject: Inject) -> set[str]:
    return own_words(inject.text, *(one.text for one in inject.alternatives))


def leaks(html: str, may_read: set[str]) -> list[str]:
    """What stands in this HTML and should not, when only these injects may be read."""
    text = plain(html)
    found = [word for word in never() if word in text]
    for inject in gruttostraat().injects:
        if inject.id not in may_read:
            found += [word for word in texts_of(inject) if word in text]
    return found + name_of_the_script().findall(text)


def moments() -> list[tuple[State, list[Line]]]:
    """The play of a whole exercise in steps: the state after each step, and its lines."""
    log = rehearse(gruttostraat(), react=calm_seats).log
    state = new_state(gruttostraat())
    steps = []
    for start in range(0, len(log), LINES_BETWEEN):
        lines = log[start : start + LINES_BETWEEN]
        for line in lines:
            fold(state, line)
        steps.append((state.fork(), lines))
    return steps


@pytest.fixture(scope="module")
def painter() -> Painter:
    return Painter(Templates(Settings()))


def test_the_search_finds_what_it_looks_for() -> None:
    inject = gruttostraat().inject_by_id["A02"]
    page = f'<p id="A02">{inject.text}</p>'
    assert leaks(page, {"A02"}) == ["A02"]
    assert len(leaks(page, set())) == 2
    assert leaks(next(iter(never())), set()) != []


def test_a_seat_is_painted_nothing_but_its_own_messages(painter: Painter) -> None:
    player = PlayerPerspective()
    for state, lines in moments():
        changed = list(player.changed(Scene(state), lines))
        for seat in state.seats:
            mine = [region for region in changed if region.audience == EVERYONE or seat in region.audience]
            html = painter.paint_all("player", [*player.whole(Scene(state), seat), *mine], "nl")
            assert leaks(html, {name for name in state.injects if state.has(seat, state.injects[name].number)}) == []


def test_the_wall_is_painted_nothing_but_public_news(painter: Painter) -> None:
    wall = WallPerspective()
    for state, lines in moments():
        public = {
            inject.id
            for inject in state.injects.values()
            if inject.number and inject.by in PUBLIC_CHANNELS and "all" in inject.to
        }
        regions = [*wall.whole(Scene(state), ""), *wall.changed(Scene(state), lines)]
        assert leaks(painter.paint_all("wall", regions, "nl"), public) == []


def test_every_look_is_painted_in_both_languages(painter: Painter) -> None:
    rehearsal = rehearse(gruttostraat())
    seats = {seat for seat in rehearsal.state.seats if rehearsal.state.has(seat, rehearsal.state.injects["A26"].number)}
    assert seats
    player = PlayerPerspective()
    for seat in sorted(seats):
        regions = player.whole(Scene(rehearsal.state), seat)
        assert painter.paint_all("player", regions, "nl") != painter.paint_all("player", regions, "en")
