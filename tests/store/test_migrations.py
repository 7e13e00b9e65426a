"""Do the migrations build the tables that the code expects, once, whole, and only forwards?"""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from app.store import migrations
from app.store.database import Database, open_database
from app.store.errors import StoreUnavailable
from app.store.tables import Table


def test_the_migrated_tables_are_those_of_the_models(database: Database) -> None:
    with database.connection() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Table.metadata) == []


def test_the_newest_version_is_the_last_file() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_heads() == [migrations.HEAD]


def test_a_database_that_is_up_to_date_is_left_alone(database: Database) -> None:
    code = "import sys; from app.store.database import open_database as o; o(sys.argv[1]).migrate(); "
    loaded = subprocess.run(
        [sys.executable, "-c", code + "print('alembic' in sys.modules)", database.engine.url.render_as_string(False)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert loaded.stdout.strip() == "False"


def test_two_servers_that_start_together_migrate_once(database_url: str) -> None:
    databases = [open_database(database_url, 5_000) for _ in range(4)]
    troubles: list[Exception] = []

    def migrate(database: Database) -> None:
        try:
            database.migrate()
        except Exception as error:
            troubles.append(error)

    threads = [threading.Thread(target=migrate, args=(database,)) for database in databases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    assert migrations.version_of(databases[0].engine) == migrations.HEAD
    for database in databases:
        database.close()


def test_a_migration_that_fails_half_way_leaves_nothing(database_url: str) -> None:
    database = open_database(database_url)
    with database.connection() as connection:
        # The last table of the migration is in the way.
        connection.execute(text("CREATE TABLE probe (id integer)"))
        connection.commit()
    with pytest.raises(StoreUnavailable):
        database.migrate()
    assert inspect(database.engine).get_table_names() == ["probe"]
    database.close()


def test_a_database_of_a_newer_version_is_refused(database: Database) -> None:
    with database.connection() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.commit()
    with pytest.raises(StoreUnavailable, match="newer version"):
        database.migrate()
