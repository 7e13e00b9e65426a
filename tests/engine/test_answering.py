"""Receipts, opening, confirming and answering."""

import pytest

from app.engine import commands
from app.engine.events import Receipt


@pytest.fixture
def under_way(play):
    """A1 is out as message 1, to the neighbourhood team."""
    play.start()
    play.pass_time("1m")
    return play


def test_opening_and_confirming_count_once(under_way):
    for _ in range(2):
        assert under_way.ask(commands.OpenMessage(1, "teamleider-1"), by="seat:teamleider-1") == ""
        assert under_way.ask(commands.AcknowledgeMessage(1, "teamleider-1"), by="seat:teamleider-1") == ""
    assert under_way.told().count("MessageOpened") == 1
    assert under_way.told().count("MessageAcknowledged") == 1


def test_every_answer_of_every_seat_is_kept(under_way):
    assert under_way.answer(1, "gezinswerker-1", "Ik bel de school.") == ""
    assert under_way.answer(1, "gezinswerker-2", "Ik bel de politie.") == ""
    assert under_way.answer(1, "gezinswerker-1", "School is gebeld.") == ""
    assert [
        a.text for a in under_way.state.delivery(under_way.state.injects["A1"].number, "gezinswerker-1").answers
    ] == [
        "Ik bel de school.",
        "School is gebeld.",
    ]
    assert under_way.state.tallies[1].answered == 2


@pytest.mark.parametrize(
    ("number", "seat", "more", "sentence"),
    [
        (1, "wethouder-1", {"text": "x"}, "This message is not on your seat."),
        (9, "teamleider-1", {"text": "x"}, "This message is not on your seat."),
        (0, "teamleider-1", {"text": "x"}, "This message is not on your seat."),
        (1, "teamleider-1", {"text": "  "}, "Write an answer first."),
        (1, "teamleider-1", {"text": "x" * 20_001}, "This text is longer than 20000 characters."),
        (2, "wethouder-1", {"text": "x"}, "This message asks for no answer."),
        (3, "teamleider-1", {"choice": "misschien"}, "Choose one of the answers first."),
    ],
)
def test_a_refusal_says_why(under_way, number, seat, more, sentence):
    under_way.pass_time("9m")
    assert under_way.answer(number, seat, **more) == sentence


def test_a_choice_is_an_answer(under_way):
    under_way.pass_time("9m")
    assert under_way.answer(3, "teamleider-1", choice="ja") == ""
    assert under_way.state.delivery(under_way.state.injects["A3"].number, "teamleider-1").answers[0].choice == "ja"


def test_a_long_paste_is_kept_whole(under_way):
    text = "zin " * 1_500
    assert under_way.answer(1, "teamleider-1", text) == ""
    assert under_way.state.delivery(under_way.state.injects["A1"].number, "teamleider-1").answers[0].text == text


def test_an_answer_written_without_a_connection_keeps_its_time(under_way):
    written = under_way.at
    under_way.pass_time("2m")
    assert under_way.answer(1, "teamleider-1", "Laat", written_at=written) == ""
    answer = under_way.state.delivery(under_way.state.injects["A1"].number, "teamleider-1").answers[0]
    assert (answer.written_at, answer.at) == (written, written + 120_000)


def test_a_time_in_the_future_is_not_believed(under_way):
    assert under_way.answer(1, "teamleider-1", "Nu", written_at=under_way.at + 10_000) == ""
    assert (
        under_way.state.delivery(under_way.state.injects["A1"].number, "teamleider-1").answers[0].written_at
        == under_way.at
    )


def test_after_the_end_only_what_was_written_before_it_is_taken(under_way):
    written = under_way.at
    under_way.pass_time("1m")
    under_way.ask(commands.EndExercise())
    under_way.pass_time("1m")
    sentence = "The exercise is over. Your text was not sent, but it is still here."
    assert under_way.answer(1, "teamleider-1", "Te laat") == sentence
    assert under_way.answer(1, "teamleider-1", "Op tijd geschreven", written_at=written) == ""


def test_a_message_that_was_taken_back_needs_no_answer(under_way):
    under_way.ask(commands.UndoRelease("A1"))
    assert under_way.answer(1, "teamleider-1", "x") == "This message was taken back, so it needs no answer."


def test_an_answer_in_time_meets_what_was_expected(under_way):
    under_way.answer(1, "teamleider-1", "Ik regel het")
    assert under_way.state.expectations["A1-terug"].status == "met"


def test_an_expected_action_that_comes_late_is_marked_so(under_way):
    under_way.pass_time("6m")
    assert under_way.state.expectations["A1-terug"].status == "missed"
    under_way.answer(1, "teamleider-1", "Ik regel het")
    assert under_way.state.expectations["A1-terug"].status == "met_late"


def test_a_leader_marks_what_was_seen_once(under_way):
    assert under_way.ask(commands.MarkExpectation("A1-terug")) == ""
    assert under_way.ask(commands.MarkExpectation("A1-terug")) == "This expected action has been marked already."
    assert under_way.ask(commands.MarkExpectation("??")) == "There is no such expected action in this exercise."


def test_a_leader_confirms_what_the_machine_only_took_for_a_reaction(under_way):
    under_way.answer(1, "teamleider-1", "Ik regel het")
    assert not under_way.state.expectations["A1-terug"].by_hand
    assert under_way.ask(commands.MarkExpectation("A1-terug")) == ""
    assert under_way.state.expectations["A1-terug"].by_hand
    assert under_way.state.expectations["A1-terug"].status == "met"


def test_an_expectation_of_an_inject_that_is_not_out_cannot_be_marked(play):
    assert play.ask(commands.MarkExpectation("A1-terug")) == "A1 has not gone out yet."


def test_receipts_count_once_and_only_for_seats_that_have_the_message(under_way):
    at = under_way.at
    receipts = (Receipt(1, "teamleider-1", at), Receipt(1, "teamleider-1", at), Receipt(1, "wethouder-1", at),
                Receipt(7, "teamleider-1", at))  # fmt: skip
    for _ in range(2):
        assert under_way.ask(commands.NoteReceipts(receipts, receipts[:1]), by="server") == ""
    assert under_way.told().count("ReceiptsNoted") == 1
    tally = under_way.state.tallies[1]
    assert (tally.sent, tally.arrived, tally.shown) == (3, 1, 1)
    assert under_way.state.delivery(under_way.state.injects["A1"].number, "teamleider-1").shown == at
