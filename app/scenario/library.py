"""Which scenarios are there? The folder of scenario files: list them, open one, hand out its text."""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass
from pathlib import Path

from app.scenario.media import MOST_BYTES, media_of
from app.scenario.model import Scenario
from app.scenario.problems import N_, Problem, Said
from app.scenario.read import Examined, examine
from app.scenario.source import MAX_BYTES
from app.scenario.values import ID_PATTERN

SUFFIX = ".yaml"
MAX_FILES = 1_000


@dataclass(frozen=True)
class Entry:
    """One file of the library: its id (the name of the file), its exact text, and what came of reading it."""

    id: str
    file: str
    text: bytes
    examined: Examined

    @property
    def title(self) -> str:
        """What to call it in a list, also when it cannot be read."""
        return self.examined.scenario.title if self.examined.scenario else self.id


class Library:
    """A folder of scenario files. Files are read again when they have changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, tuple[tuple[int, int, int], Entry]] = {}

    def entries(self) -> tuple[Entry, ...]:
        """Every scenario in the folder, by name; a file that cannot be read is listed with the reason."""
        try:
            names = sorted(path.stem for path in self._folder.glob(f"*{SUFFIX}"))
        except OSError:
            names = []
        found = (self.open(name) for name in names[:MAX_FILES])
        return tuple(entry for entry in found if entry is not None)

    def open(self, scenario_id: str) -> Entry | None:
        """The scenario with this id, or None: also for an id that is no plain name, or points out of the folder."""
        if not re.fullmatch(ID_PATTERN, scenario_id):
            return None
        path = self._folder / f"{scenario_id}{SUFFIX}"
        try:
            status = path.lstat()
            if not stat.S_ISREG(status.st_mode):
                return None
            mark = (status.st_mtime_ns, status.st_size, status.st_ino)
            known = self._read.get(scenario_id)
            if known and known[0] == mark:
                return known[1]
            with path.open("rb") as file:
                text = file.read(MAX_BYTES + 1)
        except OSError as why:
            return self._unreadable(scenario_id, path, why)
        entry = self._entry(scenario_id, path, text)
        self._read[scenario_id] = (mark, entry)
        return entry

    def _entry(self, scenario_id: str, path: Path, text: bytes) -> Entry:
        file = f"{self._folder.name}/{path.name}"
        examined = examine(text, file)
        scenario = examined.scenario
        if scenario is not None and scenario.id != scenario_id:
            said = Said(
                N_('The file is called "{file}", but its id is "{id}".'), {"file": path.name, "id": scenario.id}
            )
            problem = Problem(file, 1, 1, "warning", said, Said(N_("Give both the same name.")))
            examined = Examined(scenario, (problem, *examined.problems))
        return Entry(scenario_id, file, text, with_papers(examined, text, path))

    def papers(self, scenario: Scenario) -> dict[str, bytes]:
        """The files of the documents of a scenario of this folder, by document; without those that can't be used."""
        found = {name: _paper(self._folder, document.file) for name, document in scenario.documents.items()}
        return {name: content for name, content in found.items() if isinstance(content, bytes)}

    def _unreadable(self, scenario_id: str, path: Path, why: OSError) -> Entry | None:
        if isinstance(why, FileNotFoundError):
            return None
        said = Said(N_("The file cannot be opened: {reason}."), {"reason": why.strerror or "?"})
        file = f"{self._folder.name}/{path.name}"
        return Entry(scenario_id, file, b"", Examined(None, (Problem(file, 1, 1, "error", said),)))


def with_papers(examined: Examined, text: bytes, path: Path) -> Examined:
    """The same, with what is wrong with the files of its documents, which lie in the folder of the scenario."""
    scenario = examined.scenario
    if scenario is None:
        return examined
    file, problems = f"{path.parent.name}/{path.name}", list[Problem]()
    for name, document in scenario.documents.items():
        why = _paper(path.parent, document.file)
        if isinstance(why, Said):
            said = Said(
                N_('The file "{file}" of document {name} can\'t be used.'), {"file": document.file[:60], "name": name}
            )
            problems.append(Problem(file, _line_of(text, document.file), 1, "error", said, why))
    if not problems:
        return examined
    return Examined(None, tuple(sorted([*examined.problems, *problems], key=lambda problem: problem.line)))


def _paper(folder: Path, file: str) -> bytes | Said:
    """What is in a file beside the scenarios, or why it can't be used."""
    try:
        home = folder.resolve()
        path = (home / file).resolve()
        if not path.is_relative_to(home):
            return Said(N_("It lies outside the folder of the scenario."))
        with path.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        return Said(N_("There is no such file in the folder of the scenario."))
    media = media_of(content)
    return media if isinstance(media, Said) else content


def _line_of(text: bytes, file: str) -> int:
    """The line of a scenario file on which this name stands; the first when it is written in another way."""
    lines = text.decode("utf-8", "replace").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if file in line), 1)
