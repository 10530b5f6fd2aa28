"""A form that a person fills in at once, where the platform can show one; elsewhere the bot asks step by step."""

from dataclasses import dataclass
from typing import Literal

from chat.messages import CALLBACK_BYTES, Message

Kind = Literal["text", "lines", "choice", "flags", "date", "time", "files"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value to choose."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question of a form.

    What comes back in `chat.events.Filled.values` is a text for `text`, `lines` (as many lines as typed), `choice` (the
    chosen value), `date` (`2026-11-30`) and `time` (`18:30`), a list of the chosen values for `flags`, and for `files`
    a list of objects with the fields of `chat.events.File`; an empty text or list where nothing was given.
    """

    name: str
    label: str
    kind: Kind = "text"
    value: str | tuple[str, ...] = ""
    """What stands in it at first."""
    choices: tuple[Choice, ...] = ()
    """For `choice` and `flags`."""
    hint: str = ""
    needed: bool = True
    most: int | None = None
    """Characters at most, for `text` and `lines`; files, for `files`."""
    live: bool = False
    """A change of it is told at once (`Filled.done` False), so that the preview and other fields can follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form; `data` says what it is for, like a button's: a word, a colon, and what it is about."""

    data: str
    title: str
    fields: tuple[Field, ...]
    submit: str
    """What the button that sends it says."""
    note: str = ""
    """Stands above the fields, such as which chats cannot be reached."""
    preview: Message | None = None
    """Stands below them."""

    def __post_init__(self) -> None:
        if len(self.data.encode()) > CALLBACK_BYTES:
            msg = f"a form's data is longer than {CALLBACK_BYTES} bytes: {self.data!r}"
            raise ValueError(msg)
