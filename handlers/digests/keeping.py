"""What was posted is kept as it was posted: the head when it has arrived, then its details in its thread."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from chat.brands import Brand
from chat.i18n import words
from chat.messages import Message
from chat.ports import Receipt
from handlers.digests import details, working_off
from handlers.digests.details import Details
from handlers.routing import Context, Router
from storage import inbox_queries, outbox, posted
from storage.database import Session
from storage.outbox import Draft, Letter

router = Router()

DETAILS = "digest-details"


@router.posted("digest")
def hear_head(ctx: Context, letter: Letter, receipt: Receipt, message: Message) -> None:
    """Keep the head as it arrived, and let its details follow in its thread, once."""
    brand = ctx.brands.get(letter.brand)
    if brand is None or "details" not in letter.payload:
        return
    # Where the platform was asked what became of it, nobody knows any more what it said.
    shown = message if message.title else working_off.draw(ctx.db, letter, ctx.brands)
    period = letter.payload["period"]
    lines, words_from = _head_lines(ctx.db, letter, shown)
    posted.keep(ctx.db, brand.key, period, posted.HEAD, lines, title=shown.title, words_from=words_from)
    payload = {name: letter.payload[name] for name in ("period", "details", "language")}
    ctx.say(
        Draft(
            to=letter.to,
            kind=DETAILS,
            brand=letter.brand,
            reply_to=receipt.message,
            key=posted.details_key(brand.key, period),
            payload=payload | {"title": shown.title},
        )
    )


def _head_lines(db: Session, letter: Letter, shown: Message) -> tuple[list[dict[str, Any]], datetime | None]:
    """Return the head line by line, and when the oldest of the words that it quotes were written."""
    lines: list[dict[str, Any]] = [{"text": line} for line in shown.text.split("\n")]
    ids = letter.payload.get("queries", [])
    found = inbox_queries.of_ids(db, ids) if ids else {}
    first = letter.payload["message"]["text"].count("\n") + 1 + working_off.BEFORE
    for line, number in zip(lines[first:], ids, strict=False):
        line["episode"] = number
        if number not in found:  # erased while it was on its way
            line["text"] = posted.GONE
    times = [entry.episode.opened_at for entry in found.values() if entry.text is not None]
    return lines, min(times, default=None)


@router.draws(DETAILS)
def draw_details(db: Session, letter: Letter, _brands: Mapping[str, Brand]) -> Message:
    """Draw the details, with the kind words as they read now."""
    return _message(letter, _lines(db, letter))


def _lines(db: Session, letter: Letter) -> list[dict[str, Any]]:
    given = Details.from_json(letter.payload["details"])
    return details.drawn(db, letter.brand, given, words(letter.payload["language"]))


def _message(letter: Letter, lines: list[dict[str, Any]]) -> Message:
    title = words(letter.payload["language"])("digest-details-title", title=letter.payload["title"])
    return Message(title=title, text=posted.text_of(lines))


@router.posted(DETAILS)
def hear_details(ctx: Context, letter: Letter, receipt: Receipt, message: Message) -> None:
    """Keep the details as they arrived; what was deleted or erased on their way is taken out of them at once."""
    lines = _lines(ctx.db, letter)
    given = Details.from_json(letter.payload["details"])
    quotes = any("line" in line for line in lines)
    period = letter.payload["period"]
    posted.keep(ctx.db, letter.brand, period, posted.DETAILS, lines, words_from=given.at if quotes else None)
    now = _message(letter, lines)
    if receipt.message is not None and message.title and now.text != message.text:
        it = Draft(to=letter.to, kind="note", brand=letter.brand, action="edit", message=now)
        ctx.say(replace(it, target=receipt.message))


def reprinted(db: Session, letter: int, kept: Mapping[str, Any] | None, brands: Mapping[str, Brand]) -> str:
    """Return a posted digest as it stands in the chat, or as it will where it is still on its way."""
    found = outbox.find(db, letter)
    head = _kept_head(kept) or (_plain(working_off.draw(db, found, brands)) if found and found.payload else "")
    if kept and posted.DETAILS in kept:
        below = posted.text_of(kept[posted.DETAILS])
    elif found and "details" in found.payload:
        given = Details.from_json(found.payload["details"])
        below = posted.text_of(details.drawn(db, found.brand, given, words(found.payload["language"])))
    else:
        below = ""
    return f"{head}\n\n{below}".strip("\n")


def _kept_head(kept: Mapping[str, Any] | None) -> str:
    if not kept or posted.HEAD not in kept:
        return ""
    return f"{kept['title']}\n{posted.text_of(kept[posted.HEAD])}"


def _plain(message: Message) -> str:
    return f"{message.title}\n{message.text}"
