"""Who gets in with which password, and who may lead which exercise?"""

from __future__ import annotations

from typing import get_args

import pytest
from sqlalchemy import text

from app.engine.events import SeatPlan
from app.store.accounts import Account, Accounts, Grants, Role
from app.store.database import Database
from app.store.errors import LoginTaken
from app.store.exercises import Exercises
from app.store.keys import Keys

SEATS = (SeatPlan("gezinswerker-1", "gezinswerker", "Gezinswerker", "wijkteam"),)


@pytest.fixture
def accounts(database: Database) -> Accounts:
    return Accounts(database)


def exercise_of(database: Database, maker: Account | None) -> int:
    exercises = Exercises(database, Keys(database))
    number = maker.id if maker else None
    return exercises.create(
        scenario_text="", scenario_id="klein", variant="", title="Klein", seats=SEATS, at=0, created_by=number
    ).id


def test_a_login_and_its_password_open_the_account(accounts: Accounts) -> None:
    assert not accounts.any()
    kim = accounts.create("Kim de Vries", " Kim@Gruttostad.nl ", "paard batterij")
    assert accounts.any()
    assert accounts.check("kim@gruttostad.nl", "paard batterij") == kim
    assert accounts.check("KIM@gruttostad.nl", "paard batterij") == kim
    assert accounts.check("kim@gruttostad.nl", "Paard batterij") is None
    assert accounts.check("sem@gruttostad.nl", "paard batterij") is None
    assert accounts.get(kim.id) == kim
    assert accounts.get(404) is None


def test_a_login_is_given_once(accounts: Accounts) -> None:
    kim = accounts.create("Kim", "kim", "een")
    with pytest.raises(LoginTaken):
        accounts.create("Sem", "KIM", "twee")
    assert accounts.list() == [kim]


def test_the_database_holds_no_password(accounts: Accounts, database: Database) -> None:
    accounts.create("Kim", "kim", "paard batterij")
    with database.connection() as connection:
        kept = str(connection.scalar(text("SELECT password FROM account")))
    assert kept.startswith("$argon2id$")
    assert "paard" not in kept


def test_the_first_run_key_makes_one_account(accounts: Accounts, database: Database) -> None:
    keys = Keys(database)
    key = keys.first_run()
    assert key is not None
    assert keys.first_run() == key
    assert accounts.create_first(key + "x", "Sem", "sem", "een") is None
    kim = accounts.create_first(key, "Kim", "kim", "een")
    assert kim is not None
    assert kim.facilitates
    assert accounts.create_first(key, "Sem", "sem", "een") is None
    assert keys.first_run() is None
    assert accounts.list() == [kim]


def test_whoever_made_an_exercise_leads_it(accounts: Accounts, database: Database) -> None:
    kim, sem = accounts.create("Kim", "kim", "een"), accounts.create("Sem", "sem", "twee")
    grants, exercise = Grants(database), exercise_of(database, kim)
    assert grants.role(kim, exercise) == "facilitator"
    assert grants.role(sem, exercise) is None
    assert grants.role(kim, exercise + 1) is None


def test_an_exercise_of_the_server_is_led_by_all_who_may_make_exercises(accounts: Accounts, database: Database) -> None:
    kim, guest = accounts.create("Kim", "kim", "een"), accounts.create("Bo", "bo", "drie", facilitates=False)
    grants, exercise = Grants(database), exercise_of(database, None)
    assert grants.role(kim, exercise) == "facilitator"
    assert grants.role(guest, exercise) is None


def test_a_grant_gives_one_role_in_one_exercise_until_it_is_taken_back(accounts: Accounts, database: Database) -> None:
    kim, sem = accounts.create("Kim", "kim", "een"), accounts.create("Sem", "sem", "twee")
    grants, exercise, other = Grants(database), exercise_of(database, kim), exercise_of(database, kim)
    for role in get_args(Role):
        grants.give(sem.id, exercise, role)
        assert grants.role(sem, exercise) == role
        assert grants.of_exercise(exercise) == {sem.id: role}
    assert grants.role(sem, other) is None
    grants.take_back(sem.id, exercise)
    grants.take_back(sem.id, exercise)
    assert grants.role(sem, exercise) is None
    assert grants.of_exercise(exercise) == {}
