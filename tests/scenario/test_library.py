"""The folder of scenarios: what is in it, what is wrong with it, and nothing from outside it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.scenario.library import Library
from tests.scenario.writing import RIGHT

SCENARIOS = Path(__file__).parents[2] / "scenarios"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "scenarios"
    folder.mkdir()
    (folder / "proef.yaml").write_text(RIGHT)
    return folder


def test_it_lists_what_is_there_by_name(folder: Path) -> None:
    (folder / "ander.yaml").write_text(RIGHT.replace("id: proef", "id: ander").replace("title: Proef", "title: Ander"))
    (folder / "README.md").write_text("# x")
    (folder / "map.yaml").mkdir()
    entries = Library(folder).entries()
    assert [(entry.id, entry.title, entry.file) for entry in entries] == [
        ("ander", "Ander", "scenarios/ander.yaml"),
        ("proef", "Proef", "scenarios/proef.yaml"),
    ]


def test_a_file_that_cannot_be_played_is_listed_with_its_mistakes(folder: Path) -> None:
    (folder / "kapot.yaml").write_text("hallo")
    kapot, _ = Library(folder).entries()
    assert (kapot.title, kapot.examined.scenario) == ("kapot", None)
    assert str(kapot.examined.errors[0]).startswith("scenarios/kapot.yaml:1:1  The file holds plain text")


def test_it_opens_one_with_its_exact_text(folder: Path) -> None:
    entry = Library(folder).open("proef")
    assert entry is not None
    assert entry.text == RIGHT.encode()
    assert entry.examined.scenario is not None
    assert entry.examined.scenario.id == "proef"


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../geheim",
        "..%2Fgeheim",
        "proef.yaml",
        "/etc/passwd",
        "proef\0",
        "map/proef",
        "proef\n",
        "a" * 41,
        "-",
    ],
)
def test_a_name_that_is_no_name_opens_nothing(folder: Path, name: str) -> None:
    (folder.parent / "geheim.yaml").write_text(RIGHT)
    assert Library(folder).open(name) is None


def test_a_link_to_another_folder_opens_nothing(folder: Path) -> None:
    (folder.parent / "geheim.yaml").write_text(RIGHT)
    (folder / "link.yaml").symlink_to(folder.parent / "geheim.yaml")
    assert Library(folder).open("link") is None
    assert [entry.id for entry in Library(folder).entries()] == ["proef"]


def test_an_unchanged_file_is_not_read_again_and_a_changed_one_is(folder: Path) -> None:
    library = Library(folder)
    first = library.open("proef")
    assert library.open("proef") is first
    path = folder / "proef.yaml"
    path.write_text(RIGHT.replace("title: Proef", "title: Later"))
    os.utime(path, ns=(1, path.stat().st_mtime_ns + 1_000_000))
    changed = library.open("proef")
    assert changed is not None
    assert changed.title == "Later"
    path.unlink()
    assert library.open("proef") is None


def test_a_file_under_another_name_than_its_id_gets_advice(folder: Path) -> None:
    (folder / "anders.yaml").write_text(RIGHT)
    entry = Library(folder).open("anders")
    assert entry is not None
    assert [str(problem) for problem in entry.examined.problems] == [
        'scenarios/anders.yaml:1:1  The file is called "anders.yaml", but its id is "proef". Give both the same name.'
    ]
    assert entry.examined.scenario is not None


def test_a_huge_file_is_not_read_whole(folder: Path) -> None:
    with (folder / "groot.yaml").open("wb") as file:
        file.truncate(10_000_000_000)
    entry = Library(folder).open("groot")
    assert entry is not None
    assert [problem.message for problem in entry.examined.errors] == [
        "The file is larger than 1 MB, so it was not read."
    ]


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert Library(tmp_path / "nergens").entries() == ()


def test_a_file_that_cannot_be_opened_is_listed_with_the_reason(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(self: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", locked)
    (entry,) = Library(folder).entries()
    assert [str(problem) for problem in entry.examined.errors] == [
        "scenarios/proef.yaml:1:1  The file cannot be opened: Permission denied."
    ]


def test_our_own_scenarios_are_there_without_a_remark() -> None:
    found = {entry.id: entry.examined.problems for entry in Library(SCENARIOS).entries()}
    assert found == {"gruttostraat": (), "zilverlinde": ()}


def with_document(folder: Path, file: str) -> Library:
    said = f"documents:\n  protocol: {{ title: Protocol, file: {file} }}\n"
    (folder / "proef.yaml").write_text(RIGHT + said)
    return Library(folder)


def test_the_papers_of_a_scenario_are_read_beside_it(folder: Path) -> None:
    (folder / "files").mkdir()
    (folder / "files" / "protocol.pdf").write_bytes(b"%PDF-1.7 x")
    library = with_document(folder, "files/protocol.pdf")
    entry = library.open("proef")
    assert entry is not None
    assert entry.examined.scenario is not None
    assert library.papers(entry.examined.scenario) == {"protocol": b"%PDF-1.7 x"}


@pytest.mark.parametrize(
    ("content", "hint"),
    [
        (None, "There is no such file in the folder of the scenario."),
        (b"", "This file is empty."),
        (b"MZ", "Only images (PNG, JPEG, WebP, GIF), PDF and sound (MP3, OGG, M4A, WAV) can be attached."),
    ],
)
def test_a_paper_that_can_not_be_shown_is_told_with_its_line(folder: Path, content: bytes | None, hint: str) -> None:
    if content is not None:
        (folder / "protocol.pdf").write_bytes(content)
    entry = with_document(folder, "protocol.pdf").open("proef")
    assert entry is not None
    assert entry.examined.scenario is None
    (problem,) = entry.examined.errors
    assert (problem.line, problem.hint) == (len(RIGHT.splitlines()) + 2, hint)


def test_a_link_out_of_the_folder_is_no_paper(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.pdf").write_bytes(b"%PDF-1.7 x")
    (folder / "protocol.pdf").symlink_to(tmp_path / "secret.pdf")
    entry = with_document(folder, "protocol.pdf").open("proef")
    assert entry is not None
    assert entry.examined.errors[0].hint == "It lies outside the folder of the scenario."
