"""`rapport ror`: what `/ror` says."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.common import AsJson, BrandKey, ConfigFile, Desk, RefusedError, desk, print_json

if TYPE_CHECKING:
    from chat.brands import Brand
    from chat.i18n import Words
    from handlers.ror.looks import Look
    from insight.weeks import Period

PERIOD = "7d, 30d, month, 2026-W46, or 2026-11-01..2026-11-15 with both days; default 7d."


def ror(
    brand: BrandKey,
    period: Annotated[str, typer.Argument(metavar="[PERIOD]", show_default=False, help=PERIOD)] = "",
    start: Annotated[str | None, typer.Option("--from", metavar="DATE", help="The first day, 2026-11-02.")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="DATE", help="The day after the last one.")] = None,
    platform: Annotated[str, typer.Option(metavar="NAME", show_default=False, help="Only what happened there.")] = "",
    shown: Annotated[
        str, typer.Option("--open", metavar="FIGURE", show_default=False, help="A figure, and what is behind it.")
    ] = "",
    page: Annotated[int, typer.Option(min=1, help="Which page of what is behind it.")] = 1,
    explain: Annotated[bool, typer.Option("--explain", help="How it is reckoned, and the four questions.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="A table; with --open, of what is behind the figure.")] = False,
    json: AsJson = False,
    config: ConfigFile = None,
) -> None:
    """Print a brand's scorecard, as /ror does.

    Without a period, of the 7 complete days before today.
    """
    from handlers.ror.looks import EXPLAIN, Look

    look = Look(brand=brand, platform=_platform(platform), shown=EXPLAIN if explain else _figure(shown), page=page - 1)
    with desk(config) as it:
        owner = it.brand(brand)
        days = _days(start, end, period, owner, it)
        _print(it, owner, look.at(days), days, "csv" if csv else "json" if json else "text")


def _print(it: Desk, owner: "Brand", look: "Look", days: "Period", form: str) -> None:
    from chat.i18n import words
    from handlers import reporting, ror
    from handlers.reporting.behind import behind
    from insight.behind import OPENS

    say, platform = words(owner.language), look.platform or None
    if form == "csv":
        # A byte order mark is for spreadsheets that open a file.
        typer.echo(it.database.read(lambda db: ror.table_of(db, owner, look, days, say)).decode("utf-8-sig"), nl=False)
    elif form == "json" and look.shown in OPENS:
        found = it.database.read(lambda db: behind(db, owner, days, look.shown, look.page, platform))
        print_json(found.as_json())
    elif form == "json":
        card = it.database.read(lambda db: reporting.report(db, owner, days.start, days.end, platform=platform)).card
        print_json(card.as_json())
    else:
        typer.echo(_text(it, owner, look, days, say))


def _text(it: Desk, owner: "Brand", look: "Look", days: "Period", say: "Words") -> str:
    from dataclasses import replace

    from handlers import ror
    from handlers.reporting.explaining import PAGES
    from handlers.ror.looks import EXPLAIN

    looks = [replace(look, page=page) for page in range(PAGES)] if look.shown == EXPLAIN else [look]
    written = [it.database.read(lambda db, each=each: ror.page(db, owner, each, days))(say) for each in looks]  # type: ignore[misc]
    links = [f"{button.label} {button.url}" for row in written[0].buttons for button in row if button.url]
    return "\n\n".join([f"{written[0].title}\n{written[0].text}", *(each.text for each in written[1:]), *links])


def _platform(name: str) -> str:
    from chat.lines import PLATFORMS

    if name and name not in PLATFORMS:
        raise RefusedError(f"There is no platform {name!r}: choose one of {', '.join(PLATFORMS)}.")
    return name


def _figure(name: str) -> str:
    from insight.behind import OPENS

    plain = name.replace("-", "_")
    if plain and plain not in OPENS:
        raise RefusedError(f"There is no figure {name!r}: choose one of {', '.join(OPENS)}.")
    return plain


def _days(start: str | None, end: str | None, words_: str, brand: "Brand", it: Desk) -> "Period":
    from handlers.ror.looks import Look
    from insight.weeks import Period

    if bool(start) != bool(end):
        raise RefusedError("--from and --to belong together: give both or none.")
    if not (start and end):
        return Look(brand=brand.key, period=words_).days(brand, it.now)
    if words_:
        raise RefusedError("Give a period by its name or by --from and --to, not both.")
    try:
        period = Period(_day(start), _day(end))
        period.previous()
    except (ValueError, OverflowError) as error:
        raise RefusedError(str(error)) from None
    return period


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RefusedError(f"{text!r} is no date: write it such as 2026-11-02.") from None
