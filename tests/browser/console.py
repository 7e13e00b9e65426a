"""A console that is looked at, in the hands of a test."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress

from playwright.async_api import Locator, Page, expect

from tests.browser.table import Table

TOGETHER_MS = 250
TRIES = 20
TRY_MS = 400


class Console:
    """A console that is looked at."""

    def __init__(self, table: Table, page: Page) -> None:
        self.table = table
        self.page = page
        self.locator = page.locator
        self.get_by_role = page.get_by_role

    async def press(self, *keys: str) -> None:
        """Press keys, one after another."""
        for key in keys:
            await self.page.keyboard.press(key)

    async def until(self, shows: Callable[..., Awaitable[None]], *what: object) -> None:
        """Let moments pass until the page shows something: receipts are gathered for a while."""
        for _ in range(TRIES):
            self.table.world.clock.move(TOGETHER_MS)
            with suppress(AssertionError):
                return await shows(*what, timeout=TRY_MS)
        return await shows(*what)

    async def choose(self, inject: str) -> None:
        """Choose an inject in the script."""
        await self.locator(f"#row-{inject} .pick").click()
        await expect(self.locator("#detail")).to_have_attribute("data-shows", inject)

    async def act(self, name: str) -> None:
        """Click on a button of the inject in the middle."""
        await self.button(name).click()

    def button(self, name: str) -> Locator:
        """A button of the inject in the middle."""
        return self.locator("#detail").get_by_role("button", name=name)

    async def in_order(self) -> list[str]:
        """The injects in the order in which they stand in the script."""
        rows = await self.locator("#msel .inj").evaluate_all("rows => rows.map(row => row.id.slice(4))")
        return [str(row) for row in rows]

    async def stands(self, inject: str, status: str) -> None:
        """Wait until an inject stands so."""
        await expect(self.locator(f"#row-{inject}")).to_have_attribute("data-status", status)


async def console_of(table: Table, login: str = "eva", **screen: int) -> Console:
    """A console, looked at by somebody who leads the exercise."""
    page = await table.laptop(await table.world.account(login, table.exercise, "facilitator"), **screen)
    await page.goto(f"{table.site}/x/{table.exercise.slug}/console")
    await expect(page.locator("#detail[data-shows]")).to_be_attached()
    await expect(page.locator("#people-count")).to_be_attached()
    return Console(table, page)
