"""How much of a digest fits where: a head under its picture, details in one message."""

from collections.abc import Iterable

from chat.messages import units

HEAD_UNITS = 1_000
"""Of a head with its title: Telegram takes 1,024 UTF-16 code units under a picture, a blank line among them."""
DETAILS_UNITS = 3_900
"""Of the details with their title: Telegram takes 4,096 in a message, and Slack's blocks more."""
ELLIPSIS = "…"


def cut(text: str, most: int) -> str:
    """Return a text on one line, in so many units at most."""
    line = " ".join(text.split())
    if units(line) <= most:
        return line
    kept = line.encode("utf-16-le")[: 2 * max(0, most - 1)].decode("utf-16-le", "ignore")
    return kept.rstrip() + ELLIPSIS


def within(lines: Iterable[str], most: int) -> list[str]:
    """Return the first lines that together take so many units at most, each with its line break."""
    kept: list[str] = []
    for line in lines:
        most -= units(line) + 1
        if most < 0:
            break
        kept.append(line)
    return kept
