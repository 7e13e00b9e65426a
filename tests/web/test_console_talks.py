"""Can a facilitator speak as an actor, decide a level and look along with a seat, over plain forms and pages?"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from httpx2 import AsyncClient

from app.engine import commands, events
from app.engine.commands import AnyCommand, StartExercise, WriteMessage
from app.live.ask import Told
from app.live.room import Room
from tests.web.serving import looking, served, until
from tests.web.world import SMALL, World

CHIEF = "teamleider-1"
STORY = SMALL.replace(
    "  n1: {title: Regulier}", "  n1: {title: Regulier}\n  n2: {title: Bestuurlijk, opens: [bestuur]}"
)
HTMX = {"HX-Request": "true"}


class Here:
    """An exercise that runs, and the browser of somebody who leads it."""

    def __init__(self, world: World, room: Room, leader: AsyncClient, slug: str) -> None:
        self.world = world
        self.room = room
        self.leader = leader
        self.slug = slug

    async def ask(self, command: AnyCommand, by: str = f"seat:{CHIEF}") -> None:
        """Ask the room; it must not refuse."""
        assert isinstance(await self.room.submit(command, by), Told)

    async def do(self, wish: str, **fields: str | int) -> str:
        """Send a form of the console; gives what it says in return."""
        form = {name: str(value) for name, value in fields.items()}
        return (await self.leader.post(f"/x/{self.slug}/do/{wish}", data=form, headers=HTMX)).text

    async def page(self, path: str) -> str:
        """What a page shows."""
        answer = await self.leader.get(f"/x/{self.slug}/{path}")
        assert answer.status_code == 200
        return answer.text


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Here]:
    """The exercise has just begun."""
    world = World(tmp_path)
    exercise = world.make(STORY)
    async with world.app.router.lifespan_context(world.app):
        room = await world.room(exercise)
        await room.submit(StartExercise(), "facilitator:Eva")
        async with world.browser(await world.account("eva", exercise, "facilitator")) as leader:
            yield Here(world, room, leader, exercise.slug)


async def test_a_facilitator_answers_a_call_as_the_actor(here: Here) -> None:
    await here.ask(WriteMessage(CHIEF, to=("mentor",), by="phone"))
    assert 'action="do/take-call"' in await here.page("talk/1")
    assert await here.do("take-call", conversation=1, who="mentor") == ""
    assert await here.do("take-call", conversation=1, who="mentor") == ""
    assert await here.do("say", conversation=1, sender="mentor", text="Met de mentor.", after=1) == ""
    assert "Met de mentor." in await here.page("talk/1?voice=mentor")
    assert await here.do("hang-up", conversation=1, who="mentor") == ""
    assert here.room.state.calls[1].status == "over"


async def test_the_second_who_answers_reads_what_the_first_said(here: Here) -> None:
    await here.ask(WriteMessage(CHIEF, to=("mentor",), by="chat", text="Waar is hij?"))
    assert await here.do("say", conversation=1, sender="mentor", text="Thuis.", after=1) == ""
    said = await here.do("say", conversation=1, sender="mentor", text="Op school.", after=1)
    assert said == "Iemand anders heeft net gesproken als Mentor. Lees dat eerst; uw tekst staat er nog."
    page = await here.page("talk/1")
    assert "Thuis." in page
    assert 'name="after" value="2"' in page


async def test_what_players_type_is_no_markup_on_the_console(here: Here) -> None:
    await here.ask(WriteMessage(CHIEF, to=("mentor",), by="chat", title="<b>T</b>", text="<script>alert(1)</script>"))
    for page in (await here.page("talk/1"), await here.page("console")):
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


async def test_a_message_to_one_seat_arrives_there_only(here: Here) -> None:
    form = {"to": CHIEF, "by": "chat", "text": "Kom even naar de gang."}
    assert await here.do("write", sender="Oefenleiding", **form) == ""
    (message,) = here.room.state.messages
    assert (message.sender, tuple(here.room.state.deliveries[1])) == ("Oefenleiding", (CHIEF,))


@pytest.mark.parametrize(
    ("wish", "fields", "sentence"),
    [
        ("write", {"sender": "mentor", "by": "chat", "text": "Dag"}, "Kies wie dit krijgt."),
        ("write", {"sender": "mentor", "by": "chat", "to": CHIEF, "text": " "}, "Schrijf eerst een tekst."),
        ("say", {"sender": "mentor", "conversation": 9, "text": "Dag"}, "Dit gesprek is er niet."),
        ("level", {"level": "n1"}, "Het niveau is al Regulier."),
        ("grip", {"grip": 9}, "GRIP loopt van 0 tot en met 5."),
    ],
)
async def test_what_can_not_be_is_told(here: Here, wish: str, fields: dict[str, str | int], sentence: str) -> None:
    assert await here.do(wish, **fields) == sentence


async def test_a_level_is_decided_or_declined_from_a_proposal(here: Here) -> None:
    for reason in ("Te groot voor ons", "Nog steeds"):
        await here.ask(commands.ProposeLevel(CHIEF, "n2", (), reason))
    assert await here.do("level", level="n2", proposal=1, reason="Nog niet", verdict="decline") == ""
    assert await here.do("level", level="n2", proposal=2, reason="Eens", verdict="accept") == ""
    assert [each.status for each in here.room.state.proposals] == ["declined", "accepted"]
    assert here.room.state.level == "n2"
    assert await here.do("grip", grip=2) == ""
    assert here.room.state.grip == 2


async def test_a_conversation_and_a_seat_that_do_not_exist_are_nowhere(here: Here) -> None:
    for path in ("talk/9", "console/seat/niemand-1"):
        assert (await here.leader.get(f"/x/{here.slug}/{path}")).status_code == 404


async def test_every_new_line_of_the_log_has_a_sentence(here: Here) -> None:
    await here.ask(WriteMessage(CHIEF, to=("mentor",), by="phone"))
    await here.ask(WriteMessage(CHIEF, to=("krant",), by="email", title="Artikel", text="Wilt u wachten?"))
    await here.ask(commands.TakeCall(1, "mentor"), "facilitator:Eva")
    await here.ask(commands.HangUp(1, CHIEF))
    await here.ask(commands.AddTask(CHIEF, "Ouders bellen"))
    await here.ask(commands.MakePromise(CHIEF, "krant", "Wij bellen.", "09:00"))
    await here.ask(commands.SaveDraft(CHIEF, 0, 0, "Verklaring", "Wij leven mee."))
    await here.ask(commands.DoAct(CHIEF, "files_secured", {"what": ("Het dossier",)}))
    await here.ask(commands.DecideLevel("n2"), "facilitator:Eva")
    log = await here.page("log")
    lines = re.findall(r'data-kind="(\w+)".*?<span>(.*?)</span>\s*</li>', log, re.DOTALL)
    words = {kind: re.sub(r"<[^>]+>|\s+", " ", text).strip() for kind, text in lines}
    assert all(words.values()), words
    assert "belt Mentor" in words["message_sent"] or "Wilt u wachten?" in words["message_sent"]
    assert "Bestuurlijk" in words["level_changed"]
    assert "Het dossier" in words["act_done"]


async def test_looking_along_with_a_seat_leaves_no_trace_there(tmp_path: Path) -> None:
    world = World(tmp_path)
    async with served(world.app) as host:
        room = await world.room()
        await room.submit(StartExercise(), "facilitator:Eva")
        eva, jo = await world.account("eva", world.exercise, "facilitator"), await world.seated(CHIEF)
        path = f"/x/{world.exercise.slug}/live"
        async with looking(host, f"{path}?screen=desk", cookie(jo)) as desk:
            await desk.frame_of("whole")
            async with looking(host, f"{path}?screen=seat&seat={CHIEF}", cookie(eva)) as along:
                assert 'id="me"' in (await along.frame_of("whole"))["html"]
                world.clock.move(60_000)
                assert 'id="entry-1"' in (await along.frame_of("change"))["html"]
                assert 'id="entry-1"' in (await desk.frame_of("change"))["html"]
                await along.say(arrived=[1], shown=[1])
            await desk.say(arrived=[1])
            await until(lambda: len(world.parts.hubs.of(room).receipts) == 1)
            await asyncio.sleep(0)
            world.clock.move(1_000)
            await until(lambda: room.state.delivery(1, CHIEF).arrived > 0)
            assert set(room.scene().connected) == {CHIEF}
            noted = [line.event for line in world.parts.log.read(world.exercise.id)]
            (receipts,) = [event for event in noted if isinstance(event, events.ReceiptsNoted)]
            assert (len(receipts.arrived), receipts.shown) == (1, ())
        await until(lambda: not room.scene().connected)


async def test_looking_along_with_an_empty_seat_does_not_connect_it(tmp_path: Path) -> None:
    world = World(tmp_path)
    async with served(world.app) as host:
        room = await world.room()
        eva = await world.account("eva", world.exercise, "facilitator")
        path = f"/x/{world.exercise.slug}/live?screen=seat&seat={CHIEF}"
        async with looking(host, path, cookie(eva)) as along:
            await along.frame_of("whole")
            assert not room.scene().connected


def cookie(cookies: dict[str, str]) -> str:
    """Cookies as a browser sends them."""
    return "; ".join(f"{name}={value}" for name, value in cookies.items())
