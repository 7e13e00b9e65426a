"""Does every command do what it says, and is everything that goes wrong one sentence?"""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from app.cli_serve import EARS, MOST_FILES, allow_many_screens, ears, listen, reach
from app.cli_words import Stop
from app.settings import ROOT, Settings

GOOD = "scenarios/gruttostraat.yaml"
PATIENCE_S = 60


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    status: int
    out: str
    err: str


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment with a data folder of this test alone, in English."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TEGENSPEL_", "LC_", "LANG"))}
    kept = {name: value for name, value in kept.items() if name not in ("HOST", "PORT", "DATABASE_URL")}
    return {**kept, "TEGENSPEL_DATA": str(tmp_path / "data"), "PYTHONIOENCODING": "utf-8", "TERM": "dumb"}


@pytest.fixture
def tegenspel(environment: dict[str, str]) -> Callable[..., Done]:
    """Run a command."""

    def run(*words: str, **more: str) -> Done:
        command = [sys.executable, "-m", "app", *words]
        ended = subprocess.run(
            command, cwd=ROOT, env=environment | more, capture_output=True, text=True, timeout=PATIENCE_S
        )
        assert "Traceback" not in ended.stderr
        return Done(ended.returncode, ended.stdout, ended.stderr)

    return run


def test_help_names_every_command(tegenspel: Callable[..., Done]) -> None:
    done = tegenspel("--help")
    assert done.status == 0
    for command in ("serve", "demo", "check", "rehearse", "exercise"):
        assert command in done.out


def test_a_good_file_can_be_played(tegenspel: Callable[..., Done]) -> None:
    done = tegenspel("check", GOOD)
    assert done.status == 0
    assert f"{GOOD}: can be played" in done.out


def test_mistakes_are_told_with_their_place_all_at_once(tegenspel: Callable[..., Done], tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(
        (ROOT / GOOD).read_text("utf-8").replace("duration: ", "duration: x", 1) + "\nnonsense: 1\n", "utf-8"
    )
    done = tegenspel("check", str(wrong), GOOD)
    assert done.status == 1
    assert re.search(rf"{re.escape(str(wrong))}:\d+:\d+  ", done.out)
    assert "2 mistakes" in done.out
    assert "can be played" in done.out


def test_mistakes_as_data(tegenspel: Callable[..., Done], tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("nonsense", "utf-8")
    done = tegenspel("check", "--json", str(wrong), GOOD)
    assert done.status == 1
    first, second = json.loads(done.out)
    assert (first["ok"], second["ok"], second["id"]) == (False, True, "gruttostraat")
    assert first["problems"][0]["line"] == 1
    assert {"line", "column", "severity", "message", "hint"} == set(first["problems"][0])


@pytest.mark.parametrize(("words", "sentence"), [(("check", "nothing.yaml"), "There is no file nothing.yaml.")])
def test_a_file_that_is_not_there(tegenspel: Callable[..., Done], words: tuple[str, ...], sentence: str) -> None:
    done = tegenspel(*words)
    assert (done.status, done.err.strip()) == (1, sentence)


def test_the_terminal_chooses_the_language(tegenspel: Callable[..., Done]) -> None:
    assert "Er is geen bestand nothing.yaml." in tegenspel("check", "nothing.yaml", LANG="nl_NL.UTF-8").err
    assert "There is no file nothing.yaml." in tegenspel("check", "nothing.yaml", LANG="de_DE.UTF-8").err


def test_a_rehearsal_shows_what_went_out(tegenspel: Callable[..., Done]) -> None:
    done = tegenspel("rehearse", GOOD)
    assert done.status == 0
    assert re.search(r"\d+ injects went out; expected actions: \d+ seen, \d+ not seen\.", done.out)
    data = json.loads(tegenspel("rehearse", GOOD, "--json").out)
    silent = json.loads(tegenspel("rehearse", GOOD, "--silent", "--json").out)
    assert data["id"] == "gruttostraat"
    assert len(data["released"]) == len(silent["released"]) > 30
    assert silent["met"] < data["met"]


def test_a_variant_that_is_not_there_names_those_that_are(tegenspel: Callable[..., Done]) -> None:
    done = tegenspel("rehearse", GOOD, "--variant", "nothing")
    assert done.status == 1
    assert re.fullmatch(r"There is no variant nothing\. There are: .+\.", done.err.strip())


def test_exercises_are_made_and_listed(tegenspel: Callable[..., Done]) -> None:
    assert "There are no exercises yet." in tegenspel("exercise", "list").out
    assert "is ready." in tegenspel("exercise", "new", "gruttostraat", "--title", "Dinsdag").out
    made = json.loads(tegenspel("exercise", "new", "gruttostraat", "--json").out)
    listed = json.loads(tegenspel("exercise", "list", "--json").out)
    assert [exercise["title"] for exercise in listed][1] == "Dinsdag"
    assert listed[0] == made
    assert made["join"].endswith(f"/j/{made['join_code']}")
    assert made["join_code"] in tegenspel("exercise", "list").out


def test_a_scenario_that_is_not_there_names_those_that_are(tegenspel: Callable[..., Done]) -> None:
    done = tegenspel("exercise", "new", "nothing")
    assert (done.status, done.err.strip()) == (
        1,
        "There is no scenario nothing. There are: gruttostraat, zilverlinde.",
    )


@pytest.mark.parametrize(
    ("environment_says", "sentence"),
    [
        ({"PORT": "many"}, "PORT can't be used: "),
        ({"DATABASE_URL": "mysql://localhost/x"}, "DATABASE_URL must begin with sqlite:/// or postgresql://."),
        ({"TEGENSPEL_DATA": "/proc/nothing"}, "/proc/nothing/tegenspel.sqlite3 can't be opened. "),
    ],
)
def test_what_keeps_the_server_from_starting_is_one_sentence(
    tegenspel: Callable[..., Done], environment_says: dict[str, str], sentence: str
) -> None:
    done = tegenspel("demo", **{"PORT": "0", **environment_says})
    assert done.status == 1
    assert done.err.startswith(sentence)
    assert len(done.err.strip().splitlines()) == 1
    assert done.out == ""


def test_a_busy_port_is_one_sentence(tegenspel: Callable[..., Done]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = tegenspel("serve", "--port", str(port))
    assert done.status == 1
    assert done.err.strip() == (
        f"Port {port} is in use. Stop the other program, or choose another port: --port {port + 1}"
    )


def test_a_host_that_is_not_ours_is_one_sentence() -> None:
    with pytest.raises(Stop) as stop:
        listen("203.0.113.1", 0)
    assert stop.value.refusal.sentence.startswith("This computer can't listen on 203.0.113.1: ")


def test_the_server_has_many_ears_for_one_address() -> None:
    heard = ears(listen("127.0.0.1", 0))
    try:
        assert len({ear.getsockname() for ear in heard}) == 1
        assert len({ear.fileno() for ear in heard}) == EARS
    finally:
        for ear in heard:
            ear.close()


def test_the_server_may_open_as_many_connections_as_the_system_allows() -> None:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (512, before[1]))
    try:
        allow_many_screens()
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        assert soft == (MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES))
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_others_are_told_an_address_that_they_can_reach() -> None:
    assert reach(Settings(host="127.0.0.1", port=8000)) == "http://127.0.0.1:8000"
    assert reach(Settings(host="0.0.0.0", port=8000, public_url="https://x.example.org")) == "https://x.example.org"
    assert re.fullmatch(r"http://[\d.]+:8000", reach(Settings(host="0.0.0.0", port=8000)))


def test_a_demo_prints_the_ways_in_serves_and_stops_when_asked(environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "app", "demo", "--port", "0"]
    running = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert running.stdout is not None
        lines = []
        for line in running.stdout:
            lines.append(line)
            if "Ctrl+C" in line:
                break
        printed = "".join(lines)
        link = re.search(r"Join link: (http://127\.0\.0\.1:\d+)/j/([A-Z0-9]{6})\n", printed)
        assert link, printed
        assert f"Join code: {link[2]}" in printed
        key = re.search(r"Console .*: (http://127\.0\.0\.1:\d+/setup\?key=\S+)\n", printed)
        assert key, printed
        assert "█" in printed
        browser = build_opener(HTTPCookieProcessor())
        for address in (link[0].removeprefix("Join link: ").strip(), key[1], f"{link[1]}/readyz"):
            with browser.open(address, timeout=PATIENCE_S) as answer:
                assert answer.status == 200
    finally:
        running.send_signal(signal.SIGTERM)
        _, err = running.communicate(timeout=PATIENCE_S)
    assert running.returncode in (0, -signal.SIGTERM)
    assert err == ""
