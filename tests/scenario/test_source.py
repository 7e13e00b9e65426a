"""A file is read as far as it is fit to be read; anything else is one clear line with its place."""

from __future__ import annotations

import pytest

from app.scenario.problems import ScenarioMistakes
from app.scenario.source import MAX_BYTES, MAX_DEPTH, read_source


def refused(text: str | bytes) -> str:
    with pytest.raises(ScenarioMistakes) as mistakes:
        read_source(text.encode() if isinstance(text, str) else text, "proef.yaml")
    assert len(mistakes.value.problems) == 1
    return str(mistakes.value)


def test_ten_megabytes_are_refused_before_they_are_read() -> None:
    assert refused(b"x: y\n" * 2_000_000) == "proef.yaml:1:1  The file is larger than 1 MB, so it was not read."


def test_a_file_of_exactly_the_limit_is_read() -> None:
    text = b"x: '" + b"y" * (MAX_BYTES - 5) + b"'"
    assert len(text) == MAX_BYTES
    assert read_source(text, "proef.yaml").data["x"] == "y" * (MAX_BYTES - 5)


def test_a_bomb_of_references_is_refused_at_the_first() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    assert refused(bomb) == (
        'proef.yaml:1:4  References with "&" and "*" are not part of this language.'
        ' Write the text out, or put a text that begins with "&" or "*" in quotes.'
    )


def test_a_file_that_is_too_deep_is_refused() -> None:
    assert refused("a: " + "[" * 100_000) == f"proef.yaml:1:{4 + MAX_DEPTH}  More than 20 levels inside one another."


def test_a_file_with_too_many_values_is_refused() -> None:
    assert "The file holds more than 150000 values." in refused("a: [" + "x," * 200_000 + "]")


def test_another_encoding_is_named_with_its_place() -> None:
    wrong = 'The file is not saved as UTF-8 text. Open it in an editor and save it with the encoding "UTF-8".'
    assert refused("a: 1\nb: café".encode("latin-1")) == f"proef.yaml:2:7  {wrong}"
    assert refused("a: 1".encode("utf-16")) == f"proef.yaml:1:1  {wrong}"


def test_the_mark_that_some_editors_put_before_utf8_is_passed_over() -> None:
    assert read_source("a: é".encode("utf-8-sig"), "proef.yaml").data == {"a": "é"}


@pytest.mark.parametrize("text", ["", "\n\n", "# alleen een opmerking\n", "---\n", "---\n...\n"])
def test_an_empty_file_says_how_to_begin(text: str) -> None:
    line = 2 if text.startswith("---") else 1
    assert refused(text) == f'proef.yaml:{line}:1  The file is empty. A scenario begins with "tegenspel: 1".'


@pytest.mark.parametrize("text", ["Beste collega, hierbij het draaiboek.", "42", '"tegenspel"', "Beste\ncollega\n"])
def test_text_instead_of_yaml_says_how_to_begin(text: str) -> None:
    expected = 'proef.yaml:1:1  The file holds plain text instead of a scenario. A scenario begins with "tegenspel: 1".'
    assert refused(text) == expected


def test_a_list_instead_of_a_scenario_says_how_to_begin() -> None:
    expected = 'proef.yaml:2:1  The file holds a list instead of a scenario. A scenario begins with "tegenspel: 1".'
    assert refused("# x\n- a\n- b\n") == expected


def test_control_characters_are_refused_with_their_place() -> None:
    assert refused("a: 1\nb: x\x00y") == "proef.yaml:2:5  Here stands a character that is no text (U+0000)."


def test_control_characters_cannot_be_smuggled_in_between_quotes() -> None:
    source = read_source(b'a: "x\\0y"', "proef.yaml")
    assert [str(problem) for problem in source.problems] == [
        "proef.yaml:1:4  This text holds a character that is no text (U+0000)."
    ]
    assert source.data == {"a": "x y"}


def test_a_key_that_stands_twice_is_named_with_both_lines() -> None:
    source = read_source(b"title: a\nduration: 3m\ntitle: b\n", "proef.yaml")
    assert [str(problem) for problem in source.problems] == [
        'proef.yaml:3:1  "title" stands here a second time; the first is on line 1.'
    ]
    assert source.data["title"] == "a"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a: 10:30", "10:30"),
        ("a: NO", "NO"),
        ("a: on", "on"),
        ("a: yes", "yes"),
        ("a: 0612345678", "0612345678"),
        ("a: 007", "007"),
        ("a: 2026-03-10", "2026-03-10"),
        ("a: 1_000", "1_000"),
        ("a: 0x10", "0x10"),
        ("a: .inf", ".inf"),
        ("a: 12345678901234567890", "12345678901234567890"),
        ("a: +10", 10),
        ("a: -3", -3),
        ("a: 0.3", 0.3),
        ("a: true", True),
        ("a: '10'", "10"),
        ("a:", None),
        ("%YAML 1.1\n---\na: NO", "NO"),
    ],
)
def test_plain_values_mean_what_a_trainer_means(text: str, meant: object) -> None:
    value = read_source(text.encode(), "proef.yaml").data["a"]
    assert (value, type(value)) == (meant, type(meant))


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('a: "x\nb: 2\n', "1:4", "A quote is opened here, and never closed."),
        ("a: 'x\n---\n", "1:4", "A quote is opened here, and never closed."),
        ("titel: Let op: dit\n", "1:14", "A colon followed by a space makes this a key"),
        ("a:\n\tb: c\n", "2:1", "lines may not begin with tabs"),
        ("a: @jan\n", "1:4", "A text may not begin with this character"),
        ("a: [x, y\nb: z\n", "1:4", 'A list begins here with "[", and no "]" ends it.'),
        ("a: { b: c\n", "1:4", 'A group begins here with "{", and no "}" ends it.'),
        ("a: *belangrijk\n", "1:4", "References with"),
        ("a: *belangrijk*\n", "1:15", 'A text may not begin with "&" or "*".'),
        ("a: & b\n", "1:5", 'A text may not begin with "&" or "*".'),
        ("a: !let op\n", "1:4", 'Tags with "!" are not part of this language.'),
        ("a: !<x\n", "1:7", 'A text may not begin with "!".'),
        ("a: {{ naam }}\n", "1:5", "Here a key should stand, and a key is one word."),
        ("a: | tekst\n  b\n", "1:6", 'After "|" the line must end'),
        ('a: "\\q"\n', "1:5", 'Between double quotes, "\\" has a meaning of its own.'),
        ("a: { tijd: 08:30 }\n", "1:12", "Between brackets, a text with a colon needs quotes."),
        ("a: b\n---\nc: d\n", "2:1", "Only one scenario fits in a file"),
        ("a:\n  - b\n  c: d\n", "3:3", "This line does not fit the list above it."),
        ("a:\n    b: 1\n  c: 2\n", "3:3", "This line does not fit those above it."),
        ("a: - b\n", "1:4", 'A "-" may not stand here.'),
        ("a: 1\nb\nc: 2\n", "2:1", 'On this line a key is written without ":" behind it.'),
        ("%FOO\n---\na: b\n", "1:5", "This is not readable as YAML: found unknown directive name"),
    ],
)
def test_broken_yaml_is_said_in_plain_words(text: str, place: str, words: str) -> None:
    line = refused(text)
    assert line.startswith(f"proef.yaml:{place}  ")
    assert words in line
