"""Does the README name every setting and every command?"""

from __future__ import annotations

from typer.main import get_command

from app.cli import app
from app.settings import ROOT, Settings

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_setting_stands_in_the_readme() -> None:
    names = [str(field.validation_alias.choices[0]) for field in Settings.model_fields.values()]  # type: ignore[union-attr]
    assert [name for name in names if f"| `{name}` |" not in README] == []


def test_every_command_stands_in_the_readme() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    assert [name for name in commands if f"`tegenspel {name}" not in README] == []
