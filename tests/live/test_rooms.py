"""Does every exercise come back after the server was away, without the time that it was away?"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

import pytest
from sqlalchemy import text

from app.engine import commands
from app.engine.commands import GiveAnswer
from app.engine.events import AnswerGiven, InjectReleased, OutageBridged, Settings
from app.live import rooms
from app.live.room import Room
from app.scenario.model import Scenario
from app.scenario.read import read
from app.store.errors import StoreUnavailable
from tests.live.world import BEGIN, LITTLE_PATIENCE_MS, Heard, World, done, events_of
from tests.store.troubles import locked

Worlds = Callable[..., World]


async def beaten(world: World, at: int) -> None:
    """Wait until the database knows that this server was alive then."""
    async with asyncio.timeout(20):
        while await asyncio.to_thread(world.log.last_beat) < at:
            await world.log.append(0, (), after=0)


async def under_way(world: World, minutes: int, settings: Settings = Settings()) -> tuple[str, Room]:
    """An exercise that has run so long, with a beat at that moment."""
    slug = world.make(settings)
    room = await world.open(slug)
    await done(room, commands.StartExercise())
    await done(room, commands.TakeSeat("gezinswerker-1", "Noor"), "seat:gezinswerker-1")
    world.moved.move(minutes * 60_000)
    await beaten(world, world.clock.now())
    await done(room, commands.LetTimePass(), "clock")
    return slug, room


def next_server(worlds: Worlds, after: World, away_ms: int, **how: int) -> World:
    """Another process, so long after the first one was killed."""
    world = worlds(**how)
    world.moved.move(after.clock.now() - BEGIN + away_ms)
    return world


async def test_an_exercise_is_opened_once_whoever_asks(world: World) -> None:
    slug = world.make()
    rooms = await asyncio.gather(*(world.open(slug) for _ in range(10)))
    assert len({id(room) for room in rooms}) == 1
    assert await world.open(slug) is rooms[0]


async def test_there_is_no_room_without_an_exercise(world: World) -> None:
    assert await world.rooms.get("nowhere") is None


async def test_an_exercise_is_played_in_its_variant(world: World) -> None:
    short, whole = await world.open(world.make(variant="kort")), await world.open(world.make())
    assert sorted(short.state.injects) == ["A1", "A2"]
    assert len(whole.state.injects) == 39


async def test_after_a_short_outage_the_exercise_goes_on_by_itself(worlds: Worlds) -> None:
    killed = worlds()
    slug, _ = await under_way(killed, 5)
    world = next_server(worlds, killed, away_ms=59_000)
    await world.rooms.open_all()
    room = await world.open(slug)
    heard = Heard(room, world.log)
    assert room.state.phase == "running"
    assert room.state.clock.exercise_ms(world.clock.now()) == 300_000
    world.moved.move(60_000)
    await heard.until(lambda heard: heard.released() == ["A6"])
    assert [line.t for line in heard.lines] == [360_000]
    (outage,) = events_of(await world.written(room), OutageBridged)
    assert (outage.until - outage.since, outage.resumed) == (59_000, True)
    await world.check(room)


async def test_after_a_long_outage_the_exercise_stands_paused(worlds: Worlds) -> None:
    killed = worlds()
    slug, _ = await under_way(killed, 5)
    world = next_server(worlds, killed, away_ms=61_000)
    await world.rooms.open_all()
    room = await world.open(slug)
    heard = Heard(room, world.log)
    assert (room.state.phase, room.state.pause) == ("paused", "outage")
    world.moved.move(3_600_000)
    await done(room, commands.ResumeExercise())
    world.moved.move(60_000)
    await heard.until(lambda heard: heard.released() == ["A6"])
    assert heard.lines[-1].t == 360_000
    await world.check(room)


async def test_how_long_is_short_is_set_for_each_exercise(worlds: Worlds) -> None:
    killed = worlds()
    slug, _ = await under_way(killed, 5, Settings(outage_grace_ms=600_000))
    world = next_server(worlds, killed, away_ms=599_000)
    assert (await world.open(slug)).state.phase == "running"


async def test_what_was_due_before_the_outage_gets_its_own_moment(worlds: Worlds) -> None:
    killed = worlds()
    slug, room = await under_way(killed, 5)
    # Still alive at 7:30, but killed before it wrote what came at 6 and 7 minutes.
    killed.log.beat(BEGIN + 450_000)
    await beaten(killed, BEGIN + 450_000)
    world = worlds()
    world.moved.move(480_000)
    room = await world.open(slug)
    lines = await world.written(room)
    released = [line for line in lines if isinstance(line.event, InjectReleased)][-2:]
    assert [(line.event.inject, line.at - BEGIN) for line in released] == [("A6", 360_000), ("A7", 420_000)]
    assert [type(line.event) for line in lines[-3:]] == [InjectReleased, InjectReleased, OutageBridged]
    assert room.state.clock.exercise_ms(world.clock.now()) == 450_000
    await world.check(room)


async def test_a_line_also_tells_that_the_server_was_alive(worlds: Worlds) -> None:
    killed = worlds()
    slug, room = await under_way(killed, 5)
    killed.moved.move(300)
    await done(room, GiveAnswer(1, "gezinswerker-1", "Ja"), "seat:gezinswerker-1")
    world = next_server(worlds, killed, away_ms=1_000)
    assert (await world.open(slug)).state.clock.exercise_ms(world.clock.now()) == 300_300


async def test_an_exercise_that_was_never_started_or_is_over_knows_no_outage(worlds: Worlds) -> None:
    killed = worlds()
    planned = killed.make()
    over, room = await under_way(killed, 5)
    await done(room, commands.EndExercise())
    world = next_server(worlds, killed, away_ms=10_000)
    await world.rooms.open_all()
    for slug, phase in ((planned, "planned"), (over, "ended")):
        room = await world.open(slug)
        assert room.state.phase == phase
        assert events_of(await world.written(room), OutageBridged) == []


async def test_a_room_that_is_opened_late_does_not_take_our_own_beats_for_life(worlds: Worlds) -> None:
    killed = worlds()
    late, _ = await under_way(killed, 5)
    world = next_server(worlds, killed, away_ms=20_000)
    other = await world.open(world.make())
    await done(other, commands.StartExercise())
    world.moved.move(20_000)
    await beaten(world, world.clock.now())
    room = await world.open(late)
    assert room.state.clock.exercise_ms(world.clock.now()) == 300_000


async def test_the_server_says_every_second_that_it_is_alive_while_an_exercise_runs(world: World) -> None:
    room = await world.under_way()
    for second in range(1, 4):
        world.moved.move(1_000)
        await beaten(world, BEGIN + second * 1_000)
    before = room.state.seq
    await done(room, commands.PauseExercise())
    world.moved.move(60_000)
    await done(room, commands.TakeSeat("gezinswerker-2", "Sem"), "seat:gezinswerker-2")
    assert await asyncio.to_thread(world.log.last_beat) == BEGIN + 3_000
    assert room.state.seq == before + 2


async def test_many_exercises_run_side_by_side(world: World) -> None:
    rooms = [await world.open(world.make()) for _ in range(25)]
    heard = [Heard(room, world.log) for room in rooms]
    await asyncio.gather(*(done(room, commands.StartExercise()) for room in rooms))
    for number, room in enumerate(rooms):
        await done(room, commands.TakeSeat("gezinswerker-1", f"Noor {number}"), "seat:gezinswerker-1")
    world.moved.move(3 * 60_000)
    await asyncio.gather(*(each.until(lambda each: len(each.released()) == 3) for each in heard))
    await asyncio.gather(
        *(done(room, GiveAnswer(1, "gezinswerker-1", f"Antwoord {n}"), "seat:x") for n, room in enumerate(rooms))
    )
    for number, room in enumerate(rooms):
        lines = await world.written(room)
        assert [answer.text for answer in events_of(lines, AnswerGiven)] == [f"Antwoord {number}"]
        await world.check(room)


async def test_an_exercise_that_can_not_be_read_keeps_no_other_from_going_on(worlds: Worlds) -> None:
    killed = worlds()
    broken, _ = await under_way(killed, 5)
    sound = killed.make()
    await done(await killed.open(sound), commands.StartExercise())
    with killed.database.connection() as connection:
        connection.execute(text("UPDATE exercise SET scenario_text = 'tegenspel: 99' WHERE slug = :s"), {"s": broken})
        connection.commit()
    world = next_server(worlds, killed, away_ms=1_000)
    await world.rooms.open_all()
    assert (await world.open(sound)).state.phase == "running"
    with pytest.raises(StoreUnavailable, match="The scenario of this exercise can't be read by this version"):
        await world.rooms.get(broken)


async def test_a_variant_that_is_gone_is_one_sentence(world: World) -> None:
    with pytest.raises(StoreUnavailable, match="can't be read by this version: lang"):
        await world.rooms.get(world.make(variant="lang"))


async def test_an_outage_that_can_not_be_written_is_tried_again_by_whoever_asks_next(worlds: Worlds) -> None:
    killed = worlds()
    slug, _ = await under_way(killed, 5)
    world = next_server(worlds, killed, away_ms=10_000, patience_ms=LITTLE_PATIENCE_MS)
    with locked(world.database), pytest.raises(StoreUnavailable):
        await world.rooms.get(slug)
    room = await world.open(slug)
    assert len(events_of(await world.written(room), OutageBridged)) == 1
    assert room.state.phase == "running"


async def test_exercises_that_come_back_together_read_their_scenario_once(
    worlds: Worlds, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed = worlds()
    slugs = [(await under_way(killed, 1))[0] for _ in range(4)]
    world = next_server(worlds, killed, away_ms=1_000)
    names: list[str] = []
    another = threading.Event()

    def read_slowly(text: bytes, name: str) -> Scenario:
        names.append(name)
        if len(names) > 1:
            another.set()
        another.wait(0.3)  # long enough for a second reader, if there were one
        return read(text, name)

    monkeypatch.setattr(rooms, "read", read_slowly)
    rooms._scenario_of.cache_clear()
    await world.rooms.open_all()
    assert names == ["scenario"]
    assert [(await world.open(slug)).state.phase for slug in slugs] == ["running"] * 4
