"""Players write to anybody in the directory; what they wrote belongs to a conversation."""

import pytest

from app.engine import commands
from app.engine.commands import AssignMessage, ParkMessage, WriteMessage
from tests.engine.conftest import BEGIN, inject

ANN, BEN, CHIEF, ALDERMAN = "gezinswerker-1", "gezinswerker-2", "teamleider-1", "wethouder-1"
ACTORS = {"mentor": {"title": "Mentor"}, "moeder": {"title": "Moeder"}}
FACTS = {"F01": {"text": "Milan ligt in het ziekenhuis", "held_by": ["mentor"]}}


@pytest.fixture
def begun(new_play):
    letter = inject("A1", "T+1m", by="letter", questions=["Wie?", "Wanneer?"], deadline="10m", remind="3m")
    follow = inject("A2", "T+5m", by="letter", continues="A1")
    play = new_play(injects=[letter, follow], actors=ACTORS, facts=FACTS)
    play.start()
    return play


def write(play, seat, **more):
    given = {"to": (BEN,), "by": "email", "title": "Lotte", "text": "Wie haalt haar op?"} | more
    return play.act(WriteMessage(seat, **given), seat)


def events_of(play, name):
    return [line for line in play.log if type(line.event).__name__ == name]


def test_a_message_goes_to_a_colleague(begun):
    assert write(begun, ANN) == ""
    message = begun.state.messages[0]
    assert (message.sender, message.to, message.by, message.title) == (ANN, (BEN,), "email", "Lotte")
    assert begun.state.has(BEN, 1)
    assert not begun.state.has(ANN, 1)


def test_a_message_to_a_team_goes_to_all_but_who_wrote_it(begun):
    write(begun, ANN, to=("wijkteam",))
    assert tuple(begun.state.deliveries[1]) == (BEN, CHIEF)


def test_a_message_to_an_actor_lands_on_no_desk(begun):
    assert write(begun, ANN, to=("moeder",)) == ""
    assert begun.state.deliveries[1] == {}


def test_an_actor_answers_in_the_same_conversation(begun):
    write(begun, ANN, to=("moeder",))
    assert begun.ask(WriteMessage("moeder", conversation=1, text="Eindelijk.")) == ""
    assert begun.state.conversations[1].numbers == (1, 2)
    assert tuple(begun.state.deliveries[2]) == (ANN,)
    assert begun.state.messages[1].title == "Lotte"


def test_colleagues_write_back_and_forth(begun):
    write(begun, ANN)
    assert begun.act(WriteMessage(BEN, conversation=1, text="Ik."), BEN) == ""
    assert begun.act(WriteMessage(ANN, conversation=1, text="Dank."), ANN) == ""
    assert [tuple(begun.state.deliveries[number]) for number in (1, 2, 3)] == [(BEN,), (ANN,), (BEN,)]


def test_words_answer_what_was_written_last_in_the_conversation(begun):
    write(begun, ANN)
    begun.act(WriteMessage(ANN, conversation=1, text="Of niemand?"), ANN)
    assert begun.act(commands.GiveAnswer(1, BEN, "Ik haal haar."), BEN) == ""
    assert [len(begun.state.delivery(number, BEN).answers) for number in (1, 2)] == [0, 1]


def test_an_answer_to_a_numbered_question_stays_with_its_letter(begun):
    begun.pass_time("5m")
    first, second = begun.state.sent("A1").number, begun.state.sent("A2").number
    assert begun.act(commands.GiveAnswer(first, ANN, "Zij.", question=1), ANN) == ""
    assert begun.act(commands.GiveAnswer(first, ANN, "Ontvangen."), ANN) == ""
    assert [answer.text for answer in begun.state.delivery(first, ANN).answers] == ["Zij."]
    assert [answer.text for answer in begun.state.delivery(second, ANN).answers] == ["Ontvangen."]


def test_nobody_writes_in_a_conversation_of_others(begun):
    write(begun, ANN)
    refused = begun.act(WriteMessage(ALDERMAN, conversation=1, text="En ik?"), ALDERMAN)
    assert refused == "This conversation is not on your seat."
    assert begun.act(WriteMessage(ANN, conversation=7, text="?"), ANN) == "There is no such conversation."


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"to": ()}, "Choose who gets this."),
        ({"to": ("paus",)}, "paus is not in the directory."),
        ({"to": (ANN,)}, "Nobody would get this: choose somebody else."),
        ({"by": "news"}, "Choose how you send it."),
        ({"text": " "}, "Write a text first."),
        ({"text": "x" * 20_001}, "This text is longer than 20000 characters."),
        ({"title": "x" * 301}, "Give it a subject of at most 300 characters."),
        ({"to": tuple(f"x{i}" for i in range(51))}, "Choose at most 50 recipients."),
    ],
)
def test_what_can_not_be_sent_is_told(begun, wrong, sentence):
    assert write(begun, ANN, **wrong) == sentence


def test_five_thousand_pasted_characters_are_kept(begun):
    assert write(begun, ANN, text="é" * 5_000) == ""
    assert len(begun.state.messages[0].text) == 5_000


def test_nothing_is_sent_during_no_play_or_after_the_end(begun):
    begun.ask(commands.PauseExercise("no_play"))
    assert write(begun, ANN).startswith("NO PLAY")
    begun.resume()
    begun.ask(commands.EndExercise())
    assert write(begun, ANN) == "The exercise is over."


def test_a_message_without_a_subject_is_called_after_its_first_line(begun):
    write(begun, ANN, title="", text="Kun je bellen?\nHet is dringend.")
    assert begun.state.messages[0].title == "Kun je bellen?"


def test_what_was_written_without_a_connection_keeps_its_time(begun):
    begun.pass_time("30s")
    write(begun, ANN, written_at=BEGIN + 5_000)
    assert begun.state.messages[0].written_at == BEGIN + 5_000


def test_a_message_carries_facts_to_who_opens_it(begun):
    write(begun, ANN, facts=("F01", "F99"))
    assert begun.state.messages[0].facts == ("F01",)
    assert begun.state.known == {}
    begun.act(commands.OpenMessage(1, BEN), BEN)
    assert begun.state.known == {"F01": {BEN: 1}}


def test_a_message_to_somebody_who_left_waits_on_the_seat(begun):
    begun.take(BEN, "Ben")
    begun.ask(commands.LeaveSeat(BEN, "left"), by=f"seat:{BEN}")
    assert write(begun, ANN) == ""
    assert begun.state.has(BEN, 1)


def test_an_inject_goes_on_in_the_conversation_it_continues(begun):
    begun.pass_time("5m")
    assert begun.released() == ["A1", "A2"]
    assert begun.state.conversations[1].numbers == (1, 2)
    assert 2 not in begun.state.conversations


def test_a_letter_reminds_and_is_overdue_at_its_own_moments(begun):
    begun.pass_time("30m")
    told = [(type(line.event).__name__, line.t) for line in begun.log if "Deadline" in type(line.event).__name__]
    assert told == [("DeadlineNeared", 480_000), ("DeadlinePassed", 660_000)]
    assert begun.state.messages[0].overdue


def test_a_letter_is_answered_when_every_question_is(begun):
    begun.pass_time("1m")
    assert begun.answer(1, ANN, "Ik.", question=1) == ""
    begun.pass_time("8m")
    assert len(events_of(begun, "DeadlineNeared")) == 1
    assert begun.answer(1, BEN, "Om tien uur.", question=2) == ""
    begun.pass_time("10m")
    assert events_of(begun, "DeadlinePassed") == []


def test_an_answer_after_the_deadline_is_kept_and_marked(begun):
    begun.pass_time("20m")
    assert begun.answer(1, ANN, "Te laat.", question=1) == ""
    assert [answer.late for answer in begun.state.delivery(1, ANN).answers] == [True]


def test_a_colleague_sees_to_a_message(begun):
    begun.pass_time("1m")
    assert begun.act(AssignMessage(1, CHIEF, BEN), CHIEF) == ""
    assert begun.state.assigned == {1: BEN}
    assert begun.act(AssignMessage(1, BEN, ""), BEN) == ""
    assert begun.state.assigned == {}


def test_only_colleagues_who_have_a_message_can_see_to_it(begun):
    begun.pass_time("1m")
    assert (
        begun.act(AssignMessage(1, CHIEF, ALDERMAN), CHIEF) == "Only somebody who has this message too can see to it."
    )
    assert begun.act(AssignMessage(1, ALDERMAN, ""), ALDERMAN) == "This conversation is not on your seat."


def test_a_message_is_put_aside_and_comes_back_by_itself(begun):
    begun.pass_time("1m")
    assert begun.act(ParkMessage(1, ANN, 300_000), ANN) == ""
    assert begun.state.parked == {(1, ANN): 360_000}
    begun.pass_time("5m")
    assert begun.state.parked == {}
    assert [line.t for line in events_of(begun, "MessageReturned")] == [360_000]


def test_what_was_put_aside_can_be_taken_up_again(begun):
    begun.pass_time("1m")
    begun.act(ParkMessage(1, ANN, 300_000), ANN)
    assert begun.act(ParkMessage(1, ANN, 0), ANN) == ""
    begun.pass_time("10m")
    assert (begun.state.parked, events_of(begun, "MessageReturned")) == ({}, [])
    assert begun.act(ParkMessage(1, ANN, 3_600_001), ANN) == "Put it aside for at most an hour."


def test_two_who_play_one_actor_do_not_talk_through_each_other(begun):
    write(begun, ANN, to=("moeder",))
    assert begun.ask(WriteMessage("moeder", conversation=1, text="Eindelijk.", after=1)) == ""
    told = "Somebody else has just spoken as {}. Read it first; your text is still here."
    assert begun.ask(WriteMessage("moeder", conversation=1, text="Ja?", after=1)) == told.format("Moeder")
    assert begun.ask(WriteMessage("moeder", conversation=1, text="Ja?", after=2)) == ""
