"""Where are the files of an exercise kept? In a table of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "exercise_file",
        sa.Column("exercise", sa.Integer(), sa.ForeignKey("exercise.id"), primary_key=True),
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
    )
