"""Is a region painted once for all who share it, and does one that fails leave the others alone?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from app.engine.events import Line
from app.engine.scene import Scene
from app.perspectives.parts import Region
from app.settings import Settings
from app.web.paint import Painter
from app.web.templating import Templates
from tests.web.toys import ToyState, Word


class Counted(Templates):
    """Templates that count what they render."""

    count = 0

    def render(self, name: str, locale: str, /, **values: object) -> str:
        """One template, counted."""
        self.count += 1
        return super().render(name, locale, **values)


@pytest.fixture
def templates(tmp_path: Path) -> Counted:
    """One region template that works, and one that does not."""
    folder = tmp_path / "regions" / "toy"
    folder.mkdir(parents=True)
    (folder / "word.html").write_text('<p id="{{ region.id }}" {{ region_attrs }}>{{ part.text }}</p>\n', "utf-8")
    (folder / "shell.html").write_text(
        '<div id="{{ region.id }}" {{ region_attrs }}><p id="thread-{{ part.text }}"></p></div>\n', "utf-8"
    )
    (folder / "broken.html").write_text("{{ part.nothing }}", "utf-8")
    return Counted(Settings(data=tmp_path), tmp_path)


def test_a_region_carries_where_it_belongs(templates: Counted) -> None:
    painter = Painter(templates)
    plain = painter.paint("toy", Region("a", "word", Word("<x>")), "nl")
    assert plain == '<p id="a" data-region>&lt;x&gt;</p>'
    placed = painter.paint("toy", Region("b", "word", Word("x"), into="list", at="start", once=True), "nl")
    assert placed == '<p id="b" data-region data-into="list" data-at="start" data-once>x</p>'


def test_equal_regions_are_painted_once_for_each_language(templates: Counted) -> None:
    painter = Painter(templates)
    for seat in ("a-1", "b-1"):
        for locale in ("nl", "en"):
            painter.paint("toy", Region("w", "word", Word("x"), frozenset({seat})), locale)
    assert templates.count == 2
    painter.paint("toy", Region("w", "word", Word("y")), "nl")
    painter.paint("toy", Region("other", "word", Word("x")), "nl")
    assert templates.count == 4


def test_what_goes_over_the_wire_is_the_same_in_bytes_and_painted_once(templates: Counted) -> None:
    painter = Painter(templates)
    regions = [Region("a", "word", Word("één")), Region("b", "word", Word("twee"), into="list", once=True)]
    for _ in range(2):
        assert painter.encode_all("toy", regions, "nl") == painter.paint_all("toy", regions, "nl").encode()
    assert templates.count == 2


def test_a_region_that_can_not_be_painted_is_left_out_and_logged_once(
    templates: Counted, capsys: pytest.CaptureFixture[str]
) -> None:
    regions = [Region("a", "word", Word("1")), Region("b", "broken", Word("2")), Region("c", "word", Word("3"))]
    painter = Painter(templates)
    for _ in range(2):
        html = painter.paint_all("toy", regions, "nl")
        assert html.split() == ["<p", 'id="a"', "data-region>1</p>", "<p", 'id="c"', "data-region>3</p>"]
    logged = capsys.readouterr()
    assert (logged.out + logged.err).count("[error") == 1


class Toy:
    """Three words: one by itself, and two in a list that grows at its start."""

    name = "toy"

    def whole(self, scene: Scene, seat: str) -> list[Region]:
        """All three."""
        listed = [Region(f"w{n}", "word", Word(str(n)), into="list", at="start") for n in (1, 2)]
        return [Region("top", "word", Word(seat)), *listed]

    def changed(self, scene: Scene, lines: Sequence[Line]) -> Iterable[Region]:
        """Nothing."""
        return ()

    def around(self, scene: Scene) -> Iterable[Region]:
        """Nothing."""
        return ()


def test_a_page_gets_its_regions_by_name_and_by_container(templates: Counted) -> None:
    screen = Painter(templates).screen(Toy(), Scene(ToyState(9)), "a-1", "nl")  # type: ignore[arg-type]
    assert screen.seq == 9
    assert screen["top"] == '<p id="top" data-region>a-1</p>'
    assert [line[-5] for line in screen.into("list").splitlines()] == ["2", "1"]
    assert screen.into("nothing") == ""


class Nested:
    """A shell in a list, with a word at its own start, and in the container that it holds a word and a shell again."""

    name = "toy"

    def whole(self, scene: Scene, seat: str) -> list[Region]:
        """Everything, in the order of the page."""
        return [
            Region("talk-7", "shell", Word("7"), into="list", once=True, order=7),
            Region("head-7", "word", Word("head"), into="talk-7", at="start"),
            Region("inner", "shell", Word("8"), into="thread-7", once=True, order=1),
            Region("w1", "word", Word("one"), into="thread-7", order=2),
            Region("deep", "word", Word("deep"), into="thread-8"),
        ]

    def changed(self, scene: Scene, lines: Sequence[Line]) -> Iterable[Region]:
        """Nothing."""
        return ()

    def around(self, scene: Scene) -> Iterable[Region]:
        """Nothing."""
        return ()


def test_a_container_inside_a_region_is_filled_when_the_page_is_made(templates: Counted) -> None:
    screen = Painter(templates).screen(Nested(), Scene(ToyState(9)), "a-1", "nl")  # type: ignore[arg-type]
    plain = re.sub(r"\s*data-[^>]*|\n", "", screen.into("list"))
    assert plain == (
        '<div id="talk-7"><p id="head-7">head</p>'
        '<p id="thread-7"><div id="inner"><p id="thread-8"><p id="deep">deep</p></p></div><p id="w1">one</p></p></div>'
    )


def test_a_region_carries_its_order(templates: Counted) -> None:
    painted = Painter(templates).paint("toy", Region("a", "word", Word("x"), into="list", order=12), "nl")
    assert painted == '<p id="a" data-region data-into="list" data-at="end" data-order="12">x</p>'
