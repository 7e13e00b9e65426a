"""Does a template speak the reader's language, and does an author's text do no harm?"""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import UndefinedError

from app.engine.commands import Refusal
from app.settings import Settings
from app.web.templating import Templates, asset, icon, markdown


@pytest.fixture
def templates(tmp_path: Path) -> Templates:
    """Templates of this test alone."""
    pages = {
        "hello.html": '{{ _("Log in first.") }} {{ _("EXERCISE") }}',
        "count.html": '{{ ngettext("%(num)s inject", "%(num)s injects", n) }}',
        "escape.html": "{{ text }}",
        "missing.html": "{{ nothing }}",
        "times.html": "{{ exercise_time(t) }} {{ duration(t) }} {{ real_time(at) }} {{ real_time(at, seconds=true) }}",
        "day.html": "{{ real_day(at) }}",
        "why.html": "{{ sentence(refusal) }}",
    }
    for name, text in pages.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return Templates(Settings(data=tmp_path), tmp_path)


def test_each_reads_their_own_language(templates: Templates) -> None:
    assert templates.render("hello.html", "nl") == "Log eerst in. OEFENING"
    assert templates.render("hello.html", "en") == "Log in first. EXERCISE"


def test_one_and_many(templates: Templates) -> None:
    said = [templates.render("count.html", locale, n=n) for locale in ("nl", "en") for n in (0, 1, 2)]
    assert said == ["0 injects", "1 inject", "2 injects"] * 2


def test_a_value_that_is_missing_is_an_error(templates: Templates) -> None:
    with pytest.raises(UndefinedError):
        templates.render("missing.html", "nl")


def test_what_people_type_is_text(templates: Templates) -> None:
    assert templates.render("escape.html", "nl", text="<b>&") == "&lt;b&gt;&amp;"


def test_moments_and_durations(templates: Templates) -> None:
    at = 1_773_133_509_000  # 10 March 2026, 09:05:09 UTC
    assert templates.render("times.html", "nl", t=1_872_000, at=at) == "T+31:12 31:12 10:05 10:05:09"
    assert templates.render("times.html", "nl", t=5_472_999, at=at).startswith("T+1:31:12 1:31:12 ")
    assert templates.render("day.html", "nl", at=at) == "10 mrt 2026"
    assert templates.render("day.html", "en", at=at) == "10 Mar 2026"


def test_a_refusal_in_dutch(templates: Templates) -> None:
    refusal = Refusal("{seat} is free already.", {"seat": "<Teamleider>"})
    assert templates.render("why.html", "nl", refusal=refusal) == "&lt;Teamleider&gt; is al vrij."


@pytest.mark.parametrize(
    ("author", "html"),
    [
        ("Let **op**", "<p>Let <strong>op</strong></p>"),
        ("een\ntwee", "<p>een<br>\ntwee</p>"),
        ("<script>alert(1)</script>hoi", "hoi"),
        ("<img src=x onerror=alert(1)>", ""),
        ("[klik](javascript:alert(1))", "<p>[klik](javascript:alert(1))</p>"),
        ('<a href="javascript:alert(1)">klik</a>', '<p><a rel="noopener noreferrer">klik</a></p>'),
        ('<p style="color:red" onclick="x()">hoi</p>', "<p>hoi</p>"),
        ("<iframe src=/></iframe><style>*{}</style>", ""),
        ("![plaat](/x.png)", "<p></p>"),
    ],
)
def test_an_authors_markdown_does_no_harm(author: str, html: str) -> None:
    assert markdown(author).strip() == html


def test_icons_are_for_the_eye_only() -> None:
    assert icon('x"y') == '<i class="icon icon-x&#34;y" aria-hidden="true"></i>'


def test_style_sheets_carry_a_mark_and_scripts_do_not() -> None:
    assert asset("css/base.css").startswith("/static/css/base.css?v=")
    assert asset("js/live.js") == "/static/js/live.js"
    assert asset("css/nothing.css") == "/static/css/nothing.css"


def test_every_template_of_ours_compiles() -> None:
    Templates(Settings()).warm()
