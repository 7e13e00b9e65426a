"""What is a wish, and what is said when it can't be granted?"""

import msgspec


class Command(msgspec.Struct, frozen=True, gc=False):
    """A wish of somebody, or of the clock."""


class Refusal(msgspec.Struct, frozen=True, gc=False):
    """Why not, in one sentence: an English template that screens translate, and the words that go into it."""

    template: str
    words: dict[str, str | int] = {}

    @property
    def sentence(self) -> str:
        """The reason in English."""
        return self.template.format(**self.words)
