"""Is what a player or the wall may not know in no byte that is painted for them, through a whole Gruttostraat?"""

from __future__ import annotations

import re
from functools import cache
from html import unescape

import pytest

from app.engine.calm import calm_seats
from app.engine.commands import GiveAnswer, PrepareExercise, ReleaseInject, StartExercise, TakeCall, WriteMessage
from app.engine.decide import decide
from app.engine.events import Line, Settings as EventSettings
from app.engine.fold import fold, new_state
from app.engine.play import rehearse, seat_plans
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
    called = inject.by == "phone"
    spoken = (inject.title, *inject.questions) if called else ()
    return own_words(inject.text, *(one.text for one in inject.alternatives), *spoken)


def leaks(html: str, may_read: set[str], knows: frozenset[str] = frozenset()) -> list[str]:
    """What stands in this HTML and should not, when only these injects may be read and these facts are known."""
    text = plain(html)
    found = [word for word in never() if word in text]
    allowed = {word for name in may_read for word in texts_of(gruttostraat().inject_by_id[name])}
    for inject in gruttostraat().injects:
        if inject.id not in may_read:
            found += [word for word in texts_of(inject) - allowed if word in text]
    read = " ".join(" ".join(gruttostraat().inject_by_id[name].text for name in may_read).split())
    for fact in gruttostraat().facts.values():
        if fact.id not in knows:
            found += [word for word in own_words(fact.text) if word in text and word not in read]
    return found + [name for name in name_of_the_script().findall(text) if name not in knows]


def read_by(state: State, seat: str) -> set[str]:
    """The injects that this seat may read by now: of calls those that it took, or whose voicemail says the same."""
    found = set()
    for inject in state.injects.values():
        call = state.calls.get(inject.number)
        missed = call is not None and call.left_message and not gruttostraat().inject_by_id[inject.id].voicemail
        took = call is None or (call.status != "ringing" and call.has(seat))
        if state.has(seat, inject.number) and (took or missed):
            found.add(inject.id)
    return found


def known_to(state: State, seat: str) -> frozenset[str]:
    """The facts that this seat holds from the start, or has read or heard."""
    here = state.seats[seat]
    return frozenset(
        fact.id
        for fact in gruttostraat().facts.values()
        if {here.role, here.team} & set(fact.held_by) or seat in state.known.get(fact.id, ())
    )


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
            assert leaks(html, read_by(state, seat), known_to(state, seat)) == []


def test_a_call_is_painted_only_for_who_takes_it(painter: Painter) -> None:
    state, taker, others = ringing()
    number = state.injects["A16"].number
    words = texts_of(gruttostraat().inject_by_id["A16"])
    assert len(words) > 1
    before = {seat: screen_of(painter, state, seat) for seat in state.seats}
    assert [seat for seat, html in before.items() if any(word in html for word in words)] == []
    lines = decide(state, TakeCall(number, taker), state.last_at, f"seat:{taker}").lines
    after = {seat: screen_of(painter, state, seat, lines) for seat in state.seats}
    assert [seat for seat, html in after.items() if any(word in html for word in words)] == [taker]
    assert others
    assert all(state.seats[taker].title in after[seat] for seat in others)


def test_conversations_of_others_are_painted_for_nobody_else(painter: Painter) -> None:
    state, _, _ = ringing()
    writer, *_, reader = state.seats
    assert state.seats[writer].team != state.seats[reader].team
    lines = []
    for command, by in (
        (WriteMessage(writer, 0, (reader,), "chat", "OURTITLE", "OURTEXT"), writer),
        (GiveAnswer(len(state.messages) + 1, reader, "THEIRANSWER"), reader),
        (WriteMessage(writer, len(state.messages) + 1, text="OURNEXT"), writer),
    ):
        lines += decide(state, command, state.last_at, f"seat:{by}").lines
    ours = ("OURTITLE", "OURTEXT", "THEIRANSWER", "OURNEXT")
    screens = {seat: screen_of(painter, state, seat, lines) for seat in state.seats}
    assert all(word in screens[seat] for seat in (writer, reader) for word in ours)
    assert [seat for seat, html in screens.items() if any(word in html for word in ours)] == [writer, reader]


def ringing() -> tuple[State, str, list[str]]:
    """The moment at which a phone rings, a seat that it rings at, and the others; it is certain that there are any."""
    state = new_state(gruttostraat())
    plan = PrepareExercise("Gruttostraat", seat_plans(gruttostraat()), EventSettings(show="at_once"))
    for command in (plan, StartExercise(), ReleaseInject("A16")):
        assert decide(state, command, max(state.last_at, 1_800_000_000_000), "facilitator:Kim").lines
    call = state.calls[state.injects["A16"].number]
    return state, call.rung[0], list(call.rung[1:])


def screen_of(painter: Painter, state: State, seat: str, lines: list[Line] | None = None) -> str:
    """All that a seat is painted: the whole screen, and what these lines changed on it."""
    player = PlayerPerspective()
    changed = player.changed(Scene(state), lines or [])
    mine = [region for region in changed if region.audience == EVERYONE or seat in region.audience]
    return plain(painter.paint_all("player", [*player.whole(Scene(state), seat), *mine], "nl"))


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
