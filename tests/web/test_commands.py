"""Does a form become a line of the log, once, and only for whoever may?"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.engine.commands import StartExercise, TakeSeat
from app.engine.events import ExercisePaused, SeatLeft, SeatTaken
from app.live.ask import Told
from app.web.access import seat_cookie
from app.web.commands import FORM
from app.web.security import BODY_LIMIT, SECURE_HEADERS
from tests.web.world import World, a_world

HTMX = {"hx-request": "true"}


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[World]:
    """A server of this test alone."""
    async with a_world(tmp_path) as world:
        yield world


async def events(world: World, kind: type) -> list[object]:
    """The events of this kind in the log, with who caused them."""
    return [line.by for line in world.parts.log.read(world.exercise.id) if isinstance(line.event, kind)]


async def test_a_wish_is_carried_out_once_however_often_it_is_sent(here: World) -> None:
    cookies = await here.account("eva", here.exercise, "facilitator")
    await (await here.room()).submit(StartExercise(), "facilitator:Eva")
    async with here.browser(cookies, headers=HTMX) as browser:
        for _ in range(2):
            answer = await browser.post(f"/x/{here.exercise.slug}/do/pause", data={"wish": "abc"})
            assert (answer.status_code, answer.text) == (200, "")
        other = await browser.post(f"/x/{here.exercise.slug}/do/pause", data={"wish": "def"})
    assert (other.status_code, other.text) == (422, "De oefening staat al op pauze.")
    assert await events(here, ExercisePaused) == ["facilitator:Eva"]


async def test_without_scripts_a_form_leads_back_to_its_page(here: World) -> None:
    cookies = await here.account("eva", here.exercise, "facilitator")
    async with here.browser(cookies) as browser:
        answer = await browser.post(f"/x/{here.exercise.slug}/do/start")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/x/{here.exercise.slug}/console")


async def test_a_guest_sits_down_and_gets_a_pass(here: World) -> None:
    slug = here.exercise.slug
    async with here.browser(here.guest(), headers=HTMX) as browser:
        answer = await browser.post(f"/x/{slug}/seat/take", data={"seat": "teamleider-1", "name": " Jo  Bakker "})
        assert (answer.status_code, answer.headers["hx-redirect"]) == (200, f"/x/{slug}/lobby")
        assert seat_cookie(slug) in answer.cookies
        assert (await browser.get(f"/x/{slug}/desk")).status_code == 200
    assert (await here.room()).state.seats["teamleider-1"].name == "Jo Bakker"
    assert await events(here, SeatTaken) == ["guest"]


async def test_the_second_on_the_same_seat_reads_who_was_first(here: World) -> None:
    await here.seated("teamleider-1", name="Jo")
    async with here.browser(here.guest(), headers=HTMX) as browser:
        answer = await browser.post(f"/x/{here.exercise.slug}/seat/take", data={"seat": "teamleider-1", "name": "An"})
    assert answer.status_code == 422
    assert answer.text == "Jo zit sinds net op Teamleider. Kies een andere plek."
    assert "set-cookie" not in answer.headers


async def test_a_player_may_change_their_name_but_not_their_seat(here: World) -> None:
    jo = await here.seated("teamleider-1", name="Jo")
    async with here.browser(jo, headers=HTMX) as browser:
        await browser.post(f"/x/{here.exercise.slug}/seat/take", data={"seat": "wethouder-1", "name": "Johan"})
    seats = (await here.room()).state.seats
    assert (seats["teamleider-1"].name, seats["wethouder-1"].name) == ("Johan", "")


async def test_whoever_leaves_needs_the_code_again(here: World) -> None:
    slug = here.exercise.slug
    jo = await here.seated("teamleider-1")
    async with here.browser(jo, headers=HTMX) as browser:
        answer = await browser.post(f"/x/{slug}/seat/leave")
        assert (answer.status_code, answer.headers["hx-redirect"]) == (200, "/")
    async with here.browser(jo) as browser:
        assert (await browser.get(f"/x/{slug}/desk")).status_code == 403
    assert await events(here, SeatLeft) == ["seat:teamleider-1"]


async def test_the_pass_of_a_freed_seat_opens_nothing_even_when_somebody_else_sits_there(here: World) -> None:
    slug, leader = here.exercise.slug, await here.account("eva", here.exercise, "facilitator")
    jo = await here.seated("teamleider-1")
    async with here.browser(jo) as browser:
        assert (await browser.get(f"/x/{slug}/desk")).status_code == 200
    async with here.browser(leader, headers=HTMX) as browser:
        await browser.post(f"/x/{slug}/do/free", data={"seat": "teamleider-1"})
    assert isinstance(await (await here.room()).submit(TakeSeat("teamleider-1", "An"), "guest"), Told)
    async with here.browser(jo) as browser:
        assert (await browser.get(f"/x/{slug}/desk")).status_code == 403
        answer = await browser.post(f"/x/{slug}/seat/open", data={"number": "1"})
    assert answer.status_code == 403


async def test_a_preview_changes_nothing(here: World) -> None:
    cookies = await here.account("eva", here.exercise, "facilitator")
    room = await here.room()
    await room.submit(StartExercise(), "facilitator:Eva")
    before = room.state.seq
    async with here.browser(cookies, headers=HTMX) as browser:
        path = f"/x/{here.exercise.slug}/preview"
        shown = await browser.get(f"{path}/shift?minutes=5")
        refused = await browser.get(f"{path}/shift?minutes=veel")
        unknown = await browser.get(f"{path}/automate")
    assert shown.status_code == 200
    assert "Mentor belt" in shown.text
    assert refused.status_code == 422
    assert unknown.status_code == 404
    assert room.state.seq == before


@pytest.mark.parametrize("path", ["do/nothing", "seat/nothing", "do/__class__"])
async def test_wishes_that_do_not_exist_are_not_found(here: World, path: str) -> None:
    cookies = await here.account("eva", here.exercise, "facilitator") | await here.seated("teamleider-1")
    async with here.browser(cookies) as browser:
        assert (await browser.post(f"/x/{here.exercise.slug}/{path}")).status_code == 404


async def test_files_and_floods_of_fields_are_not_taken(here: World) -> None:
    cookies = await here.account("eva", here.exercise, "facilitator")
    async with here.browser(cookies) as browser:
        path = f"/x/{here.exercise.slug}/do/pause"
        file = await browser.post(path, files={"reason": ("x.txt", b"x")})
        flood = await browser.post(path, data={f"field{number}": "x" for number in range(1_001)})
    assert [file.status_code, flood.status_code] == [400, 400]


async def test_a_players_wish_is_guarded_like_every_other_request(here: World) -> None:
    jo = await here.seated("teamleider-1")
    path = f"/x/{here.exercise.slug}/seat/open"
    async with here.browser(jo, headers=HTMX) as browser:
        foreign = await browser.post(path, headers={"origin": "http://elsewhere.test"})
        wrong = await browser.get(path)
        large = await browser.post(path, content=chunks(BODY_LIMIT), headers={"content-type": FORM})
    assert [foreign.status_code, wrong.status_code, large.status_code] == [403, 405, 413]
    for answer in (foreign, wrong, large):
        assert answer.headers["content-security-policy"] == SECURE_HEADERS["content-security-policy"]
        assert answer.text.endswith(".")


async def chunks(more_than: int) -> AsyncIterator[bytes]:
    """A body without a length, in pieces."""
    for _ in range(more_than // 100_000 + 1):
        yield b"x" * 100_000


async def test_the_fields_of_a_form_are_read_as_they_were_typed(here: World) -> None:
    jo = await here.seated("teamleider-1", name="Jo")
    path = f"/x/{here.exercise.slug}/seat/take"
    async with here.browser(jo, headers=HTMX) as browser:
        for body, name in (
            (b"name=Zo%C3%AB+%26+co&empty=&loose", "Zoë & co"),
            (b"name=first&name=last", "last"),
            (b"name=50%", "50%"),
            (b"name=%ff%fe", "\ufffd\ufffd"),
            (b"name=a;b=c", "a;b=c"),
        ):
            await browser.post(path, content=body, headers={"content-type": f"{FORM}; charset=UTF-8"})
            assert (await here.room()).state.seats["teamleider-1"].name == name
