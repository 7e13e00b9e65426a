"""Is every answer armoured, and is everything refused that comes from elsewhere or is too large?"""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from app.web.security import BODY_LIMIT, SECURE_HEADERS
from tests.web.world import PASSWORD, SITE, World


@pytest.fixture
def page(world: World) -> str:
    """The address of a page of the exercise that changes something."""
    return f"/x/{world.exercise.slug}/do/pause"


@pytest.mark.parametrize("path", ["/join", "/nowhere", "/static/css/base.css", "/healthz"])
async def test_every_answer_carries_the_secure_headers(world: World, path: str) -> None:
    async with world.browser() as browser:
        answer = await browser.get(path)
    assert {name: answer.headers.get(name) for name in SECURE_HEADERS} == SECURE_HEADERS
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert "strict-transport-security" not in answer.headers


async def test_pages_are_never_kept_and_marked_files_for_ever(world: World) -> None:
    async with world.browser() as browser:
        assert (await browser.get("/join")).headers["cache-control"] == "no-store"
        assert "immutable" in (await browser.get("/static/css/base.css?v=1")).headers["cache-control"]
        assert (await browser.get("/static/js/live.js")).headers["cache-control"] == "no-cache"
        assert (await browser.get("/static/nothing.css?v=1")).headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": "http://elsewhere.test"},
        {"origin": "null"},
        {"origin": "http://tegenspel.test:81"},
        {"sec-fetch-site": "cross-site", "origin": SITE},
    ],
)
async def test_forms_of_other_sites_do_nothing(world: World, page: str, headers: dict[str, str]) -> None:
    cookies = await world.account(f"leader-{len(str(headers))}-{next(iter(headers.values()))}")
    room = await world.room()
    before = room.state.seq
    async with world.browser(cookies, headers=headers) as browser:
        answer = await browser.post(page)
    assert answer.status_code == 403
    assert room.state.seq == before


@pytest.mark.parametrize("headers", [{"origin": SITE}, {"sec-fetch-site": "same-origin"}, {}])
async def test_our_own_forms_are_heard(world: World, page: str, headers: dict[str, str]) -> None:
    async with world.browser(headers={**headers, "hx-request": "true"}) as browser:
        answer = await browser.post(page)
    assert answer.status_code == 401


async def test_a_body_that_is_too_large_is_refused_before_it_is_read(world: World) -> None:
    async with world.browser() as browser:
        answer = await browser.post("/join", content=b"x" * (BODY_LIMIT + 1))
    assert answer.status_code == 413
    assert "Traceback" not in answer.text


async def test_a_body_that_lies_about_its_size_is_cut_off(world: World) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(200):
            yield b"x" * 10_000

    headers = {"content-type": "application/x-www-form-urlencoded"}
    async with world.browser(headers=headers) as browser:
        answer = await browser.post("/join", content=endless())
    assert answer.status_code == 413


async def test_cookies_are_out_of_reach_of_scripts_and_secure_over_https(world: World) -> None:
    await world.account("cookie")
    for site, secure in ((SITE, False), ("https://tegenspel.test", True)):
        async with world.browser() as browser:
            answer = await browser.post(f"{site}/login", data={"login": "cookie", "password": PASSWORD})
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        assert ("secure" in cookie) is secure
        assert ("strict-transport-security" in answer.headers) is secure


async def test_a_session_ends_after_two_weeks_and_can_not_be_made_up(world: World) -> None:
    cookies = await world.account("weken", world.exercise, "facilitator")
    forged = {name: value[:-2] + "xx" for name, value in cookies.items()}
    two_weeks = 14 * 24 * 3600 * 1000
    old = {next(iter(cookies)): world.parts.signer.sign("session", 1, world.clock.now() - two_weeks)}
    other_kind = {next(iter(cookies)): world.parts.signer.sign("join", 1, world.clock.now())}
    answers = []
    for held in (cookies, forged, old, other_kind):
        async with world.browser(held) as browser:
            answers.append((await browser.get(f"/x/{world.exercise.slug}/console")).status_code)
    assert answers == [200, 303, 303, 303]
