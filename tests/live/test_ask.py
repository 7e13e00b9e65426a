"""Does everybody who asked get the answer, when reports of receipts are put together?"""

from __future__ import annotations

import asyncio

import pytest

from app.engine.commands import AnyCommand, NoteReceipts, PauseExercise, Refusal
from app.engine.events import Receipt
from app.live.ask import Ask, Told, with_receipts_together

NO = Refusal("No.")


def ask(command: AnyCommand) -> Ask:
    return Ask(command, "server", "", [asyncio.get_running_loop().create_future()])


async def test_reports_become_one_and_other_wishes_keep_their_order() -> None:
    first, second = Receipt(1, "a-1", 10), Receipt(2, "a-1", 20)
    pause, again = PauseExercise(), PauseExercise("timeout")
    asks = [ask(pause), ask(NoteReceipts((first,), (second,))), ask(again), ask(NoteReceipts((second,)))]
    together = with_receipts_together(asks)
    assert [each.command for each in together] == [NoteReceipts((first, second), (second,)), pause, again]
    together[0].answer = Told(9, [])
    together[0].give_answer()
    assert [await asks[place].waiting[0] for place in (1, 3)] == [Told(9, []), Told(9, [])]


async def test_a_single_report_stays_as_it_is() -> None:
    asks = [ask(PauseExercise()), ask(NoteReceipts())]
    assert with_receipts_together(asks) is asks


async def test_whoever_went_away_is_not_told() -> None:
    gone, here, failed = ask(PauseExercise()), ask(PauseExercise()), ask(PauseExercise())
    gone.waiting[0].cancel()
    for each, answer in ((gone, NO), (here, NO), (failed, KeyError("fault"))):
        each.answer = answer
        each.give_answer()
    assert gone.waiting[0].cancelled()
    assert await here.waiting[0] == NO
    with pytest.raises(KeyError):
        await failed.waiting[0]
