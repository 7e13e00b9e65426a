"""Is guessing slow, and does a full town hall get in at once all the same?"""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest

from app.live.clock import MovedClock
from app.web.ratelimit import ADDRESSES_KEPT, FailureLimit, address_of
from tests.web.world import World


def test_so_many_wrong_guesses_and_then_a_wait() -> None:
    clock = MovedClock()
    limit = FailureLimit(clock, per_address=3, overall=100, within_ms=60_000)
    for _ in range(3):
        assert limit.wait_seconds("a") == 0
        limit.failed("a")
        clock.move(10_000)
    assert limit.wait_seconds("a") == 30
    assert limit.wait_seconds("b") == 0
    clock.move(30_000)
    assert limit.wait_seconds("a") == 0


def test_many_addresses_together_are_slowed_down_too() -> None:
    clock = MovedClock()
    limit = FailureLimit(clock, per_address=3, overall=5, within_ms=60_000)
    for number in range(5):
        limit.failed(f"address {number}")
    assert limit.wait_seconds("somebody new") == 60


def test_guesses_from_everywhere_do_not_fill_the_memory() -> None:
    limit = FailureLimit(MovedClock(), per_address=3, overall=5, within_ms=60_000)
    for number in range(ADDRESSES_KEPT + 10):
        limit.failed(f"address {number}")
    assert len(limit) == ADDRESSES_KEPT


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("somewhere", "somewhere"),
    ],
)
def test_a_household_is_one_address(host: str, address: str) -> None:
    assert address_of(SimpleNamespace(client=SimpleNamespace(host=host))) == address  # type: ignore[arg-type]


async def test_two_hundred_people_behind_one_address_get_in_at_once(world: World) -> None:
    code = world.exercise.join_code

    async def join(typed: str) -> int:
        async with world.browser() as browser:
            return (await browser.post("/join", data={"code": typed})).status_code

    answers = await asyncio.gather(*(join("wrong1" if number % 20 == 0 else code) for number in range(200)))
    assert sorted(set(answers)) == [303, 422]
    assert answers.count(303) == 190


async def test_codes_are_not_guessed_for_long(world: World) -> None:
    async with world.browser() as browser:
        answers = [(await browser.post("/join", data={"code": f"WRONG{number}"})).status_code for number in range(70)]
        assert 429 in answers
        assert (await browser.post("/join", data={"code": world.exercise.join_code})).status_code == 429
        world.clock.move(300_000)
        assert (await browser.post("/join", data={"code": world.exercise.join_code})).status_code == 303


async def test_a_right_seat_card_opens_while_others_behind_the_address_guess(world: World) -> None:
    seat = next(iter((await world.room()).state.seats))
    token = world.parts.exercises.card_token(world.exercise.id, seat)
    async with world.browser() as browser:
        guesses = [f"/card/{world.exercise.slug}/{seat}/wrong{number}" for number in range(70)]
        answers = [(await browser.get(guess)).status_code for guess in guesses]
        assert (answers[0], answers[-1]) == (403, 429)
        assert (await browser.get(f"/card/{world.exercise.slug}/{seat}/{token}")).status_code == 200


async def test_passwords_are_not_guessed_for_long(world: World) -> None:
    async with world.browser() as browser:
        guesses = [{"login": "eva", "password": f"guess {number}"} for number in range(12)]
        answers = [(await browser.post("/login", data=guess)).status_code for guess in guesses]
    assert answers[0] == 422
    assert answers[-1] == 429
