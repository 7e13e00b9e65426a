"""Has every act, field and choice its words, and is what players typed shown and never obeyed?"""

from __future__ import annotations

import re

import pytest

from app.engine import commands
from app.engine.acts import ACTS
from app.engine.events import Line
from app.engine.state import State
from app.perspectives.act_forms import act_forms
from app.perspectives.parts import Region, Scene
from app.perspectives.player import PlayerPerspective
from app.settings import Settings
from app.web.paint import Painter
from app.web.templating import Templates
from tests.perspectives.story import tell
from tests.perspectives.test_player_acts import ALDERMAN, CLERK, LEADER, WORKER, laid

TYPED = "<script>alert(1)</script> & zo"
KINDS = ("called", "ladder", "deed", "task", "promise", "draft", "clock")
NAMES = {"actor": ("mother",), "actors": ("mother",), "teams": ("board",), "roles": ("lead", "wh")}


@pytest.fixture(scope="module")
def templates() -> Templates:
    return Templates(Settings())


def do(state: State, command: commands.AnyCommand) -> list[Line]:
    lines = tell(state, command, by="seat:somebody")
    assert lines, command
    return lines


def filled(act: str) -> dict[str, tuple[str, ...]]:
    """Every field of an act: all its choices, a name, or what somebody typed."""
    return {field.name: field.choices or NAMES.get(field.takes, (TYPED,)) for field in ACTS[act].fields}


@pytest.fixture(scope="module")
def state() -> State:
    """A play in which everything was done, and everything stands in every way it can stand."""
    state = laid()
    tell(state, commands.StartExercise())
    tell(state, commands.LetTimePass(), 60_000)
    for act in ACTS:
        do(state, commands.DoAct(LEADER, act, filled(act)))
    for owner in ("", "lead", "mother", "lead", "mother"):
        do(state, commands.AddTask(LEADER, TYPED, owner))
    do(state, commands.ChangeTask(LEADER, 4, "lead", "done"))
    do(state, commands.ChangeTask(LEADER, 5, "mother", "returned"))
    for due in ("", "08:40", "08:40", "09:00"):
        do(state, commands.MakePromise(LEADER, "mother", TYPED, due))
    do(state, commands.KeepPromise(1, LEADER))
    for _ in range(2):
        do(state, commands.SaveDraft(LEADER, 0, 0, TYPED, TYPED))
    do(state, commands.DoAct(LEADER, "statement_published", filled("statement_published"), (), 2))
    do(state, commands.ProposeLevel(LEADER, "N3", ("C1",), TYPED))
    do(state, commands.ProposeLevel(WORKER, "N3", ("C5",), TYPED))
    do(state, commands.DeclineLevel(2, TYPED, ALDERMAN))
    tell(state, commands.LetTimePass(), 5 * 60_000)
    do(state, commands.KeepPromise(3, LEADER))
    return state


def regions(state: State, seat: str) -> list[Region]:
    whole = PlayerPerspective().whole(Scene(state), seat)
    return [region for region in whole if region.template in KINDS]


@pytest.mark.parametrize("locale", ["nl", "en"])
@pytest.mark.parametrize("woken", [False, True])
def test_everything_is_painted_and_nothing_that_was_typed_is_obeyed(
    templates: Templates, state: State, locale: str, woken: bool
) -> None:
    state = state.fork()
    if woken:
        do(state, commands.DecideLevel("N3", TYPED, ALDERMAN, 1))
    painter = Painter(templates)
    seen = set()
    for seat in (LEADER, ALDERMAN, CLERK):
        for region in regions(state, seat):
            html = painter.paint("player", region, locale)
            assert html, region.id
            assert "<script" not in html, region.id
            seen.add(region.template)
    assert seen == set(KINDS)


def test_a_line_is_told_for_every_way_a_promise_and_a_task_can_stand(state: State) -> None:
    assert {promise.status for promise in state.promises} == {"kept", "broken", "kept_late", "open"}
    assert {task.status for task in state.tasks} == {"open", "done", "returned"}


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_there_is_a_dialog_for_everything_and_each_field_has_a_name(
    templates: Templates, state: State, locale: str
) -> None:
    module = templates.environments[locale].get_template("forms/acts/dialogs.html").module
    html = str(module.dialogs(act_forms(state, LEADER)))  # type: ignore[attr-defined]
    assert html.count("<dialog") == len(ACTS) + 5
    ids = re.findall(r'<(?:textarea|select|input) id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert [one for one in ids if f'<label for="{one}">' not in html] == []
    assert re.findall(r"<(?:label|legend)[^>]*>\s*</", html) == []
    # Typed fields have a label with their id; the others stand in a label of their own.
    loose = re.findall(r'(?<!<label class="tick">)<input type="(?:checkbox|radio)"', html)
    assert loose == []
