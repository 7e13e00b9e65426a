"""How fast is a form route that stores nothing, and one that opens a session for every answer?"""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from fastapi import Depends, FastAPI, Form, Response
from sqlalchemy import Engine, event
from sqlmodel import Field, Session, SQLModel, create_engine

from bench.ceilings.served import serve
from bench.processes import Pipe

ROUTE = "/x/{slug}/seat/answer"


class BareAnswer(SQLModel, table=True):
    """One answer as a tutorial stores it."""

    id: int | None = Field(default=None, primary_key=True)
    slug: str
    number: int
    text: str
    wish: str


def run_bare(pipe: Pipe) -> None:
    """The process of the route that reads a form and forgets it."""
    import uvloop

    app = FastAPI()

    @app.post(ROUTE)
    async def answer(
        slug: str, number: Annotated[int, Form()], text: Annotated[str, Form()], wish: Annotated[str, Form()]
    ) -> Response:
        return Response("", media_type="text/html") if slug and number and text and wish else Response(status_code=422)

    uvloop.run(serve(pipe, app, {}))


def run_session(pipe: Pipe, folder: str) -> None:
    """The process of the same route with a session and a durable commit for every answer."""
    import uvloop

    engine = _engine(Path(folder) / "sessions.sqlite3")
    SQLModel.metadata.create_all(engine, tables=[SQLModel.metadata.tables["bareanswer"]])
    app = FastAPI()

    def session() -> Iterator[Session]:
        with Session(engine) as opened:
            yield opened

    @app.post(ROUTE)
    def answer(
        slug: str,
        number: Annotated[int, Form()],
        text: Annotated[str, Form()],
        wish: Annotated[str, Form()],
        store: Annotated[Session, Depends(session)],
    ) -> Response:
        store.add(BareAnswer(slug=slug, number=number, text=text, wish=wish))
        store.commit()
        return Response("", media_type="text/html")

    uvloop.run(serve(pipe, app, {}))


def _engine(file: Path) -> Engine:
    """As durable as ours; patient, so that no answer is refused."""
    engine = create_engine(f"sqlite:///{file}", connect_args={"timeout": 60}, pool_size=40, max_overflow=10)

    @event.listens_for(engine, "connect")
    def durable(connection: object, _: object) -> None:
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]

    return engine
