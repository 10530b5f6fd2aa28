"""What the settings of a poll are called when people choose them."""

from chat.forms import Choice
from chat.i18n import Words
from chat.messages import CALLBACK_BYTES

KINDS = ("single", "multi", "ranked", "rating", "nps")
VISIBILITIES = ("open", "confidential", "anonymous")
SHOWN = ("live", "voted", "closed")
EXTRAS = ("adding", "approve", "why", "milestones", "remind")
WHENS = ("now", "later", "recurring")


def choices(say: Words, what: str, values: tuple[str, ...]) -> tuple[Choice, ...]:
    """Return the values with what people read."""
    return tuple(Choice(value, say(f"make-{what}-{value}")) for value in values)


def lines_of(text: str) -> list[str]:
    """Return the lines of a text that are not blank."""
    return [line for each in text.splitlines() if (line := " ".join(each.split()))]


def new_data(brand: str) -> str:
    """Return the data of a button that begins a poll of a brand."""
    data = f"make:new:{brand}"
    return data if len(data) <= CALLBACK_BYTES else "make:new"
