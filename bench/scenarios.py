"""What do we play when we measure? Generated scenarios of any size."""

from __future__ import annotations

import json
from typing import Any

from app.scenario.durations import format_duration, format_moment
from app.scenario.model import Scenario

LETTER = (
    "Goedemorgen. Sinds gisteravond bellen bewoners van de Zilverlaan ons over de tijdelijke opvang in hun straat. "
    "Zij vragen wie er komt wonen, hoe lang het duurt en wie zij 's avonds kunnen bereiken. Een deel is bezorgd, een "
    "deel wil juist helpen. Vanavond is er een bijeenkomst in het buurthuis en daar wordt een antwoord verwacht.\n\n"
    "Kunt u ons voor het einde van de ochtend laten weten wie namens de gemeente komt, wat die persoon mag toezeggen "
    "en welke tekst wij nu al op de website kunnen zetten? Tot die tijd verwijzen wij door naar het algemene nummer."
)
"""About as much text as a real inject has."""


def scenario_data(injects: list[dict[str, Any]], teams: int, roles: int, seats: int, seconds: int) -> dict[str, Any]:
    """A scenario as a file says it: ``roles`` roles of ``seats`` seats each, dealt round over ``teams`` teams."""
    return {
        "tegenspel": 1,
        "id": "gemeten",
        "title": "Oefening Gemeten",
        "duration": format_duration(seconds),
        "story": {"start": "2026-03-10 08:30", "pace": 4},
        "teams": {f"team{number}": {"title": f"Team {number}"} for number in range(teams)},
        "roles": {
            f"rol{number}": {"title": f"Rol {number}", "team": f"team{number % teams}", "seats": seats}
            for number in range(roles)
        },
        "actors": {"buurt": {"title": "Wijkvereniging"}},
        "injects": injects,
    }


def inject(number: int, second: int | None, to: str = "all", reply: str = "text") -> dict[str, Any]:
    """One inject of the usual size, due so many exercise seconds after StartEx, or in reserve."""
    timing = {} if second is None else {"at": format_moment(second)}
    return {
        "id": f"I{number}",
        **timing,
        "from": "buurt",
        "to": [to],
        "by": "email",
        "title": f"Vraag {number} van de buurt",
        "text": LETTER,
        "reply": reply,
    }


def text_of(data: dict[str, Any]) -> str:
    """The text of a scenario file: JSON is YAML too."""
    return json.dumps(data, ensure_ascii=False, indent=1)


def long_exercise(injects: int, roles: int, seats: int, seconds: int) -> Scenario:
    """Injects evenly over the whole time, each to one of the roles in turn."""
    script = [
        inject(number, 1 + number * (seconds - 200) // injects, f"rol{number % roles}") for number in range(injects)
    ]
    return Scenario.model_validate(scenario_data(script, 4, roles, seats, seconds))
