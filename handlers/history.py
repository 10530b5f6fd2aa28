"""History in and out, as the event lines of ROR.md.

A file is read twice. The first reading checks all of it and writes nothing, so that a bad line never half-imports a
file; the second writes it in portions, under one import that counts in reports only once it is complete.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import Any

import orjson

from chat.address import Address
from chat.brands import Brand
from chat.lines import Line, LineError, UnknownKind, dump, parse
from chat.ports import Classifier
from storage import ledger, remembering
from storage.database import Database, Session
from storage.ledger import IMPORTED_AS
from storage.remembering import Memory

PORTION = 500
"""So many lines keep others from writing for less than 50 ms."""

LONGEST_LINE = 1024 * 1024
"""Bytes; no platform lets anybody write more."""

LONGEST_ID = 255
HASH_BYTES = 12
"""Enough that among a million lines two of one hash are a chance of one in 10^17."""

# Who deletes or follows a link may be anybody, and a poll's author is mostly the bot.
_OF_SOMEBODY_MET = {"join", "leave", "block", "message", "reaction", "vote", "nps", "share", "purchase", "answer"}
VERDICT = frozenset({"sentiment", "recommends", "query"})
_MAY_CHANGE = {"message", "answer"}
"""Kinds whose data may differ from what was imported: texts are edited and forgotten, messages are classified."""

Numbered = Iterable[tuple[int, bytes]]
"""The lines of a file with their numbers, from 1."""


@dataclass(slots=True)
class Findings:
    """What the first reading found."""

    bad: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """The numbers of the lines that are wrong, by what is wrong."""
    unknown: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """The numbers of the lines whose kind is not known, by the sentence."""
    new: int = 0
    known: int = 0
    """How many different lines there are, not in the database yet and there already."""


def read(raw: bytes, source: str) -> Line | None:
    """Read one line of a file; None where it is blank.

    Args:
        raw: UTF-8.
        source: where the file comes from; other than by default, it stands before the line's id and what it refers to.

    Raises:
        UnknownKind: the line's kind is not known.
        LineError: the line is not a right one.
    """
    if len(raw) > LONGEST_LINE:
        raise LineError(f"This is longer than {LONGEST_LINE // 1024} kB.")
    try:
        text = raw.decode().strip()
    except UnicodeDecodeError:
        raise LineError("This is not UTF-8.") from None
    if not text:
        return None
    line = parse(text)
    if source == IMPORTED_AS:
        return line
    line = replace(line, id=f"{source}/{line.id}", ref=f"{source}/{line.ref}" if line.ref is not None else None)
    if max(len(line.id), len(line.ref or "")) > LONGEST_ID:
        raise LineError(f'"id" and what it refers to must have at most {LONGEST_ID - len(source) - 1} characters here.')
    return line


def check(database: Database, numbered: Numbered, source: str, brands: Collection[str]) -> Findings:
    """Read all of a file, write nothing, and tell what is in it."""
    findings = Findings()
    readable = _readable(numbered, source, brands, findings)
    different = _different(readable, findings)
    while portion := list(islice(different, PORTION)):
        _compare(database, portion, findings)
    return findings


def lines(numbered: Numbered, source: str) -> Iterator[Line]:
    """Read a file that was checked; lines of unknown kinds are left out."""
    for _number, raw in numbered:
        try:
            line = read(raw, source)
        except UnknownKind:
            continue
        if line is not None:
            yield line


def portions(given: Iterable[Line]) -> Iterator[list[Line]]:
    """Cut lines into portions, each to be put in a transaction of its own."""
    rest = iter(given)
    while portion := list(islice(rest, PORTION)):
        yield portion


@dataclass(frozen=True, slots=True)
class Portion:
    """Lines to be written in one transaction, listened to."""

    lines: list[Line]
    heard: dict[str, dict[str, Any]]
    """What was heard in messages beside what their lines tell, by line; empty where a line came with its verdict."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What people are called, by their platform's ids, where the file tells."""


def listened(portion: list[Line], classifier: Classifier, brands: Mapping[str, Brand]) -> Portion:
    """Judge the audience's messages that come without any verdict; slow, so do it outside the transaction."""
    said = [line for line in portion if line.kind == "message" and not line.team]
    heard: dict[str, dict[str, Any]] = {line.id: {} for line in said}
    unjudged = {line.id: line for line in said if line.data.get("text") and line.data.keys().isdisjoint(VERDICT)}
    texts = [line.data["text"] for line in unjudged.values()]
    hints = [brands[line.brand].language for line in unjudged.values()]
    judged = dict(zip(unjudged, classifier.classify(texts, hints), strict=True))
    told = []
    for line in portion:
        if judgement := judged.get(line.id):
            heard[line.id] = judgement.beside
            told.append(replace(line, data={**line.data, **judgement.verdict}))
        else:
            told.append(line)
    return Portion(told, heard)


def put(db: Session, portion: Portion, import_id: int) -> None:
    """Write a portion under its import, and remember the people in it."""
    ledger.put_many(db, portion.lines, import_id, portion.heard)
    met: dict[tuple[str, Address], Memory] = {}
    for line in portion.lines:
        if line.person is not None and line.kind in _OF_SOMEBODY_MET:
            at = Address(line.platform, line.person)
            name = portion.names.get(at.id, "")
            now = Memory(line.brand, at, line.team, line.at, name, away=line.kind == "leave")
            before = met.setdefault((line.brand, at), now)
            last = max(before, now, key=lambda each: (each.seen_at, each.away))
            met[line.brand, at] = replace(last, team=before.team or now.team, name=before.name or now.name)
    # In one order, so that two imports do not wait for each other.
    remembering.remember(db, [memory for _key, memory in sorted(met.items(), key=lambda each: each[0])])


def export(db: Session, brand: str) -> Iterator[bytes]:
    """Yield the brand's lines in order of time, each as JSON with its line feed."""
    for line in ledger.lines(db, brand, texts=True):
        yield orjson.dumps(dump(line), option=orjson.OPT_APPEND_NEWLINE)


def _readable(
    numbered: Numbered, source: str, brands: Collection[str], findings: Findings
) -> Iterator[tuple[int, Line]]:
    """Give the lines that are right in themselves."""
    for number, raw in numbered:
        try:
            line = read(raw, source)
        except UnknownKind as error:
            findings.unknown[str(error)].append(number)
        except LineError as error:
            findings.bad[str(error)].append(number)
        else:
            if line is not None and line.brand not in brands:
                findings.bad[f"The brand {line.brand!r} is not configured: add [brands.{line.brand}]."].append(number)
            elif line is not None:
                yield number, line


def _different(numbered: Iterable[tuple[int, Line]], findings: Findings) -> Iterator[tuple[int, Line]]:
    """Give each line once; two different ones of one id are an error."""
    seen: dict[bytes, bytes] = {}  # hashes alone, for a million lines must find room
    for number, line in numbered:
        content = _hash(orjson.dumps(line))
        before = seen.setdefault(_hash(f"{line.brand}\0{line.id}".encode()), content)
        if before is content:
            yield number, line
        elif before != content:
            findings.bad[f'"id" must be unique: another line before has {line.id!r}.'].append(number)


def _hash(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=HASH_BYTES).digest()


def _compare(database: Database, portion: list[tuple[int, Line]], findings: Findings) -> None:
    """Tell new lines from those that the database has; it must not have other ones of the same ids."""
    for brand in {line.brand for _number, line in portion}:
        own = {line.id: (number, line) for number, line in portion if line.brand == brand}
        stored = database.read(partial(ledger.among, brand=brand, ids=own))
        findings.known += len(stored)
        findings.new += len(own) - len(stored)
        for id_, there in stored.items():
            number, line = own[id_]
            if not _is_same(line, there):
                sentence = f'"id" must be unique: the database has another line {id_!r}; a --source tells them apart.'
                findings.bad[sentence].append(number)


def _is_same(line: Line, stored: Line) -> bool:
    # The chat is left out: a group that grew has another id since.
    keys = ("platform", "person", "team", "kind", "at", "ref", *(() if line.kind in _MAY_CHANGE else ("data",)))
    return all(getattr(line, key) == getattr(stored, key) for key in keys)
