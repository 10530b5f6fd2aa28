"""`rapport digest`: what the digests say."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.common import AsJson, BrandKey, ConfigFile, Desk, RefusedError, desk, print_json

if TYPE_CHECKING:
    from chat.brands import Brand
    from handlers.digests import Facts
    from insight.spans import Span
    from storage.database import Session
    from storage.digests import Digest

STANDING = {
    "queued": "waits to be sent",
    "calling": "is being sent",
    "sent": "is in the team's chat",
    "unknown": "may or may not have arrived; please have a look",
    "failed": "could not be delivered",
}
"""By the state of its letter, where a digest is that was put before."""


def digest(
    brand: BrandKey,
    week: Annotated[str | None, typer.Option(metavar="WEEK", help="ISO week, 2026-W46; default the last one.")] = None,
    month: Annotated[str | None, typer.Option(metavar="MONTH", help="Of a month instead, 2026-10.")] = None,
    quarter: Annotated[str | None, typer.Option(metavar="QUARTER", help="Of a quarter instead, 2026-Q3.")] = None,
    post: Annotated[bool, typer.Option("--post", help="Also post it to the team's chat, once.")] = False,
    recompute: Annotated[bool, typer.Option("--recompute", help="Also show what became of its figures since.")] = False,
    json: AsJson = False,
    config: ConfigFile = None,
) -> None:
    """Print a week's digest, or that of a month or quarter: as it was posted, else as it would be now."""
    from handlers import digests
    from storage import digests as stored

    with desk(config) as it:
        owner = it.brand(brand)
        span = _span(owner, it, week, month, quarter)
        today = it.now.astimezone(owner.zone).date()
        if post:
            _check_postable(owner, span, today)
        kept = it.database.read(lambda db: stored.find(db, owner.key, str(span)))
        facts = it.database.read(lambda db: digests.gather(db, owner, span)) if recompute or not kept else None
        text = it.database.read(lambda db: _text(db, it, owner, kept, facts))
        told = _compared(it, owner, kept, facts) if recompute else []
        if json:
            print_json(_digest_json(kept, facts, text, str(span), owner.key))
            return
        typer.echo("\n".join([text, *told] if kept or post else [text, "", _why_not_posted(span, today)]))
        if post:
            _post(it, owner, span, facts)


def _text(db: "Session", it: Desk, brand: "Brand", kept: "Digest | None", facts: "Facts | None") -> str:
    from handlers import digests

    if kept is not None:
        return digests.reprinted(db, kept.letter, kept.posted, it.settings.brands)
    return digests.printed(db, brand, facts) if facts else ""


def _compared(it: Desk, brand: "Brand", kept: "Digest | None", facts: "Facts | None") -> list[str]:
    from chat.i18n import words
    from handlers import digests

    if kept is None or facts is None:
        return []
    now = facts.report.card.as_json()
    return ["", *it.database.read(lambda db: digests.compared(db, kept, now, words(brand.language)))]


def _digest_json(kept: "Digest | None", facts: "Facts | None", text: str, period: str, brand: str) -> dict[str, Any]:
    now = facts.report.card.as_json() if facts else None
    posted_at = kept.put_at.isoformat().replace("+00:00", "Z") if kept else None
    told = {"brand": brand, "period": period, "posted_at": posted_at, "text": text}
    return told | {"figures": kept.figures if kept else now} | ({"now": now} if kept and now else {})


def _span(brand: "Brand", it: Desk, week: str | None, month: str | None, quarter: str | None) -> "Span":
    from insight.spans import Month, Quarter
    from insight.weeks import Week, week_before

    given = [(kind, text) for kind, text in ((Week, week), (Month, month), (Quarter, quarter)) if text]
    if len(given) > 1:
        raise RefusedError("--week, --month and --quarter exclude each other: give one of them.")
    try:
        for kind, text in given:
            return kind.parse(text)
    except ValueError as error:
        raise RefusedError(str(error)) from None
    return week_before(it.now.astimezone(brand.zone).date())


def _why_not_posted(span: "Span", today: date) -> str:
    over = span.end <= today
    return f"{span}: not posted." if over else f"{span} is not over before {span.end}: this is how it stands so far."


def _check_postable(brand: "Brand", span: "Span", today: date) -> None:
    if brand.team is None:
        raise RefusedError(f"brands.{brand.key}.team is missing: add the chat that digests are posted to.")
    if span.end > today:
        raise RefusedError(f"{span} is not over before {span.end}: post its digest then.")


def _post(it: Desk, brand: "Brand", span: "Span", facts: "Facts | None") -> None:
    from handlers import digests

    if facts is not None and it.write(lambda ctx: digests.post(ctx, brand, facts)):
        typer.echo(f"\nThe digest of {span} goes to {brand.team}.")
        it.note_queue()
        return
    state = it.database.read(lambda db: digests.standing(db, brand.key, span))
    typer.echo(f"\nThe digest of {span} was posted before: it {STANDING.get(state, 'has no letter')}.")
