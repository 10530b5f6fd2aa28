"""Events through storage and back, whatever they hold."""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.events import KINDS, Event, File, Message, NativePoll, Origin, dump, load

TEXT = st.text(st.characters(), max_size=20)
WHEN = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=-3)), timezone(timedelta(hours=5.5))]))
VALUES: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    "str | None": st.none() | TEXT,
    int: st.integers(-(2**62), 2**62),
    bool: st.booleans(),
    datetime: WHEN,
    "datetime.datetime | None": st.none() | WHEN,
    tuple[int, ...]: st.lists(st.integers(0, 9), max_size=3).map(tuple),
    Mapping[str, Any]: st.dictionaries(TEXT, TEXT | st.lists(TEXT, max_size=3), max_size=3),
    str(Origin | None): st.none() | st.builds(Origin, *(st.none() | TEXT for _each in range(3)), st.booleans()),
    tuple[str, ...]: st.lists(TEXT, max_size=3).map(tuple),
    tuple[File, ...]: st.lists(st.builds(File, TEXT, TEXT, st.booleans(), st.none() | st.integers(0, 9)), max_size=2),
}


def some(kind: type[Event]) -> st.SearchStrategy[Event]:
    """Return events of a kind."""
    given_ = {each.name: VALUES.get(each.type, VALUES.get(str(each.type))) for each in fields(kind)}
    return st.builds(kind, **{name: values for name, values in given_.items() if values is not None})


@pytest.mark.parametrize("name", KINDS)
@given(data=st.data())
def test_events_come_back_as_they_were(name: str, data: st.DataObject) -> None:
    """Every kind goes through JSON and back, and holds nothing that a database cannot."""
    event = data.draw(some(KINDS[name]))
    raw = json.dumps(dump(event), ensure_ascii=False)
    assert load(json.loads(raw)) == event
    assert "\\u0000" not in raw
    raw.encode()


def test_every_field_is_tried() -> None:
    """The values above know every type of field there is."""
    types = {str(each.type) for kind in KINDS.values() for each in fields(kind)}
    known = {str(each) for each in VALUES}
    assert types - known == set()


@pytest.mark.parametrize(
    ("given_", "stored"),
    [
        ("plain", "plain"),
        ("a\x00b", "ab"),
        ("ü\x00", "ü"),
        ("\ud83d\ude00", "😀"),
        ("\ud83d", "\ufffd"),
        ("\ude00\ud83d", "\ufffd\ufffd"),
        ("", ""),
        ("\x00", ""),
    ],
)
def test_what_no_database_holds(given_: str, stored: str) -> None:
    """NUL is left out, halves of surrogate pairs are joined or replaced, all else stays."""
    at = datetime(2026, 11, 9, tzinfo=UTC)
    message = Message(account="a", id=given_, platform="slack", at=at, message="1", text=given_, name=given_)
    assert (message.id, message.text, message.name) == (stored, stored, stored)
    poll = NativePoll(account="a", id="1", platform="telegram", at=at, native="1", question=given_, options=(given_,))
    assert (poll.question, poll.options) == (stored, (stored,))
