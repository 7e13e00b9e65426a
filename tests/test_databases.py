"""Do tests get a database that is real, empty and theirs alone?"""

from __future__ import annotations

import sqlalchemy as sa

from tests.postgres import Postgres


def test_a_test_gets_an_empty_database_it_can_write(database_url: str) -> None:
    engine = sa.create_engine(database_url)
    assert sa.inspect(engine).get_table_names() == []
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE notes (words text)"))
        connection.execute(sa.text("INSERT INTO notes VALUES ('één')"))
    with engine.begin() as connection:
        assert connection.scalar(sa.text("SELECT words FROM notes")) == "één"
    engine.dispose()


def test_two_databases_of_one_server_know_nothing_of_each_other(postgres: Postgres) -> None:
    with postgres.database() as first, postgres.database() as second:
        assert first != second
        make_notes(first)
        assert tables(first) == ["notes"]
        assert tables(second) == []


def test_a_prepared_template_is_filled_once_and_copied(postgres: Postgres) -> None:
    filled: list[str] = []

    def prepare(url: str) -> None:
        filled.append(url)
        make_notes(url)

    for _ in range(3):
        with postgres.database(prepare) as url:
            assert tables(url) == ["notes"]
    assert len(filled) == 1


def make_notes(url: str) -> None:
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE notes (words text)"))
    engine.dispose()


def tables(url: str) -> list[str]:
    engine = sa.create_engine(url)
    names = sa.inspect(engine).get_table_names()
    engine.dispose()
    return names
