"""Files are kept with their exercise, in both kinds of database."""

from __future__ import annotations

import pytest

from app.engine.events import SeatPlan
from app.scenario.media import WRONG_KIND, Media
from app.store.database import Database
from app.store.exercises import Exercises
from app.store.files import Files
from app.store.keys import Keys

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
PDF = b"%PDF-1.7\n\x00\xff"


@pytest.fixture
def exercise(database: Database) -> int:
    made = Exercises(database, Keys(database)).create(
        scenario_text="x",
        scenario_id="x",
        variant="",
        title="x",
        seats=(SeatPlan("a-1", "a", "A", "t"),),
        at=1,
        papers={"protocol": PDF, "virus": b"MZ"},
    )
    return made.id


def test_the_documents_of_a_scenario_are_kept_with_the_exercise(database: Database, exercise: int) -> None:
    kept = Files(database).get(exercise, "protocol")
    assert kept is not None
    assert (kept.media_type, kept.content) == ("application/pdf", PDF)
    assert Files(database).get(exercise, "virus") is None
    assert Files(database).get(exercise + 1, "protocol") is None


def test_what_players_attach_is_kept_as_it_is(database: Database, exercise: int) -> None:
    files = Files(database)
    assert files.add(exercise, "up-1", PNG, 2) == Media("image/png", "image")
    kept = files.get(exercise, "up-1")
    assert kept is not None
    assert kept.content == PNG
    assert files.size(exercise) == len(PNG) + len(PDF)


def test_what_is_no_such_file_is_not_kept(database: Database, exercise: int) -> None:
    assert Files(database).add(exercise, "up-2", b"MZ", 2) == WRONG_KIND
    assert Files(database).get(exercise, "up-2") is None
