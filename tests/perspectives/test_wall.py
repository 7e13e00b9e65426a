"""Does the wall show the story's public side, and nothing else?"""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given, strategies as st

from app.engine import commands
from app.engine.events import Line, Settings
from app.engine.state import State
from app.perspectives.parts import Scene
from app.perspectives.wall import WallPerspective
from tests.perspectives.story import STEPS, Screen, plays, prepared, tell

WALL = WallPerspective()


@given(steps=STEPS, settings=st.sampled_from((Settings(), Settings(show="at_once"))))
def test_a_wall_that_followed_the_changes_shows_the_same_as_a_fresh_one(steps: Any, settings: Settings) -> None:
    state, _ = prepared(settings)
    screen = Screen(WALL, state, "")
    for lines in plays(state, steps):
        screen.follow(list(WALL.changed(Scene(state), lines)))
        assert (screen.shows, screen.stand) == screen.painted_whole(state)


def test_only_public_news_for_everybody_is_on_the_wall() -> None:
    state, _ = prepared()
    tell(state, commands.StartExercise())
    tell(state, commands.LetTimePass(), 180_000)
    shown = {region.id: region.part for region in WALL.whole(Scene(state), "")}
    assert list(shown) == ["status", "banner", "news-4"]
    assert (shown["news-4"].sender, shown["news-4"].title) == ("The Water Herald", "Council is silent")


def test_what_players_wrote_is_not_on_the_wall() -> None:
    state, _ = prepared()
    tell(state, commands.StartExercise())
    tell(state, commands.LetTimePass(), 180_000)
    tell(state, commands.GiveAnswer(2, "gw-1", "PRIVATEANSWER"))
    text = msgspec.json.encode(WALL.whole(Scene(state), "")).decode()
    assert "PRIVATEANSWER" not in text
    assert "BOARDTITLE" not in text


def publish(state: State, seat: str, **fields: str) -> list[Line]:
    given = {name: (value,) for name, value in fields.items()}
    return tell(state, commands.DoAct(seat, "statement_published", given), 1_000, f"seat:{seat}")


def test_a_statement_that_players_publish_comes_up_on_the_wall_as_it_was_typed() -> None:
    state, _ = prepared()
    tell(state, commands.StartExercise())
    lines = publish(state, "wh-1", channel="news", title="Our *statement*", text="We <b>care</b>.\nAlways.")
    (region,) = WALL.changed(Scene(state), lines)
    assert (region.id, region.into, region.at) == ("news-2", "news", "start")
    assert (region.part.title, region.part.text, region.part.by_seat) == (
        "Our *statement*",
        "We <b>care</b>.\nAlways.",
        True,
    )


def test_a_post_of_an_actor_to_everybody_comes_up_on_the_wall_and_a_letter_does_not() -> None:
    state, _ = prepared()
    tell(state, commands.StartExercise())
    for by in ("social", "letter"):
        lines = tell(state, commands.WriteMessage("paper", to=("all",), by=by, title="Outside", text="Look."))
        shown = [region.part.channel for region in WALL.changed(Scene(state), lines)]
        assert shown == (["social"] if by == "social" else [])


def test_the_level_and_grip_on_the_wall_follow_what_was_decided() -> None:
    state, _ = prepared()
    tell(state, commands.StartExercise())
    lines = tell(state, commands.ChangeGrip(2))
    status = {region.id: region.part for region in WALL.changed(Scene(state), lines)}["status"]
    assert (status.level, status.grip) == ("Regular", 2)
