"""Is this cookie one that we gave, and not too long ago?"""

from __future__ import annotations

from typing import Any

from itsdangerous import BadData, URLSafeSerializer

DAY = 86_400_000


class Signer:
    """Signs small values for cookies with the secret of this server."""

    def __init__(self, secret: str | bytes) -> None:
        self._secret = secret

    def sign(self, kind: str, value: Any, now: int) -> str:
        """``value`` with the moment (real ms) as a token; a token of one kind is worth nothing as another."""
        return str(self._serializer(kind).dumps([value, now]))

    def read(self, kind: str, token: str, now: int, lasts: int) -> Any:
        """The value of a token that we signed less than ``lasts`` ms ago, else None."""
        try:
            value, at = self._serializer(kind).loads(token)
        except (BadData, TypeError, ValueError):
            return None
        return value if isinstance(at, int) and 0 <= now - at < lasts else None

    def _serializer(self, kind: str) -> URLSafeSerializer:
        return URLSafeSerializer(self._secret, salt=f"tegenspel.{kind}")
