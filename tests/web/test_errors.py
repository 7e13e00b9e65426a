"""What does a person read when something is missing, refused or broken?"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.store.errors import StoreUnavailable
from tests.web.world import World, a_world

HTMX = {"hx-request": "true"}


async def test_nothing_there_is_a_calm_page_in_two_languages(world: World) -> None:
    async with world.browser() as browser:
        dutch = await browser.get("/nergens")
        english = await browser.get("/nowhere?lang=en")
    assert dutch.status_code == english.status_code == 404
    assert "Op dit adres is niets." in dutch.text
    assert '<html lang="nl"' in dutch.text
    assert "OEFENING" in dutch.text
    assert "There is nothing at this address." in english.text
    assert "tegenspel_lang=en" in english.headers["set-cookie"]


async def test_a_form_gets_a_sentence_and_no_page(world: World) -> None:
    async with world.browser(headers=HTMX) as browser:
        answer = await browser.post(f"/x/{world.exercise.slug}/do/pause")
    assert (answer.status_code, answer.text) == (401, "Log eerst in.")


async def test_a_page_that_needs_a_log_in_leads_there_and_back(world: World) -> None:
    path = f"/x/{world.exercise.slug}/console"
    async with world.browser() as browser:
        answer = await browser.get(path)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/login?next={path}")


async def test_a_facilitator_without_rights_reads_why(world: World) -> None:
    cookies = await world.account("vreemde", world.other, "facilitator")
    async with world.browser(cookies) as browser:
        answer = await browser.get(f"/x/{world.exercise.slug}/console")
    assert answer.status_code == 403
    assert "U hebt geen rol in deze oefening." in answer.text


async def test_a_refusal_stands_in_the_form_with_its_words(world: World) -> None:
    cookies = await world.account("leider", world.exercise, "facilitator")
    async with world.browser(cookies, headers=HTMX) as browser:
        answer = await browser.post(f"/x/{world.exercise.slug}/do/hold", data={"inject": "<b>Z9"})
    assert (answer.status_code, answer.text) == (422, "In deze oefening is geen inject &lt;b&gt;Z9.")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
async def test_a_wrong_method_is_a_calm_page(world: World, method: str) -> None:
    async with world.browser() as browser:
        answer = await browser.request(method, "/join")
    assert answer.status_code == 405
    assert "Dit adres kan niet zo worden gebruikt." in answer.text


@pytest.fixture
async def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    """A server on which asking for a code fails in a way that nobody foresaw."""

    def fail(code: str) -> None:
        raise RuntimeError(f"a secret of the server, and {code}")

    async with a_world(tmp_path) as world:
        monkeypatch.setattr(world.parts.exercises, "by_code", fail)
        yield world


async def test_a_fault_of_ours_is_a_sentence_and_the_rest_is_in_the_log(
    broken: World, capsys: pytest.CaptureFixture[str]
) -> None:
    async with broken.browser() as browser:
        answer = await browser.post("/join", data={"code": "ABC234"})
    assert answer.status_code == 500
    assert "Er ging bij ons iets mis." in answer.text
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    logged = capsys.readouterr()
    assert "a secret of the server" in logged.out + logged.err


async def test_a_database_that_is_gone_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(code: str) -> None:
        raise StoreUnavailable("{place} has vanished.", {"place": "/data/x"})

    async with a_world(tmp_path) as world:
        monkeypatch.setattr(world.parts.exercises, "by_code", gone)
        async with world.browser(headers=HTMX) as browser:
            answer = await browser.post("/join", data={"code": "ABC234"})
    assert (answer.status_code, answer.text) == (503, "/data/x is verdwenen.")


async def test_up_and_ready(tmp_path: Path) -> None:
    async with a_world(tmp_path) as world, world.browser() as browser:
        assert (await browser.get("/healthz")).json() == {"status": "ok"}
        assert (await browser.get("/readyz")).json() == {"status": "ready"}
        (tmp_path / "tegenspel.sqlite3").unlink()
        # It is looked at no more than once a second, because every look writes to the disk.
        assert (await browser.get("/readyz")).status_code == 200
        world.clock.move(1_000)
        answer = await browser.get("/readyz")
        assert answer.status_code == 503
        assert "vanished" in json.loads(answer.text)["reason"]
        assert (await browser.get("/healthz")).status_code == 200
