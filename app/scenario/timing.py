"""When does each inject come if nothing is changed, and what waits for itself?"""

from __future__ import annotations

from collections.abc import Callable

from app.scenario.model import Inject, Scenario


def planned_moments(scenario: Scenario) -> dict[str, int | None]:
    """Exercise seconds at which each inject goes out by the script; None for what stands in reserve.

    An inject that follows another comes so long after it; what follows one in reserve, or itself, has no moment.
    """
    moments: dict[str, int | None] = {}
    for inject in scenario.injects:
        chain: dict[str, None] = {}
        name = inject.id
        while name not in moments and name not in chain:
            chain[name] = None
            after = scenario.inject_by_id[name].after
            if after is None or after.inject not in scenario.inject_by_id:
                break
            name = after.inject
        for link in reversed(chain):
            written = scenario.inject_by_id[link]
            moments[link] = written.at
            if written.after is not None:
                start = moments.get(written.after.inject)
                moments[link] = None if start is None else start + written.after.wait
    return moments


def circles(scenario: Scenario, comes_after: Callable[[Inject], str | None]) -> list[tuple[str, ...]]:
    """Injects that come after one another in a circle, each circle once, in the order of the file."""
    found: list[tuple[str, ...]] = []
    done: set[str] = set()
    for inject in scenario.injects:
        chain: dict[str, None] = {}
        name: str | None = inject.id
        while name is not None and name not in done and name not in chain:
            chain[name] = None
            written = scenario.inject_by_id.get(name)
            name = comes_after(written) if written else None
        if name is not None and name in chain:
            links = list(chain)
            found.append(tuple(links[links.index(name) :]))
        done.update(chain)
    return found
