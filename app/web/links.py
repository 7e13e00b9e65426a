"""Which addresses do we hand out on paper, on the wall and in QR codes?"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import segno
from markupsafe import Markup

from app.web.parts import parts_of

if TYPE_CHECKING:
    from starlette.requests import Request


def site(request: Request) -> str:
    """How people reach this server, without a slash at the end: by the public address when it is set."""
    return parts_of(request).settings.public_url or str(request.base_url).rstrip("/")


def join_link(request: Request, code: str) -> str:
    """The address behind the QR code that lets people join."""
    return f"{site(request)}/j/{code}"


def card_link(request: Request, slug: str, seat: str, token: str) -> str:
    """The address on the card of a seat."""
    return f"{site(request)}/card/{slug}/{seat}/{token}"


def qr_code(link: str, title: str) -> Markup:
    """A QR code as a drawing inside the page; it takes the colour and the size of where it stands."""
    drawing = BytesIO()
    segno.make(link, error="m").save(
        drawing, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=2, title=title, svgclass="qr-code",
        lineclass=None,
    )  # fmt: skip
    return Markup(drawing.getvalue().decode())  # noqa: S704 - drawn by us, the title is escaped
