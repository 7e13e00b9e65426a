"""Who logs in, and what may they do in an exercise?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, cast

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from app.store.database import Database
from app.store.errors import LoginTaken
from app.store.keys import use_first_run_key
from app.store.tables import AccountRow, ExerciseRow, GrantRow

Role = Literal["facilitator", "controller", "player", "evaluator", "observer"]


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who logs in; ``facilitates`` tells whether they may make exercises."""

    id: int
    name: str
    login: str
    facilitates: bool


class Accounts:
    """The accounts. Its methods block, and checking a password takes long on purpose."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @cached_property
    def _hasher(self) -> PasswordHash:
        return PasswordHash((Argon2Hasher(),))

    @cached_property
    def _nobodys(self) -> str:
        return self._hasher.hash("nobody has this password")

    def any(self) -> bool:
        """Whether there is an account."""
        with self._database.session() as session:
            return session.exec(select(AccountRow.id).limit(1)).first() is not None

    def create(self, name: str, login: str, password: str, facilitates: bool = True) -> Account:
        """A new account; LoginTaken when somebody has this login."""
        row = self._row(name, login, password, facilitates)
        with self._database.session() as session:
            return self._added(session, row)

    def create_first(self, key: str, name: str, login: str, password: str) -> Account | None:
        """The first account, for whoever has the first-run key; None when that is not the key, or was used."""
        row = self._row(name, login, password, True)
        with self._database.session() as session:
            return self._added(session, row) if use_first_run_key(session, key) else None

    def check(self, login: str, password: str) -> Account | None:
        """The account with this login and password, or None."""
        with self._database.session() as session:
            row = session.exec(select(AccountRow).where(AccountRow.login == _plain(login))).first()
        # An unknown login takes as long as a wrong password, so that nobody learns which logins exist.
        fits = self._hasher.verify(password, row.password if row else self._nobodys)
        return _account(row) if row and fits else None

    def get(self, account: int) -> Account | None:
        """The account with this number, or None."""
        with self._database.session() as session:
            row = session.get(AccountRow, account)
        return _account(row) if row else None

    def list(self) -> list[Account]:
        """Everybody, by name."""
        with self._database.session() as session:
            return [_account(row) for row in session.exec(select(AccountRow).order_by(AccountRow.name))]

    def _row(self, name: str, login: str, password: str, facilitates: bool) -> AccountRow:
        return AccountRow(
            name=name.strip(), login=_plain(login), password=self._hasher.hash(password), facilitates=facilitates
        )

    def _added(self, session: Session, row: AccountRow) -> Account:
        session.add(row)
        try:
            session.commit()
        except IntegrityError as error:
            raise LoginTaken(row.login) from error
        return _account(row)


class Grants:
    """The roles of accounts in exercises. Its methods block."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def role(self, account: Account, exercise: int) -> Role | None:
        """What this account is in this exercise.

        Who made an exercise leads it; one that the server made by itself is led by everybody who may make exercises;
        all others need a grant.
        """
        with self._database.session() as session:
            grant = session.get(GrantRow, (account.id, exercise))
            if grant is not None:
                return cast(Role, grant.role)
            statement = select(ExerciseRow.id, ExerciseRow.created_by).where(ExerciseRow.id == exercise)
            made = session.exec(statement).first()
        if made is None:
            return None
        leads = made[1] == account.id or (made[1] is None and account.facilitates)
        return "facilitator" if leads else None

    def give(self, account: int, exercise: int, role: Role) -> None:
        """This account has this role in this exercise from now on."""
        with self._database.session() as session:
            session.merge(GrantRow(account=account, exercise=exercise, role=role))
            session.commit()

    def take_back(self, account: int, exercise: int) -> None:
        """This account has no granted role in this exercise any more."""
        with self._database.session() as session:
            grant = session.get(GrantRow, (account, exercise))
            if grant is not None:
                session.delete(grant)
                session.commit()

    def of_exercise(self, exercise: int) -> dict[int, Role]:
        """account -> granted role, for all who have one here."""
        with self._database.session() as session:
            rows = session.exec(select(GrantRow).where(GrantRow.exercise == exercise))
            return {row.account: cast(Role, row.role) for row in rows}


def _plain(login: str) -> str:
    return login.strip().casefold()


def _account(row: AccountRow) -> Account:
    if row.id is None:
        raise ValueError("an account that was not saved has no number")
    return Account(row.id, row.name, row.login, row.facilitates)
