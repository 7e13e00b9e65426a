"""What happens when, and to whom, in a rehearsed scenario?"""

from pathlib import Path

from app.engine import events
from app.engine.play import Reaction, calm_seats, rehearse
from app.scenario.durations import format_moment
from app.scenario.read import read

FOLDER = Path(__file__).parent
SCENARIOS = FOLDER.parents[1] / "scenarios"
SEATS: dict[str, Reaction | None] = {"silent": None, "calm": calm_seats}
PLAYED = [(scenario, seats) for scenario in ("gruttostraat", "zilverlinde") for seats in SEATS]


def timeline(scenario: str, seats: str) -> str:
    """One readable line for each line of the log of such a rehearsal."""
    file = SCENARIOS / f"{scenario}.yaml"
    done = rehearse(read(file.read_bytes(), file.name), react=SEATS[seats])
    return "".join(f"{format_moment(line.t // 1000):10} {_words(line)}\n" for line in done.log)


def _words(line: events.Line) -> str:
    event = line.event
    match event:
        case events.ExercisePrepared():
            return f"prepared with {len(event.seats)} seats"
        case events.InjectReleased():
            return f"{event.inject} released as {event.number} to {', '.join(event.seats)}"
        case events.ExpectationMet() | events.ExpectationMissed():
            return f"{event.expectation} {'missed' if isinstance(event, events.ExpectationMissed) else 'met'}"
        case events.MessageOpened() | events.MessageAcknowledged() | events.AnswerGiven():
            return f"{event.inject} {type(event).__name__} by {event.seat}"
        case events.InjectReadied():
            return f"{event.inject} asks the leader"
        case _:
            return type(event).__name__
