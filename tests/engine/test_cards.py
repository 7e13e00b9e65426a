"""An actor whom nobody plays lets the phone ring, and then answers from its cards or goes to the voicemail."""

import pytest

from app.engine.calling import WAITS_MS
from app.engine.cards import CAN_NOT_SAY, GREETING, answer_of
from app.engine.commands import HangUp, NoteLaptop, TakeCall, WriteMessage

ANN = "gezinswerker-1"
ANSWERS = {
    "Wie haalt Lotte op van school?": "Niemand heeft dat geregeld.",
    "Hoe laat gaat de school uit?": "Om half drie.",
}
ACTORS = {
    "school": {"title": "Intern begeleider", "answers": ANSWERS},
    "moeder": {"title": "Moeder", "voicemail": "Dit is de voicemail."},
}


@pytest.fixture
def begun(new_play):
    play = new_play(actors=ACTORS, injects=[])
    play.start()
    return play


def call(play, who, text=""):
    assert play.act(WriteMessage(ANN, to=(who,), by="phone", text=text), ANN) == ""


def say(play, text):
    assert play.act(WriteMessage(ANN, conversation=1, text=text), ANN) == ""


def heard(play):
    return [message.text for message in play.state.messages if message.sender == "school"]


def test_an_actor_without_cards_goes_to_the_voicemail_after_ringing(begun):
    call(begun, "moeder")
    begun.pass_time("59s")
    assert begun.state.calls[1].status == "ringing"
    begun.pass_time("1s")
    assert begun.state.calls[1].status == "missed"


def test_an_actor_with_cards_picks_up_at_its_own_moment_when_nobody_plays_it(begun):
    call(begun, "school")
    begun.pass_time("10m")
    taken, greeted = begun.log[-2:]
    assert (type(taken.event).__name__, taken.t, taken.because) == ("CallTaken", 60_000, "cards")
    assert (greeted.event.text, greeted.t) == (GREETING["nl"].format(name="Intern begeleider"), 60_000)
    assert begun.state.has(ANN, greeted.event.number)


def test_it_answers_with_the_card_that_shares_most_words_with_the_question(begun):
    call(begun, "school")
    begun.pass_time("1m")
    say(begun, "Weet u wie Lotte vandaag ophaalt, of haalt niemand haar op?")
    say(begun, "En hoe LAAT gaat de school uit?")
    assert heard(begun)[1:] == ["Niemand heeft dat geregeld.", "Om half drie."]


def test_what_was_said_before_it_picked_up_is_answered(begun):
    call(begun, "school", "Hoe laat gaat de school uit?")
    begun.pass_time("1m")
    assert heard(begun) == ["Om half drie."]


@pytest.mark.parametrize("said", ["Is er nieuws over Milan?", "Wie?", "…"])
def test_what_is_on_no_card_it_can_not_say(begun, said):
    call(begun, "school")
    begun.pass_time("1m")
    say(begun, said)
    assert heard(begun)[-1] == CAN_NOT_SAY["nl"]


def test_it_speaks_the_language_of_the_scenario(new_play):
    english = new_play(actors=ACTORS, injects=[], language="en")
    assert answer_of(english.state, "school", "") == "Intern begeleider speaking. What is it about?"
    assert answer_of(english.state, "school", "Anything new?") == "I can't say anything about that."


def test_who_plays_the_actor_in_time_is_not_overruled(begun):
    call(begun, "school")
    begun.pass_time("30s")
    assert begun.ask(TakeCall(1, "school")) == ""
    begun.pass_time("5m")
    say(begun, "Hoe laat gaat de school uit?")
    assert heard(begun) == []


@pytest.mark.parametrize("takes", [TakeCall(1, "school"), WriteMessage("school", conversation=1, text="Met mij.")])
def test_who_plays_the_actor_after_all_takes_over_from_the_cards(begun, takes):
    call(begun, "school")
    begun.pass_time("1m")
    since = begun.state.calls[1].since
    assert begun.ask(takes) == ""
    before = len(heard(begun))
    say(begun, "Hoe laat gaat de school uit?")
    assert len(heard(begun)) == before
    assert (begun.state.calls[1].status, begun.state.calls[1].since) == ("live", since)


def test_such_a_call_ends_and_waits_like_any_other(begun):
    call(begun, "school")
    begun.pass_time("1m")
    begun.ask(NoteLaptop(ANN, there=False), by="server")
    begun.pass_time(f"{WAITS_MS // 2000}s")
    begun.ask(NoteLaptop(ANN, there=True), by="server")
    assert begun.state.calls[1].by_cards
    assert begun.act(HangUp(1, ANN), ANN) == ""
    assert begun.state.calls[1].status == "over"


def test_an_actor_who_calls_an_actor_hears_no_cards(begun):
    assert begun.ask(WriteMessage("moeder", to=("school",), by="phone")) == ""
    begun.pass_time("1m")
    assert begun.state.calls[1].status == "missed"
    assert begun.state.deliveries == {1: {}}
