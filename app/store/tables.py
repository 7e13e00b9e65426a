"""What does the database hold? Its tables; ``migrations/`` builds the same."""

from sqlalchemy import BigInteger, Column, Index, LargeBinary, MetaData, Text, text
from sqlmodel import Field, SQLModel

TELLS_PHASE = "substr(type, 1, 9) = 'exercise_' OR type = 'outage_bridged'"
"""The lines that tell a phase have an index of their own. (An IN over their names costs every append 2 us.)"""


class Table(SQLModel):
    """What all tables share: names for their keys that both databases use."""

    metadata = MetaData(
        naming_convention={"ix": "%(column_0_N_label)s_ix", "uq": "%(table_name)s_%(column_0_N_name)s_key"}
    )


class AccountRow(Table, table=True):
    """Somebody who logs in."""

    __tablename__ = "account"
    id: int | None = Field(default=None, primary_key=True)
    name: str
    login: str = Field(unique=True)
    password: str
    facilitates: bool


class ExerciseRow(Table, table=True):
    """One conduct of a scenario, with its own copy of the text; real times in ms."""

    __tablename__ = "exercise"
    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True)
    join_code: str = Field(unique=True)
    title: str
    scenario_id: str
    variant: str
    scenario_text: str = Field(sa_type=Text)
    planned_start: int | None = Field(default=None, sa_type=BigInteger)
    created_at: int = Field(sa_type=BigInteger)
    created_by: int | None = Field(default=None, foreign_key="account.id")


class SeatPassRow(Table, table=True):
    """A laptop's right to a seat; only the SHA-256 of its token is kept."""

    __tablename__ = "seat_pass"
    id: int | None = Field(default=None, primary_key=True)
    exercise: int = Field(foreign_key="exercise.id")
    seat: str
    token_hash: str = Field(unique=True)
    given_at: int = Field(sa_type=BigInteger)


class GrantRow(Table, table=True):
    """What an account may do in an exercise that it did not make."""

    __tablename__ = "role_grant"
    account: int = Field(foreign_key="account.id", primary_key=True)
    exercise: int = Field(foreign_key="exercise.id", primary_key=True)
    role: str


class LineRow(Table, table=True):
    """One line of the log of one exercise: added, never changed.

    There is no foreign key to the exercise: PostgreSQL would look it up and lock it again for every single line.
    """

    __tablename__ = "line"
    __table_args__ = (
        Index("line_phase_ix", "exercise", "seq", sqlite_where=text(TELLS_PHASE), postgresql_where=text(TELLS_PHASE)),
    )
    exercise: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    seq: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    at: int = Field(sa_type=BigInteger)
    t: int = Field(sa_type=BigInteger)
    type: str
    version: int
    by: str
    because: str
    wish: str
    payload: str = Field(sa_column=Column(Text, nullable=False))


class FileRow(Table, table=True):
    """A file that belongs to an exercise: a document of its scenario, or what a player attached."""

    __tablename__ = "exercise_file"
    exercise: int = Field(foreign_key="exercise.id", primary_key=True)
    name: str = Field(primary_key=True)
    media_type: str
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    added_at: int = Field(sa_type=BigInteger)


class BeatRow(Table, table=True):
    """When a server process last said that it was alive (real ms)."""

    __tablename__ = "beat"
    process: str = Field(primary_key=True)
    at: int = Field(sa_type=BigInteger)


class SecretRow(Table, table=True):
    """A key that the server made for itself."""

    __tablename__ = "secret"
    name: str = Field(primary_key=True)
    value: str


class ProbeRow(Table, table=True):
    """What is written to see whether writing works."""

    __tablename__ = "probe"
    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    filling: str = Field(sa_column=Column(Text, nullable=False))
