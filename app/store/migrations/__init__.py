"""How does a database of any age get the tables of today?"""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

HEAD = "0002"
"""The newest version of the tables: the last file in ``versions/``."""

_FOLDER = Path(__file__).parent
# Any number will do, as long as it stays the same: two servers that start together take turns.
_LOCK = 7_368_342


def is_known(version: str | None) -> bool:
    """Whether this code knows how a database of this version looks; None is an empty one."""
    return version is None or any((_FOLDER / "versions").glob(f"{version}_*.py"))


def version_of(engine: Engine) -> str | None:
    """The version of the tables in this database; None when it is empty."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return version


def upgrade(engine: Engine) -> None:
    """Bring the tables up to date, as a whole or not at all."""
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            # sqlite3 begins no transaction by itself before a CREATE TABLE.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        _run_alembic(connection)
        connection.commit()


def _run_alembic(connection: Connection) -> None:
    # Imported here, because loading Alembic takes half a second that only the first start needs.
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    command.upgrade(config, "head")
