"""Teams that get nothing for long, or too much at once."""

from __future__ import annotations

from tests.scenario.writing import RIGHT, problems


def remarks(text: str) -> list[str]:
    return [problem.message for problem in problems(text)]


def script(moments: list[int], *, more: str = "", to: str = "wijkteam") -> str:
    """The small scenario with injects to one team at these minutes."""
    head = RIGHT.partition("injects:\n")[0].replace("duration: 30m", "duration: 90m")
    lines = [
        f"  - {{ id: I{number}, at: T+{minute}m, from: mentor, to: [{to}], by: chat, title: x, text: x{more} }}\n"
        for number, minute in enumerate(moments)
    ]
    return head + ("injects:\n" + "".join(lines) if lines else "injects: []\n")


def about(team: str, text: str) -> list[str]:
    return [remark for remark in remarks(text) if remark.startswith(f"Team {team} ")]


def test_twenty_minutes_of_silence_are_told_with_their_times() -> None:
    text = script([0, 19, 39, 58, 77])
    assert about("wijkteam", text) == ["Team wijkteam gets nothing from T+19m to T+39m."]


def test_the_beginning_and_the_end_can_be_silent_too() -> None:
    assert about("wijkteam", script([25, 40, 55, 69])) == [
        "Team wijkteam gets nothing from T+0 to T+25m.",
        "Team wijkteam gets nothing from T+1h9m to T+1h30m.",
    ]


def test_a_team_that_is_called_in_later_is_not_missed_before() -> None:
    assert about("bestuur", script([0, 50, 65, 80], to="bestuur")) == []
    assert about("bestuur", script([0, 50, 80], to="bestuur")) == ["Team bestuur gets nothing from T+50m to T+1h20m."]
    assert about("bestuur", script([0, 40], to="wijkteam")) == []


def test_a_team_that_plays_itself_may_be_silent() -> None:
    automatic = script([]).replace("team: wijkteam }", "team: wijkteam, automatic: true }")
    assert about("wijkteam", script([])) == ["Team wijkteam gets nothing from T+0 to T+1h30m."]
    assert about("wijkteam", automatic) == []


def test_what_may_never_come_does_not_break_a_silence() -> None:
    text = script([0, 10], more=", release: hand, condition: x")
    assert about("wijkteam", text) == ["Team wijkteam gets nothing from T+0 to T+1h30m."]


def test_more_than_six_items_in_five_minutes_are_told() -> None:
    quiet = [0, 15, 30, 45, 60, 75]
    assert about("wijkteam", script([*quiet, 20, 20, 21, 22, 23, 24])) == []
    assert about("wijkteam", script([*quiet, 20, 20, 21, 22, 23, 24, 24])) == [
        "Team wijkteam gets 7 items within five minutes, from T+20m to T+24m."
    ]
    assert about("wijkteam", script([*quiet, 20, 20, 21, 22, 23, 24, 25])) == []


def test_one_long_crowd_is_told_once_for_each_stretch() -> None:
    assert len(about("wijkteam", script([0, 15, 30, 45, 60, 75, *[20] * 20, *[50] * 7]))) == 2
