"""Does news travel through the whole server to the right screens, and does a socket keep its limits?"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from app.engine.commands import PauseExercise, StartExercise
from app.engine.events import ReceiptsNoted
from app.live.room import Room
from app.store.errors import DISK_FULL, StoreUnavailable
from app.web.stream import BURST, LONGEST_MESSAGE
from tests.web.serving import Page, looking, served, until
from tests.web.world import Cookies, World


@dataclass
class Hall:
    """A server on a real port, with one exercise that runs."""

    world: World
    host: str
    room: Room

    def look(self, screen: str, cookies: Cookies, more: str = "") -> AbstractAsyncContextManager[Page]:
        """Open a screen as a page does."""
        cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
        return looking(self.host, f"/x/{self.world.exercise.slug}/live?screen={screen}{more}", cookie)


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    """The exercise has just begun."""
    world = World(tmp_path)
    async with served(world.app) as host:
        room = await world.room()
        await room.submit(StartExercise(), "facilitator:Eva")
        yield Hall(world, host, room)


async def test_an_inject_appears_by_itself_on_the_right_desks_only(hall: Hall) -> None:
    wijk, bestuur = await hall.world.seated("teamleider-1"), await hall.world.seated("wethouder-1")
    async with hall.look("desk", wijk) as one, hall.look("desk", bestuur) as other:
        assert "Mentor belt" not in (await one.frame_of("whole"))["html"]
        await other.frame_of("whole")
        hall.world.clock.move(60_000)
        change = await one.frame_of("change")
        assert "Mentor belt" in change["html"]
        assert 'id="entry-1"' in change["html"]
        hall.world.clock.move(120_000)
        heard = await other.frame_of("change")
    assert "Mentor" not in heard["html"]
    assert "Vraag" in heard["html"]


async def test_each_screen_speaks_its_own_language(hall: Hall) -> None:
    jo = await hall.world.seated("teamleider-1")
    async with hall.look("desk", {**jo, "tegenspel_lang": "en"}) as english:
        html = (await english.frame_of("whole"))["html"]
    async with hall.look("desk", jo) as dutch:
        assert (await dutch.frame_of("whole"))["html"] != html


async def test_whoever_comes_back_gets_the_whole_screen_and_nothing_when_nothing_happened(hall: Hall) -> None:
    jo = await hall.world.seated("teamleider-1")
    async with hall.look("desk", jo) as page:
        seq = (await page.frame_of("whole"))["seq"]
    async with hall.look("desk", jo, f"&since={seq}") as page:
        assert (await page.frame())["kind"] == "hello"
        await hall.room.submit(PauseExercise(), "facilitator:Eva")
        assert (await page.frame())["kind"] == "change"
    async with hall.look("desk", jo, f"&since={seq}") as page:
        assert [(await page.frame())["kind"] for _ in range(2)] == ["hello", "whole"]


async def test_what_arrived_and_was_shown_is_in_the_log_and_on_the_console(hall: Hall) -> None:
    jo, eva = (
        await hall.world.seated("teamleider-1"),
        await hall.world.account("eva", hall.world.exercise, "facilitator"),
    )
    async with hall.look("desk", jo) as desk, hall.look("console", eva) as console:
        await console.frame_of("whole")
        hall.world.clock.move(60_000)
        await desk.frame_of("change")
        await desk.say(arrived=[1], shown=[1, 99])
        hub = hall.world.parts.hubs.of(hall.room)
        await until(lambda: len(hub.receipts) == 3)
        await asyncio.sleep(0)
        hall.world.clock.move(250)
        await until(lambda: bool(hall.room.state.tallies[1].shown))
        assert hall.room.state.delivery(hall.room.state.injects["A1"].number, "teamleider-1").arrived
        hall.world.clock.move(200)
        await console.frame_of("change")
    noted = [line.event for line in hall.world.parts.log.read(hall.world.exercise.id)]
    receipts = [event for event in noted if isinstance(event, ReceiptsNoted)]
    assert [[receipt.number for receipt in event.shown] for event in receipts] == [[1]]


async def test_a_freed_seat_is_told_and_does_not_come_back(hall: Hall) -> None:
    jo, eva = (
        await hall.world.seated("teamleider-1"),
        await hall.world.account("eva", hall.world.exercise, "facilitator"),
    )
    async with hall.look("desk", jo) as page:
        await page.frame_of("whole")
        async with hall.world.browser(eva) as browser:
            await browser.post(f"/x/{hall.world.exercise.slug}/do/free", data={"seat": "teamleider-1"})
        await page.frame_of("gone")
        assert await page.closed() == 4403
    async with hall.look("desk", jo) as page:
        assert await page.closed() == 4403


async def test_a_session_that_ended_is_told_so(hall: Hall) -> None:
    eva = await hall.world.account("eva", hall.world.exercise, "facilitator")
    async with hall.look("console", eva) as page:
        await page.frame_of("whole")
    hall.world.clock.move(14 * 24 * 3600 * 1000)
    async with hall.look("console", eva) as page:
        assert await page.closed() == 4401


@pytest.mark.parametrize("said", ["no JSON", "[]", '{"arrived": ["one"]}', '{"arrived": {}}', '{"beat": null}'])
async def test_what_is_not_a_message_of_ours_closes_the_socket(hall: Hall, said: str) -> None:
    async with hall.look("desk", await hall.world.seated("teamleider-1")) as page:
        await page.connection.send(said)
        assert await page.closed() == 1008


async def test_a_message_that_is_too_long_closes_the_socket(hall: Hall) -> None:
    async with hall.look("desk", await hall.world.seated("teamleider-1")) as page:
        await page.connection.send(json.dumps({"arrived": [1] * LONGEST_MESSAGE}))
        assert await page.closed() == 1009


async def test_a_frame_beyond_all_limits_is_never_read(hall: Hall) -> None:
    async with hall.look("desk", await hall.world.seated("teamleider-1")) as page:
        await page.connection.send("x" * 70_000)
        assert await page.closed() == 1009


async def test_a_flood_closes_the_socket_and_calm_talk_does_not(hall: Hall) -> None:
    async with hall.look("desk", await hall.world.seated("teamleider-1")) as page:
        for _ in range(2 * BURST):
            hall.world.clock.move(200)
            await page.say(beat=1)
            await until(lambda: hall.room.presence.last_seen.get("teamleider-1") == hall.world.clock.now())
        for _ in range(BURST + 5):
            await page.say(beat=1)
        assert await page.closed() == 1008


async def test_a_page_of_another_site_is_refused(hall: Hall) -> None:
    jo = await hall.world.seated("teamleider-1")
    cookie = "; ".join(f"{name}={value}" for name, value in jo.items())
    path = f"/x/{hall.world.exercise.slug}/live?screen=desk"
    with pytest.raises(InvalidStatus) as refused:
        async with looking(hall.host, path, cookie, origin="http://elsewhere.test"):
            pass
    assert refused.value.response.status_code == 403


async def test_the_console_sees_who_comes_and_goes(hall: Hall) -> None:
    eva = await hall.world.account("eva", hall.world.exercise, "facilitator")
    jo = await hall.world.seated("teamleider-1")
    async with hall.look("console", eva) as console:
        await console.frame_of("whole")
        hall.world.clock.move(1_000)
        async with hall.look("desk", jo) as desk:
            await desk.frame_of("whole")
            assert "teamleider-1" in hall.room.presence.connected
            hall.world.clock.move(1_000)
            assert (await console.frame_of("change"))["html"]
        await until(lambda: "teamleider-1" not in hall.room.presence.connected)
        hall.world.clock.move(1_000)
        assert (await console.frame_of("change"))["html"]


async def test_a_log_that_can_not_be_written_is_told_to_the_asker_and_to_the_console(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StoreUnavailable(DISK_FULL, {"place": "/data"})

    eva = await hall.world.account("eva", hall.world.exercise, "facilitator")
    async with hall.look("console", eva) as console, hall.world.browser(eva, headers={"hx-request": "true"}) as browser:
        await console.frame_of("whole")
        hall.world.clock.move(1_000)
        monkeypatch.setattr(hall.world.parts.log, "append", full)
        answer = await browser.post(f"/x/{hall.world.exercise.slug}/do/pause")
        assert (answer.status_code, answer.text) == (422, "De schijf is vol: in /data past niets meer.")
        hall.world.clock.move(200)
        assert "banner" in (await console.frame_of("change"))["html"]
        monkeypatch.undo()
        hall.world.clock.move(5_000)
        await until(lambda: hall.room.log_writable)
        assert (await browser.post(f"/x/{hall.world.exercise.slug}/do/pause")).status_code == 200


async def test_a_fault_in_a_whole_screen_is_no_greeting(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a fault of ours")

    jo = await hall.world.seated("teamleider-1")
    monkeypatch.setattr(hall.world.parts.perspectives["player"], "whole", broken)
    async with hall.look("desk", jo) as page:
        assert await page.closed() == 1011
    assert "teamleider-1" not in hall.room.presence.connected
