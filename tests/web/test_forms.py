"""Do fields become the right command, and is a field that can't be read a sentence?"""

from __future__ import annotations

import pytest

from app.engine import commands
from app.engine.commands import AnyCommand
from app.engine.events import ImprovisedInject
from app.web.forms import TEXT_LIMIT, Fields, FieldWrong
from app.web.wishes_facilitator import FACILITATOR
from app.web.wishes_player import PLAYER


@pytest.mark.parametrize(
    ("name", "values", "command"),
    [
        ("start", {}, commands.StartExercise()),
        ("pause", {}, commands.PauseExercise("pause", "")),
        ("pause", {"kind": "no_play", "reason": " er is  brand "}, commands.PauseExercise("no_play", "er is brand")),
        ("resume", {}, commands.ResumeExercise()),
        ("end", {"reason": "klaar"}, commands.EndExercise("klaar")),
        ("rate", {"rate": "0,5"}, commands.ChangeRate(500)),
        ("rate", {"rate": "2.25"}, commands.ChangeRate(2250)),
        ("jump", {}, commands.JumpTo(None, "skip")),
        ("jump", {"to": "T+31:12", "between": "release"}, commands.JumpTo(1_872_000, "release")),
        ("shift", {"minutes": "-2.5"}, commands.ShiftRest(-150_000)),
        ("release", {"inject": "A1"}, commands.ReleaseInject("A1")),
        ("undo", {"inject": "A1"}, commands.UndoRelease("A1")),
        ("hold", {"inject": "A1"}, commands.HoldInject("A1")),
        ("skip", {"inject": "A1"}, commands.SkipInject("A1")),
        ("return", {"inject": "A1"}, commands.ReturnInject("A1")),
        ("reschedule", {"inject": "A1", "due": "1:02:03"}, commands.RescheduleInject("A1", 3_723_000)),
        ("edit", {"inject": "A1", "title": "Nu", "text": "een\r\ntwee"}, commands.EditInject("A1", "Nu", "een\ntwee")),
        ("choose", {"inject": "A1", "alternative": "b"}, commands.ChooseAlternative("A1", "b")),
        ("correct", {"inject": "A1", "text": "Nee."}, commands.SendCorrection("A1", "Nee.")),
        ("recipient", {"inject": "A1", "seat": "x-1"}, commands.AddRecipient("A1", "x-1")),
        ("expectation", {"expectation": "E1"}, commands.MarkExpectation("E1")),
        ("say", {"sender": "moeder", "conversation": "4", "text": " Ja? ", "after": "7"},
         commands.WriteMessage("moeder", 4, text="Ja?", after=7)),
        ("take-call", {"conversation": "4", "who": "moeder"}, commands.TakeCall(4, "moeder")),
        ("decline-call", {"conversation": "4", "who": "moeder"}, commands.DeclineCall(4, "moeder")),
        ("hang-up", {"conversation": "4", "who": "moeder"}, commands.HangUp(4, "moeder")),
        ("level", {"level": "N3", "proposal": "2"}, commands.DecideLevel("N3", "", "", 2)),
        ("level", {"verdict": "decline", "proposal": "2", "reason": "Nee"}, commands.DeclineLevel(2, "Nee")),
        ("grip", {"grip": "1"}, commands.ChangeGrip(1)),
        ("keep-promise", {"promise": "3"}, commands.KeepPromise(3)),
        ("cover", {"seat": "x-1", "by": "y-1"}, commands.CoverSeat("x-1", "y-1")),
        ("free", {"seat": "x-1"}, commands.LeaveSeat("x-1", "freed")),
        ("automate", {"seat": "x-1", "automatic": "on"}, commands.AutomateSeat("x-1", True)),
        ("automate", {"seat": "x-1"}, commands.AutomateSeat("x-1", False)),
    ],
)  # fmt: skip
def test_what_a_facilitator_asks(name: str, values: dict[str, str], command: AnyCommand) -> None:
    assert FACILITATOR[name](Fields(values)) == command


def test_every_wish_of_a_facilitator_is_tried_here() -> None:
    marks = test_what_a_facilitator_asks.pytestmark  # type: ignore[attr-defined]
    tried = {case[0] for case in marks[0].args[1]} | {"improvise", "write"}
    assert tried == set(FACILITATOR)


def test_a_message_that_a_facilitator_writes_as_an_actor() -> None:
    lists = {"to": ["wijkteam", "bestuur"]}
    values = {"sender": "moeder", "by": "email", "title": "Waarom", "text": " Niemand belt mij. "}
    asked = FACILITATOR["write"](Fields(values, lambda name: lists.get(name, [])))
    assert asked == commands.WriteMessage(
        "moeder", to=("wijkteam", "bestuur"), by="email", title="Waarom", text="Niemand belt mij."
    )


@pytest.mark.parametrize(
    ("when", "due", "expected"), [("now", "", "now"), ("reserve", "", "reserve"), ("at", "T+5m", 300_000)]
)
def test_an_improvised_inject(when: str, due: str, expected: object) -> None:
    values = {"sender": "Krant", "by": "news", "title": "Nieuws", "text": "Er is iets.", "when": when, "due": due}
    lists = {"to": ["wijkteam", "bestuur", ""]}
    fields = Fields({**values, "reply": "choice", "choices": "ja\n\n nee \n"}, lambda name: lists.get(name, []))
    inject = ImprovisedInject(
        "", "Krant", ("wijkteam", "bestuur"), "news", "Nieuws", "Er is iets.", "choice", ("ja", "nee")
    )
    assert FACILITATOR["improvise"](fields) == commands.ImproviseInject(inject, expected)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "values", "command"),
    [
        ("open", {"number": "3"}, commands.OpenMessage(3, "x-1")),
        ("acknowledge", {"number": "3"}, commands.AcknowledgeMessage(3, "x-1")),
        ("answer", {"number": "3", "text": " Ja. \n"}, commands.GiveAnswer(3, "x-1", "Ja.")),
        ("answer", {"number": "3", "choice": "nee", "written_at": "12"}, commands.GiveAnswer(3, "x-1", "", "nee", 12)),
        ("leave", {}, commands.LeaveSeat("x-1", "left")),
    ],
)
def test_what_a_player_asks_is_about_their_own_seat(name: str, values: dict[str, str], command: AnyCommand) -> None:
    assert PLAYER[name](Fields({**values, "seat": "somebody-else"}), "x-1") == command


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("rate", {"rate": "snel"}),
        ("rate", {"rate": "nan"}),
        ("rate", {"rate": "inf"}),
        ("rate", {}),
        ("shift", {"minutes": "9e99"}),
        ("jump", {"to": "half negen"}),
        ("jump", {"to": "10"}),
        ("jump", {"between": "sometimes"}),
        ("reschedule", {"inject": "A1"}),
        ("edit", {"inject": "A1", "text": "x" * (TEXT_LIMIT + 1)}),
        ("release", {"inject": "x" * 400}),
    ],
)
def test_a_field_that_can_not_be_read_is_a_sentence(name: str, values: dict[str, str]) -> None:
    with pytest.raises(FieldWrong) as wrong:
        FACILITATOR[name](Fields(values))
    assert wrong.value.refusal.sentence.endswith(".")


def test_a_number_that_is_none_is_a_sentence_too() -> None:
    with pytest.raises(FieldWrong):
        PLAYER["open"](Fields({"number": "three"}), "x-1")


def test_characters_that_no_database_takes_are_left_out() -> None:
    assert Fields({"text": "a\x00b"}).text("text") == "ab"
