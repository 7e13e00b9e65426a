"""A player attaches files of their own team; nobody else's."""

import pytest

from app.engine import commands
from app.engine.commands import AddFile, WriteMessage

ANN, CHIEF, ALDERMAN = "gezinswerker-1", "teamleider-1", "wethouder-1"


@pytest.fixture
def begun(play):
    play.start()
    assert play.act(AddFile("up-1", ANN, " foto  van de deur.png ", "image/png", 900), ANN) == ""
    return play


def send(play, seat, *files, **more):
    given = {"to": (ALDERMAN,), "by": "email", "text": "Zie bijlage."} | more
    return play.act(WriteMessage(seat, attachments=files, **given), seat)


def test_a_file_is_noted_with_the_name_its_owner_gave_it(begun):
    file = begun.state.files["up-1"]
    assert (file.seat, file.title, file.media_type, file.size) == (ANN, "foto van de deur.png", "image/png", 900)


def test_a_message_carries_a_file_of_the_own_team(begun):
    assert send(begun, CHIEF, "up-1") == ""
    assert begun.state.messages[0].attachments == ("up-1",)


def test_a_file_may_go_without_words(begun):
    assert send(begun, ANN, "up-1", text="", title="Foto") == ""


@pytest.mark.parametrize("name", ["up-9", "../geheim"])
def test_a_file_that_is_not_there_can_not_be_attached(begun, name):
    assert send(begun, ANN, name) == "This file can't be attached."


def test_a_file_of_another_team_can_not_be_attached(begun):
    assert send(begun, ALDERMAN, "up-1", to=(ANN,)) == "This file can't be attached."


def test_there_is_an_end_to_files(begun):
    for number in range(2, 41):
        assert begun.act(AddFile(f"up-{number}", ANN, "x", "image/png", 1), ANN) == ""
    assert begun.act(AddFile("up-41", ANN, "x", "image/png", 1), ANN) == (
        "You have attached 40 files already; that is the most."
    )
    assert send(begun, ANN, *(f"up-{number}" for number in range(1, 12))) == "Attach at most 10 files."


def test_after_the_end_nothing_is_attached(begun):
    begun.ask(commands.EndExercise())
    assert begun.act(AddFile("up-2", ANN, "x", "image/png", 1), ANN) == "The exercise is over."
