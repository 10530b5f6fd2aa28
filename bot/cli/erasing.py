"""`rapport erase`: a shop's customer, who cannot press a button in a chat."""

from typing import Annotated

import typer

from bot.cli.common import BrandKey, ConfigFile, RefusedError, desk

LINKED = (
    "This customer is somebody in your chats, linked by /me link: they erase all of it themselves, by /me and Erase."
)


def erase(
    brand: BrandKey,
    customer: Annotated[
        str, typer.Option("--customer", metavar="ID", help="The customer's id or mail address, as your orders have it.")
    ],
    config: ConfigFile = None,
) -> None:
    """Erase a shop's customer who was never linked with anybody: purchases, and that they bought at all."""
    from bot.groundwork import means
    from handlers.orders import forgetting

    with desk(config) as it:
        owner, key = it.brand(brand), means(it.settings).customer_key
        account = it.database.read(lambda db: forgetting.find(db, key, owner.key, customer))
        if account is None:
            raise RefusedError(
                f"{owner.name} knows no such customer: write the id or mail address exactly as your orders have it."
            )
        found = it.database.read(lambda db: forgetting.survey(db, account))
        gone = it.write(lambda ctx: forgetting.erase(ctx, account, found)) if found else None
    if gone is None:
        raise RefusedError(LINKED)
    typer.echo(f"Erased this customer of {owner.name}, with {gone} {'purchase' if gone == 1 else 'purchases'}.")
