"""What is behind a figure as a page shows it: each row in the reader's language."""

from typing import Any
from zoneinfo import ZoneInfo

from chat.i18n import Words
from handlers import reporting
from handlers.reporting.behind import PAGE, Behind, Row

FEELINGS = {1.0: "good", 0.0: "neutral", -1.0: "bad"}


def found(opened: Behind, zone: ZoneInfo, say: Words) -> dict[str, Any]:
    """Give a page of what is behind a figure.

    Args:
        opened: the rows.
        zone: the brand's, in which their times are written.
        say: in whose language.
    """
    first = opened.page * PAGE + 1
    shown = {"first": say.number(first), "last": say.number(first + len(opened.rows) - 1)}
    return {
        "title": reporting.title(opened.measure, say),
        "definition": reporting.definition(opened.measure, say),
        "told": say("page-rows", **shown, total=say.number(opened.total)) if opened.rows else "",
        "nothing": say("page-nothing"),
        "first": first,
        "page": opened.page,
        "pages": opened.pages,
        "rows": [_row(opened.measure, row, zone, say) for row in opened.rows],
    }


def _row(measure: str, row: Row, zone: ZoneInfo, say: Words) -> dict[str, Any]:
    platform = row.platform.capitalize()
    return {
        "name": row.name or row.person or say("ror-somebody"),
        "when": " · ".join(each for each in (say.when(row.at.astimezone(zone)) if row.at else "", platform) if each),
        "note": " · ".join(each for each in (_note(measure, row, say), row.detail) if each),
        "text": row.text,
        # Nothing else than an address: what it leads to may come from a platform.
        "link": row.link if row.link.startswith(("https://", "/")) else "",
    }


def _note(measure: str, row: Row, say: Words) -> str:
    if measure == "first_response":
        return say.duration(row.adds)
    if measure == "net_sentiment":
        return say(f"page-mood-{FEELINGS[row.adds]}")
    return say(f"ror-state-{row.state}") if row.state else ""
