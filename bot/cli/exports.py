"""`rapport import` of what platforms export: Slack's zip, Telegram's result.json."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from bot.cli.bringing import Advance, progress, write
from bot.cli.common import Desk, RefusedError, note

if TYPE_CHECKING:
    from chat.brands import Brand
    from handlers.history import Portion
    from handlers.imports.entries import Entry, Export, Item
    from handlers.imports.planning import Plan, Wish
    from handlers.imports.tally import Tally
    from storage.database import Session

T = TypeVar("T")

SOURCE = "export"
MOST_SENTENCES = 50
MOST_PLACES = 5
MOST_NAMES = 20
SHOW_EVERY = 200
KINDS = {
    "message": ("message", "messages"),
    "poll": ("poll", "polls"),
    "reaction": ("reaction", "reactions"),
    "join": ("join", "joins"),
    "leave": ("leave", "leaves"),
    "share": ("share", "shares"),
    "delete": ("deletion", "deletions"),
}


def wish_of(it: Desk, what: str, brand: str | None, chats: list[str], without: list[str]) -> "Wish":
    """Return what the operator asks for; Rapport's own bot is left out wherever it can be told.

    Raises:
        RefusedError: there is no such brand.
    """
    from handlers.imports.planning import Wish

    if brand is not None:
        it.brand(brand)
    out, bot = {each.removeprefix(f"{what}:") for each in without}, None
    if what == "telegram" and (token := it.settings.secrets.telegram_bot_token):
        bot = token.get_secret_value().partition(":")[0]  # the number before it is public
        out.add(bot)
    return Wish(brand, tuple(each.removeprefix(f"{what}:") for each in chats), frozenset(out), bot)


def take_in(it: Desk, file: Path, what: str, wish: "Wish", *, only_check: bool) -> None:
    """Take a brand's history in from an export.

    Raises:
        RefusedError: something in it is wrong, or cannot be chosen; nothing was written.
    """
    from handlers import imports
    from handlers.imports import planning, tally
    from handlers.imports.entries import Unusable
    from storage import ledger

    try:
        export = imports.opened(file, what)
        with progress("Looking") as advance:
            tick = partial(_advance, advance, export)
            broken = [f"{each.where}: {each.what}" for each in export.survey(tick)]
    except Unusable as error:
        raise _refused(file, [str(error)]) from None
    if broken:
        raise _refused(file, broken)
    plan = it.database.read(lambda db: planning.plan(db, export, it.settings.brands, wish))
    sha256 = _fingerprint(file, plan)
    if it.database.read(lambda db: ledger.find_import(db, SOURCE, sha256)):
        typer.echo(f"{file.name} was imported before: nothing changes.")
        return
    with progress("Checking") as advance:
        found = tally.count(it.database, shown(_items(file, export, plan), export, advance), it.settings.brands)
    if found.broken:
        raise _refused(file, [_told(places, what) for what, places in found.broken.items()])
    _note(export, plan, found)
    if found.new and not only_check:
        put = partial(_put, brands=it.settings.brands)
        with progress("Importing") as advance:
            write(it, SOURCE, sha256, _heard(it, shown(_items(file, export, plan), export, advance)), put)
    typer.echo(summary(file.name, found, done="Would import" if only_check else "Imported"))


def shown(items: Iterable[T], export: "Export", advance: Advance) -> Iterator[T]:
    """Pass items on, and tell from time to time how far the export is read."""
    for number, item in enumerate(items):
        if number % SHOW_EVERY == 0:
            _advance(advance, export)
        yield item
    _advance(advance, export)


def _advance(advance: Advance, export: "Export") -> None:
    advance(export.position, export.size)


def _items(file: Path, export: "Export", plan: "Plan") -> "Iterator[Item]":
    """Yield all that is to be imported; at its end the file must be as it was at its beginning."""
    before = _state(file)
    yield from plan.team
    yield from export.read(plan.places)
    if _state(file) != before:
        raise RefusedError(f"{file.name} changed while it was read: import it again.")


def _state(file: Path) -> tuple[int, int]:
    found = file.stat()
    return found.st_size, found.st_mtime_ns


def _fingerprint(file: Path, plan: "Plan") -> str:
    """Tell this file, imported so, from all others: of the same file other chats may be imported later."""
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256")
    digest.update(plan.key.encode())
    return digest.hexdigest()


def _heard(it: Desk, items: "Iterable[Item]") -> "Iterator[Portion]":
    from dataclasses import replace

    from handlers import history
    from handlers.imports.answers import Answers
    from handlers.imports.tally import entries_of, portions
    from insight import listening

    classifier, answers = listening.classifier(), Answers()
    for portion in portions(entries_of(items)):
        heard = history.listened([entry.line for entry in portion], classifier, it.settings.brands)
        yield replace(heard, lines=answers.mark(heard.lines), names=_names(portion))


def _names(portion: "list[Entry]") -> dict[str, str]:
    return {entry.line.person: entry.name for entry in portion if entry.line.person and entry.name}


def _put(db: "Session", portion: "Portion", import_id: int, brands: "Mapping[str, Brand]") -> None:
    """Write what is not there yet."""
    from dataclasses import replace

    from handlers import history
    from handlers.imports.known import known

    there = known(db, portion.lines, brands)
    new = [line for line in portion.lines if (line.brand, line.id) not in there]
    history.put(db, replace(portion, lines=new), import_id)


def _refused(file: Path, sentences: list[str]) -> RefusedError:
    more = len(sentences) - MOST_SENTENCES
    told = sentences[:MOST_SENTENCES] + ([f"and {more} more such places."] if more > 0 else [])
    return RefusedError(*told, f"Nothing of {file.name} was imported.", code=1)


def _told(places: list[str], what: str) -> str:
    more = f" and {len(places) - MOST_PLACES} more" if len(places) > MOST_PLACES else ""
    return f"{'; '.join(places[:MOST_PLACES])}{more}: {what}"


def _note(export: "Export", plan: "Plan", found: "Tally") -> None:
    """Say what was left out, and what the figures will lack."""
    if plan.left_out:
        more = len(plan.left_out) - MOST_NAMES
        names = ", ".join(plan.left_out[:MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
        note(f"Left out, for they are no brand's chats: {names}.")
    if found.skipped:
        note("Left out: " + "; ".join(f"{number} {why}" for why, number in found.skipped.most_common()) + ".")
    if export.guesses_zone:
        zones = ", ".join(sorted({str(place.zone) for place in plan.places.values()}))
        note(f"This export does not tell the zone of its times: they were taken as {zones}, the brand's.")
    if found.people and not found.team:
        note("Nobody here is known to be of the team, so there are no brand posts: name `managers` in the settings.")


def summary(name: str, found: "Tally", done: str = "Imported") -> str:
    """Say what an import brought."""
    there = f"{found.known} {'was' if found.known == 1 else 'were'} there already"
    if not found.new:
        return f"Nothing changes: of {name}, {there}." if found.known else f"{name} has nothing to import."
    kinds = [f"{count} {KINDS[kind][count != 1]}" for kind in KINDS if (count := found.kinds[kind])]
    listed = " and ".join([", ".join(kinds[:-1]), kinds[-1]] if len(kinds) > 1 else kinds)
    people = f"{len(found.people)} {'person' if len(found.people) == 1 else 'people'}"
    team = f" ({len(found.team)} of the team)" if found.team else ""
    first, last = min(found.days), max(found.days)
    when = f"on {first}" if first == last else f"from {first} to {last}, on {len(found.days)} days"
    return f"{done} {listed} by {people}{team}, {when}." + (f" {there[:1].upper()}{there[1:]}." if found.known else "")
