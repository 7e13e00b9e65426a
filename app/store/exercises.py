"""Which exercises are there, in which phase, and who may sit where?"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from app.engine.events import (
    AnyEvent,
    ExerciseEnded,
    ExercisePaused,
    ExercisePrepared,
    ExerciseResumed,
    ExerciseStarted,
    Line,
    OutageBridged,
    SeatPlan,
    Settings,
)
from app.engine.state import Phase
from app.store.codec import COLUMNS, from_row, to_row
from app.store.database import Database
from app.store.files import add_papers
from app.store.keys import Keys
from app.store.tables import TELLS_PHASE, ExerciseRow, SeatPassRow
from app.store.writer import insert_lines

CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""What join codes are made of: nothing that looks like something else on paper (0O, 1IL)."""

_ATTEMPTS = 5
_SLUG_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
_NAMES = ", ".join(f'line."{name}"' for name in COLUMNS)
_LAST_PHASES = text(
    f"SELECT {_NAMES} FROM line JOIN (SELECT exercise, max(seq) AS seq FROM line WHERE {TELLS_PHASE} "  # noqa: S608
    "GROUP BY exercise) AS last ON line.exercise = last.exercise AND line.seq = last.seq"
)


@dataclass(frozen=True, slots=True)
class ExerciseRecord:
    """One exercise as it was made; real times in ms.

    ``slug`` stands in addresses, ``join_code`` on the wall; ``scenario_text`` is its own copy of the file; ``phase`` is
    where it stood in the log when it was asked.
    """

    id: int
    slug: str
    join_code: str
    title: str
    scenario_id: str
    variant: str
    scenario_text: str
    planned_start: int | None
    created_at: int
    created_by: int | None
    phase: Phase


class Exercises:
    """All exercises, and the passes to their seats. Its methods block."""

    def __init__(self, database: Database, keys: Keys) -> None:
        self._database = database
        self._keys = keys

    def create(
        self,
        *,
        scenario_text: str,
        scenario_id: str,
        variant: str,
        title: str,
        seats: Sequence[SeatPlan],
        at: int,
        settings: Settings = Settings(),
        start_at: int = 0,
        planned_start: int | None = None,
        created_by: int | None = None,
        by: str = "server",
        papers: Mapping[str, bytes] | None = None,
    ) -> ExerciseRecord:
        """Make an exercise with the first line of its log, at real time ``at`` (ms).

        ``start_at`` is the exercise time (ms) at which the variant begins; ``created_by`` the account that leads it;
        ``papers`` the files of the documents of the scenario, by document.
        """
        event = ExercisePrepared(title, tuple(seats), settings, start_at)
        for attempt in range(_ATTEMPTS):
            row = ExerciseRow(
                slug=_letters(_SLUG_LETTERS, 8),
                join_code=_letters(CODE_LETTERS, 6),
                title=title,
                scenario_id=scenario_id,
                variant=variant,
                scenario_text=scenario_text,
                planned_start=planned_start,
                created_at=at,
                created_by=created_by,
            )
            if self._was_added(row, Line(1, at, 0, event, by), papers or {}, is_last=attempt == _ATTEMPTS - 1):
                break
        return _record(row, "planned")

    def _was_added(self, row: ExerciseRow, line: Line, papers: Mapping[str, bytes], *, is_last: bool) -> bool:
        """Add an exercise with its first line, both or neither; False when its slug or code is somebody else's."""
        with self._database.session() as session:
            session.add(row)
            try:
                session.flush()
                add_papers(session, _number_of(row), papers, line.at)
                insert_lines(session.connection(), [to_row(_number_of(row), line)])
                session.commit()
            except IntegrityError:
                if is_last:
                    raise
                return False
            return True

    def list(self) -> list[ExerciseRecord]:
        """All exercises, the newest first."""
        with self._database.session() as session:
            rows = session.exec(select(ExerciseRow).order_by(ExerciseRow.id.desc())).all()  # type: ignore[union-attr]
            return _with_phases(session, rows)

    def get(self, slug: str) -> ExerciseRecord | None:
        """The exercise with this slug, or None."""
        return self._one(ExerciseRow.slug == slug)

    def by_code(self, code: str) -> ExerciseRecord | None:
        """The exercise with this join code, however it was typed; None when there is none."""
        plain = "".join(letter for letter in code.upper() if letter.isalnum())
        return self._one(ExerciseRow.join_code == plain)

    def give_pass(self, exercise: int, seat: str, at: int) -> str:
        """A new token that lets a laptop onto this seat."""
        token = secrets.token_urlsafe(24)
        with self._database.session() as session:
            session.add(SeatPassRow(exercise=exercise, seat=seat, token_hash=_hash(token), given_at=at))
            session.commit()
        return token

    def seat_of_pass(self, exercise: int, token: str) -> tuple[str, int] | None:
        """The seat in this exercise that a token gives, and the number of the pass; None when it gives none."""
        with self._database.session() as session:
            row = session.exec(select(SeatPassRow).where(SeatPassRow.token_hash == _hash(token))).first()
        return (row.seat, row.id) if row and row.exercise == exercise and row.id is not None else None

    def withdraw_passes(self, exercise: int, seat: str) -> None:
        """No laptop may use this seat any more, until it gets a new pass."""
        statement = delete(SeatPassRow).where(
            SeatPassRow.exercise == exercise,  # type: ignore[arg-type]
            SeatPassRow.seat == seat,  # type: ignore[arg-type]
        )
        with self._database.session() as session:
            session.connection().execute(statement)
            session.commit()

    def card_token(self, exercise: int, seat: str) -> str:
        """The token on the printed card of this seat: the same whenever it is printed."""
        return self._keys.mark("card", str(exercise), seat)

    def card_fits(self, exercise: int, seat: str, token: str) -> bool:
        """Whether this token is on the printed card of this seat."""
        return hmac.compare_digest(self.card_token(exercise, seat).encode(), token.encode())

    def _one(self, condition: bool) -> ExerciseRecord | None:
        with self._database.session() as session:
            rows = session.exec(select(ExerciseRow).where(condition)).all()
            return next(iter(_with_phases(session, rows)), None)


def _with_phases(session: Session, rows: Iterable[ExerciseRow]) -> list[ExerciseRecord]:
    phases = {row.exercise: _phase_after(from_row(row).event) for row in session.connection().execute(_LAST_PHASES)}
    return [_record(row, phases.get(row.id or 0, "planned")) for row in rows]


def _phase_after(event: AnyEvent) -> Phase:
    match event:
        case ExerciseStarted() | ExerciseResumed() | OutageBridged(resumed=True):
            return "running"
        case ExercisePaused() | OutageBridged():
            return "paused"
        case ExerciseEnded():
            return "ended"
        case _:
            return "planned"


def _record(row: ExerciseRow, phase: Phase) -> ExerciseRecord:
    return ExerciseRecord(
        _number_of(row),
        row.slug,
        row.join_code,
        row.title,
        row.scenario_id,
        row.variant,
        row.scenario_text,
        row.planned_start,
        row.created_at,
        row.created_by,
        phase,
    )


def _number_of(row: ExerciseRow) -> int:
    if row.id is None:
        raise ValueError("an exercise that was not saved has no number")
    return row.id


def _letters(alphabet: str, count: int) -> str:
    return "".join(secrets.choice(alphabet) for _ in range(count))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
