"""Has this address guessed wrong too often? Only what was wrong counts, so a full town hall gets in at once."""

from __future__ import annotations

from collections import OrderedDict, deque
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection

    from app.live.clock import Clock

ADDRESSES_KEPT = 10_000


class FailureLimit:
    """So many wrong guesses are allowed within a stretch of time, for one address and for all together."""

    def __init__(self, clock: Clock, per_address: int, overall: int, within_ms: int) -> None:
        self._clock = clock
        self._within = within_ms
        self._per_address = per_address
        self._overall = overall
        self._all: deque[int] = deque(maxlen=overall)
        self._of: OrderedDict[str, deque[int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._of)

    def wait_seconds(self, address: str) -> int:
        """How long this address has to wait before it may guess again; 0 for not at all."""
        now = self._clock.now()
        waits = [self._wait(self._all, self._overall, now)]
        if address in self._of:
            waits.append(self._wait(self._of[address], self._per_address, now))
        return max(waits)

    def failed(self, address: str) -> None:
        """This address guessed wrong."""
        now = self._clock.now()
        self._all.append(now)
        self._of.setdefault(address, deque(maxlen=self._per_address)).append(now)
        self._of.move_to_end(address)
        if len(self._of) > ADDRESSES_KEPT:
            self._of.popitem(last=False)

    def _wait(self, moments: deque[int], limit: int, now: int) -> int:
        if len(moments) < limit:
            return 0
        return max(0, -(-(moments[0] + self._within - now) // 1000))


def address_of(connection: HTTPConnection) -> str:
    """Where a request comes from; one household of IPv6 (a /64) counts as one address."""
    host = connection.client.host if connection.client else ""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or IPv6Address(int(address) >> 64 << 64))
    return str(address)
