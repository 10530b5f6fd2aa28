"""The event line: how history goes in and out, one JSON object a line."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from decimal import Decimal
from typing import Any, NoReturn

from chat.currencies import DECIMALS
from chat.errors import RapportError

PLATFORMS = ("slack", "telegram", "webchat")

_LONGEST_ID = 255
_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})", re.ASCII
)
_AMOUNT = re.compile(r"[0-9]{1,15}(\.[0-9]{1,4})?", re.ASCII)
_SURROGATE = re.compile("[\ud800-\udfff]")
_RANK = {"join": 0, "answer": 2, "resolve": 3, "block": 4, "leave": 5}


class LineError(RapportError):
    """A line cannot be read; the message is a sentence that says what to mend."""


class UnknownKind(LineError):
    """The line may be in order, but its kind is not one of those Rapport knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Something that happened to a brand."""

    id: str
    brand: str
    platform: str
    chat: str
    person: str | None
    team: bool
    kind: str
    at: datetime
    """Aware, UTC."""
    ref: str | None = None
    """What it is about: `reply_to`, `target`, `poll` or `share`, whichever the kind has."""
    data: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """The kind's other keys, as in the JSON line; a key that was absent is absent."""


@dataclass(frozen=True, slots=True)
class _Key:
    """What a key must hold."""

    must_be: str
    fits: Callable[[Any], bool]
    needed: bool = True

    def check(self, name: str, given: Mapping[str, Any]) -> None:
        """Raise where the key is missing or holds something else."""
        if name not in given:
            if self.needed:
                raise LineError(f'"{name}" is missing: it must be {self.must_be}.')
        elif isinstance(given[name], str) and not _is_text(given[name]):
            raise LineError(f'"{name}" must be without NUL and half surrogate pairs, which nothing can store.')
        elif not self.fits(given[name]):
            raise LineError(f'"{name}" must be {self.must_be}.')


def _is_text(value: object) -> bool:
    # Neither UTF-8 nor PostgreSQL can hold these two.
    return isinstance(value, str) and "\0" not in value and not _SURROGATE.search(value)


def _is_id(value: object) -> bool:
    return _is_text(value) and 0 < len(str(value)) <= _LONGEST_ID


def _is_whole(value: object, low: int, high: int) -> bool:
    return type(value) is int and low <= value <= high


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_account(value: object) -> bool:
    return isinstance(value, dict) and value.get("platform") in PLATFORMS and _is_id(value.get("person"))


def _is_amount(value: object) -> bool:
    return isinstance(value, str) and bool(_AMOUNT.fullmatch(value)) and Decimal(value) > 0


def _is_bool(value: object) -> bool:
    return isinstance(value, bool)


def _or_null(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: value is None or fits(value)


_ID = _Key(f"a string of 1 to {_LONGEST_ID} characters", _is_id)
_ID_OR_NULL = _Key(f"a string of 1 to {_LONGEST_ID} characters, or null", _or_null(_is_id), needed=False)
_PLATFORM = _Key(" or ".join(f'"{platform}"' for platform in PLATFORMS), lambda value: value in PLATFORMS)
_TEXT = _Key("a string", _is_text)
_TEXT_IF_KEPT = _Key("a string or null", _or_null(_is_text), needed=False)
_FLAG = _Key("true or false", _is_bool)
_FLAG_IF_SET = _Key("true or false", _is_bool, needed=False)
_SENTIMENT = _Key("-1, 0, 1 or null", _or_null(lambda value: _is_whole(value, -1, 1)), needed=False)


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a kind of line has beside the keys that all share."""

    ref: str | None = None
    ref_key: _Key = _ID
    keys: Mapping[str, _Key] = field(default_factory=dict)
    teams_own: bool = False
    """Such a line is always the team's."""
    nobody: bool = False
    """Who it was may be unknown."""


_KINDS: Mapping[str, _Kind] = {
    "join": _Kind(keys={"referrer": _ID_OR_NULL}),
    "leave": _Kind(),
    "block": _Kind(),
    "link": _Kind(keys={"to": _Key('an object with "platform" and "person"', _is_account)}),
    "message": _Kind(
        "reply_to",
        _ID_OR_NULL,
        {"text": _TEXT_IF_KEPT, "sentiment": _SENTIMENT, "recommends": _FLAG_IF_SET, "query": _FLAG_IF_SET},
    ),
    "reaction": _Kind("target", keys={"emoji": _ID, "removed": _FLAG_IF_SET}),
    "vote": _Kind("poll", keys={"options": _Key("a list of strings, or null", _or_null(_is_texts))}),
    "poll": _Kind(keys={"question": _TEXT, "options": _Key("a list of strings", _is_texts)}, teams_own=True),
    "nps": _Kind(keys={"score": _Key("a whole number from 0 to 10", lambda value: _is_whole(value, 0, 10))}),
    "share": _Kind("target", _ID_OR_NULL),
    "click": _Kind("share", nobody=True),
    "purchase": _Kind(
        keys={
            "amount": _Key('a positive decimal number in quotes, like "12.50"', _is_amount),
            "currency": _Key("a currency code of ISO 4217", lambda value: _is_id(value) and value in DECIMALS),
        }
    ),
    "answer": _Kind("reply_to", keys={"text": _TEXT_IF_KEPT, "automatic": _FLAG_IF_SET}, teams_own=True),
    "resolve": _Kind("target"),
    "delete": _Kind("target", nobody=True),
}

KINDS = frozenset(_KINDS)
"""All kinds of line there are."""


def parse(text: str) -> Line:
    """Read one line; keys that its kind does not have are passed over.

    Raises:
        UnknownKind: the line's kind is not one of `KINDS`.
        LineError: the line is not a right one.
    """
    given = _object(text)
    kind = _kind(given)
    _check(given, kind)
    return Line(
        id=given["id"],
        brand=given["brand"],
        platform=given["platform"],
        chat=given["chat"],
        person=given["person"],
        team=given["team"],
        kind=given["kind"],
        at=_instant(given.get("at")),
        ref=given.get(kind.ref) if kind.ref else None,
        data={key: _pruned(given[key]) for key in kind.keys if key in given},
    )


def dump(line: Line) -> dict[str, Any]:
    """Give the JSON object of a line; `parse` reads the same line from it."""
    at = line.at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    shared = {"id": line.id, "brand": line.brand, "platform": line.platform, "chat": line.chat, "person": line.person}
    ref = _KINDS[line.kind].ref
    about = {ref: line.ref} if ref else {}
    return {**shared, "team": line.team, "kind": line.kind, "at": at, **about, **line.data}


def sort_key(line: Line) -> tuple[datetime, int, str]:
    """Order lines: by time; in one instant joins first, then all others, answer, resolve, block, leave; then by id."""
    return line.at, rank_of(line.kind), line.id


def rank_of(kind: str) -> int:
    """Order lines of one instant by their kind."""
    return _RANK.get(kind, 1)


def _object(text: str) -> dict[str, Any]:
    try:
        given = json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise LineError(f"This is not JSON: {error.msg} at column {error.colno}.") from None
    except (RecursionError, ValueError):
        # Python itself refuses to read numbers of thousands of digits.
        raise LineError("This JSON is nested too deep or has a number that is too long.") from None
    if not isinstance(given, dict):
        raise LineError("A line must be a JSON object in braces.")
    return given


def _pruned(value: object) -> object:
    return {"platform": value["platform"], "person": value["person"]} if isinstance(value, dict) else value


def _refuse_constant(name: str) -> NoReturn:
    raise LineError(f"{name} is not a number of JSON.")


def _kind(given: Mapping[str, Any]) -> _Kind:
    _ID.check("kind", given)
    name = given["kind"]
    if name not in _KINDS:
        raise UnknownKind(f"The kind {name!r} is not known.")
    return _KINDS[name]


def _check(given: Mapping[str, Any], kind: _Kind) -> None:
    for name, key in (("id", _ID), ("brand", _ID), ("platform", _PLATFORM), ("chat", _ID), ("team", _FLAG)):
        key.check(name, given)
    _person(kind).check("person", given)
    if kind.ref:
        kind.ref_key.check(kind.ref, given)
    for name, key in kind.keys.items():
        key.check(name, given)
    _check_together(given, kind)


def _person(kind: _Kind) -> _Key:
    return _Key(_ID_OR_NULL.must_be, _ID_OR_NULL.fits) if kind.nobody else _ID


def _check_together(given: Mapping[str, Any], kind: _Kind) -> None:
    if kind.teams_own and not given["team"]:
        raise LineError(f'"team" must be true: the kind "{given["kind"]}" is always the team\'s.')
    if given["kind"] == "purchase":
        decimals = DECIMALS[given["currency"]]
        if len(given["amount"].partition(".")[2]) > decimals:
            raise LineError(f'"amount" must have no more decimals than {given["currency"]} has: {decimals}.')


def _instant(value: object) -> datetime:
    if not (isinstance(value, str) and _TIME.fullmatch(value)):
        raise LineError('"at" must be a time with its zone, in quotes, like "2026-11-02T10:15:00Z".')
    try:
        at = datetime.fromisoformat(value).astimezone(UTC)
    except (ValueError, OverflowError):
        raise LineError('"at" must be a time that exists, like "2026-11-02T10:15:00Z".') from None
    if at.year in {MINYEAR, MAXYEAR}:  # whose days are not all within the calendar in all zones
        raise LineError(f'"at" must lie after the year {MINYEAR} and before {MAXYEAR}.')
    return at
