"""How does a region of a screen become HTML, once for all who share it?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import structlog
from markupsafe import Markup

if TYPE_CHECKING:
    from app.engine.scene import Scene
    from app.perspectives.parts import Perspective, Region
    from app.web.templating import Templates

log = structlog.get_logger()
KEPT = 8_192
Place = tuple[str, str, bool, int]
_OPENING = re.compile(r'<[^<>]*\sid="([^"]*)"[^<>]*>')


class Painter:
    """Paints regions; equal parts are painted once and then remembered."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates
        self._painted = lru_cache(KEPT)(self._paint_if_possible)
        # A desk is hundreds of regions, and those of a thousand desks that come back are the very same objects: to know
        # one again costs a tenth of comparing all that it shows.
        self._seen: dict[tuple[int, str, str], tuple[Region, tuple[str, bytes]]] = {}

    def paint(self, perspective: str, region: Region, locale: str) -> str:
        """The HTML of one region of a perspective in one language; empty when a fault of ours keeps it from that."""
        return self._forms(perspective, region, locale)[0]

    def paint_all(self, perspective: str, regions: Iterable[Region], locale: str) -> str:
        """The HTML of these regions, one after another."""
        return "\n".join([self._forms(perspective, region, locale)[0] for region in regions])

    def encode_all(self, perspective: str, regions: Iterable[Region], locale: str) -> bytes:
        """The same as it goes over the wire, each region encoded once: a thousand desks may come back at once."""
        return b"\n".join([self._forms(perspective, region, locale)[1] for region in regions])

    def _forms(self, perspective: str, region: Region, locale: str) -> tuple[str, bytes]:
        known = self._seen.get((id(region), perspective, locale))
        if known is not None and known[0] is region:
            return known[1]
        place = (region.into, region.at, region.once, region.order)
        forms = self._painted(perspective, region.template, region.id, region.part, place, locale)
        if len(self._seen) >= KEPT:
            self._seen.clear()
        self._seen[id(region), perspective, locale] = region, forms
        return forms

    def screen(self, perspective: Perspective, scene: Scene, seat: str, locale: str) -> Painted:
        """Everything that one screen shows now, for the page that is about to be sent."""
        painted = Painted(scene.state.seq, {}, {}, set())
        for region in perspective.whole(scene, seat):
            html = Markup(self.paint(perspective.name, region, locale))  # noqa: S704 - from our templates
            painted.regions[region.id] = html
            if region.once:
                painted.holders.add(html)
            if region.into:
                shelf = painted.shelves.setdefault(region.into, [])
                shelf.insert(0 if region.at == "start" else len(shelf), html)
        return painted

    def _paint_if_possible(
        self, perspective: str, template: str, id_: str, part: Any, place: Place, locale: str
    ) -> tuple[str, bytes]:
        """A region that fails takes no others with it; that is remembered too, so that a fault is logged once."""
        try:
            html = self._paint(perspective, template, id_, part, place, locale)
        except Exception:
            log.exception("a region could not be painted", perspective=perspective, region=id_)
            html = ""
        return html, html.encode()

    def _paint(self, perspective: str, template: str, id_: str, part: Any, place: Place, locale: str) -> str:
        name = f"regions/{perspective}/{template}.html"
        values = {"region": RegionId(id_), "part": part, "region_attrs": _attributes(place)}
        return self._templates.render(name, locale, **values).strip()


@lru_cache(KEPT)
def _attributes(place: Place) -> Markup:
    into, at, once, order = place
    attributes = Markup("data-region")
    if into:
        attributes += Markup(' data-into="{}" data-at="{}"').format(into, at)
    if order:
        attributes += Markup(' data-order="{}"').format(order)
    if once:
        attributes += Markup(" data-once")
    return attributes


@dataclass(frozen=True, slots=True)
class RegionId:
    """What a region template may know of its region beside its part."""

    id: str


@dataclass(frozen=True, slots=True)
class Painted:
    """A painted screen as its page uses it: one region by id, or all that stand in a container, in order.

    A container may stand inside a region, as the element with its id. Such a region is one that is put there once
    (``holders``), because painting it again would empty it, and what is put into it stands at its start.
    """

    seq: int
    regions: dict[str, Markup]
    shelves: dict[str, list[Markup]]
    holders: set[Markup]

    def __getitem__(self, id_: str) -> Markup:
        return self.regions[id_]

    def into(self, container: str) -> Markup:
        """All regions that stand in this container, with what stands in those."""
        return Markup("\n").join([self._filled(html) for html in self.shelves.get(container, ())])

    def _filled(self, html: Markup) -> Markup:
        """A region with what belongs in the containers that it holds."""
        if html not in self.holders:
            return html
        return Markup(_OPENING.sub(lambda tag: f"{tag[0]}{self.into(tag[1])}", html))  # noqa: S704 - from our templates
