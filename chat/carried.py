"""What goes with messages: files, and what they pass on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chat.storable import storable

PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
"""What every platform shows as a picture, by its MIME type; other files are saved."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that came with a message; whoever wants its content asks its platform for it."""

    id: str
    """What the platform gives it out by."""
    name: str
    picture: bool = False
    """People look at it rather than save it."""
    size: int | None = None
    """Bytes, where the platform tells."""

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> "File":
        """Return the file that `asdict` made the object from."""
        return cls(**{**raw, "id": storable(raw["id"]), "name": storable(raw["name"])})


@dataclass(frozen=True, slots=True)
class Origin:
    """What a message passes on."""

    chat: str | None = None
    """The platform's id of the chat it comes from, where that is told."""
    message: str | None = None
    """Id of the message in that chat."""
    native: str | None = None
    """The platform's own poll in it."""
    voiced: bool = False
    """The platform vouches that the bot, or the chat itself, said it."""
    quoted: bool = False
    """The text of the message that passes it on is not its person's own."""

    def __post_init__(self) -> None:
        for name in ("chat", "message", "native"):
            value = getattr(self, name)
            object.__setattr__(self, name, value if value is None else storable(value))
