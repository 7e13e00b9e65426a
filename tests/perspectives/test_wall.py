"""Does the wall show the story's public side, and nothing else?"""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given, strategies as st

from app.engine import commands
from app.engine.events import Settings
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
