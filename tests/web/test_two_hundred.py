"""Two hundred people in one hall do the same thing in the same moment."""

from __future__ import annotations

import asyncio

from app.engine.commands import StartExercise, TakeSeat
from tests.web.world import SMALL, World

HALL = SMALL.replace("team: wijkteam, seats: 2}", "team: wijkteam, seats: 200}")


async def test_two_hundred_answers_at_once_are_all_kept(world: World) -> None:
    exercise = world.make(HALL)
    room = await world.room(exercise)
    seats = [f"gezinswerker-{number}" for number in range(1, 201)]
    for seat in seats:
        await room.submit(TakeSeat(seat, seat), "guest")
    await room.submit(StartExercise(), "facilitator:Eva")
    world.clock.move(60_000)
    laptops = {seat: await world.seated(seat, exercise) for seat in seats}

    async def answer(seat: str) -> list[int]:
        form = {"number": "1", "text": f"Antwoord van {seat}", "wish": f"wish-{seat}"}
        async with world.browser(laptops[seat], headers={"HX-Request": "true"}) as browser:
            # A doubled click: the same form, sent twice.
            posted = [browser.post(f"/x/{exercise.slug}/seat/answer", data=form) for _ in range(2)]
            return [answered.status_code for answered in await asyncio.gather(*posted)]

    codes = await asyncio.gather(*map(answer, seats))
    assert {code for pair in codes for code in pair} == {200}
    kept = {
        seat: [a.text for a in room.state.delivery(room.state.injects["A1"].number, seat).answers] for seat in seats
    }
    assert kept == {seat: [f"Antwoord van {seat}"] for seat in seats}
    # And they are durable: the log says the same.
    lines = await asyncio.to_thread(world.parts.log.read, exercise.id)
    assert sum(type(line.event).__name__ == "AnswerGiven" for line in lines) == 200
    assert room.state.tallies[1].answered == 200
