"""What has the running server in hand? Made once in main.create_app; every page finds it here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection

    from app.live.clock import Clock
    from app.live.rooms import Rooms
    from app.perspectives.parts import Perspective
    from app.scenario.library import Library
    from app.settings import Settings
    from app.store.accounts import Accounts, Grants
    from app.store.database import Database
    from app.store.event_log import EventLog
    from app.store.exercises import Exercises
    from app.store.files import Files
    from app.store.keys import Keys
    from app.web.health import Readiness
    from app.web.hub import Hubs
    from app.web.paint import Painter
    from app.web.passes import Passes
    from app.web.ratelimit import FailureLimit
    from app.web.signing import Signer
    from app.web.templating import Templates


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the server, tied together."""

    settings: Settings
    clock: Clock
    database: Database
    log: EventLog
    exercises: Exercises
    files: Files
    accounts: Accounts
    grants: Grants
    keys: Keys
    library: Library
    rooms: Rooms
    templates: Templates
    painter: Painter
    perspectives: Mapping[str, Perspective]
    hubs: Hubs
    passes: Passes
    signer: Signer
    code_limit: FailureLimit
    login_limit: FailureLimit
    readiness: Readiness


def parts_of(connection: HTTPConnection) -> Parts:
    """The parts of the server that this request came to."""
    return cast("Parts", connection.app.state.parts)
