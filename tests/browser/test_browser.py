"""Does the browser of these tests work, and does the check for barriers find one?"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from playwright.async_api import Page

Barriers = Callable[[Page], Awaitable[list[str]]]
PAGE = '<!doctype html><html lang="nl"><title>Oefening</title><main><h1>Oefening</h1><img src="data:," {}></main>'


async def test_the_browser_runs_scripts(page: Page) -> None:
    await page.set_content(PAGE)
    assert await page.evaluate("document.querySelector('h1').innerText") == "Oefening"


async def test_a_picture_without_words_is_a_barrier(page: Page, barriers: Barriers) -> None:
    await page.set_content(PAGE.format(""))
    assert [barrier.split(":")[0] for barrier in await barriers(page)] == ["image-alt"]


async def test_a_picture_with_words_is_none(page: Page, barriers: Barriers) -> None:
    await page.set_content(PAGE.format('alt="Het plein"'))
    assert await barriers(page) == []
