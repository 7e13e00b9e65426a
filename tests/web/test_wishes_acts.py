"""Does every act come through as it was filled in, and does an empty form get a sentence of ours?"""

from __future__ import annotations

from typing import Any

import pytest

from app.engine import commands
from app.engine.acts import ACTS
from app.web.forms import Fields, FieldWrong
from app.web.wishes_acts import ACT_WISHES

SEAT = "teamleider-1"


def asked(wish: str, **given: str | list[str]) -> object:
    """The command that this form asks for."""
    lists = {name: value if isinstance(value, list) else [value] for name, value in given.items()}
    firsts = {name: values[0] for name, values in lists.items() if values}
    return ACT_WISHES[wish](Fields(firsts, lambda name: lists.get(name, [])), SEAT)


def test_what_was_typed_is_not_touched() -> None:
    happened = "  Vannacht,\n\n om twee uur  "
    done = asked("act", act="handover", to=["bestuur", "griffie"], happened=happened, done=" ")
    assert done == commands.DoAct(SEAT, "handover", {"to": ("bestuur", "griffie"), "happened": (happened,)})


def test_a_council_notice_keeps_its_form_only_for_a_closed_circle() -> None:
    given: dict[str, Any] = {"act": "council_notice", "form": "secret", "criteria": ["order", "system"], "knows": "x"}
    open_, closed = (asked("act", audience=audience, **given) for audience in ("council", "closed"))
    assert isinstance(open_, commands.DoAct)
    assert isinstance(closed, commands.DoAct)
    assert ("form" in open_.fields, closed.fields["form"]) == (False, ("secret",))
    assert closed.fields["criteria"] == ("order", "system")


@pytest.mark.parametrize("act", ACTS)
def test_an_empty_form_is_refused_with_a_sentence_that_names_no_field(act: str) -> None:
    with pytest.raises(FieldWrong) as wrong:
        asked("act", act=act)
    assert "{" not in wrong.value.refusal.template


def test_an_act_that_does_not_exist_is_refused() -> None:
    with pytest.raises(FieldWrong, match="There is no such act"):
        asked("act", act="resign")


@pytest.mark.parametrize(
    ("wish", "given", "command"),
    [
        ("propose-level", {"level": "N3", "criteria": ["C1", "C5"], "reason": "Nu"},
         commands.ProposeLevel(SEAT, "N3", ("C1", "C5"), "Nu")),
        ("decide-level", {"level": "N3", "proposal": "2"}, commands.DecideLevel("N3", "", SEAT, 2)),
        ("decline-level", {"proposal": "2", "reason": "Nee"}, commands.DeclineLevel(2, "Nee", SEAT)),
        ("add-task", {"title": "Bellen", "owner": "moeder"}, commands.AddTask(SEAT, "Bellen", "moeder")),
        ("change-task", {"task": "3", "owner": "", "status": "returned"},
         commands.ChangeTask(SEAT, 3, "", "returned")),
        ("make-promise", {"to": "moeder", "text": "Ik bel", "due": "14:30"},
         commands.MakePromise(SEAT, "moeder", "Ik bel", "14:30")),
        ("keep-promise", {"promise": "1"}, commands.KeepPromise(1, SEAT)),
        ("save-draft", {"draft": "1", "based_on": "2", "title": "T", "text": "Zo"},
         commands.SaveDraft(SEAT, 1, 2, "T", "Zo")),
    ],
)  # fmt: skip
def test_a_form_becomes_its_command(wish: str, given: dict[str, str | list[str]], command: object) -> None:
    assert asked(wish, **given) == command


def test_a_task_has_no_other_status() -> None:
    with pytest.raises(FieldWrong):
        asked("change-task", task="1", status="lost")
