"""`rapport inbox`: who waits for an answer, as `/inbox` lists it."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.common import AsJson, BrandKey, ConfigFile, Desk, RefusedError, desk, print_json

if TYPE_CHECKING:
    from chat.brands import Brand

QUOTE = 100


def inbox(
    brand: BrandKey,
    filter_: Annotated[
        str | None,
        typer.Option(
            "--filter",
            metavar="WHICH",
            help="waiting (the default), mine, snoozed, promised or all (the default of --search).",
        ),
    ] = None,
    search: Annotated[
        str, typer.Option("--search", metavar="WORDS", help="All of these words are in a message or the person's name.")
    ] = "",
    me: Annotated[str, typer.Option("--me", metavar="ACCOUNT", help="With --filter mine: whose, slack:U0123.")] = "",
    json: AsJson = False,
    config: ConfigFile = None,
) -> None:
    """List who waits for an answer, longest first."""
    from handlers.replies import inbox as listing
    from storage.inbox_queries import CHOICES, Wish

    choice = filter_ or ("all" if search.strip() else "waiting")
    if choice not in CHOICES:
        raise RefusedError(f"There is no filter {choice!r}: choose one of {', '.join(CHOICES)}.")
    with desk(config) as it:
        owner = it.brand(brand)
        wish = Wish(choice=choice, me=_account(it, owner, me) if choice == "mine" else 0, search=search)
        found = it.database.read(lambda db: listing.entries(db, owner.key, wish, it.now))
    if json:
        print_json({"brand": owner.key, "filter": choice, "search": search, "queries": found})
        return
    for each in found:
        typer.echo(_line(each))
    if not found:
        typer.echo(f"{owner.name} has nothing here.")


def _account(it: Desk, brand: "Brand", me: str) -> int:
    from chat.address import Address
    from storage import people

    platform, _, person = me.partition(":")
    if not person:
        raise RefusedError("Say whose: --me slack:U0123, the platform and the id of the person there.")
    account = it.database.read(lambda db: people.find(db, brand.key, Address(platform, person)))
    if account is None:
        raise RefusedError(f"{brand.name} has not met {me}: write the platform, a colon and the person's id.")
    return account.standing_for


def _line(query: dict[str, Any]) -> str:
    from chat.messages import shortened

    mark = "overdue" if query["overdue"] else query["state"]
    who = f"{query['name']} ({query['platform']})"
    claimed = f"  [{query['claimed_by']}]" if query["claimed_by"] else ""
    text = shortened(query["text"] or "…", QUOTE)
    return f"{query['id']:>6}  {query['opened_at'][:16]}Z  {mark:9}  {who}: {text}{claimed}"
