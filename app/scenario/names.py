"""Which names does a scenario give, and who may be meant by them?"""

from __future__ import annotations

from functools import cached_property

from app.scenario.model import Scenario

EVERYBODY = "all"


class Names:
    """The names of one scenario, by what they name."""

    def __init__(self, scenario: Scenario) -> None:
        self.objectives = frozenset(scenario.objectives)
        self.criteria = frozenset(scenario.criteria)
        self.levels = frozenset(scenario.levels)
        self.teams = frozenset(scenario.teams)
        self.roles = frozenset(scenario.roles)
        self.actors = frozenset(scenario.actors)
        self.facts = frozenset(scenario.facts)
        self.documents = frozenset(scenario.documents)
        self.axes = frozenset(scenario.pressure)
        self.injects = frozenset(scenario.inject_by_id)
        self.expectations = frozenset(expected.id for inject in scenario.injects for expected in inject.expect)

    @cached_property
    def recipients(self) -> frozenset[str]:
        """Who can be written to."""
        return self.teams | self.roles | self.levels | {EVERYBODY}

    @cached_property
    def senders(self) -> frozenset[str]:
        """Who can write."""
        return self.actors | self.roles

    @cached_property
    def holders(self) -> frozenset[str]:
        """Who can know something."""
        return self.teams | self.roles | self.levels | self.actors
