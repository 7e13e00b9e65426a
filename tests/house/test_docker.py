"""Is the container built as it should be: checked by hadolint, without root, and telling whether it is well?"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.house.source import ROOT

DOCKERFILE = ROOT / "Dockerfile"


def test_hadolint_has_no_remark() -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([hadolint, "--no-color", DOCKERFILE], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_every_stage_begins_with_an_exact_version() -> None:
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE.read_text(), re.MULTILINE)
    assert len(bases) >= 2
    assert [base for base in bases if not re.search(r":\d+\.\d+\.\d+-", base)] == []


def test_the_container_runs_as_a_numbered_user_that_is_not_root() -> None:
    users = re.findall(r"^USER (.+)$", DOCKERFILE.read_text(), re.MULTILINE)
    assert users
    assert re.fullmatch(r"[1-9]\d*(:[1-9]\d*)?", users[-1])


def test_the_container_tells_whether_it_is_well() -> None:
    last_stage = DOCKERFILE.read_text().rpartition("\nFROM ")[2]
    assert re.search(r"^HEALTHCHECK .*\n.*/healthz", last_stage, re.MULTILINE)


def test_all_that_is_copied_into_the_container_exists() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE.read_text(), re.MULTILINE)
    names = {name for line in copied for name in line.split()}
    assert names
    assert {name for name in names if not (ROOT / name).exists()} == set()
