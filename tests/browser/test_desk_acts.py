"""Can players do on their desk what has a meaning of its own, and does it reach whom it concerns as it was typed?"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Locator, Page, Route, expect

from app.engine.acts import ACTS, HANDOVER
from app.engine.commands import DecideLevel, DoAct, PauseExercise, SaveDraft
from app.engine.events import (
    ActDone,
    DraftSaved,
    LevelChanged,
    LevelDeclined,
    LevelProposed,
    PromiseKept,
    PromiseMade,
    TaskAdded,
    TaskChanged,
)
from tests.browser.table import MINUTE, Table, a_table

Barriers = Callable[[Page], Awaitable[list[str]]]
DIALOGS = (*ACTS, "propose", "decide", "decline", "task", "promise")
STORY = """\
tegenspel: 1
id: daden
title: Oefening Daden
duration: 60m
story: {start: "2026-03-10 08:30", pace: 4}
criteria:
  C1: {text: Ernstige schade}
  C5: {text: De pers belt}
levels:
  N0: {title: Regulier}
  N3: {title: Bestuurlijk team, opens: [bestuur], criteria: [C1, C5], decides: [coordinator]}
teams:
  wijkteam: {title: Wijkteam, from: N0}
  ambtelijk: {title: Ambtelijk team, from: N0}
  bestuur: {title: Bestuurlijk team, from: N3}
  griffie: {title: Griffie, from: N0}
roles:
  gezinswerker: {title: Gezinswerker, team: wijkteam, seats: 2}
  teamleider: {title: Teamleider, team: wijkteam}
  coordinator: {title: Coördinator, team: ambtelijk}
  wethouder: {title: Wethouder, team: bestuur}
  griffier: {title: Griffier, team: griffie}
actors:
  moeder: {title: Moeder}
  inspecties: {title: Inspecties}
clocks:
  melding:
    title: Calamiteit melden
    about: Alleen als u zelf aanbieder bent.
    within: 3wd
    who: [coordinator]
    starts: {inject: A1}
    met_by: {statutory_notified: inspecties}
injects:
  - {id: A1, at: T+0, from: moeder, to: [wijkteam], by: email, title: Help, text: "Waar is hij?"}
  - {id: A2, at: T+3m, from: moeder, to: [griffie], by: phone, title: Moeder belt, text: "Niemand belt."}
"""


@pytest.fixture
async def table(tmp_path: Path, browser: Browser) -> AsyncIterator[Table]:
    """A table of this test alone, with levels, a team that sleeps and a statutory clock."""
    async with a_table(tmp_path, browser, STORY) as made:
        yield made


async def show(desk: Page, tab: str) -> Locator:
    """Open a tab at the side; gives what it shows."""
    await desk.locator(f'.side-tabs input[value="{tab}"]').check(force=True)
    return desk.locator(f'[data-side="{tab}"]')


async def begin(desk: Page, act: str) -> Locator:
    """Open the dialog of an act; gives its form."""
    await show(desk, "do")
    more = desk.locator("#doing details.more")
    if await more.get_attribute("open") is None:
        await more.locator("summary").click()
    await desk.locator(f'[data-side="do"] [data-act="{act}"]').click()
    return desk.locator(f"#act-{act} form[data-act-form]")


async def send(form: Locator) -> None:
    """Send a form; its dialog closes."""
    await form.locator("[data-send]").click()
    await expect(form).to_be_hidden()


async def test_a_team_scales_up_and_the_next_team_reads_the_handover_as_it_was_typed(table: Table) -> None:
    leader = await table.seated("teamleider-1")
    decider = await table.seated("coordinator-1", "Kim")
    alderman = await table.seated("wethouder-1", "Robin")
    await table.start(1)
    await expect(alderman.locator("#called")).to_contain_text("nog niet bij elkaar geroepen")

    form = await begin(leader, "handover")
    await form.get_by_label("Bestuurlijk team").check()
    typed = {name: f"{name}:  <b>letterlijk</b>\nzó & niet anders" for name in HANDOVER}
    for name, text in typed.items():
        await form.locator(f'[name="{name}"]').fill(text)
    await send(form)
    await expect((await show(leader, "log")).locator(".deed")).to_contain_text("Gaat naar Bestuurlijk team")
    assert "letterlijk" not in await alderman.content()

    form = await begin(leader, "propose")
    await form.locator('[name="level"]').select_option("N3")
    await form.get_by_label("Ernstige schade").check()
    await form.locator('[name="reason"]').fill("Hij ligt in het ziekenhuis.")
    await send(form)
    await expect(decider.locator("#announce")).to_contain_text("Er is een voorstel")
    await expect(decider.locator("#to-decide")).to_have_text("1")
    proposal = (await show(decider, "level")).locator(".proposal")
    await expect(proposal).to_contain_text("Hij ligt in het ziekenhuis.")
    await proposal.get_by_role("button", name="Besluit ja").click()
    await send(decider.locator("#act-decide form"))

    await expect(alderman.locator("#called")).to_contain_text("Uw team is om 08:34 bij elkaar geroepen.")
    await expect(alderman.locator("#status .level")).to_contain_text("Bestuurlijk team")
    await alderman.locator("#inbox .entry a").first.click()
    read = alderman.locator("#messages .filled-in:visible dd")
    await expect(read).to_have_count(1 + len(HANDOVER))
    assert await read.evaluate_all("all => all.slice(1).map((one) => one.textContent)") == list(typed.values())
    assert [one.wakes for one in await table.told(LevelChanged)] == [("bestuur",)]
    assert [one.criteria for one in await table.told(LevelProposed)] == [("C1",)]


async def test_a_proposal_is_declined_and_the_proposer_reads_why(table: Table) -> None:
    await table.start(1)
    leader, decider = await table.seated("teamleider-1"), await table.seated("coordinator-1", "Kim")
    form = await begin(leader, "propose")
    await form.locator("[data-send]").click()
    await expect(form.locator("[data-refusal]")).not_to_be_empty()
    await form.locator('[name="level"]').select_option("N3")
    await form.get_by_label("De pers belt").check()
    await send(form)
    await (await show(decider, "level")).get_by_role("button", name="Besluit nee").click()
    await decider.locator('#act-decline [name="reason"]').fill("Eerst bellen.")
    await send(decider.locator("#act-decline form"))
    await expect((await show(leader, "level")).locator(".steps")).to_contain_text("Eerst bellen.")
    await expect(leader.locator("#ladder .proposal")).to_have_count(0)
    assert len(await table.told(LevelDeclined)) == 1


async def test_a_council_notice_without_its_follow_up_is_possible_and_recorded_as_such(table: Table) -> None:
    await table.start(1)
    desk, clerk = await table.seated("coordinator-1"), await table.seated("griffier-1", "Kim")
    form = await begin(desk, "council_notice")
    await expect(form.locator('[data-field="form"]')).to_be_hidden()
    await form.get_by_label("De fractievoorzitters").check()
    await form.get_by_label("Het raakt de lokale gemeenschap").check()
    await form.locator('[name="knows"]').fill("Wij weten ervan.")
    await form.locator('[name="does"]').fill("Wij helpen het gezin.")
    await form.locator('[name="guidance"]').fill("Verwijs naar de wethouder.")
    await expect(form.locator("[data-empty-note]")).to_have_text("1 veld is nog leeg. Dat mag.")
    await send(form)
    (done,) = await table.told(ActDone)
    assert set(done.fields) == {"audience", "criteria", "knows", "does", "guidance"}
    assert done.fields["criteria"] == ("community",)
    await clerk.locator("#inbox .entry a").first.click()
    await expect(clerk.locator("#messages .filled-in:visible")).to_contain_text("Wij helpen het gezin.")


async def test_two_people_write_one_statement_and_nothing_is_overwritten(table: Table) -> None:
    await table.start(1)
    ann, ben = await table.seated("gezinswerker-1", "Ann"), await table.seated("gezinswerker-2", "Ben")
    form = await begin(ann, "statement_published")
    await form.locator('[name="title"]').fill("Verklaring")
    await form.locator('[name="text"]').fill("Wij leven mee.")
    await form.get_by_role("button", name="Bewaar voor het team").click()
    await expect(form).to_be_hidden()
    for desk in (ann, ben):
        await desk.get_by_role("button", name="Schrijf verder").click()
    mine, theirs = ann.locator("#act-statement_published form"), ben.locator("#act-statement_published form")
    await expect(theirs.locator('[name="text"]')).to_have_value("Wij leven mee.")
    await theirs.locator('[name="text"]').fill("Wij leven mee met de familie.")
    await mine.locator('[name="text"]').fill("Wij leven mee. De school is dicht.")
    await theirs.get_by_role("button", name="Bewaar voor het team").click()
    await expect(theirs).to_be_hidden()

    await expect(mine.locator("[data-newest]")).to_contain_text("Ben, Gezinswerker")
    await expect(mine.locator("[data-newest-text]")).to_have_text("Wij leven mee met de familie.")
    await expect(mine.locator('[name="text"]')).to_have_value("Wij leven mee. De school is dicht.")
    await mine.locator("[data-send]").click()
    await expect(mine.locator("[data-refusal]")).to_contain_text("Voeg eerst")
    await mine.locator('[name="text"]').fill("Wij leven mee met de familie. De school is dicht.")
    await mine.get_by_role("button", name="De teksten zijn nu samen").click()
    await expect(mine.locator("[data-newest]")).to_be_hidden()
    await mine.get_by_label("Onze eigen website").check()
    await send(mine)
    assert [(one.version, one.text) for one in await table.told(DraftSaved)] == [
        (1, "Wij leven mee."),
        (2, "Wij leven mee met de familie."),
    ]
    (done,) = await table.told(ActDone)
    assert (done.draft, done.fields["text"]) == (1, ("Wij leven mee met de familie. De school is dicht.",))
    await expect(ben.locator("#drafts")).to_contain_text("Gepubliceerd")


async def test_a_promise_is_broken_by_the_clock(table: Table) -> None:
    await table.start(1)
    desk = await table.seated("teamleider-1")
    form = await begin(desk, "promise")
    await form.locator('[name="to"]').select_option("moeder")
    await form.locator('[name="text"]').fill("Ik bel u terug.")
    await form.locator('[name="due"]').fill("08:50")
    await send(form)
    promise = (await show(desk, "tasks")).locator(".promise")
    await expect(promise).to_contain_text("vóór 08:50")
    await table.pass_time(5 * MINUTE)
    await expect(promise).to_contain_text("tijd is om")
    await expect(desk.locator("#act-status")).to_contain_text("Een toezegging is niet op tijd nagekomen")
    await promise.get_by_role("button", name="Dit heb ik gedaan").click()
    await expect(promise).to_contain_text("te laat nagekomen")
    assert [one.late for one in await table.told(PromiseKept)] == [True]


async def test_tasks_are_taken_given_back_and_done_by_the_team(table: Table) -> None:
    await table.start(1)
    desk, other = await table.seated("teamleider-1"), await table.seated("gezinswerker-1", "Kim")
    await expect((await show(desk, "tasks")).locator(".no-tasks")).to_be_visible()
    await desk.locator('[data-side="tasks"] [data-act="task"]').click()
    form = desk.locator("#act-task form")
    await form.locator('[name="title"]').fill("Lotte ophalen")
    await form.locator('[name="title"]').press("Control+Enter")
    task = (await show(other, "tasks")).locator(".task")
    await expect(task).to_contain_text("Nog van niemand")
    await task.get_by_role("button", name="Ik pak dit op").click()
    await expect(desk.locator(".task")).to_contain_text("Gezinswerker")
    await desk.locator(".task").get_by_role("button", name="Geef terug").click()
    await expect(task).to_contain_text("Teruggegeven")
    assert [one.title for one in await table.told(TaskAdded)] == ["Lotte ophalen"]
    changes = [(one.owner, one.status) for one in await table.told(TaskChanged)]
    assert changes == [("gezinswerker", "open"), ("gezinswerker", "returned")]


async def test_a_term_runs_in_story_time_for_who_must_see_to_it(table: Table) -> None:
    desk, other = await table.seated("coordinator-1"), await table.seated("teamleider-1", "Kim")
    await table.start(1)
    term = desk.locator("#terms .term")
    await expect(term.locator(".left")).to_have_text("2d 23:56")
    await term.locator("summary").click()
    await expect(term).to_contain_text("Alleen als u zelf aanbieder bent.")
    await expect(other.locator("#terms .term")).to_have_count(0)
    form = await begin(desk, "statutory_notified")
    await form.locator('[name="actor"]').select_option("inspecties")
    await send(form)
    await expect(term).to_contain_text("gedaan")


async def test_a_closed_dialog_a_reload_and_a_lost_connection_lose_nothing(table: Table) -> None:
    await table.start(1)
    desk = await table.seated("teamleider-1")
    form = await begin(desk, "decision_logged")
    await expect(form.locator('[name="subject"]')).to_be_focused()
    await form.locator('[name="subject"]').press_sequentially("Woordvoering")
    await form.get_by_label("Teamleider").check()
    await desk.keyboard.press("Escape")
    await expect(form).to_be_hidden()
    await desk.reload()
    form = await begin(desk, "decision_logged")
    await expect(form.locator('[name="subject"]')).to_have_value("Woordvoering")
    await expect(form.get_by_label("Teamleider")).to_be_checked()
    await expect(form.locator("[data-draft-state]")).to_contain_text("concept bewaard")
    await form.locator("[data-send]").click()
    await expect(form.locator("[data-refusal]")).to_have_text("Schrijf het besluit zelf op.")

    await form.locator('[name="decision"]').fill("De wethouder spreekt.")
    await desk.context.set_offline(True)
    await form.locator("[data-send]").click()
    await expect(form.locator("[data-refusal]")).to_contain_text("Er is nu geen verbinding")
    await expect(form.locator('[name="decision"]')).to_have_value("De wethouder spreekt.")
    await desk.context.set_offline(False)
    await send(form)
    await expect(desk.locator("#act-status")).to_contain_text("Besluit vastleggen: verstuurd om")
    assert len(await table.told(ActDone)) == 1
    form = await begin(desk, "decision_logged")
    await expect(form.locator('[name="subject"]')).to_have_value("")


async def test_an_act_whose_receipt_got_lost_is_done_once(table: Table) -> None:
    await table.start(1)
    desk = await table.seated("teamleider-1")

    async def lose(route: Route) -> None:
        await route.fetch()
        await route.abort()

    await desk.route("**/seat/act", lose)
    form = await begin(desk, "files_secured")
    await form.locator('[name="what"]').fill("Het dossier van Milan.")
    await form.locator("[data-send]").click()
    await expect(form.locator("[data-refusal]")).to_contain_text("Er is nu geen verbinding")
    await desk.unroute("**/seat/act")
    await desk.reload()
    await send(await begin(desk, "files_secured"))
    assert len(await table.told(ActDone)) == 1


async def test_an_act_is_done_by_keyboard_alone(table: Table) -> None:
    await table.start(1)
    desk = await table.seated("teamleider-1")
    button = desk.locator('[data-side="do"] [data-act="decision_logged"]')
    await desk.keyboard.press("d")
    await expect(button).to_be_focused()
    await desk.keyboard.press("Enter")
    for text in ("Woordvoering", "De krant belt.", "Hoofdzaak is Lotte.", "De wethouder spreekt."):
        await desk.keyboard.type(text)
        await desk.keyboard.press("Tab")
    await desk.keyboard.press("Control+Enter")
    await expect(desk.locator("#act-decision_logged")).to_be_hidden()
    await expect(button).to_be_focused()
    (done,) = await table.told(ActDone)
    typed = {name: values[0] for name, values in done.fields.items()}
    assert typed == {
        "subject": "Woordvoering",
        "picture": "De krant belt.",
        "judgement": "Hoofdzaak is Lotte.",
        "decision": "De wethouder spreekt.",
    }


async def test_the_phone_rings_on_in_an_open_dialog_and_taking_it_loses_nothing(table: Table) -> None:
    desk = await table.seated("griffier-1")
    await table.start(1)
    form = await begin(desk, "task")
    await form.locator('[name="title"]').fill("Fracties bellen")
    await table.pass_time(2 * MINUTE)
    await expect(desk.locator("dialog[open] #announce")).to_contain_text("Moeder")
    await desk.locator("#act-task #calls .accept").click()
    await expect(form).to_be_hidden()
    await expect(desk.locator("body > #calls .call")).to_contain_text("Moeder")
    form = await begin(desk, "task")
    await expect(form.locator('[name="title"]')).to_have_value("Fracties bellen")
    await table.ask(PauseExercise("no_play", "Brand"))
    await expect(form).to_be_hidden()
    await expect(desk.locator(".no-play")).to_be_focused()


@pytest.mark.parametrize("screen", [{"width": 1280, "height": 720}, {"width": 390, "height": 844}])
async def test_every_dialog_can_be_used_by_everybody(table: Table, barriers: Barriers, screen: dict[str, Any]) -> None:
    await table.start(1)
    desk = await table.seated("coordinator-1", "Kim", **screen)
    for name in DIALOGS:
        await desk.evaluate(f"document.getElementById('act-{name}').showModal()")
        assert await barriers(desk) == [], name
        wide = await desk.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not wide, f"{name} is wider than the screen"
        assert await desk.evaluate(f"(d => d.scrollWidth <= d.clientWidth)(document.getElementById('act-{name}'))"), (
            name
        )
        await desk.keyboard.press("Escape")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_what_a_team_did_can_be_read_by_everybody(table: Table, barriers: Barriers, scheme: str) -> None:
    desk = await table.seated("coordinator-1", color_scheme=scheme)
    await table.start(1)
    act: Any = {"subject": ("Woordvoering",), "decision": ("De wethouder.",)}
    await table.ask(DoAct("coordinator-1", "decision_logged", act), "seat:coordinator-1")
    await table.ask(SaveDraft("coordinator-1", 0, 0, "Verklaring", "Wij leven mee."), "seat:coordinator-1")
    await table.ask(DecideLevel("N3", "Ernstig", "coordinator-1"), "seat:coordinator-1")
    await expect(desk.locator(".deed")).to_be_attached()
    for tab in ("do", "level", "tasks", "log", "team"):
        await show(desk, tab)
        assert await barriers(desk) == [], tab
    assert await table.told(PromiseMade) == []
