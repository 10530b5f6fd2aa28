"""What of an export the ledger has already: what the live bot heard counts once.

Messages have the ids that the live bot gives. Reactions, shares, comings and goings have none in an export, so they
are told by who did what, and when.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta

from chat.brands import Brand
from chat.lines import Line
from handlers.imports.scribe import SHARE
from storage import imported, ledger
from storage.database import Session

CLOSE = timedelta(seconds=60)
"""So far apart the same coming or going may be told by two notices."""
SAME = timedelta(seconds=1)
"""Telegram tells of a message to the second, to a bot and in an export."""
MOVES = ("join", "leave")


def known(db: Session, lines: Iterable[Line], brands: Mapping[str, Brand]) -> set[tuple[str, str]]:
    """Return (brand, id) of those of the lines that the ledger has, under these ids or others."""
    found: set[tuple[str, str]] = set()
    given = list(lines)
    for brand in {line.brand for line in given}:
        own = [line for line in given if line.brand == brand]
        there = {*ledger.among(db, brand, [line.id for line in own])}
        new = [line for line in own if line.id not in there]
        there |= _reactions(db, brand, new) | _moves(db, brand, new) | _shares(db, brands[brand], new)
        found |= {(brand, id_) for id_ in there}
    return found


def _reactions(db: Session, brand: str, lines: list[Line]) -> set[str]:
    """Return the reactions that were heard, be they removed since or not: then the export is older."""
    reactions = [line for line in lines if line.kind == "reaction"]
    if not reactions:
        return set()
    heard = imported.reactions(db, brand, {line.ref for line in reactions if line.ref})
    return {line.id for line in reactions if (line.person, line.ref, line.data["emoji"]) in heard}


def _moves(db: Session, brand: str, lines: list[Line]) -> set[str]:
    moves = [line for line in lines if line.kind in MOVES and not line.id.startswith("team:")]
    if not moves:
        return set()
    first, last = min(line.at for line in moves) - CLOSE, max(line.at for line in moves) + CLOSE
    heard = defaultdict(list)
    for kind, person, at in imported.moves(db, brand, moves[0].platform, first, last):
        heard[kind, person].append(at)
    return {line.id for line in moves if any(abs(at - line.at) <= CLOSE for at in heard[line.kind, line.person or ""])}


def _shares(db: Session, brand: Brand, lines: list[Line]) -> set[str]:
    """Return the shares that were heard, be it as messages, and those of a post that was shared before that day."""
    shares = [line for line in lines if line.kind == "share"]
    if not shares:
        return set()
    said = ledger.among(db, brand.key, [line.id.removesuffix(SHARE) for line in shares])
    day = timedelta(days=1)
    first, last = min(line.at for line in shares) - day, max(line.at for line in shares) + day
    moments, days = defaultdict(list), set()
    for person, post, at in imported.shares(db, brand.key, shares[0].platform, first, last):
        moments[person].append(at)
        days.add((person, post, at.astimezone(brand.zone).date()))
    return {
        line.id
        for line in shares
        if line.id.removesuffix(SHARE) in said
        or any(abs(at - line.at) <= SAME for at in moments[line.person or ""])
        or (line.ref and (line.person, line.ref, line.at.astimezone(brand.zone).date()) in days)
    }
