"""Which parts make the server, and how are they tied together? Nothing is made elsewhere."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig
from starlette.staticfiles import StaticFiles

from app.live.clock import Clock
from app.live.rooms import Rooms
from app.perspectives.facilitator import Facilitator
from app.perspectives.parts import Perspective
from app.perspectives.player import PlayerPerspective
from app.perspectives.wall import WallPerspective
from app.scenario.library import Library
from app.settings import Settings
from app.store.accounts import Accounts, Grants
from app.store.database import open_database
from app.store.event_log import EventLog
from app.store.exercises import Exercises
from app.store.files import Files
from app.store.keys import Keys
from app.web import commands, health, pages
from app.web.errors import add_error_pages
from app.web.health import Readiness
from app.web.hub import Hubs
from app.web.paint import Painter
from app.web.parts import Parts
from app.web.passes import Passes
from app.web.ratelimit import FailureLimit
from app.web.security import Guard
from app.web.signing import Signer
from app.web.stream import LiveSockets
from app.web.templating import STATIC, Templates

# Nothing about an exercise goes to a system of others that watches servers.
UNWATCHED: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False}
FIVE_MINUTES = 300_000
# A join code has 31^6 forms: at this pace, guessing takes centuries, and a hall full of people may mistype.
WRONG_CODES = (60, 600)
WRONG_LOGINS = (10, 100)


def create_app(settings: Settings, clock: Clock) -> FastAPI:
    """The whole server; StoreUnavailable when its database can't be opened."""
    parts = make_parts(settings, clock)
    app = FastAPI(
        title="Tegenspel", docs_url=None, redoc_url=None, openapi_url=None, telemetry=UNWATCHED, lifespan=_lifespan
    )
    app.state.parts = parts
    add_error_pages(app)
    for router in (health.router, commands.router, *pages.routers()):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), "static")
    app.add_middleware(commands.PlayerWishes)
    app.add_middleware(Guard, public_host=settings.public_host)
    app.add_middleware(LiveSockets)
    return app


def make_parts(settings: Settings, clock: Clock) -> Parts:
    """Every part of the server, on a database that is up to date."""
    database = open_database(settings.database)
    database.migrate()
    keys = Keys(database)
    log = EventLog(database)
    exercises = Exercises(database, keys)
    templates = Templates(settings)
    painter = Painter(templates)
    passes = Passes(exercises)
    views: tuple[Perspective, ...] = (PlayerPerspective(), Facilitator(), WallPerspective())
    perspectives = {view.name: view for view in views}
    return Parts(
        settings=settings,
        clock=clock,
        database=database,
        log=log,
        exercises=exercises,
        files=Files(database),
        accounts=Accounts(database),
        grants=Grants(database),
        keys=keys,
        library=Library(settings.scenarios),
        rooms=Rooms(exercises, log, clock),
        templates=templates,
        painter=painter,
        perspectives=perspectives,
        hubs=Hubs(perspectives, painter, clock, passes),
        passes=passes,
        signer=Signer(keys.signing()),
        code_limit=FailureLimit(clock, *WRONG_CODES, FIVE_MINUTES),
        login_limit=FailureLimit(clock, *WRONG_LOGINS, FIVE_MINUTES),
        readiness=Readiness(database, clock),
    )


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    parts: Parts = app.state.parts
    warming = asyncio.create_task(asyncio.to_thread(parts.templates.warm))
    await parts.rooms.open_all()
    yield
    await warming
    parts.hubs.close()
    await parts.rooms.close()
    parts.log.close()
    parts.database.close()
