"""What can go wrong in the store, and how is that said in one sentence?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from app.scenario.problems import N_


class Conflict(Exception):
    """Another writer was first: these line numbers are in the log already."""


class LoginTaken(Exception):
    """There is an account with this login already."""


class StoreUnavailable(Exception):
    """The database can't do this now: an English template that screens translate, and the words that go into it."""

    def __init__(self, template: str, words: dict[str, str | int] | None = None) -> None:
        super().__init__(template.format(**(words or {})))
        self.template = template
        self.words = words or {}

    @property
    def sentence(self) -> str:
        """The reason in English."""
        return str(self)


DISK_FULL = N_("The disk is full: {place} has no room for more.")
LOCKED = N_("Another program keeps {place} locked.")
READ_ONLY = N_("{place} may not be written to.")
VANISHED = N_("{place} has vanished.")
REPLACED = N_("{place} was replaced by another file. Restart Tegenspel to use that one.")
CANNOT_OPEN = N_("{place} can't be opened. Does the folder exist, and may it be written to?")
DISK_ERROR = N_("Reading or writing {place} failed.")
DAMAGED = N_("{place} is damaged or is not a database.")
NO_ANSWER = N_("The database server {place} does not answer.")
NOT_ALLOWED = N_("The database server {place} does not accept this name and password.")
NO_DATABASE = N_("The database {place} does not exist.")
UNEXPECTED = N_("The database {place} refused this.")
NEWER = N_("{place} was made by a newer version of Tegenspel. Start that version, or choose another database.")
WRONG_URL = N_("DATABASE_URL must begin with sqlite:/// or postgresql://.")
UNREADABLE = N_("Line {seq} of the log can't be read: this version does not know {what}.")
NO_PROGRESS = N_("The log refuses new lines, although nobody else wrote any.")
SCENARIO_UNREADABLE = N_("The scenario of this exercise can't be read by this version: {reason}")

# SQLite's primary result codes (the low byte of the extended ones), and PostgreSQL's SQLSTATE (whole, or its class).
_SQLITE = {
    5: LOCKED, 6: LOCKED, 8: READ_ONLY, 10: DISK_ERROR, 11: DAMAGED, 13: DISK_FULL, 14: CANNOT_OPEN, 23: NOT_ALLOWED,
    26: DAMAGED,
}  # fmt: skip
_POSTGRESQL = {
    "53100": DISK_FULL, "25006": READ_ONLY, "42501": READ_ONLY, "3D000": NO_DATABASE, "55P03": LOCKED,
    "57014": LOCKED, "53": NO_ANSWER, "28": NOT_ALLOWED, "08": NO_ANSWER, "57": NO_ANSWER, "58": DISK_ERROR,
    "XX": DAMAGED,
}  # fmt: skip


def unavailable(error: SQLAlchemyError, place: str) -> StoreUnavailable:
    """The sentence for an error of the database at ``place``."""
    return StoreUnavailable(_template(error), {"place": place})


def _template(error: SQLAlchemyError) -> str:
    cause = getattr(error, "orig", None)
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        return _SQLITE.get(code & 0xFF, UNEXPECTED)
    state = getattr(cause, "sqlstate", None)
    if state is not None:
        return _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2], UNEXPECTED)
    # psycopg gives no SQLSTATE when the server could not be reached or went away.
    return _of_lost_connection(error)


def _of_lost_connection(error: SQLAlchemyError) -> str:
    text = str(getattr(error, "orig", error))
    if "password authentication failed" in text or "role " in text:
        return NOT_ALLOWED
    if "does not exist" in text:
        return NO_DATABASE
    is_connection = not isinstance(error, DBAPIError) or error.connection_invalidated or "connect" in text
    return NO_ANSWER if is_connection else UNEXPECTED


@contextmanager
def in_one_sentence(place: str) -> Iterator[None]:
    """Errors of the database inside become StoreUnavailable."""
    try:
        yield
    except SQLAlchemyError as error:
        raise unavailable(error, place) from error
