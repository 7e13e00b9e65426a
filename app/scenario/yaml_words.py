"""What does the YAML parser mean when it stops? Its messages, said in words that help a trainer."""

from __future__ import annotations

from ruamel.yaml.error import YAMLError

from app.scenario.problems import N_, Problem, Said

_CLOSE = Said(N_("Close it, and put texts with a comma, colon, bracket or question mark in quotes."))
_QUOTES = Said(N_("Put the text in quotes."))

# The first entry whose two words both occur in the parser's context and problem wins.
_MEANINGS: tuple[tuple[str, str, Said, Said | None], ...] = (
    (
        "quoted scalar",
        "end of stream",
        Said(N_("A quote is opened here, and never closed.")),
        None,
    ),
    ("quoted scalar", "document indicator", Said(N_("A quote is opened here, and never closed.")), None),
    (
        "quoted scalar",
        "escape",
        Said(N_('Between double quotes, "\\" has a meaning of its own.')),
        Said(N_("Write the text between single quotes, or without quotes.")),
    ),
    (
        "",
        "mapping values are not allowed",
        Said(N_("A colon followed by a space makes this a key, but a key may not stand here.")),
        Said(N_("Put a text with a colon in quotes, or check whether this line stands in far enough.")),
    ),
    (
        "next token",
        "cannot start any token",
        Said(N_("A text may not begin with this character, and lines may not begin with tabs.")),
        Said(N_("Put the text in quotes, and use spaces instead of tabs.")),
    ),
    (
        "flow sequence",
        "",
        Said(N_('A list begins here with "[", and no "]" ends it.')),
        _CLOSE,
    ),
    (
        "flow mapping",
        "",
        Said(N_('A group begins here with "{{", and no "}}" ends it.')),
        _CLOSE,
    ),
    (
        "anchor",
        "",
        Said(N_('A text may not begin with "&" or "*".')),
        _QUOTES,
    ),
    ("alias", "", Said(N_('A text may not begin with "&" or "*".')), _QUOTES),
    ("tag", "", Said(N_('A text may not begin with "!".')), _QUOTES),
    (
        "plain scalar",
        "unexpected ':'",
        Said(N_("Between brackets, a text with a colon needs quotes.")),
        _QUOTES,
    ),
    (
        "block scalar",
        "",
        Said(N_('After "|" the line must end; the text follows on the next lines.')),
        None,
    ),
    (
        "",
        "expected key",
        Said(N_("This line does not fit those above it.")),
        Said(N_("Check how far it stands in, and whether a quote or bracket closes too early.")),
    ),
    (
        "",
        "'-' indicator",
        Said(N_("This line does not fit the list above it.")),
        Said(N_('Begin it with "-", or check how far it stands in.')),
    ),
    (
        "",
        "block sequence entries",
        Said(N_('A "-" may not stand here.')),
        Said(N_("Begin a list on a line of its own.")),
    ),
    (
        "simple key",
        "':'",
        Said(N_('On this line a key is written without ":" behind it.')),
        None,
    ),
)  # fmt: skip
_OPENED = ("quoted scalar", "plain scalar", "flow sequence", "flow mapping", "simple key")
"""Where these begin says more than where the parser gave up."""


def explain(broken: YAMLError, file: str) -> Problem:
    """The problem behind an error of the parser."""
    context = getattr(broken, "context", None) or ""
    problem = getattr(broken, "problem", None) or getattr(broken, "reason", None) or ""
    mark = getattr(broken, "problem_mark", None)
    if any(opened in context for opened in _OPENED) and "escape" not in problem:
        mark = getattr(broken, "context_mark", None) or mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    for in_context, in_problem, said, advice in _MEANINGS:
        if in_context in context and in_problem in problem:
            return Problem(file, line, column, "error", said, advice)
    words = {"reason": f"{problem} {context}".strip() or "?"}
    return Problem(file, line, column, "error", Said(N_("This is not readable as YAML: {reason}."), words))
