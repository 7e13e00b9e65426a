"""Does a live page take in what is new, notice what is wrong, and say what it saw?"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from playwright.async_api import Page

from tests.browser.lab import NOW, Lab

LIST = '<ul id="list"><li id="a" data-region data-into="list">one</li></ul>'
FORM = (
    '<form hx-post="/do" hx-target="find .refusal"><input name="text"><button>ok</button><p class="refusal"></p></form>'
)


@pytest.fixture
def lab(page: Page) -> Lab:
    """A page that is not open yet."""
    return Lab(page)


async def until(is_so: Callable[[], bool], lab: Lab) -> None:
    """Let time pass on the page until something is so."""
    async with asyncio.timeout(10):
        while not is_so():
            await lab.pass_time(20)


async def test_what_is_new_goes_to_its_place_and_what_is_there_is_changed(lab: Lab) -> None:
    await lab.open(LIST)
    last = '<li id="b" data-region data-into="list" data-at="end">two</li>'
    first = '<li id="c" data-region data-into="list" data-at="start">zero</li>'
    lab.send("change", 6, f'<li id="a" data-region data-into="list">ONE</li>\n{last}\n{first}')
    await lab.page.wait_for_selector("#c")
    assert (await lab.text("#list")).split() == ["zero", "ONE", "two"]


async def test_a_whole_screen_takes_away_what_is_no_longer_there(lab: Lab) -> None:
    await lab.open(LIST + '<p id="mine">stays</p>')
    lab.send("whole", 6, '<li id="b" data-region data-into="list">two</li>')
    await lab.page.wait_for_selector("#b")
    assert (await lab.text("#list")).split() == ["two"]
    assert await lab.text("#mine") == "stays"


async def test_typed_text_focus_and_open_details_survive_a_change(lab: Lab) -> None:
    region = '<div id="r" data-region><b>%s</b><input id="i"><details id="d"><summary>s</summary>x</details></div>'
    await lab.open(region % "old")
    await lab.page.fill("#i", "half a sentence")
    await lab.page.click("summary")
    await lab.page.focus("#i")
    lab.send("change", 6, region % "new")
    await lab.page.wait_for_selector("b:has-text('new')")
    assert await lab.page.input_value("#i") == "half a sentence"
    assert await lab.page.evaluate("document.activeElement.id") == "i"
    assert await lab.page.evaluate("document.getElementById('d').open") is True


async def test_what_people_type_in_is_put_there_once(lab: Lab) -> None:
    await lab.open('<div id="forms"></div>')
    form = '<form id="f" data-region data-into="forms" data-once><textarea>%s</textarea></form>'
    lab.send("change", 6, form % "first")
    await lab.page.wait_for_selector("#f")
    lab.send("change", 7, form % "second" + '<p id="done" data-region data-into="forms">x</p>')
    await lab.page.wait_for_selector("#done")
    assert await lab.page.input_value("textarea") == "first"


async def test_the_page_says_which_line_it_shows_when_it_comes_back(lab: Lab) -> None:
    await lab.open(LIST)
    assert lab.addresses[0].endswith("/x/abc/live?screen=desk&since=5")
    lab.send("change", 9, '<li id="a" data-region>x</li>')
    await lab.page.wait_for_selector("#a:has-text('x')")
    await lab.close(1012)
    await lab.pass_time(400)
    await lab.connected()
    assert lab.addresses[1].endswith("&since=9")


async def test_a_short_gap_shows_no_sign_and_a_long_one_does(lab: Lab) -> None:
    await lab.open()
    await lab.close(1006)
    await lab.pass_time(400)
    await lab.connected()
    assert await lab.page.get_attribute("#connection", "data-state") == "calm"
    lab.away = True
    await lab.close(1006)
    for _ in range(3):
        await lab.pass_time(3_000)
        await lab.connected()
    await lab.sign("lost")
    assert await lab.page.is_visible("#connection [data-when=lost]")
    lab.away = False
    await lab.pass_time(3_000)
    await lab.sign("back")
    assert await lab.page.is_visible("#connection [data-when=back]")
    await lab.pass_time(4_000)
    await lab.sign("calm")


async def test_a_server_that_opens_and_closes_at_once_is_not_stormed(lab: Lab) -> None:
    await lab.open()
    lab.away = True
    await lab.close(1013)
    for _ in range(60):
        await lab.pass_time(1_000)
    await lab.sign("lost")
    assert 15 < len(lab.sockets) < 75


@pytest.mark.parametrize(("code", "state"), [(4403, "gone"), (4404, "stopped"), (1008, "stopped"), (1000, "stopped")])
async def test_a_last_word_is_the_last(lab: Lab, code: int, state: str) -> None:
    await lab.open()
    await lab.close(code)
    await lab.sign(state)
    await lab.page.evaluate("dispatchEvent(new Event('online'))")
    await lab.pass_time(60_000)
    assert len(lab.sockets) == 1


async def test_a_parked_page_stands_still_and_does_not_take_its_seat_back(lab: Lab) -> None:
    await lab.open()
    lab.send("parked", 0)
    await lab.sign("parked")
    await lab.close(4409)
    await lab.page.evaluate("dispatchEvent(new Event('online'))")
    await lab.pass_time(60_000)
    assert await lab.page.get_attribute("#connection", "data-state") == "parked"
    assert len(lab.sockets) == 1


async def test_a_connection_that_is_silent_for_long_is_given_up(lab: Lab) -> None:
    await lab.open()
    for _ in range(3):
        await lab.pass_time(10_000)
        lab.send("beat", 7)
        await until(lambda count=len(lab.said): len(lab.said) > count, lab)  # type: ignore[misc]
    assert len(lab.sockets) == 1
    await lab.pass_time(35_000)
    await lab.connected()
    assert lab.addresses[-1].endswith("&since=7")


async def test_the_page_follows_the_clock_of_the_server(lab: Lab) -> None:
    await lab.open()
    lab.send("hello", 5, now=NOW + 90_000)
    lab.send("beat", 5, now=NOW + 89_000)
    await until(lambda: bool(lab.said), lab)
    ahead = await lab.page.evaluate("import('/static/js/live.js').then(({ serverNow }) => serverNow() - Date.now())")
    assert 88_000 < ahead < 92_000


async def test_what_arrived_and_what_came_into_view_is_reported_once(lab: Lab) -> None:
    await lab.open('<div id="list"></div><div style="height: 3000px"></div><div id="below"></div>')
    near = '<p id="n" data-region data-into="list" data-receipt="1">near</p>'
    far = '<p id="f" data-region data-into="below" data-receipt="2">far</p>'
    lab.send("change", 6, near + far)
    await lab.page.wait_for_selector("#f", state="attached")
    await until(lambda: lab.reported("shown") == [1], lab)
    assert lab.reported("arrived") == [1, 2]
    await lab.page.locator("#f").scroll_into_view_if_needed()
    await until(lambda: lab.reported("shown") == [1, 2], lab)
    lab.send("change", 7, near + far)
    await lab.pass_time(1_000)
    assert (lab.reported("arrived"), lab.reported("shown")) == ([1, 2], [1, 2])


async def test_a_wish_keeps_its_id_until_it_is_heard_or_changed(lab: Lab) -> None:
    await lab.open(FORM)
    lab.answer = (422, "no")
    await lab.page.fill("input", "a")
    for _ in range(2):
        await lab.page.click("button")
        await lab.page.wait_for_selector(".refusal:has-text('no')")
    await until(lambda: len(lab.posted) == 2, lab)
    await lab.page.fill("input", "b")
    lab.answer = (200, "<i>fine</i>")
    await lab.page.click("button")
    await lab.page.wait_for_selector(".refusal i")
    await lab.page.click("button")
    await until(lambda: len(lab.posted) == 4, lab)
    first, again, other, later = (posted["wish"] for posted in lab.posted)
    assert first == again
    assert len({first, other, later}) == 3


async def test_a_form_that_reaches_nobody_says_so(lab: Lab) -> None:
    await lab.open(FORM)
    lab.answer = None
    await lab.page.click("button")
    await lab.page.wait_for_selector(".refusal:has-text('not reached')")


CLOCKS = """
<b id="clock" data-clock data-anchor-at="%(at)s" data-anchor-ms="60000" data-rate="2000" data-running="1"></b>
<b id="story" data-clock data-story-start="2026-03-10T08:30:00" data-story-pace="4"></b>
<b id="due" data-due="180000"></b><b id="undo" data-due-real="%(soon)s"></b><b id="since" data-since="%(at)s"></b>
<b id="still" data-clock data-anchor-at="%(at)s" data-anchor-ms="3725000" data-rate="1000" data-running="0"></b>
"""


async def test_every_clock_ticks_by_itself_from_its_anchor(lab: Lab) -> None:
    await lab.open(CLOCKS % {"at": NOW, "soon": NOW + 5_000})
    await lab.pass_time(31_000)
    shown = {name: await lab.text(f"#{name}") for name in ("clock", "story", "due", "undo", "since", "still")}
    seconds = int(shown["since"].split(":")[1])
    assert 30 <= seconds <= 33
    assert shown["clock"] == f"T+02:{(60 + 2 * seconds) % 60:02}" or shown["clock"].startswith("T+02:0")
    assert shown["story"] in ("08:38", "08:39")
    assert shown["due"] in ("0:57", "0:58", "0:59", "0:56", "0:55")
    assert shown["undo"].startswith("-0:2")
    assert shown["still"] == "T+1:02:05"
    assert await lab.page.get_attribute("#undo", "data-late") is not None
    assert await lab.page.get_attribute("#due", "data-late") is None
