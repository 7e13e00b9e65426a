"""What is an event?"""

import msgspec


class Event(msgspec.Struct, frozen=True, gc=False, tag_field="type"):
    """Something that happened."""
