"""What people see and are told, in one form for all wires."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

_BAR = re.compile(r"(?P<option>[^\n]+?)(?: ★)?[\n ]+[▰▱]{10} \d+% · (?P<votes>\d+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that somebody sends."""

    name: str
    content: bytes
    kind: str = "application/pdf"


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that somebody was told: a toast, an answer, a message, or a form."""

    id: str
    """Differs from that of all others; a message that was edited is another one."""
    text: str
    buttons: Mapping[str, str] = field(default_factory=dict)
    """What each carries, by its label."""
    chat: str = ""
    message: str = ""
    """The platform's id of it; empty where it stands in no chat."""
    form: Json | None = None
    file: str = ""
    """What the file that came with it is known by."""
    below: str = ""
    """The message that it answers, or in whose thread it stands."""

    def button(self, label: str) -> str:
        """Return what the button carries whose label has this in it."""
        return find(label, self.buttons)


@dataclass(frozen=True, slots=True)
class Card:
    """A poll as it stands in an audience chat."""

    text: str
    numbers: Mapping[str, int] | None
    """Votes by option; None where they are not shown."""
    buttons: Mapping[str, str]
    chat: str
    message: str
    native: Json | None = None
    """Telegram's own poll."""

    @property
    def poll(self) -> str:
        """The poll's id; native polls in Telegram do not tell it, unless a button stands under them."""
        return next(iter(self.buttons.values())).split(":")[1]


def numbers_in(text: str) -> dict[str, int] | None:
    """Read the bars of a text; None where there are none."""
    found = {each["option"].strip(): int(each["votes"]) for each in _BAR.finditer(text)}
    return found or None


def find(label: str, buttons: Mapping[str, str]) -> str:
    """Return what a button carries: the one of this label, else the one that has it in its label."""
    if label in buttons:
        return buttons[label]
    found = [data for shown, data in buttons.items() if label in shown]
    assert found, f"there is no {label!r} among {list(buttons)}"
    return found[0]


def has_all(text: str, fragments: Iterable[str]) -> bool:
    """Tell whether all of it is in the text, however the text isolates names in it."""
    plain = text.replace("\u2068", "").replace("\u2069", "")
    return all(each in plain for each in fragments)
