"""A small server of rooms that may be killed at any moment: run as a program by the kill test.

It loads everything once. For each line on its input it forks a server, says its process id, and waits for its end. All
these servers answer on the same port, one after the other.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import sys

from app.engine.commands import GiveAnswer
from app.live.ask import Told
from app.live.clock import SystemClock
from app.live.rooms import Rooms
from app.scenario.read import read
from app.store.database import open_database
from app.store.event_log import EventLog
from app.store.exercises import Exercises
from app.store.keys import Keys

INJECTS = 2_000
ROLES = 4
TEXT = "\n".join(
    [
        "tegenspel: 1",
        "id: snel",
        "title: Oefening Snel",
        "duration: 60m",
        'story: {start: "2026-03-10 08:30"}',
        "teams: {wijkteam: {title: Wijkteam}}",
        f"roles: {{gezinswerker: {{title: Gezinswerker, team: wijkteam, seats: {ROLES}}}}}",
        "actors: {mentor: {title: Mentor}}",
        "injects:",
        *(
            f"  - {{id: A{n}, at: T+{n}s, from: mentor, to: [all], by: email, title: Bericht {n}, text: Bel terug}}"
            for n in range(1, INJECTS + 1)
        ),
    ]
)


async def serve(listener: socket.socket, url: str) -> None:
    """Let all exercises go on, and write down what seats answer."""
    database = open_database(url)
    log = EventLog(database)
    rooms = Rooms(Exercises(database, Keys(database)), log, SystemClock())
    await rooms.open_all()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while asked := await reader.readline():
            slug, seat, text, wish = json.loads(asked)
            room = await rooms.get(slug)
            assert room is not None
            number = len(room.state.messages)
            answer = await room.submit(GiveAnswer(number, seat, text), f"seat:{seat}", wish)
            said = "" if isinstance(answer, Told) else answer.sentence
            writer.write(json.dumps([wish, said]).encode() + b"\n")

    server = await asyncio.start_server(talk, sock=listener)
    await server.serve_forever()


def main(url: str) -> None:
    """Fork one server after the other."""
    read(TEXT.encode(), "scenario")  # remembered, so that no server has to read it again
    listener = socket.create_server(("127.0.0.1", 0), backlog=100)
    print(listener.getsockname()[1], flush=True)  # noqa: T201
    while sys.stdin.readline():
        child = os.fork()
        if child == 0:
            asyncio.run(serve(listener, url))
        print(child, flush=True)  # noqa: T201
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(sys.argv[1])
