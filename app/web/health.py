"""Is the server up, and can it write?"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from app.store.errors import StoreUnavailable
from app.web.parts import parts_of

if TYPE_CHECKING:
    from app.live.clock import Clock
    from app.store.database import Database

router = APIRouter()
# Anybody may ask, and every look writes to the disk: one look a second is enough.
REMEMBERED_MS = 1_000


@router.get("/healthz")
async def healthz() -> Response:
    """The process is up."""
    return JSONResponse({"status": "ok"})


@router.get("/readyz")
async def readyz(request: Request) -> Response:
    """The database can be written."""
    reason = await parts_of(request).readiness.reason()
    if reason:
        return JSONResponse({"status": "not ready", "reason": reason}, 503)
    return JSONResponse({"status": "ready"})


class Readiness:
    """Whether the database can be written, looked at no more than once a second."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._looking = asyncio.Lock()
        self._looked_at = -REMEMBERED_MS
        self._reason = ""

    async def reason(self) -> str:
        """Why the database can't be written, in English; empty when it can."""
        async with self._looking:
            now = self._clock.now()
            if now - self._looked_at >= REMEMBERED_MS:
                try:
                    await asyncio.to_thread(self._database.writable)
                    self._reason = ""
                except StoreUnavailable as error:
                    self._reason = error.sentence
                self._looked_at = now
            return self._reason
