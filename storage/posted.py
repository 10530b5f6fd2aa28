"""What stands of digests in the teams' chats, line by line: to print it again, and to take people out of it.

A part is a list of lines as JSON: `{"text"}`, with the `episode` or the ledger's `line` whose words it has.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from storage.database import Session, scrub
from storage.digests import DIGESTS
from storage.tables import TABLES
from storage.tables.ground import JsonOrNull
from storage.traces import Traces

LETTERS = TABLES["letters"]

HEAD, DETAILS = "head", "details"
GONE = "…"
"""In place of words that are no longer kept."""

Line = Mapping[str, Any]

_THIS = (DIGESTS.c.brand == bindparam("brand_")) & (DIGESTS.c.period == bindparam("period_"))
_FIND = select(DIGESTS.c.posted, DIGESTS.c.words_from).where(_THIS)
_SET = (
    update(DIGESTS)
    .where(_THIS)
    .values(
        posted=bindparam("posted_", type_=JsonOrNull), words_from=bindparam("from_", type_=DIGESTS.c.words_from.type)
    )
)
_ALL = select(DIGESTS.c.brand, DIGESTS.c.period, DIGESTS.c.posted, DIGESTS.c.words_from).where(
    DIGESTS.c.posted.is_not(None)
)
_WORDED = (
    select(DIGESTS.c.brand, DIGESTS.c.period)
    .where((DIGESTS.c.brand == bindparam("brand_")) & (DIGESTS.c.words_from < bindparam("before_")))
    .limit(100)
)
_LETTER = select(LETTERS.c.platform, LETTERS.c.chat, LETTERS.c.message, LETTERS.c.brand).where(
    LETTERS.c.key == bindparam("key_")
)


def details_key(brand: str, period: str) -> str:
    """Return the key of the one letter that carries a digest's details."""
    return f"digest-details:{brand}:{period}"


def keep(  # noqa: PLR0913  # each is one thing to be kept
    db: Session,
    brand: str,
    period: str,
    part: str,
    lines: Sequence[Line],
    *,
    title: str | None = None,
    words_from: datetime | None = None,
) -> None:
    """Keep a part of a digest as it was posted.

    Args:
        db: a session in the writer.
        brand: whose.
        period: of which digest.
        part: `HEAD` or `DETAILS`.
        lines: what it says.
        title: what stands above it.
        words_from: when the oldest of the audience's words in it were written, aware; None: there are none.
    """
    row = db.execute(_FIND, {"brand_": brand, "period_": period}).one_or_none()
    if row is None:
        return
    posted = {**(row.posted or {}), part: list(lines), **({"title": title} if title is not None else {})}
    oldest = min((each for each in (row.words_from, words_from) if each is not None), default=None)
    db.execute(_SET, {"brand_": brand, "period_": period, "posted_": posted, "from_": oldest})


def text_of(lines: Iterable[Line]) -> str:
    """Return the text that lines make."""
    return "\n".join(line["text"] for line in lines)


def erase(db: Session, traces: Traces) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Take a person out of all that was posted.

    Yields:
        The row of each letter of details whose words change by it, and what may go on standing there, as JSON.
    """
    for row in db.execute(_ALL).all():
        posted = _without(row.posted, row.brand, traces)
        if posted == row.posted:
            continue
        db.execute(_SET, {"brand_": row.brand, "period_": row.period, "posted_": posted, "from_": row.words_from})
        if posted.get(DETAILS) != row.posted.get(DETAILS):
            letter = db.execute(_LETTER, {"key_": details_key(row.brand, row.period)}).one_or_none()
            if letter is not None:
                yield letter, {"text": text_of(posted[DETAILS])}


def _without(posted: Mapping[str, Any], brand: str, traces: Traces) -> dict[str, Any]:
    own = {line for its, line in traces.lines.values() if its == brand and line}
    return {
        part: [_redacted(line, own, traces) for line in lines] if part in {HEAD, DETAILS} else lines
        for part, lines in posted.items()
    }


def _redacted(line: Line, own: set[str], traces: Traces) -> dict[str, Any]:
    if line.get("line") in own or line.get("episode") in traces.episodes:
        return {"text": GONE}
    return {**line, "text": traces.needles.redacted(line["text"])}


def worded(db: Session, asked: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return (brand, period) of digests with words that are older than a brand keeps them; see `storage.retention`."""
    return [(row.brand, row.period) for row in db.execute(_WORDED, asked)]


def forget_words(db: Session, found: Iterable[tuple[str, str]]) -> None:
    """Drop the audience's words from digests; what the bot said itself stays."""
    for brand, period in found:
        row = db.execute(_FIND, {"brand_": brand, "period_": period}).one()
        posted = {
            part: [_wordless(line) for line in lines] if part in {HEAD, DETAILS} else lines
            for part, lines in (row.posted or {}).items()
        }
        db.execute(_SET, {"brand_": brand, "period_": period, "posted_": posted or None, "from_": None})
    scrub(db)


def _wordless(line: Line) -> Line:
    return {"text": GONE} if line.keys() - {"text"} else line
