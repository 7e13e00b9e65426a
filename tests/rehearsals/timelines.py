"""What happens when, and to whom, in a rehearsed scenario?"""

from pathlib import Path

from app.engine import events
from app.engine.calm import Reaction, calm_seats
from app.engine.play import rehearse
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
            asked = f" to question {event.question}" if isinstance(event, events.AnswerGiven) and event.question else ""
            return f"{event.inject or event.number} {type(event).__name__}{asked} by {event.seat}"
        case events.InjectReadied():
            return f"{event.inject} asks the leader"
        case _:
            return _words_of_talk(line)


def _words_of_talk(line: events.Line) -> str:
    event = line.event
    match event:
        case events.MessageSent():
            asked = f"question {event.question} asked" if event.question else "message sent"
            return f"{event.number} {asked} by {event.sender} to {', '.join(event.to)} in {event.conversation}"
        case events.CallTaken():
            return f"{event.conversation} call taken by {event.who}"
        case events.CallMissed():
            return f"{event.conversation} call missed ({line.because})"
        case events.CallEnded():
            return f"{event.conversation} call ended by {event.who or line.because}"
        case events.DeadlineNeared() | events.DeadlinePassed():
            return f"{event.number} deadline {'near' if isinstance(event, events.DeadlineNeared) else 'passed'}"
        case events.ClockStarted():
            return f"clock {event.clock} runs until {format_moment(event.due // 1000)} ({line.because})"
        case events.ClockMet() | events.ClockExpired():
            return f"clock {event.clock} {'met' if isinstance(event, events.ClockMet) else 'expired'}"
        case events.ActDone():
            return f"{event.act} by {event.seat}"
        case _:
            return type(event).__name__
