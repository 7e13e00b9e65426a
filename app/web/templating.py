"""How does a template become HTML in the reader's language?"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from functools import cache, lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from app.settings import ROOT
from app.web import format_times
from app.web.locale_catalogue import LOCALES, Catalogue, catalogue
from app.web.locale_choice import LANGUAGE_COOKIE, choose_locale, choose_theme

if TYPE_CHECKING:
    from starlette.requests import Request

    from app.engine.commands import Refusal
    from app.settings import Settings

TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"
YEAR = 365 * 86_400


class Templates:
    """The templates, once for each language, because a translation is part of what a template compiles to."""

    def __init__(self, settings: Settings, folder: Path = TEMPLATES) -> None:
        self.settings = settings
        self.environments = {locale: _environment(locale, settings, folder) for locale in LOCALES}

    def warm(self) -> None:
        """Load every template now, so that no inject waits for it. It blocks, for long on the very first start."""
        for environment in self.environments.values():
            for name in environment.list_templates(extensions=["html"]):
                environment.get_template(name)
        markdown("")

    def render(self, name: str, locale: str, /, **values: Any) -> str:
        """One template with these values; a value it misses is an error."""
        return self.environments[locale].get_template(name).render(**values)

    def locale_of(self, request: Request) -> str:
        """The language of whoever asks."""
        accept = request.headers.get("accept-language", "")
        return choose_locale(request.query_params, request.cookies, accept, self.settings.language)

    def page(self, request: Request, name: str, /, status: int = 200, **values: Any) -> HTMLResponse:
        """A whole page, or a fragment, for whoever asks; remembers the language they chose in the address."""
        locale = self.locale_of(request)
        theme = choose_theme(request.cookies)
        html = self.render(name, locale, path=request.url.path, theme=theme, **values)
        response = HTMLResponse(html, status)
        if request.query_params.get("lang") == locale:
            response.set_cookie(LANGUAGE_COOKIE, locale, max_age=YEAR, samesite="lax")
        return response

    def sentence(self, request: Request, refusal: Refusal) -> str:
        """Why not, in the language of whoever asks."""
        return catalogue(self.locale_of(request)).sentence(refusal)


class _Environment(Environment):
    """Finds what every region needs at once: Jinja's own ways to it take more time than the region itself."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._found: dict[str, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's name
    ) -> Template:
        """A template, from a plain dict once it was loaded: they don't change while the server runs."""
        if globals or isinstance(name, Template):
            return super().get_template(name, parent, globals)
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = super().get_template(name, parent)
        return found

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template in one plain dict, and not in a chain of them."""
        return {**self.globals, **(d or {})}


def _environment(locale: str, settings: Settings, folder: Path) -> Environment:
    environment = _Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_compiled_before(),
        extensions=["jinja2.ext.i18n"],
    )
    words = catalogue(locale)
    install = environment.install_gettext_callables  # type: ignore[attr-defined]
    install(words.gettext, words.ngettext, newstyle=True)
    environment.globals["_"] = _sayer(words)
    times = {
        "exercise_time": format_times.exercise_time,
        "story_time": format_times.story_clock,
        "real_time": partial(format_times.real_clock, zone=settings.timezone),
        "real_day": partial(format_times.real_day, zone=settings.timezone, locale=locale),
        "duration": format_times.short_duration,
    }
    helpers = {
        "markdown": markdown,
        "icon": icon,
        "asset": asset,
        "sentence": words.sentence,
        "remembered": remembered,
    }
    environment.globals.update(times, **helpers, locale=locale)
    environment.filters.update(times, **helpers)
    return environment


def _sayer(words: Catalogue) -> Callable[..., Markup]:
    """What ``_`` is in a template: as Jinja's own, at a tenth of its time: a message needs some 50 of them."""
    plain: dict[str, Markup] = {}

    def say(msgid: str, /, **values: Any) -> Markup:
        if values:
            safe = {name: value if isinstance(value, int) else escape(value) for name, value in values.items()}
            return Markup(words.gettext(msgid) % safe)  # noqa: S704 - our own sentence with escaped values
        said = plain.get(msgid)
        if said is None:
            said = plain[msgid] = Markup(words.gettext(msgid)) % {}  # noqa: S704 - our own sentence
        return said

    return say


@cache
def _compiled_before() -> FileSystemBytecodeCache | None:
    """What was compiled in an earlier run, in a folder that only this user can write; None where there can be none."""
    try:
        return FileSystemBytecodeCache()
    except (RuntimeError, OSError):
        return None


@lru_cache(2_048)
def remembered(macro: Callable[[Any], Markup], part: Any) -> Markup:
    """What a macro made of a part that many screens hold, such as the dialogs of everybody with the same role."""
    return macro(part)


@cache
def icon(name: str) -> Markup:
    """An icon for the eye only; the words beside it say the same. Names stand in tools/icons.txt."""
    return Markup('<i class="icon icon-{}" aria-hidden="true"></i>').format(name)


@cache
def asset(path: str) -> str:
    """The address of a file under static/, with its content's mark, so that browsers may keep it.

    A script has no mark: modules find each other by address, and under two addresses a module would run twice.
    """
    file = STATIC / path
    marked = file.is_file() and file.suffix != ".js"
    mark = f"?v={sha256(file.read_bytes()).hexdigest()[:12]}" if marked else ""
    return f"/static/{escape(path)}{mark}"


@lru_cache(2_048)
def markdown(text: str) -> Markup:
    """An author's Markdown as HTML that can do no harm: no scripts, no styles, no pictures from elsewhere."""
    return Markup(_clean(text))  # noqa: S704 - cleaned by nh3


@cache
def _markdown_parts() -> tuple[Any, Any]:
    from markdown_it import MarkdownIt
    from nh3 import Cleaner

    tags = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "h3", "h4", "h5", "hr", "code", "pre", "a"}
    tags |= {"table", "thead", "tbody", "tr", "th", "td", "s"}
    attributes = {"a": {"href"}, "ol": {"start"}}
    cleaner = Cleaner(tags=tags, attributes=attributes, url_schemes={"http", "https", "mailto", "tel"})
    return MarkdownIt("commonmark", {"breaks": True}).enable(["table", "strikethrough"]), cleaner


def _clean(text: str) -> str:
    parser, cleaner = _markdown_parts()
    return str(cleaner.clean(parser.render(text)))
