"""A phone rings until somebody takes it, everybody has declined it, or it goes to the voicemail."""

import pytest

from app.engine import commands
from app.engine.commands import DeclineCall, HangUp, NoteLaptop, TakeCall, WriteMessage
from tests.engine.conftest import inject

ANN, BEN, CHIEF = "gezinswerker-1", "gezinswerker-2", "teamleider-1"
FACTS = {"F01": {"text": "Milan ligt in het ziekenhuis", "held_by": ["mentor"]}}
ACTORS = {"mentor": {"title": "Mentor"}, "moeder": {"title": "Moeder"}}


@pytest.fixture
def ringing(new_play):
    """A call from the mentor rings at the whole neighbourhood team, with two questions and a fact."""
    call = inject("A1", "T+1m", by="phone", questions=["Komt u?", "Hoe laat?"], rings="45s", facts=["F01"])
    call["expect"] = [
        {"id": "A1-op", "text": "x", "met_by": {"call_taken": "A1"}},
        {"id": "A1-terug", "text": "x", "met_by": {"contact_made": "mentor"}},
    ]
    play = new_play(injects=[call, inject("A2", "T+20m")], facts=FACTS, actors=ACTORS)
    play.start()
    play.pass_time("1m")
    return play


def status(play, number=1):
    return play.state.calls[number].status


def asked(play):
    return [message.text for message in play.state.messages if message.question]


def test_a_call_rings_at_everybody_it_is_meant_for(ringing):
    call = ringing.state.calls[1]
    assert (call.status, call.caller, call.rung) == ("ringing", "mentor", (ANN, BEN, CHIEF))


def test_the_first_who_takes_a_call_has_it_and_the_other_hears_who(ringing):
    ringing.take(ANN, "Noor")
    assert ringing.act(TakeCall(1, ANN), ANN) == ""
    assert ringing.act(TakeCall(1, BEN), BEN) == "Noor has this call already."
    assert ringing.state.calls[1].taken_by == ANN
    assert ringing.state.expectations["A1-op"].status == "met"


def test_taking_a_call_twice_is_taking_it_once(ringing):
    ringing.act(TakeCall(1, ANN), ANN)
    assert ringing.act(TakeCall(1, ANN), ANN) == ""
    assert ringing.told().count("CallTaken") == 1


def test_nobody_answers_before_taking_the_call(ringing):
    assert ringing.answer(1, ANN, "Met Noor") == "Take the call first."


def test_a_call_is_not_for_somebody_at_whom_it_does_not_ring(ringing):
    assert ringing.act(TakeCall(1, "wethouder-1"), "wethouder-1") == "This call is not for you."


def test_after_its_time_a_call_goes_to_the_voicemail_at_its_own_moment(ringing):
    ringing.pass_time("10m")
    assert status(ringing) == "missed"
    missed = next(line for line in ringing.log if type(line.event).__name__ == "CallMissed")
    assert (missed.t, missed.because) == (105_000, "nobody")


def test_a_pause_stops_the_ringing(ringing):
    ringing.pause()
    ringing.pass_time("10m")
    assert status(ringing) == "ringing"
    ringing.resume()
    ringing.pass_time("44s")
    assert status(ringing) == "ringing"
    ringing.pass_time("1s")
    assert status(ringing) == "missed"


def test_a_jump_does_not_take_the_time_to_answer(ringing):
    ringing.ask(commands.JumpTo(600_000))
    assert status(ringing) == "ringing"
    ringing.pass_time("45s")
    assert status(ringing) == "missed"


def test_when_all_decline_the_caller_leaves_a_message_at_once(ringing):
    for seat in (ANN, BEN):
        assert ringing.act(DeclineCall(1, seat), seat) == ""
    assert status(ringing) == "ringing"
    ringing.act(DeclineCall(1, CHIEF), CHIEF)
    assert status(ringing) == "missed"


def test_who_declined_may_still_take_it(ringing):
    ringing.act(DeclineCall(1, ANN), ANN)
    assert ringing.act(TakeCall(1, ANN), ANN) == ""


def test_written_questions_come_one_by_one_as_they_are_answered(ringing):
    ringing.act(TakeCall(1, ANN), ANN)
    assert asked(ringing) == []
    ringing.answer(1, ANN, "Met Noor, zeg het maar.")
    assert asked(ringing) == ["Komt u?"]
    ringing.answer(2, ANN, "Ja.")
    assert asked(ringing) == ["Komt u?", "Hoe laat?"]
    ringing.answer(3, ANN, "Om tien uur.")
    assert asked(ringing) == ["Komt u?", "Hoe laat?"]
    assert [tuple(ringing.state.deliveries[number]) for number in (2, 3)] == [(ANN,), (ANN,)]
    assert ringing.state.conversations[1].numbers == (1, 2, 3)


def test_only_who_takes_a_call_hears_what_it_tells(ringing):
    ringing.act(TakeCall(1, ANN), ANN)
    assert ringing.state.known == {"F01": {ANN: 1}}


def test_a_missed_call_tells_no_facts_until_somebody_calls_back(ringing):
    ringing.pass_time("1m")
    ringing.act(commands.OpenMessage(1, BEN), BEN)
    assert ringing.state.known == {}
    assert ringing.answer(1, BEN, "Hallo?") == "Call back first."
    assert ringing.act(TakeCall(1, BEN), BEN) == ""
    assert (status(ringing), ringing.state.known) == ("live", {"F01": {BEN: 1}})


def test_a_call_ends_when_either_hangs_up_and_then_nothing_more_is_said(ringing):
    ringing.act(TakeCall(1, ANN), ANN)
    assert ringing.act(HangUp(1, BEN), BEN) == "You are not in this call."
    assert ringing.act(HangUp(1, ANN), ANN) == ""
    assert status(ringing) == "over"
    assert ringing.answer(1, ANN, "O ja") == "This call is over. Your text was not sent, but it is still here."
    assert ringing.act(TakeCall(1, BEN), BEN) == "Gezinswerker 1 had this call; it is over."


def test_a_call_waits_half_a_minute_for_a_laptop_that_is_gone(ringing):
    ringing.act(TakeCall(1, ANN), ANN)
    ringing.ask(NoteLaptop(ANN, there=False), by="server")
    assert status(ringing) == "waiting"
    ringing.pass_time("29s")
    ringing.ask(NoteLaptop(ANN, there=True), by="server")
    assert status(ringing) == "live"
    ringing.ask(NoteLaptop(ANN, there=False), by="server")
    ringing.pass_time("30s")
    ended = ringing.log[-1]
    assert (status(ringing), type(ended.event).__name__, ended.because) == ("over", "CallEnded", "laptop")


def test_a_laptop_without_a_call_is_no_news(ringing):
    lines = len(ringing.log)
    ringing.ask(NoteLaptop(ANN, there=False), by="server")
    assert len(ringing.log) == lines


def test_a_player_calls_a_colleague_and_they_talk(ringing):
    assert ringing.act(WriteMessage(ANN, to=("wethouder-1",), by="phone", text=""), ANN) == ""
    call = ringing.state.calls[2]
    assert (call.caller, call.rung, call.status) == (ANN, ("wethouder-1",), "ringing")
    ringing.act(TakeCall(2, "wethouder-1"), "wethouder-1")
    assert ringing.act(WriteMessage(ANN, conversation=2, text="Er is iets gebeurd."), ANN) == ""
    assert ringing.act(WriteMessage("wethouder-1", conversation=2, text="Wat dan?"), "wethouder-1") == ""
    said = [(message.sender, message.text) for message in ringing.state.messages if message.conversation == 2]
    assert said[1:] == [(ANN, "Er is iets gebeurd."), ("wethouder-1", "Wat dan?")]


def test_a_player_calls_an_actor_who_is_played_or_not(ringing):
    ringing.act(WriteMessage(ANN, to=("moeder",), by="phone"), ANN)
    assert ringing.state.calls[2].rung == ("moeder",)
    ringing.pass_time("1m")
    assert status(ringing, 2) == "missed"
    ringing.act(WriteMessage(ANN, to=("moeder",), by="phone"), ANN)
    assert ringing.ask(TakeCall(3, "moeder")) == ""
    assert ringing.ask(WriteMessage("moeder", conversation=3, text="Ja?")) == ""
    assert tuple(ringing.state.deliveries[4]) == (ANN,)


def test_nobody_is_in_two_calls(ringing):
    ringing.act(TakeCall(1, ANN), ANN)
    busy = "You are in another call. Hang up first."
    assert ringing.act(WriteMessage(ANN, to=("moeder",), by="phone"), ANN) == busy
    ringing.act(WriteMessage(BEN, to=(ANN,), by="phone"), BEN)
    assert ringing.act(TakeCall(2, ANN), ANN) == busy


def test_one_calls_one_at_a_time(ringing):
    assert ringing.act(WriteMessage(ANN, to=("moeder", "mentor"), by="phone"), ANN) == "Call one at a time."


def test_a_call_that_a_facilitator_improvises_rings_too(ringing):
    assert ringing.improvise("Mentor belt nog eens", by="phone", to=("teamleider",)) == ""
    call = ringing.state.calls[2]
    assert (call.status, call.rung, call.until - call.since) == ("ringing", (CHIEF,), 60_000)
    assert ringing.act(TakeCall(2, CHIEF), CHIEF) == ""
    assert ringing.answer(2, CHIEF, "Zeg het maar.") == ""


def test_a_call_that_asks_for_no_answer_does_not_ring(ringing):
    ringing.improvise("Ter info", by="phone", to=("teamleider",), reply="none")
    assert 2 not in ringing.state.calls


def test_what_a_caller_said_or_asked_can_be_corrected(ringing):
    ringing.act(TakeCall(1, ANN), ANN)
    ringing.answer(1, ANN, "Met Noor.")
    assert ringing.ask(commands.SendCorrection("A1", "Niet tien uur, maar elf uur.")) == ""
    assert [correction.text for correction in ringing.state.messages[0].corrections] == ["Niet tien uur, maar elf uur."]


def test_a_recalled_call_rings_no_longer(ringing):
    assert ringing.improvise("Verkeerd nummer", by="phone", to=("teamleider",)) == ""
    assert ringing.ask(commands.UndoRelease("X01")) == ""
    assert ringing.state.calls[2].status == "over"
    ringing.pass_time("5m")
    assert [line.event for line in ringing.log if type(line.event).__name__ == "CallMissed"][1:] == []


def test_with_the_end_of_the_exercise_no_phone_rings_and_nobody_is_in_a_call(ringing):
    ringing.act(TakeCall(1, ANN), ANN)
    ringing.act(WriteMessage(BEN, to=("moeder",), by="phone"), BEN)
    assert ringing.ask(commands.EndExercise()) == ""
    assert [status(ringing), status(ringing, 2)] == ["over", "over"]
    assert ringing.told()[-3:] == ["CallEnded", "CallEnded", "ExerciseEnded"]


def test_reaching_an_actor_on_the_phone_is_making_contact(new_play):
    expect = [{"id": "belt", "text": "x", "met_by": {"contact_made": "moeder"}}]
    play = new_play(injects=[inject("A1", "T+0", expect=expect)], actors=ACTORS)
    play.start()
    play.act(WriteMessage(ANN, to=("moeder",), by="phone"), ANN)
    assert play.state.expectations["belt"].status == "open"
    play.ask(TakeCall(2, "moeder"))
    assert play.state.expectations["belt"].status == "met"


def test_calling_back_is_making_contact(ringing):
    ringing.pass_time("1m")
    ringing.act(TakeCall(1, ANN), ANN)
    assert ringing.state.expectations["A1-terug"].status == "met"
