"""How does the server start, and what does the one who starts it need to know?"""

from __future__ import annotations

import errno
import gc
import logging
import socket
import sys
from typing import TYPE_CHECKING

import structlog
import uvicorn
from rich.text import Text

from app.cli_exercise import make_exercise
from app.cli_words import Stop, _, out, settings
from app.live.clock import SystemClock
from app.main import create_app

if TYPE_CHECKING:
    from fastapi import FastAPI

    from app.settings import Settings
    from app.store.exercises import ExerciseRecord
    from app.web.parts import Parts

DEMO_SCENARIO = "gruttostraat"
EVERY_ADDRESS = ("0.0.0.0", "::", "")  # noqa: S104
EARS = 16
MOST_FILES = 65_536
# An address of the documentation range: choosing the way there sends nothing, and shows which of ours would be used.
SOMEWHERE = ("192.0.2.1", 9)


def run_server(host: str | None, port: int | None, *, demo: bool) -> None:
    """Listen and serve until somebody stops it; Stop with a sentence when that can't be."""
    known = settings()
    chosen = {"host": host, "port": port}
    known = known.model_copy(update={name: value for name, value in chosen.items() if value is not None})
    write_logs(known)
    # First the port: when it is taken, nothing has been made yet.
    with listen(known.host, known.port) as listening:
        known = known.model_copy(update={"port": listening.getsockname()[1]})
        app = create_app(known, SystemClock())
        if demo:
            show_ways_in(app.state.parts, known)
        else:
            out().print(_("Tegenspel is at {link}", link=reach(known)), markup=False)
        tune_interpreter()
        allow_many_screens()
        uvicorn.Server(server_config(app)).run(sockets=ears(listening))


def tune_interpreter() -> None:
    """Set Python for a server that must never stand still for long.

    A full search for cycles in memory takes 200 ms with a thousand screens, and used to come every few seconds. And the
    thread that writes the log needs its turns while a whole hall answers: each would otherwise come 5 ms later.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    sys.setswitchinterval(0.001)


def allow_many_screens() -> None:
    """Let this process open as many connections as the system lets it: a hall of a thousand needs two thousand.

    Most systems begin at 1,024, and then the last of the hall would find the door shut.
    """
    try:
        import resource
    except ImportError:  # a system without such limits
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def server_config(app: FastAPI) -> uvicorn.Config:
    """How uvicorn serves us; the tests and the measurements use the same."""
    return uvicorn.Config(
        app,
        loop="uvloop",
        http="httptools",
        ws="auto",
        ws_max_size=65_536,
        ws_ping_interval=10,
        ws_ping_timeout=10,
        ws_per_message_deflate=False,  # three to four times the work for each frame
        timeout_graceful_shutdown=5,
        backlog=2048,
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
    )


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; Stop with one sentence when that can't be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Stop(
                "Port {port} is in use. Stop the other program, or choose another port: --port {other}",
                port=port,
                other=port + 1 if port < 65_535 else 8000,
            ) from None
        if error.errno == errno.EACCES:
            raise Stop("Port {port} needs more rights than you have. Choose one above 1023.", port=port) from None
        raise Stop("This computer can't listen on {host}: {reason}.", host=host, reason=error.strerror or "?") from None


def ears(listening: socket.socket) -> list[socket.socket]:
    """The same socket several times, for the server to listen on.

    The loop takes in one connection a turn from each. When a whole hall comes or answers at once a turn takes a
    millisecond, and the last would wait a second before anybody hears them.
    """
    return [listening, *(listening.dup() for _ in range(EARS - 1))]


def reach(known: Settings) -> str:
    """The address at which others reach this server, as well as we can tell."""
    if known.public_url or known.host not in EVERY_ADDRESS:
        return known.address
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(SOMEWHERE)
            return f"http://{probe.getsockname()[0]}:{known.port}"
        except OSError:
            return known.address


def show_ways_in(parts: Parts, known: Settings) -> None:
    """Print the link to the console, the link and code to join, and the QR code of that link."""
    exercise = _joinable(parts)
    site, key = reach(known), parts.keys.first_run()
    console_link = f"{site}/setup?key={key}" if key else f"{site}/x/{exercise.slug}/console"
    join_link = f"{site}/j/{exercise.join_code}"
    lines = [
        (_("Console (makes your account, works once)") if key else _("Console"), console_link),
        (_("Join link"), join_link),
        (_("Join code"), exercise.join_code),
    ]
    console = out()
    console.print(Text(exercise.title, "bold green"))
    for name, value in lines:
        console.print(Text.assemble((f"{name}: ", "bold"), value))
    _draw_qr(join_link)
    if site.startswith("http://127."):
        console.print(_("Only this computer can join. For others, start with: HOST=0.0.0.0 make run"), markup=False)
    console.print(_("Stop with Ctrl+C; nothing is lost."), markup=False)


def _draw_qr(link: str) -> None:
    import segno

    if (sys.stdout.encoding or "").lower().replace("-", "") == "utf8":
        segno.make(link, error="m").terminal(out=sys.stdout, compact=True)


def _joinable(parts: Parts) -> ExerciseRecord:
    open_ones = [record for record in parts.exercises.list() if record.phase != "ended"]
    return open_ones[0] if open_ones else make_exercise(parts.exercises, parts.library, DEMO_SCENARIO)


def write_logs(known: Settings) -> None:
    """Write what is logged as lines of JSON to the error stream."""
    level = logging.getLevelNamesMapping()[known.log_level.upper()]
    logging.basicConfig(level=level, format="%(message)s", stream=sys.stderr, force=True)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
