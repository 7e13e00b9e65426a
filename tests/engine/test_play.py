"""A rehearsal under a simulated clock."""

from app.engine import commands
from app.engine.play import Rehearsal, calm_seats, rehearse, seat_plans
from tests.engine.conftest import small_scenario


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
