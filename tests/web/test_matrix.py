"""Who may do what? Every route and every socket, tried by everybody, against one written table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from starlette.routing import BaseRoute, Mount, Route

from app.web.commands import SEAT_PATHS
from app.web.stream import SCREENS
from tests.web.sockets import knock
from tests.web.world import Cookies, World

EVERYBODY = frozenset(
    {"nobody", "guest", "player", "freed player", "player elsewhere", "facilitator", "facilitator elsewhere"}
    | {"controller", "evaluator", "observer"}
)
LEADER = frozenset({"facilitator"})
MAKERS = LEADER | {"facilitator elsewhere"}
SEATED = frozenset({"player"})
COMING_IN = SEATED | {"guest"}
INSIDE = frozenset({"facilitator", "controller", "evaluator", "observer", "player"})

# Who is let through; everybody else is refused or sent to the log-in page.
TABLE: dict[str, frozenset[str]] = {
    "GET /": EVERYBODY,
    "GET /healthz": EVERYBODY,
    "GET /readyz": EVERYBODY,
    "GET /static": EVERYBODY,
    "GET /setup": frozenset(),  # there is an account already
    "POST /setup": EVERYBODY,
    "GET /login": EVERYBODY,
    "POST /login": EVERYBODY,
    "POST /logout": EVERYBODY,
    "GET /join": EVERYBODY,
    "POST /join": EVERYBODY,
    "GET /j/{code}": EVERYBODY,
    "GET /card/{slug}/{seat}/{token}": EVERYBODY,
    "POST /card/{slug}/{seat}/{token}": EVERYBODY,
    "GET /new": MAKERS,
    "POST /new": MAKERS,
    "GET /x/{slug}/console": LEADER,
    "GET /x/{slug}/log": LEADER,
    "GET /x/{slug}/inject/{inject}": LEADER,
    "GET /x/{slug}/form/{name}": LEADER,
    "GET /x/{slug}/people": LEADER,
    "GET /x/{slug}/talk/{number}": LEADER,
    "GET /x/{slug}/console/seat/{seat}": LEADER,
    "GET /x/{slug}/cards": LEADER,
    "GET /x/{slug}/preview/{command}": LEADER,
    "POST /x/{slug}/do/{command}": LEADER,
    "GET /x/{slug}/lobby": COMING_IN,
    "POST /x/{slug}/seat/take": COMING_IN,
    "GET /x/{slug}/desk": SEATED,
    "GET /x/{slug}/directory": SEATED,
    "GET /x/{slug}/seat-link": SEATED,
    "POST /x/{slug}/seat/{command}": SEATED,
    "GET /x/{slug}/wall": INSIDE,
    "GET /x/{slug}/file/{name}": INSIDE,
    "POST /x/{slug}/file": SEATED,
}
SOCKETS = {"desk": SEATED, "console": LEADER, "seat": LEADER, "wall": INSIDE}
FIELDS = {"command": "shift", "inject": "A1", "name": "edit", "seat": "wethouder-1", "number": "1"}
QUERY = {"/x/{slug}/form/{name}": "?inject=A1", "/x/{slug}/people": "?seat=teamleider-1"}


@pytest.fixture(scope="module")
async def people(world: World) -> dict[str, Cookies]:
    """Everybody, with what their laptop remembers."""
    here, elsewhere = world.exercise, world.other
    everybody: dict[str, Cookies] = {
        "nobody": {},
        "guest": world.guest(),
        "player": await world.seated("teamleider-1"),
        "freed player": await world.seated("gezinswerker-2"),
        "player elsewhere": await world.seated("teamleider-1", elsewhere),
        "facilitator": await world.account("eva", here, "facilitator"),
        "facilitator elsewhere": await world.account("femke", elsewhere, "facilitator"),
        "controller": await world.account("karel", here, "controller"),
        "evaluator": await world.account("ellen", here, "evaluator"),
        "observer": await world.account("omar", here, "observer"),
    }
    # A laptop may hold the cookie of another exercise under the name of this one: it opens nothing here.
    everybody["player elsewhere"] |= {f"tegenspel_seat_{here.slug}": next(iter(everybody["player elsewhere"].values()))}
    async with world.browser(everybody["facilitator"]) as browser:
        freed = await browser.post(f"/x/{here.slug}/do/free", data={"seat": "gezinswerker-2"})
        assert freed.status_code == 303
    return everybody


def flat(routes: Iterable[BaseRoute]) -> Iterator[Route | Mount]:
    """The routes, also of routers within routers; of a kind that we do not know, the test wants to know more."""
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            yield from flat(inner.routes)
            continue
        assert isinstance(route, Route | Mount), f"{route!r} is of a kind that this test does not know"
        yield route


def rows(world: World) -> list[str]:
    """Every method and address that the server answers."""
    found = [f"POST {path}" for path in SEAT_PATHS]
    for route in flat(world.app.routes):
        methods = {"GET"} if isinstance(route, Mount) else route.methods
        found += [f"{method} {route.path}" for method in sorted(methods or ())]
    return sorted(found)


def test_every_route_has_a_row_and_every_row_a_route(world: World) -> None:
    assert rows(world) == sorted(TABLE)


def test_every_socket_has_a_row_and_every_row_a_socket() -> None:
    assert sorted(SCREENS) == sorted(SOCKETS)


@pytest.mark.parametrize("row", sorted(TABLE))
async def test_who_is_let_through(world: World, people: dict[str, Cookies], row: str) -> None:
    method, path = row.split(" ")
    token = world.parts.exercises.card_token(world.exercise.id, FIELDS["seat"])
    fields = {**FIELDS, "slug": world.exercise.slug, "token": token, "code": world.exercise.join_code}
    if "/seat/" in path:
        fields["command"] = "open"
    url = path.format(**fields) + QUERY.get(path, "")
    through = set()
    for who, cookies in people.items():
        async with world.browser(cookies) as browser:
            answer = await browser.request(method, url)
        assert answer.status_code < 500, f"{who}: {answer.text}"
        to_login = answer.status_code == 303 and answer.headers["location"].startswith("/login")
        if answer.status_code not in (401, 403) and not to_login:
            through.add(who)
    assert through == TABLE[row]


@pytest.mark.parametrize("screen", sorted(SOCKETS))
async def test_whose_screens_are_fed(world: World, people: dict[str, Cookies], screen: str) -> None:
    path = f"/x/{world.exercise.slug}/live?screen={screen}&seat=teamleider-1"
    answers = {who: await knock(world, path, cookies) for who, cookies in people.items()}
    assert {who for who, answer in answers.items() if answer == "in"} == SOCKETS[screen]
    assert set(answers.values()) <= {"in", "4401", "4403"}


async def test_there_are_no_other_sockets(world: World, people: dict[str, Cookies]) -> None:
    slug = world.exercise.slug
    assert await knock(world, f"/x/{slug}/live?screen=everything", people["facilitator"]) == "4404"
    assert await knock(world, "/x/nothere1/live?screen=wall", people["facilitator"]) == "4404"
    assert await knock(world, f"/x/{slug}/live?screen=seat&seat=niemand-1", people["facilitator"]) == "4404"
    assert await knock(world, f"/x/{slug}/elsewhere", people["facilitator"]) == "refused"


@pytest.mark.parametrize("origin", [None, "http://elsewhere.test", "null", "http://tegenspel.test.elsewhere.test"])
async def test_sockets_of_other_sites_are_refused(world: World, people: dict[str, Cookies], origin: str | None) -> None:
    path = f"/x/{world.exercise.slug}/live?screen=desk"
    assert await knock(world, path, people["player"], origin) == "refused"
