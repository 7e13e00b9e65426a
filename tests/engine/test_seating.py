"""Taking and leaving seats."""

from app.engine import commands


def test_the_second_to_take_a_seat_reads_who_has_it(play):
    play.take("teamleider-1", "Sam")
    sentence = "Teamleider has just been taken by Sam. Choose another seat."
    assert play.ask(commands.TakeSeat("teamleider-1", "Kim"), by="join") == sentence


def test_who_sits_there_may_change_their_name(play):
    play.take("teamleider-1", "Sam")
    assert play.ask(commands.TakeSeat("teamleider-1", "  Sam   de Vries "), by="seat:teamleider-1") == ""
    assert play.state.seats["teamleider-1"].name == "Sam de Vries"


def test_a_seat_that_was_freed_can_be_taken_by_another(play):
    play.take("teamleider-1", "Sam")
    assert play.ask(commands.LeaveSeat("teamleider-1", "freed")) == ""
    play.take("teamleider-1", "Kim")
    assert play.ask(commands.LeaveSeat("wethouder-1")) == "Wethouder is free already."


def test_names_and_seats_that_cannot_be_are_refused(play):
    assert play.ask(commands.TakeSeat("teamleider-1", "  ")) == "Write what you want to be called."
    assert play.ask(commands.TakeSeat("teamleider-1", "x" * 61)) == "Use a name of at most 60 characters."
    assert play.ask(commands.TakeSeat("maan-1", "Sam")) == "There is no such seat in this exercise."


def test_nobody_sits_down_after_the_end(play):
    play.start()
    play.ask(commands.EndExercise())
    assert play.ask(commands.TakeSeat("teamleider-1", "Sam"), by="join").startswith("The exercise is over")


def test_an_empty_seat_plays_by_itself_until_somebody_takes_it(play):
    assert play.state.seats["wethouder-1"].plays_itself
    play.take("wethouder-1", "Kim")
    assert not play.state.seats["wethouder-1"].plays_itself
    assert play.ask(commands.AutomateSeat("teamleider-1", True)) == ""
    assert play.state.seats["teamleider-1"].plays_itself
