"""`rapport content`: what to make next, as `/content` says it."""

import typer

from bot.cli.common import AsJson, BrandKey, ConfigFile, desk, print_json


def content(brand: BrandKey, json: AsJson = False, config: ConfigFile = None) -> None:
    """Rank content topics over all polls of a brand.

    Each with its votes, the answers it had a chance in, and the 95 % interval of its share.
    """
    from chat.i18n import words
    from handlers import content as feature
    from handlers.reporting import content as ranking

    with desk(config) as it:
        owner = it.brand(brand)
        found = it.database.read(lambda db: ranking.topics_of(db, owner.key))
    if json:
        print_json(feature.as_json(owner.key, found))
        return
    say = words(owner.language)
    typer.echo(f"{say('content-title', brand=owner.name)}\n\n{feature.text_of(found, say)}")
