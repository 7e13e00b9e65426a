"""Is everything written before it is told, by one after another, whoever asks, stops asking or comes late?"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Sequence

import pytest
from structlog.testing import capture_logs

from app.engine import commands
from app.engine.commands import AnyCommand, GiveAnswer, Refusal
from app.engine.decide import Decision, decide
from app.engine.events import AnswerGiven, ExercisePaused, InjectReleased, Line, Receipt, ReceiptsNoted
from app.engine.state import State
from app.live import room as module
from app.live.ask import Told
from app.live.clock import SystemClock
from app.live.room import ASKS_AT_ONCE, Room
from app.store.errors import LOCKED, StoreUnavailable
from app.store.event_log import EventLog
from tests.live.world import BEGIN, LITTLE_PATIENCE_MS, Heard, World, done, events_of, refused
from tests.store.troubles import full_disk, locked

SEAT = "gezinswerker-1"
BY = f"seat:{SEAT}"


class CountingLog(EventLog):
    """A log that counts what it has answered."""

    answered = 0
    _news: asyncio.Event | None = None

    def append(self, exercise: int, lines: Sequence[Line], after: int) -> asyncio.Future[None]:
        done = super().append(exercise, lines, after)
        done.add_done_callback(self._count)
        return done

    def _count(self, _: asyncio.Future[None]) -> None:
        self.answered += 1
        if self._news is not None:
            self._news.set()

    async def until(self, answered: int) -> None:
        """Wait until it has answered so often."""
        self._news = self._news or asyncio.Event()
        async with asyncio.timeout(20):
            while self.answered < answered:
                self._news.clear()
                await self._news.wait()


class UnsureLog(EventLog):
    """A log whose connection can break after the commit and before its confirmation."""

    breaks = False

    def append(self, exercise: int, lines: Sequence[Line], after: int) -> asyncio.Future[None]:
        written = super().append(exercise, lines, after)
        return asyncio.ensure_future(self._lose(written)) if self.breaks else written

    async def _lose(self, written: asyncio.Future[None]) -> None:
        await written
        raise StoreUnavailable(LOCKED, {"place": "the database"})


async def with_first_inject(world: World) -> Room:
    """An exercise in which the first message is out."""
    room = await world.under_way()
    world.moved.move(60_000)
    await done(room, commands.LetTimePass(), "clock")
    return room


async def test_what_is_due_comes_by_itself_at_its_own_moment(world: World) -> None:
    room = await world.under_way()
    heard = Heard(room, world.log)
    world.moved.move(60_000)
    await heard.until(lambda heard: heard.released() == ["A1"])
    world.moved.move(200_500)
    await heard.until(lambda heard: heard.released() == ["A1", "A2", "A3", "A4"])
    assert [line.at - BEGIN for line in heard.lines] == [60_000, 120_000, 180_000, 240_000]
    await world.check(room)


async def test_nobody_is_told_what_is_not_in_the_log(world: World) -> None:
    room = await with_first_inject(world)
    heard = Heard(room, world.log)

    async def answer(number: int) -> None:
        told = await done(room, GiveAnswer(1, SEAT, f"Antwoord {number}"), BY, f"wish-{number}")
        assert told.lines[0] in world.log.read(room.exercise_id, told.lines[0].seq - 1)
        assert told.lines[0] in heard.lines

    await asyncio.gather(*(answer(number) for number in range(30)))
    world.moved.move(120_000)
    await done(room, commands.PauseExercise())
    assert heard.too_early == []
    assert heard.lines == (await world.written(room))[-len(heard.lines) :]
    await world.check(room)


async def test_a_refusal_writes_nothing_but_what_was_due(world: World) -> None:
    room = await world.under_way()
    world.moved.move(60_000)
    before = room.state.seq
    assert await refused(room, commands.StartExercise()) == "The exercise has started already."
    lines = await world.written(room)
    assert [type(line.event) for line in lines[before:]] == [InjectReleased]


async def test_the_same_wish_is_carried_out_once(world: World) -> None:
    room = await with_first_inject(world)
    asks = [room.submit(GiveAnswer(1, SEAT, "Ja"), BY, "wish-1") for _ in range(5)]
    told = await asyncio.gather(*asks)
    assert sum(len(each.lines) for each in told if isinstance(each, Told)) == 1
    assert (await done(room, GiveAnswer(1, SEAT, "Ja"), BY, "wish-1")).lines == []
    assert len(events_of(await world.written(room), AnswerGiven)) == 1


async def test_what_waits_is_decided_together_and_written_at_once(worlds: Callable[..., World]) -> None:
    world = worlds(log_of=CountingLog)
    room = await with_first_inject(world)
    before = world.log.answered
    await asyncio.gather(*(done(room, GiveAnswer(1, SEAT, "Ja"), BY, f"w{n}") for n in range(2 * ASKS_AT_ONCE)))
    assert world.log.answered - before == 2
    assert len(events_of(await world.written(room), AnswerGiven)) == 2 * ASKS_AT_ONCE
    await world.check(room)


async def test_receipts_that_come_together_are_one_line(world: World) -> None:
    room = await with_first_inject(world)
    seats = [f"gezinswerker-{n}" for n in range(1, 9)]
    reports = [commands.NoteReceipts((Receipt(1, seat, world.clock.now()),)) for seat in seats]
    reports += [commands.NoteReceipts((), (Receipt(1, seat, world.clock.now()),)) for seat in seats]
    asks = [room.submit(report, "server") for report in reports]
    asks.insert(5, room.submit(GiveAnswer(1, SEAT, "Ja"), BY))
    told = await asyncio.gather(*asks)
    assert all(isinstance(each, Told) for each in told)
    lines = await world.written(room)
    (noted,) = events_of(lines, ReceiptsNoted)
    assert [receipt.seat for receipt in noted.arrived] == [receipt.seat for receipt in noted.shown] == seats
    assert len(events_of(lines, AnswerGiven)) == 1
    await world.check(room)


@pytest.mark.parametrize("seed", range(3))
async def test_whoever_stops_asking_never_parts_log_and_state(world: World, seed: int) -> None:
    room = await with_first_inject(world)
    chance = random.Random(seed)

    async def ask(number: int) -> None:
        task = asyncio.create_task(room.submit(GiveAnswer(1, SEAT, f"Antwoord {number}"), BY, f"w{number}"))
        for _ in range(chance.randrange(12)):
            await asyncio.sleep(0)
        task.cancel()

    for number in range(60):
        await ask(number)
    await done(room, commands.PauseExercise())
    await world.check(room)
    given = events_of(await world.written(room), AnswerGiven)
    # A wish that never reached the room is not carried out; any other is, once.
    assert len({answer.text for answer in given}) == len(given) > 0


async def test_a_listener_that_fails_keeps_nobody_else_from_hearing(world: World) -> None:
    room = await world.under_way()

    def fail(lines: list[Line]) -> None:
        raise ValueError("this screen is broken")

    room.listen(fail)
    heard = Heard(room, world.log)
    with capture_logs() as said:
        told = await done(room, commands.PauseExercise())
    assert [each["event"] for each in said] == ["a listener failed"]
    assert heard.lines == told.lines
    heard.forget()
    heard.forget()
    with capture_logs():
        await done(room, commands.ResumeExercise())
    assert heard.lines == told.lines


async def test_two_servers_play_one_exercise_without_a_gap(worlds: Callable[..., World]) -> None:
    here, there = worlds(), worlds()
    slug = here.make()
    rooms = [await here.open(slug), await there.open(slug)]
    heard = [Heard(rooms[0], here.log), Heard(rooms[1], there.log)]
    await done(rooms[0], commands.StartExercise())
    for clock in (here.moved, there.moved):
        clock.move(60_000)

    async def play(room: Room, name: str) -> None:
        await done(room, commands.TakeSeat(f"gezinswerker-{name}", "Noor"), f"seat:gezinswerker-{name}", f"take-{name}")
        for number in range(25):
            await done(room, GiveAnswer(1, f"gezinswerker-{name}", f"{number}"), f"seat:{name}", f"w-{name}-{number}")
            await done(room, GiveAnswer(1, f"gezinswerker-{name}", "both"), f"seat:{name}", f"both-{number}")

    await asyncio.gather(play(rooms[0], "1"), play(rooms[1], "2"))
    for room in (*rooms, *rooms):
        await room.submit(commands.EditInject("A9", f"Titel {random.random()}", ""), "facilitator:Kim")
    lines = await here.written(rooms[0])
    assert sum(event.text == "both" for event in events_of(lines, AnswerGiven)) == 25
    assert events_of(lines, InjectReleased)[0].inject == "A1"
    assert len([event for event in events_of(lines, InjectReleased) if event.inject == "A1"]) == 1
    for each in heard:
        assert each.too_early == []
        assert each.lines == lines[1 : 1 + len(each.lines)]
    await there.check(rooms[1])


async def test_both_servers_want_to_write_what_is_due_and_one_does(worlds: Callable[..., World]) -> None:
    here, there = worlds(), worlds()
    slug = here.make()
    room, other = await here.open(slug), await there.open(slug)
    heard = [Heard(room, here.log), Heard(other, there.log)]
    await done(room, commands.StartExercise())
    await done(other, commands.EditInject("A9", "Een andere titel", ""))
    for minute in range(1, 20):
        for clock in (here.moved, there.moved):
            clock.move(60_000)
        for each in heard:
            await each.until(lambda each, minute=minute: len(each.released()) == minute)
    assert heard[0].lines == heard[1].lines
    assert [line.at - BEGIN for line in heard[0].lines[2:]] == [n * 60_000 for n in range(1, 20)]
    await here.check(room)
    await there.check(other)


async def test_a_log_that_can_not_be_written_is_said_tried_again_and_goes_on(worlds: Callable[..., World]) -> None:
    world = worlds(log_of=CountingLog, patience_ms=LITTLE_PATIENCE_MS)
    room = await world.under_way()
    heard = Heard(room, world.log)
    before = world.log.answered
    with locked(world.database):
        world.moved.move(60_000)
        await heard.until(lambda heard: heard.writable == [False])
        assert not room.scene().log_writable
        # It is tried after 1, 2, 4, 5, 5 ... s, and never in between: the clock stands.
        for tries, wait_ms in enumerate((1_000, 2_000, 4_000, 5_000, 5_000), 2):
            world.moved.move(wait_ms - 1)
            for _ in range(50):
                await asyncio.sleep(0)
            assert world.log.answered == before + tries - 1
            world.moved.move(1)
            await world.log.until(before + tries)
    assert heard.released() == []
    world.moved.move(5_000)
    await heard.until(lambda heard: heard.writable == [False, True])
    assert heard.released() == ["A1"]
    assert heard.lines[0].at == BEGIN + 60_000
    await world.check(room)


async def test_whoever_asks_while_nothing_can_be_written_reads_why(worlds: Callable[..., World]) -> None:
    world = worlds(patience_ms=LITTLE_PATIENCE_MS)
    room = await with_first_inject(world)
    heard = Heard(room, world.log)
    with locked(world.database):
        sentence = await refused(room, GiveAnswer(1, SEAT, "Ja"), BY, "wish-1")
        assert sentence == f"Another program keeps {world.database.place} locked."
        assert not room.log_writable
    assert len((await done(room, GiveAnswer(1, SEAT, "Ja"), BY, "wish-1")).lines) == 1
    assert heard.writable == [False, True]
    await world.check(room)


async def test_the_sign_goes_out_by_itself_when_nothing_is_due(worlds: Callable[..., World]) -> None:
    world = worlds(patience_ms=LITTLE_PATIENCE_MS)
    room = await world.open(world.make())
    heard = Heard(room, world.log)
    with locked(world.database):
        await refused(room, commands.StartExercise())
    world.moved.move(1_000)
    await heard.until(lambda heard: heard.writable == [False, True])
    assert heard.lines == []


async def test_a_full_disk_stops_nothing_but_the_writing(sqlite_url: str) -> None:
    world = World(sqlite_url)
    room = await with_first_inject(world)
    heard = Heard(room, world.log)
    long = "Wij bellen terug. " * 1_000
    with full_disk(world.database):
        assert "The disk is full" in await refused(room, GiveAnswer(1, SEAT, long), BY, "wish-1")
        world.moved.move(60_000)
    await done(room, GiveAnswer(1, SEAT, long), BY, "wish-1")
    assert heard.writable[0] is False
    assert room.log_writable
    assert heard.released() == ["A2"]
    await world.check(room)
    await world.close()


async def test_a_commit_without_confirmation_is_found_in_the_log(worlds: Callable[..., World]) -> None:
    world = worlds(log_of=UnsureLog)
    room = await with_first_inject(world)
    heard = Heard(room, world.log)
    world.log.breaks = True
    await refused(room, GiveAnswer(1, SEAT, "Ja"), BY, "wish-1")
    assert heard.lines == []
    world.log.breaks = False
    assert (await done(room, GiveAnswer(1, SEAT, "Ja"), BY, "wish-1")).lines == []
    assert heard.of(AnswerGiven) == [AnswerGiven("A1", SEAT, "Ja", number=1)]
    await world.check(room)


async def test_a_commit_without_confirmation_is_found_though_nobody_asks_again(worlds: Callable[..., World]) -> None:
    world = worlds(log_of=UnsureLog)
    room = await with_first_inject(world)
    heard = Heard(room, world.log)
    world.log.breaks = True
    await refused(room, GiveAnswer(1, SEAT, "Ja"), BY, "wish-1")
    world.log.breaks = False
    world.moved.move(1_000)
    await heard.until(lambda heard: heard.writable == [False, True])
    assert heard.of(AnswerGiven) == [AnswerGiven("A1", SEAT, "Ja", number=1)]
    await world.check(room)


async def test_a_fault_in_one_wish_spoils_no_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(draft: State, command: AnyCommand, at: int, by: str, wish: str = "") -> Decision:
        if isinstance(command, GiveAnswer) and command.text == "fault":
            draft.messages.clear()
            raise KeyError("fault")
        return decide(draft, command, at, by, wish)

    room = await with_first_inject(world)
    monkeypatch.setattr(module, "decide", faulty)
    asks = [room.submit(GiveAnswer(1, SEAT, text), BY) for text in ("een", "fault", "twee")]
    with capture_logs() as said:
        told = await asyncio.gather(*asks, return_exceptions=True)
    assert [each["event"] for each in said] == ["a wish could not be decided"]
    assert [type(each) for each in told] == [Told, KeyError, Told]
    await world.check(room)


async def test_a_wish_that_can_not_be_written_spoils_no_other(world: World) -> None:
    room = await with_first_inject(world)
    asks = [room.submit(GiveAnswer(1, SEAT, text), BY) for text in ("een", "half a letter \ud83c", "twee")]
    with capture_logs() as said:
        told = await asyncio.gather(*asks, return_exceptions=True)
    assert [each["event"] for each in said] == ["an exercise could not go on"]
    assert [type(each) for each in told] == [Told, UnicodeEncodeError, Told]
    assert room.log_writable
    await world.check(room)


async def test_a_room_that_closes_answers_everybody(world: World) -> None:
    room = await with_first_inject(world)
    asks = [asyncio.create_task(room.submit(GiveAnswer(1, SEAT, f"{n}"), BY)) for n in range(2 * ASKS_AT_ONCE)]
    await asyncio.sleep(0)
    await room.close()
    told = await asyncio.gather(*asks)
    written = len(events_of(await world.written(room), AnswerGiven))
    assert written == sum(isinstance(each, Told) for each in told)
    assert isinstance(await room.submit(commands.PauseExercise(), "facilitator:Kim"), Refusal)


async def test_by_a_real_clock_an_inject_comes_on_time(worlds: Callable[..., World]) -> None:
    world = worlds(clock=SystemClock())
    room = await world.open(world.make())
    await done(room, commands.ChangeRate(60_000))
    late: list[int] = []
    room.listen(lambda lines: late.extend(world.clock.now() - line.at for line in lines))
    heard = Heard(room, world.log)
    await done(room, commands.StartExercise())
    await done(room, commands.JumpTo(50_000))
    await heard.until(lambda heard: len(heard.released()) == 1)
    start, jump, came = heard.lines
    # Ten exercise seconds at 60 to one; the machine may be busy.
    assert (came.at - jump.at) * 60 >= 10_000 > (came.at - jump.at - 1) * 60
    assert 0 <= late[-1] < 500
    assert start.at <= jump.at


@pytest.mark.parametrize("seed", range(4))
async def test_any_life_of_a_room_ends_with_the_fold_of_its_log(world: World, seed: int) -> None:
    chance = random.Random(seed)
    room = await world.under_way()
    heard = Heard(room, world.log)
    wishes: list[AnyCommand] = [
        GiveAnswer(1, SEAT, "Ja"), commands.PauseExercise(), commands.ResumeExercise(), commands.ChangeRate(7_500),
        commands.ChangeRate(1_000), commands.ShiftRest(30_000), commands.ReleaseInject("A7"),
        commands.UndoRelease("A7"), commands.HoldInject("A8"), commands.ReturnInject("A8"), commands.JumpTo(),
        commands.OpenMessage(1, SEAT), commands.NoteReceipts((Receipt(1, SEAT, BEGIN),)),
    ]  # fmt: skip
    for number in range(60):
        asks = [
            asyncio.create_task(room.submit(chance.choice(wishes), BY, f"{seed}-{number}-{n // 2}"))
            for n in range(chance.randrange(5))
        ]
        world.moved.move(chance.choice((0, 1, 999, 5_000, 61_000)))
        for _ in range(chance.randrange(4)):
            await asyncio.sleep(0)
        for task in asks:
            if chance.random() < 0.3:
                task.cancel()
        await asyncio.gather(*asks, return_exceptions=True)
    await room.submit(commands.LetTimePass(), "clock")
    assert heard.too_early == []
    lines = await world.written(room)
    assert lines[-len(heard.lines) :] == heard.lines
    assert len(events_of(lines, ExercisePaused)) > 0
    await world.check(room)
