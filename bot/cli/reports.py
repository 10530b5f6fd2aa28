"""`rapport digest`: what the weekly digest says."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.common import BrandKey, ConfigFile, Desk, RefusedError, desk

if TYPE_CHECKING:
    from chat.brands import Brand
    from handlers.digests import Facts
    from insight.weeks import Week

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
    post: Annotated[bool, typer.Option("--post", help="Also post it to the team's chat, once.")] = False,
    config: ConfigFile = None,
) -> None:
    """Print a week's digest."""
    from handlers import digests
    from insight.weeks import Week, week_before

    with desk(config) as it:
        owner = it.brand(brand)
        today = it.now.astimezone(owner.zone).date()
        try:
            chosen = Week.parse(week) if week else week_before(today)
        except ValueError as error:
            raise RefusedError(str(error)) from None
        if post:
            _check_postable(owner, chosen, today)
        facts = it.database.read(lambda db: digests.gather(db, owner, chosen))
        message = digests.write(owner, facts, owner.language)
        typer.echo(f"{message.title}\n{message.text}")
        if post:
            _post(it, owner, facts)


def _check_postable(brand: "Brand", week: "Week", today: date) -> None:
    if brand.team is None:
        raise RefusedError(f"brands.{brand.key}.team is missing: add the chat that digests are posted to.")
    if week.end > today:
        raise RefusedError(f"{week} is not over before {week.end}: post its digest then.")


def _post(it: Desk, brand: "Brand", facts: "Facts") -> None:
    from handlers import digests

    if it.write(lambda ctx: digests.post(ctx, brand, facts)):
        typer.echo(f"\nThe digest of {facts.week} goes to {brand.team}.")
        it.note_queue()
        return
    state = it.database.read(lambda db: digests.standing(db, brand.key, facts.week))
    typer.echo(f"\nThe digest of {facts.week} was posted before: it {STANDING.get(state, 'has no letter')}.")
