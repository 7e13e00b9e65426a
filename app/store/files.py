"""Which files belong to an exercise: the documents of its scenario, and what players attached?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from app.scenario.media import Media, media_of
from app.scenario.problems import Said
from app.store.database import Database
from app.store.tables import FileRow

MOST_BYTES_AN_EXERCISE = 200_000_000


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file with its media type."""

    media_type: str
    content: bytes


class Files:
    """The files of all exercises. Its methods block."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, exercise: int, name: str) -> StoredFile | None:
        """The file of this name, or None."""
        with self._database.session() as session:
            row = session.get(FileRow, (exercise, name))
            return StoredFile(row.media_type, row.content) if row is not None else None

    def size(self, exercise: int) -> int:
        """How many bytes the files of an exercise take."""
        with self._database.session() as session:
            asked = select(func.coalesce(func.sum(func.length(col(FileRow.content))), 0))
            return int(session.exec(asked.where(FileRow.exercise == exercise)).one())

    def add(self, exercise: int, name: str, content: bytes, at: int) -> Media | Said:
        """Keep a file under a name that is not used yet; what it is, or why it can't be kept."""
        media = media_of(content)
        if isinstance(media, Media):
            with self._database.session() as session:
                session.add(_row(exercise, name, media, content, at))
                session.commit()
        return media


def add_papers(session: Session, exercise: int, papers: Mapping[str, bytes], at: int) -> None:
    """Keep the documents of a scenario, within the transaction of the caller."""
    for name, content in papers.items():
        media = media_of(content)
        if isinstance(media, Media):
            session.add(_row(exercise, name, media, content, at))


def _row(exercise: int, name: str, media: Media, content: bytes, at: int) -> FileRow:
    return FileRow(exercise=exercise, name=name, media_type=media.media_type, content=content, added_at=at)
