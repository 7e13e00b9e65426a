"""A rehearsal under a simulated clock."""

from app.engine import commands
from app.engine.calm import calm_seats
from app.engine.play import Rehearsal, rehearse, seat_plans
from tests.engine.conftest import inject, small_scenario


def test_the_table_has_a_seat_for_everybody_and_says_which_one():
    plans = seat_plans(small_scenario())
    assert [(plan.seat, plan.title, plan.automatic) for plan in plans] == [
        ("gezinswerker-1", "Gezinswerker 1", False),
        ("gezinswerker-2", "Gezinswerker 2", False),
        ("teamleider-1", "Teamleider", False),
        ("wethouder-1", "Wethouder", True),
    ]
    assert [plan.seat for plan in seat_plans(small_scenario(), {"gezinswerker": 1, "wethouder": 0})] == [
        "gezinswerker-1",
        "teamleider-1",
    ]


def test_a_rehearsal_plays_from_start_to_end():
    done = rehearse(small_scenario())
    assert done.state.phase == "ended"
    assert [line.t for line in done.log if line.by == "clock"] == [60_000, 180_000, 420_000, 600_000]
    assert done.state.expectations["A1-terug"].status == "missed"


def test_scripted_seats_answer_in_their_own_time():
    done = rehearse(small_scenario(), react=calm_seats)
    assert done.state.expectations["A1-terug"].status == "met"
    answers = done.state.delivery(done.state.injects["A1"].number, "teamleider-1").answers
    assert [answer.t for answer in answers] == [150_000]
    assert done.state.delivery(done.state.injects["A2"].number, "wethouder-1").acknowledged == 180_000 + 40_000


def test_the_same_rehearsal_gives_the_same_log():
    assert rehearse(small_scenario(), react=calm_seats).log == rehearse(small_scenario(), react=calm_seats).log


def test_a_rehearsal_can_be_led_by_hand():
    played = Rehearsal(small_scenario(), react=calm_seats)
    played.ask(commands.StartExercise())
    played.ask(commands.ChangeRate(60_000))
    played.pass_until(60_000)
    assert played.state.clock.exercise_ms(played.at) == 3_600_000
    refused = played.ask(commands.StartExercise())
    assert refused is not None
    assert refused.sentence == "The exercise has started already."


CALL = inject("A1", "T+1m", by="phone", to=["teamleider"], questions=["Komt u?", "Hoe laat?"])


def happened(done, *names):
    return [(type(line.event).__name__, line.t) for line in done.log if type(line.event).__name__ in names]


def test_scripted_seats_take_a_call_answer_its_questions_and_hang_up():
    done = rehearse(small_scenario(injects=[CALL]), react=calm_seats)
    assert happened(done, "CallTaken", "AnswerGiven", "CallEnded") == [
        ("CallTaken", 68_000),
        ("AnswerGiven", 83_000),
        ("AnswerGiven", 98_000),
        ("AnswerGiven", 113_000),
        ("CallEnded", 118_000),
    ]


def test_scripted_seats_call_back_what_they_missed_because_they_were_in_a_call():
    second = {**CALL, "id": "A2", "at": "T+1m5s", "rings": "15s", "questions": []}
    done = rehearse(small_scenario(injects=[CALL, second]), react=calm_seats)
    assert happened(done, "CallMissed") == [("CallMissed", 80_000)]
    assert [line.t for line in done.log if getattr(line.event, "conversation", 0) == 2][:2] == [80_000, 140_000]
    assert done.state.calls[2].status == "over"


def test_scripted_seats_answer_a_letter_question_by_question():
    letter = inject("A1", "T+1m", by="letter", questions=["Wie?", "Wanneer?"], deadline="10m")
    done = rehearse(small_scenario(injects=[letter]), react=calm_seats)
    answers = done.state.delivery(1, "gezinswerker-1").answers
    assert [(answer.question, answer.t) for answer in answers] == [(1, 150_000), (2, 180_000)]
    assert happened(done, "DeadlinePassed") == []
