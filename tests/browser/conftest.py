"""Which browser do these tests drive, and how do they ask whether everybody can use a page?"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from playwright.async_api import Browser, Page

from tools.installing import assets, browser

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]

AXE_RUN = """
async () => {
  const found = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
  return found.violations
    .filter((rule) => ["serious", "critical"].includes(rule.impact))
    .flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")} (${rule.help})`));
}
"""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium of this machine or the fetched one, with the flags that also let it run as root."""
    return {
        **browser_type_launch_args,
        "executable_path": str(browser.executable()),
        "env": browser.surroundings(),
        "args": FLAGS,
    }


@pytest.fixture(scope="session")
def base_url() -> None:
    """No address that all pages share: a test names its own server. (The plugin's own fixture warns on pytest 9.)"""


@pytest.fixture(autouse=True)
async def closed_laptops(browser: Browser) -> AsyncIterator[None]:
    """Close every laptop of a test when it is over: left open, they call for their server until the last test."""
    before = set(browser.contexts)
    yield
    for laptop in set(browser.contexts) - before:
        await laptop.close()


@pytest.fixture
def barriers() -> Callable[[Page], Awaitable[list[str]]]:
    """A function that names what on a page is a serious barrier (axe, WCAG 2.2 AA), one sentence each."""
    source = assets.AXE.read_text()

    async def find(page: Page) -> list[str]:
        # Evaluated by the browser itself, so a strict content security policy does not stand in its way.
        await page.evaluate(source)
        return [str(barrier) for barrier in await page.evaluate(AXE_RUN)]

    return find
