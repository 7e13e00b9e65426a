"""What may the environment set, and is a wrong setting one sentence?"""

from __future__ import annotations

from pathlib import Path

import pytest

from app.settings import ROOT, Settings, SettingsWrong, read_settings

NAMES = ["HOST", "PORT", "DATABASE_URL", "TEGENSPEL_DATA", "TEGENSPEL_SCENARIOS", "TEGENSPEL_PUBLIC_URL"]
NAMES += ["TEGENSPEL_LANGUAGE", "TEGENSPEL_TIMEZONE", "TEGENSPEL_LOG_LEVEL"]


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment that sets nothing."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_without_anything_it_runs_on_this_computer_only() -> None:
    settings = read_settings()
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.database == f"sqlite:///{ROOT / 'data' / 'tegenspel.sqlite3'}"
    assert settings.address == "http://127.0.0.1:8000"


def test_the_environment_sets_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    chosen = {"HOST": "0.0.0.0", "PORT": "9000", "TEGENSPEL_DATA": str(tmp_path), "TEGENSPEL_LANGUAGE": "en"}
    for name, value in chosen.items():
        monkeypatch.setenv(name, value)
    settings = read_settings()
    assert (settings.host, settings.port, settings.language) == ("0.0.0.0", 9000, "en")
    assert settings.database == f"sqlite:///{tmp_path / 'tegenspel.sqlite3'}"
    assert settings.address == "http://127.0.0.1:9000"


def test_a_public_address_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEGENSPEL_PUBLIC_URL", "https://oefenen.example.org/")
    settings = read_settings()
    assert settings.address == "https://oefenen.example.org"
    assert settings.public_host == "oefenen.example.org"


def test_an_address_of_the_new_kind_stands_in_brackets() -> None:
    assert Settings(host="::1", port=8000).address == "http://[::1]:8000"


def test_an_empty_setting_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "")
    assert read_settings().port == 8000


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "abc"),
        ("PORT", "70000"),
        ("TEGENSPEL_LANGUAGE", "fr"),
        ("TEGENSPEL_TIMEZONE", "Mars/Olympus"),
        ("TEGENSPEL_PUBLIC_URL", "oefenen.example.org"),
        ("TEGENSPEL_LOG_LEVEL", "loud"),
    ],
)
def test_a_wrong_setting_is_one_sentence(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsWrong) as wrong:
        read_settings()
    sentence = str(wrong.value)
    assert sentence.startswith(f"{name} can't be used: ")
    assert value in sentence
    assert "\n" not in sentence
