"""Which scenarios are there? The folder of scenario files: list them, open one, hand out its text."""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass
from pathlib import Path

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
        return Entry(scenario_id, file, text, examined)

    def _unreadable(self, scenario_id: str, path: Path, why: OSError) -> Entry | None:
        if isinstance(why, FileNotFoundError):
            return None
        said = Said(N_("The file cannot be opened: {reason}."), {"reason": why.strerror or "?"})
        file = f"{self._folder.name}/{path.name}"
        return Entry(scenario_id, file, b"", Examined(None, (Problem(file, 1, 1, "error", said),)))
