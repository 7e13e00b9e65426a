"""How late are the event loop's own timers, when thousands more are pending?"""

from __future__ import annotations

import asyncio

FAR = 3_600.0


async def lateness(number: int, every: float, pending: int) -> list[float]:
    """So many calls at this distance (s): for each the ms that it came after its moment."""
    loop = asyncio.get_running_loop()
    others = [loop.call_at(loop.time() + FAR, lambda: None) for _ in range(pending)]
    late: list[float] = []
    done = asyncio.Event()
    first = loop.time() + 0.1

    def ring(moment: float) -> None:
        late.append((loop.time() - moment) * 1000)
        if len(late) == number:
            done.set()

    for place in range(number):
        moment = first + place * every
        loop.call_at(moment, ring, moment)
    await done.wait()
    for other in others:
        other.cancel()
    return late
