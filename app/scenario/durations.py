"""How is a stretch or a moment of exercise time written, and how many seconds is it?"""

import re

_UNITS = {"h": 3600, "m": 60, "s": 1}
_DURATION = re.compile(r"(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s)?")
_HINT = 'write a number with its unit, such as "90s", "10m" or "1h30m"'


def parse_duration(text: object) -> int:
    """Seconds in a duration such as ``90s``, ``10m`` or ``1h30m``; ValueError with a hint when it is anything else.

    A bare number is refused, because nobody can see whether 10 means minutes or seconds.
    """
    if isinstance(text, bool) or not isinstance(text, str | int | float):
        raise ValueError(f"this is not a duration: {_HINT}")
    if not isinstance(text, str):
        raise ValueError(f"{text} has no unit: {_HINT}")
    match = _DURATION.fullmatch(text.strip())
    if not text.strip() or match is None:
        raise ValueError(f'"{text}" is not a duration: {_HINT}')
    seconds = sum(
        float(number) * _UNITS[unit] for number, unit in zip(match.groups(), "hms", strict=True) if number is not None
    )
    if seconds != int(seconds):
        raise ValueError(f'"{text}" is not a whole number of seconds')
    return int(seconds)


def parse_moment(text: object) -> int:
    """Seconds after StartEx in a moment such as ``T+10m`` or ``T+1h30m``; ValueError with a hint otherwise."""
    if isinstance(text, str) and text.strip().startswith("T+"):
        return 0 if text.strip() == "T+0" else parse_duration(text.strip()[2:])
    raise ValueError(f'"{text}" is not a moment: write the time after the start, such as "T+10m" or "T+1h30m"')


def format_duration(seconds: int) -> str:
    """The shortest way to write so many seconds: 5400 gives ``1h30m``, 0 gives ``0s``."""
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    parts = [f"{number}{unit}" for number, unit in ((hours, "h"), (minutes, "m"), (left, "s")) if number]
    return "".join(parts) or "0s"


def format_moment(seconds: int) -> str:
    """The moment so many seconds after StartEx: 600 gives ``T+10m``."""
    return f"T+{format_duration(seconds)}"
