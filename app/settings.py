"""What may the environment set? Read once, here."""

from __future__ import annotations

from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AliasChoices, Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class SettingsWrong(Exception):
    """A setting can't be used; the message is one sentence for whoever started the program."""


def _named(name: str) -> AliasChoices:
    return AliasChoices(name, name.lower())


class Settings(BaseSettings):
    """What the environment may set; the README lists the same names."""

    model_config = SettingsConfigDict(frozen=True, populate_by_name=True, extra="ignore", env_ignore_empty=True)

    host: str = Field(default="127.0.0.1", validation_alias=_named("HOST"))
    port: int = Field(default=8000, ge=0, le=65_535, validation_alias=_named("PORT"))
    database_url: str = Field(default="", validation_alias=_named("DATABASE_URL"))
    data: Path = Field(default=ROOT / "data", validation_alias=_named("TEGENSPEL_DATA"))
    scenarios: Path = Field(default=ROOT / "scenarios", validation_alias=_named("TEGENSPEL_SCENARIOS"))
    public_url: str = Field(default="", validation_alias=_named("TEGENSPEL_PUBLIC_URL"))
    language: Literal["nl", "en"] = Field(default="nl", validation_alias=_named("TEGENSPEL_LANGUAGE"))
    timezone: ZoneInfo = Field(default=ZoneInfo("Europe/Amsterdam"), validation_alias=_named("TEGENSPEL_TIMEZONE"))
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="warning", validation_alias=_named("TEGENSPEL_LOG_LEVEL")
    )

    @field_validator("public_url")
    @classmethod
    def _is_address(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://")
        return value.rstrip("/")

    @property
    def database(self) -> str:
        """The address of the database: the one that was set, else SQLite in the data folder."""
        return self.database_url or f"sqlite:///{self.data.resolve() / 'tegenspel.sqlite3'}"

    @property
    def public_host(self) -> str:
        """The host in the public address, which pages behind a proxy come from; empty without one."""
        return urlsplit(self.public_url).netloc

    @property
    def address(self) -> str:
        """How people reach this server, without a slash at the end."""
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::", "") else self.host  # noqa: S104
        return self.public_url or f"http://{f'[{host}]' if ':' in host else host}:{self.port}"


def read_settings() -> Settings:
    """The settings from the environment; raises SettingsWrong with one sentence."""
    try:
        return Settings()
    except ValidationError as wrong:
        first = wrong.errors(include_url=False)[0]
        name = str(first["loc"][0]).upper() if first["loc"] else "A setting"
        raise SettingsWrong(f"{name} can't be used: {first['msg']} (it is {first.get('input')!r}).") from None
