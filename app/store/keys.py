"""Which keys did this server make for itself, and what opens with them?"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from app.store.database import Database
from app.store.tables import AccountRow, SecretRow

_SIGNING = "signing"
_FIRST_RUN = "first_run"


class Keys:
    """The server's own keys, each made once and kept in the database. Its methods block."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def signing(self) -> str:
        """The secret that signs cookies and seat cards."""
        return self._kept(_SIGNING)

    def first_run(self) -> str | None:
        """The key with which the first account is made; None once there is an account."""
        with self._database.session() as session:
            if session.exec(select(AccountRow.id).limit(1)).first() is not None:
                return None
        return self._kept(_FIRST_RUN)

    def mark(self, *words: str) -> str:
        """A token that only this server can make for these words, the same every time."""
        message = "\0".join(words).encode()
        return hmac.new(self.signing().encode(), message, hashlib.sha256).hexdigest()[:32]

    def _kept(self, name: str) -> str:
        with self._database.session() as session:
            row = session.get(SecretRow, name)
            if row is None:
                row = SecretRow(name=name, value=secrets.token_urlsafe(32))
                session.add(row)
                try:
                    session.commit()
                except IntegrityError:
                    # Another server that started at the same moment was first.
                    session.rollback()
                    row = session.get_one(SecretRow, name)
            return row.value


def use_first_run_key(session: Session, key: str) -> bool:
    """Whether this is the first-run key; it is gone when the session is committed."""
    row = session.get(SecretRow, _FIRST_RUN)
    if row is None or not hmac.compare_digest(row.value.encode(), key.encode()):
        return False
    statement = delete(SecretRow).where(SecretRow.name == _FIRST_RUN)  # type: ignore[arg-type]
    return bool(session.connection().execute(statement).rowcount)
