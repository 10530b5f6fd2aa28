"""What the pictures of polls show, as it travels in a letter (`insight.poll_charts`)."""

from typing import Any

from chat.i18n import Words
from chat.messages import PollCard

ALT_CHARACTERS = 900


def poll_chart(card: PollCard, brand: str, say: Words) -> dict[str, Any]:
    """Return what a message carries for the picture of a poll to be drawn when it is sent.

    Args:
        card: the poll as it is shown to whom the picture is for; empty where they may see no numbers.
        brand: the brand's name.
        say: in whose language.
    """
    if not card.counted:
        return {}
    bars = [
        {
            "label": option.text,
            "instead": say("chart-option", number=place),
            "share": card.share(option),
            "figure": f"{say.percent(card.share(option))} · {say.number(option.votes)}",
        }
        for place, option in enumerate(card.options, 1)
    ]
    subtitle = f"{brand} · {card.voters_line}"
    note = card.summary[-1] if card.summary else ""
    return {"kind": "poll", "title": card.question, "subtitle": subtitle, "bars": bars, "note": note}


def poll_alt(card: PollCard, say: Words) -> str:
    """Say in words what the picture of a poll shows."""
    shares = ", ".join(f"{option.text} {say.percent(card.share(option))}" for option in card.options)
    return say("chart-poll-alt", question=card.question, shares=shares)[:ALT_CHARACTERS] if card.counted else ""
