"""How fast does SimPy run through as many timeouts as a rehearsal has lines?"""

from __future__ import annotations

from collections.abc import Generator

import simpy


def run(processes: int, events: int) -> int:
    """Let processes wait again and again until there were at least so many events; how many there were."""
    world = simpy.Environment()
    each = -(-events // processes)

    def wait(place: int) -> Generator[simpy.Timeout, None, None]:
        for turn in range(each):
            yield world.timeout(20 + (place * 7 + turn * 13) % 90)

    for place in range(processes):
        world.process(wait(place))
    world.run()
    return each * processes
