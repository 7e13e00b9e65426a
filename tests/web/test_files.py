"""Who may open a file, and what can be put on the server?"""

from __future__ import annotations

import pytest

from app.engine.commands import EndExercise, StartExercise, WriteMessage
from app.scenario.media import MOST_BYTES
from tests.web.world import World

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
ENGLISH = {"HX-Request": "true", "Accept-Language": "en"}
CHIEF, ALDERMAN = "teamleider-1", "wethouder-1"


async def upload(world: World, seat: str, content: bytes = PNG, name: str = "C:\\foto's/deur.png") -> tuple[int, str]:
    cookies = await world.seated(seat)
    async with world.browser(cookies, headers=ENGLISH) as browser:
        sent = {"file": (name, content, "text/html")} if name else None
        answer = await browser.post(f"/x/{world.exercise.slug}/file", files=sent)
        return answer.status_code, answer.json()["name"] if answer.status_code == 200 else answer.text


async def open_as(world: World, seat: str, name: str) -> tuple[int, str]:
    async with world.browser(await world.seated(seat)) as browser:
        answer = await browser.get(f"/x/{world.exercise.slug}/file/{name}")
        return answer.status_code, answer.headers.get("content-type", "")


async def test_a_file_is_seen_by_its_team_and_by_who_it_was_sent_to(world: World) -> None:
    room = await world.room()
    await room.submit(StartExercise(), "facilitator:Eva")
    status, name = await upload(world, CHIEF)
    assert status == 200
    assert room.state.files[name].title == "deur.png"
    assert await open_as(world, CHIEF, name) == (200, "image/png")
    assert (await open_as(world, ALDERMAN, name))[0] == 404
    await room.submit(WriteMessage(CHIEF, to=(ALDERMAN,), by="email", text="x", attachments=(name,)), f"seat:{CHIEF}")
    assert await open_as(world, ALDERMAN, name) == (200, "image/png")


async def test_a_file_is_sent_as_what_it_is_and_never_as_a_page(world: World) -> None:
    _, name = await upload(world, CHIEF)
    async with world.browser(await world.seated(CHIEF)) as browser:
        answer = await browser.get(f"/x/{world.exercise.slug}/file/{name}")
    assert answer.content == PNG
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "script-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<svg onload='x'></svg>", "Only images"),
        (b"", "This file is empty."),
        (PNG + bytes(MOST_BYTES), "This file is larger than 5 MB."),
    ],
)
async def test_a_wrong_file_is_one_sentence(world: World, content: bytes, sentence: str) -> None:
    before = (await world.room()).state.files.copy()
    status, said = await upload(world, CHIEF, content)
    assert status == 422
    assert sentence in said
    assert (await world.room()).state.files == before


async def test_a_form_without_a_file_is_one_sentence(world: World) -> None:
    async with world.browser(await world.seated(CHIEF), headers=ENGLISH) as browser:
        answer = await browser.post(f"/x/{world.exercise.slug}/file", data={"other": "x"})
    assert (answer.status_code, "Choose a file first." in answer.text) == (422, True)


async def test_a_body_without_end_is_stopped(world: World) -> None:
    async with world.browser(await world.seated(CHIEF)) as browser:
        answer = await browser.post(f"/x/{world.exercise.slug}/file", files={"file": ("a.png", bytes(6_000_000))})
    assert answer.status_code == 413


async def test_after_the_end_nothing_is_attached(world: World) -> None:
    await (await world.room()).submit(EndExercise(), "facilitator:Eva")
    assert (await upload(world, CHIEF))[0] == 422
