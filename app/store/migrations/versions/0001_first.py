"""Which tables were there first? All of them, and a log that only grows."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_TELLS_PHASE = sa.text("substr(type, 1, 9) = 'exercise_' OR type = 'outage_bridged'")


def upgrade() -> None:
    """Make the tables."""
    _people_and_exercises()
    _log()
    op.create_table(
        "beat",
        sa.Column("process", sa.String(), primary_key=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "secret",
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("value", sa.String(), nullable=False),
    )
    op.create_table(
        "probe",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("filling", sa.Text(), nullable=False),
    )


def _people_and_exercises() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("password", sa.String(), nullable=False),
        sa.Column("facilitates", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("login", name="account_login_key"),
    )
    op.create_table(
        "exercise",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("join_code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("scenario_id", sa.String(), nullable=False),
        sa.Column("variant", sa.String(), nullable=False),
        sa.Column("scenario_text", sa.Text(), nullable=False),
        sa.Column("planned_start", sa.BigInteger()),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.Integer(), sa.ForeignKey("account.id")),
        sa.UniqueConstraint("slug", name="exercise_slug_key"),
        sa.UniqueConstraint("join_code", name="exercise_join_code_key"),
    )
    op.create_table(
        "seat_pass",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("exercise", sa.Integer(), sa.ForeignKey("exercise.id"), nullable=False),
        sa.Column("seat", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("given_at", sa.BigInteger(), nullable=False),
        sa.UniqueConstraint("token_hash", name="seat_pass_token_hash_key"),
    )
    op.create_table(
        "role_grant",
        sa.Column("account", sa.Integer(), sa.ForeignKey("account.id"), primary_key=True),
        sa.Column("exercise", sa.Integer(), sa.ForeignKey("exercise.id"), primary_key=True),
        sa.Column("role", sa.String(), nullable=False),
    )


def _log() -> None:
    op.create_table(
        "line",
        sa.Column("exercise", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("seq", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("t", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("wish", sa.String(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
    )
    op.create_index(
        "line_phase_ix", "line", ["exercise", "seq"], sqlite_where=_TELLS_PHASE, postgresql_where=_TELLS_PHASE
    )
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER line_no_{verb.lower()} BEFORE {verb} ON line "
                "BEGIN SELECT RAISE(ABORT, 'a line of the log is never changed'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION line_is_never_changed() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'a line of the log is never changed'; END $$"
    )
    for verb, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER line_no_{verb.lower()} BEFORE {verb} ON line "
            f"FOR EACH {each} EXECUTE FUNCTION line_is_never_changed()"
        )
