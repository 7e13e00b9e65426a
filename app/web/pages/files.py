"""Where do people see the files of an exercise, and put one there to attach it?"""

from __future__ import annotations

import asyncio
from pathlib import PurePath
from secrets import token_hex
from typing import Annotated

from fastapi import APIRouter, Depends, Request, UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from app.engine.commands import AddFile, Refusal
from app.engine.filing import no_more_files
from app.perspectives.file_access import may_see
from app.scenario.media import MOST_BYTES, Media
from app.store.files import MOST_BYTES_AN_EXERCISE
from app.web import access
from app.web.access import Insider
from app.web.errors import answer_refusal
from app.web.parts import parts_of

router = APIRouter()
NO_FILE = Refusal("Choose a file first.")
FULL = Refusal("This exercise holds {limit} MB of files already; that is the most.")
PREFIX = "up-"
LONGEST_NAME = 60


@router.get("/x/{slug}/file/{name}")
async def show_file(request: Request, name: str, person: Annotated[Insider, Depends(access.watcher)]) -> Response:
    """A file, for those who may see it; for others it does not exist."""
    if person.role == "player" and not may_see(person.room.state, person.seat, name):
        raise HTTPException(404)
    found = await asyncio.to_thread(parts_of(request).files.get, person.exercise.id, name)
    if found is None:
        raise HTTPException(404)
    headers = {"Cache-Control": "private, max-age=3600, immutable", "Content-Disposition": "inline"}
    return Response(found.content, media_type=found.media_type, headers=headers)


@router.post("/x/{slug}/file")
async def add_file(
    request: Request, person: Annotated[Insider, Depends(access.player)], file: UploadFile | None = None
) -> Response:
    """Put a file on the server; the answer tells its name, to send it with a message."""
    parts, state = parts_of(request), person.room.state
    if file is None or not file.filename:
        return answer_refusal(request, 422, NO_FILE)
    refusal = no_more_files(state, person.seat)
    if refusal is None and await asyncio.to_thread(parts.files.size, person.exercise.id) >= MOST_BYTES_AN_EXERCISE:
        refusal = Refusal(FULL.template, {"limit": MOST_BYTES_AN_EXERCISE // 1_000_000})
    if refusal is not None:
        return answer_refusal(request, 422, refusal)
    name, content = f"{PREFIX}{token_hex(8)}", await file.read(MOST_BYTES + 1)
    media = await asyncio.to_thread(parts.files.add, person.exercise.id, name, content, parts.clock.now())
    if not isinstance(media, Media):
        return answer_refusal(request, 422, Refusal(media.template, dict(media.words)))
    title = PurePath(file.filename).name[:LONGEST_NAME]
    told = await person.room.submit(AddFile(name, person.seat, title, media.media_type, len(content)), person.by)
    if isinstance(told, Refusal):
        return answer_refusal(request, 422, told)
    return JSONResponse({"name": name, "title": title, "look": media.look})
