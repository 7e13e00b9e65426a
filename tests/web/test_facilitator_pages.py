"""Do the facilitator's pages make, list and show what they should, and refuse the rest with a sentence?"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from httpx2 import AsyncClient

from app.engine.commands import GiveAnswer, ImproviseInject, StartExercise
from app.engine.events import ImprovisedInject
from app.scenario.library import Library
from app.web.access import SESSION_COOKIE
from tests.web.world import PASSWORD, SMALL, World, a_world


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A server of this test alone."""
    async with a_world(tmp_path) as made:
        yield made


@pytest.fixture
async def leader(world: World) -> AsyncIterator[AsyncClient]:
    """The browser of somebody who leads the exercise."""
    async with world.browser(await world.account("eva", world.exercise, "facilitator")) as browser:
        yield browser


def put_scenario(world: World, text: str = SMALL) -> None:
    """Give this server's library a scenario."""
    folder = world.settings.data / "scenarios"
    folder.mkdir(exist_ok=True)
    (folder / "klein.yaml").write_text(text)
    world.app.state.parts = replace(world.parts, library=Library(folder))


async def test_logging_in_goes_where_somebody_was_going(world: World) -> None:
    async with world.browser() as browser:
        form = {"login": "maker", "password": PASSWORD, "next": "/x/abc/console"}
        answer = await browser.post("/login", data=form)
        assert (answer.status_code, answer.headers["location"]) == (303, "/x/abc/console")
        assert SESSION_COOKIE in answer.cookies


@pytest.mark.parametrize("away", ["//evil.test", "https://evil.test", "/\\evil.test", "/\nevil", ""])
async def test_logging_in_never_leads_to_another_site(world: World, away: str) -> None:
    async with world.browser() as browser:
        answer = await browser.post("/login", data={"login": "maker", "password": PASSWORD, "next": away})
        assert answer.headers["location"] == "/"


async def test_too_many_wrong_passwords_have_to_wait(world: World) -> None:
    async with world.browser() as browser:
        for _ in range(10):
            answer = await browser.post("/login", data={"login": "maker", "password": "fout"})
            assert answer.status_code == 422
        answer = await browser.post("/login", data={"login": "maker", "password": PASSWORD})
        assert answer.status_code == 429
        assert "Wacht" in answer.text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"seats-gezinswerker": "0", "seats-teamleider": "0", "seats-wethouder": "0"}, "minstens één rol"),
        ({"seats-gezinswerker": "2000"}, "hoogstens 1000"),
        ({"seats-gezinswerker": "veel"}, "heel getal"),
        ({"planned_start": "morgen"}, "datum en tijd"),
    ],
)
async def test_a_wrong_field_is_told_and_the_rest_is_kept(
    world: World, leader: AsyncClient, change: dict[str, str], sentence: str
) -> None:
    put_scenario(world)
    form = {"scenario": "klein", "title": "Dinsdag", "seats-teamleider": "1", "seats-wethouder": "1", **change}
    answer = await leader.post("/new", data=form)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Dinsdag" in answer.text


async def test_a_new_exercise_is_led_by_who_made_it(world: World, leader: AsyncClient) -> None:
    put_scenario(world)
    form = {"scenario": "klein", "title": "Dinsdag", "planned_start": "2026-07-01T09:30", "seats-teamleider": "2"}
    answer = await leader.post("/new", data={**form, "automatic-teamleider": "on"})
    assert answer.status_code == 303
    made = world.parts.exercises.list()[0]
    assert made.planned_start == datetime.fromisoformat("2026-07-01T09:30+02:00").timestamp() * 1000
    room = await world.room(made)
    assert [(seat.id, seat.automatic) for seat in room.state.seats.values()] == [
        ("teamleider-1", True),
        ("teamleider-2", True),
    ]
    assert (await leader.get(f"/x/{made.slug}/console")).status_code == 200
    (line,) = world.parts.log.read(made.id)
    assert line.by == "facilitator:Eva"


async def test_a_scenario_that_does_not_exist_makes_no_exercise(world: World, leader: AsyncClient) -> None:
    put_scenario(world)
    before = len(world.parts.exercises.list())
    assert (await leader.post("/new", data={"scenario": "weg"})).status_code == 404
    assert (await leader.post("/new", data={"scenario": "../klein"})).status_code == 404
    assert (await leader.post("/new", data={"scenario": "klein", "variant": "weg"})).status_code == 404
    put_scenario(world, SMALL.replace("to: [all]", "to: [pers]"))
    assert (await leader.post("/new", data={"scenario": "klein", "seats-teamleider": "1"})).status_code == 422
    assert len(world.parts.exercises.list()) == before


async def test_the_home_lists_the_exercises_in_which_somebody_has_a_part(world: World, leader: AsyncClient) -> None:
    page = (await leader.get("/")).text
    assert world.exercise.join_code in page
    assert world.other.join_code not in page


async def test_the_detail_of_an_inject_that_does_not_exist_is_nowhere(world: World, leader: AsyncClient) -> None:
    slug = world.exercise.slug
    assert (await leader.get(f"/x/{slug}/inject/A1")).status_code == 200
    assert (await leader.get(f"/x/{slug}/inject/Z9")).status_code == 404
    assert (await leader.get(f"/x/{slug}/form/edit?inject=Z9")).status_code == 404
    assert (await leader.get(f"/x/{slug}/form/elsewhere?inject=A1")).status_code == 404
    assert (await leader.get(f"/x/{slug}/people?seat=niemand-1")).status_code == 404


@pytest.mark.parametrize("name", ["edit", "correct", "reschedule", "recipient", "improvise"])
async def test_a_dialog_about_an_inject_is_filled_in(world: World, leader: AsyncClient, name: str) -> None:
    dialog = (await leader.get(f"/x/{world.exercise.slug}/form/{name}?inject=A1")).text
    assert f'action="do/{name}"' in dialog
    assert "A1" in dialog


async def test_the_log_is_newest_first_and_escapes_what_people_write(world: World, leader: AsyncClient) -> None:
    room = await world.room()
    await room.submit(StartExercise(), "facilitator:Eva")
    world.clock.move(60_000)
    await room.submit(GiveAnswer(1, "teamleider-1", "<script>alert(1)</script>"), "seat:teamleider-1")
    log = (await leader.get(f"/x/{world.exercise.slug}/log")).text
    numbers = [int(number) for number in re.findall(r'id="log-(\d+)"', log)]
    assert numbers == sorted(numbers, reverse=True)
    assert len(numbers) == room.state.seq
    assert "<script>" not in log
    assert "&lt;script&gt;" in log


async def test_every_sentence_of_the_log_can_be_told_in_english(world: World, leader: AsyncClient) -> None:
    room = await world.room()
    await room.submit(StartExercise(), "facilitator:Eva")
    new = ImprovisedInject("", "mentor", ("all",), "email", "Nieuw", "…")
    await room.submit(ImproviseInject(new, "reserve"), "facilitator:Eva")
    log = (await leader.get(f"/x/{world.exercise.slug}/log?lang=en")).text
    assert "improvised" in log
    assert "started the exercise" in log


async def test_a_role_shows_all_its_seats(world: World, leader: AsyncClient) -> None:
    shown = (await leader.get(f"/x/{world.exercise.slug}/people?role=gezinswerker")).text
    assert shown.count('class="seat-card"') == 2


async def test_cards_of_a_large_table_come_one_role_at_a_time(world: World, leader: AsyncClient) -> None:
    put_scenario(world)
    form = {"scenario": "klein", "seats-gezinswerker": "150", "seats-wethouder": "2"}
    slug = (await leader.post("/new", data=form)).headers["location"].split("/")[2]
    assert (await leader.get(f"/x/{slug}/cards")).text.count('class="card"') == 150
    assert (await leader.get(f"/x/{slug}/cards?role=wethouder")).text.count('class="card"') == 2
    assert (await leader.get(f"/x/{world.exercise.slug}/cards")).text.count('class="card"') == 4


async def test_the_first_account_needs_the_key(tmp_path: Path) -> None:
    world = World(tmp_path)
    async with world.browser() as browser:
        form = {"key": "geraden", "name": "Eva", "login": "eva", "password": PASSWORD}
        answer = await browser.post("/setup", data=form)
        assert answer.status_code == 403
        assert SESSION_COOKIE not in answer.cookies


@pytest.mark.parametrize(
    ("change", "sentence"),
    [({"password": "kort"}, "minstens 10"), ({"name": " "}, "uw naam"), ({"login": "x" * 201}, "hoogstens 200")],
)
async def test_a_first_account_that_is_not_fit_is_told_why(world: World, change: dict[str, str], sentence: str) -> None:
    async with world.browser() as browser:
        form = {"key": "k", "name": "Eva", "login": "eva", "password": PASSWORD, **change}
        answer = await browser.post("/setup", data=form)
        assert answer.status_code == 422
        assert sentence in answer.text
