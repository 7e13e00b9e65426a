"""How is a stretch or a moment of exercise time written, and how many seconds is it?"""

import re

from app.scenario.problems import N_, Said, Unreadable

_UNITS = {"h": 3600, "m": 60, "s": 1}
# Nine digits are more than any exercise needs, and far from what makes a number overflow.
_NUMBER = r"(\d{1,9}(?:\.\d{1,9})?)"
_DURATION = re.compile(rf"(?:{_NUMBER}h)?(?:{_NUMBER}m)?(?:{_NUMBER}s)?", re.ASCII)
_BARE = re.compile(_NUMBER, re.ASCII)

DURATION_PATTERN = r"^(?=.)(\d+(\.\d+)?h)?(\d+(\.\d+)?m)?(\d+(\.\d+)?s)?$"
MOMENT_PATTERN = r"^T\+(0|(?=.)(\d+(\.\d+)?h)?(\d+(\.\d+)?m)?(\d+(\.\d+)?s)?)$"

_WRITE_A_DURATION = Said(N_('Write a number with its unit, such as "90s", "10m" or "1h30m".'))
_WRITE_A_MOMENT = Said(N_('Write the time after the start, such as "T+10m" or "T+1h30m".'))


def parse_duration(text: object) -> int:
    """Seconds in a duration such as ``90s``, ``10m`` or ``1h30m``; Unreadable with a hint when it is anything else.

    A bare number is refused, because nobody can see whether 10 means minutes or seconds.
    """
    written = str(text).strip()
    if _BARE.fullmatch(written):
        hint = Said(N_("Write {number}m for minutes, {number}s for seconds."), {"number": written})
        raise Unreadable(Said(N_("{value} has no unit."), {"value": written}), hint)
    seconds = _seconds(written)
    if seconds is None:
        raise Unreadable(Said(N_('"{value}" is not a duration.'), {"value": written[:40]}), _WRITE_A_DURATION)
    return seconds


def parse_moment(text: object) -> int:
    """Seconds after StartEx in a moment such as ``T+10m`` or ``T+1h30m``; Unreadable with a hint otherwise."""
    written = str(text).strip()
    if written == "T+0":
        return 0
    seconds = _seconds(written[2:]) if written.startswith("T+") else None
    if seconds is not None:
        return seconds
    hint = _WRITE_A_MOMENT
    bare = written.removeprefix("T+")
    if _BARE.fullmatch(bare):
        hint = Said(N_("Write T+{number}m for minutes, T+{number}s for seconds."), {"number": bare})
    elif _seconds(bare) is not None:
        hint = Said(N_("Write T+{duration}."), {"duration": bare})
    raise Unreadable(Said(N_('"{value}" is not a moment.'), {"value": written[:40]}), hint)


def format_duration(seconds: int) -> str:
    """The shortest way to write so many seconds: 5400 gives ``1h30m``, 0 gives ``0s``."""
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    parts = [f"{number}{unit}" for number, unit in ((hours, "h"), (minutes, "m"), (left, "s")) if number]
    return "".join(parts) or "0s"


def format_moment(seconds: int) -> str:
    """The moment so many seconds after StartEx: 600 gives ``T+10m``."""
    return f"T+{format_duration(seconds)}" if seconds else "T+0"


def _seconds(text: str) -> int | None:
    match = _DURATION.fullmatch(text)
    if not text or match is None:
        return None
    parts = zip(match.groups(), "hms", strict=True)
    seconds = sum(float(number) * _UNITS[unit] for number, unit in parts if number is not None)
    return int(seconds) if seconds == int(seconds) else None
