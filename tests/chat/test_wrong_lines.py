"""Lines that are refused, and that nothing but `LineError` ever comes of them."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.lines import LineError, UnknownKind, dump, parse
from tests.chat.test_lines import PLAIN, text


@pytest.mark.parametrize(
    ("kind", "more", "names"),
    [
        pytest.param("leave", {"id": ...}, '"id" is missing', id="no id"),
        pytest.param("leave", {"id": ""}, '"id"', id="empty id"),
        pytest.param("leave", {"id": 7}, '"id"', id="an id that is a number"),
        pytest.param("leave", {"id": "x" * 256}, '"id"', id="an id beyond any index"),
        pytest.param("leave", {"id": "a\0b"}, '"id"', id="NUL"),
        pytest.param("leave", {"person": "\ud83d"}, '"person"', id="half a sign"),
        pytest.param("leave", {"brand": None}, '"brand"', id="no brand"),
        pytest.param("leave", {"platform": "fax"}, '"platform"', id="unknown platform"),
        pytest.param("leave", {"platform": ["slack"]}, '"platform"', id="a list of platforms"),
        pytest.param("leave", {"chat": ...}, '"chat"', id="no chat"),
        pytest.param("leave", {"person": None}, '"person"', id="nobody left"),
        pytest.param("leave", {"person": ...}, '"person"', id="person absent"),
        pytest.param("click", {"person": ...}, '"person"', id="person absent from a click"),
        pytest.param("leave", {"team": 0}, '"team"', id="team is a number"),
        pytest.param("leave", {"team": ...}, '"team"', id="team absent"),
        pytest.param("leave", {"kind": ...}, '"kind"', id="no kind"),
        pytest.param("leave", {"kind": ["leave"]}, '"kind"', id="a list of kinds"),
        pytest.param("leave", {"at": ...}, '"at"', id="no time"),
        pytest.param("leave", {"at": "2026-11-02T10:15:00"}, '"at" must be a time with its zone', id="naive time"),
        pytest.param("leave", {"at": "2026-W45-1T10:15:00Z"}, '"at"', id="a week date"),
        pytest.param("leave", {"at": "2026-11-02"}, '"at"', id="a day"),
        pytest.param("leave", {"at": 1793614500}, '"at"', id="seconds since 1970"),
        pytest.param("leave", {"at": "2026-02-30T10:15:00Z"}, '"at"', id="February 30"),
        pytest.param("leave", {"at": "2026-11-02T10:15:60Z"}, '"at"', id="second 60"),
        pytest.param("leave", {"at": "2026-11-02T10:15:00+99:00"}, '"at"', id="a zone that is none"),
        pytest.param("leave", {"at": "0001-01-01T00:00:00+14:00"}, '"at"', id="before the calendar"),
        pytest.param("leave", {"at": "9999-12-31T23:59:59-14:00"}, '"at"', id="after the calendar"),
        pytest.param("leave", {"at": "9999-12-30T10:00:00Z"}, "before 9999", id="the calendar's last year"),
        pytest.param("leave", {"at": "10000-01-01T00:00:00Z"}, '"at"', id="year 10000"),
        pytest.param("leave", {"at": "2026-11-02\ud80010:15:00Z"}, '"at"', id="half a sign in the time"),
        pytest.param("join", {"referrer": ""}, '"referrer"', id="empty referrer"),
        pytest.param("link", {"to": ...}, '"to"', id="linked to nothing"),
        pytest.param("link", {"to": "slack:U2"}, '"to"', id="no object"),
        pytest.param("link", {"to": {"platform": "slack"}}, '"to"', id="half an account"),
        pytest.param("link", {"to": {"platform": {}, "person": "7"}}, '"to"', id="no platform"),
        pytest.param("message", {"text": 7}, '"text"', id="a text that is a number"),
        pytest.param("message", {"reply_to": ""}, '"reply_to"', id="empty reply_to"),
        pytest.param("message", {"sentiment": 2}, '"sentiment"', id="sentiment 2"),
        pytest.param("message", {"sentiment": True}, '"sentiment"', id="sentiment true"),
        pytest.param("message", {"sentiment": 1.0}, '"sentiment"', id="sentiment 1.0"),
        pytest.param("message", {"recommends": None}, '"recommends"', id="recommends null"),
        pytest.param("message", {"query": 1}, '"query"', id="query 1"),
        pytest.param("reaction", {"target": ...}, '"target"', id="a reaction to nothing"),
        pytest.param("reaction", {"emoji": ""}, '"emoji"', id="no emoji"),
        pytest.param("reaction", {"removed": "yes"}, '"removed"', id="removed yes"),
        pytest.param("vote", {"poll": None}, '"poll"', id="no poll"),
        pytest.param("vote", {"options": ...}, '"options"', id="no options"),
        pytest.param("vote", {"options": "a"}, '"options"', id="options no list"),
        pytest.param("vote", {"options": [1]}, '"options"', id="options no strings"),
        pytest.param("vote", {"options": ["\ud800"]}, '"options"', id="half a sign in an option"),
        pytest.param("poll", {"team": False}, '"team" must be true', id="a poll of the audience"),
        pytest.param("poll", {"options": None}, '"options"', id="a poll without options"),
        pytest.param("answer", {"team": False}, '"team" must be true', id="an answer of the audience"),
        pytest.param("answer", {"reply_to": None}, '"reply_to"', id="an answer to nothing"),
        pytest.param("answer", {"automatic": None}, '"automatic"', id="automatic null"),
        pytest.param("nps", {"score": 11}, '"score"', id="score 11"),
        pytest.param("nps", {"score": -1}, '"score"', id="score -1"),
        pytest.param("nps", {"score": 9.5}, '"score"', id="score 9.5"),
        pytest.param("nps", {"score": True}, '"score"', id="score true"),
        pytest.param("nps", {"score": "9"}, '"score"', id="score in quotes"),
        pytest.param("click", {"share": None}, '"share"', id="a click on nothing"),
        pytest.param("purchase", {"amount": 12.5}, '"amount"', id="amount without quotes"),
        pytest.param("purchase", {"amount": "0.00"}, '"amount"', id="amount 0"),
        pytest.param("purchase", {"amount": "-5"}, '"amount"', id="amount below 0"),
        pytest.param("purchase", {"amount": "1e3"}, '"amount"', id="amount 1e3"),
        pytest.param("purchase", {"amount": "NaN"}, '"amount"', id="amount NaN"),
        pytest.param("purchase", {"amount": "١٢"}, '"amount"', id="other digits"),
        pytest.param("purchase", {"amount": "9" * 5000}, '"amount"', id="a very long amount"),
        pytest.param("purchase", {"amount": "1.005"}, '"amount" .* EUR has: 2', id="a tenth of a cent"),
        pytest.param("purchase", {"amount": "1.5", "currency": "JPY"}, '"amount" .* JPY has: 0', id="half a yen"),
        pytest.param("purchase", {"currency": "EURO"}, '"currency"', id="no currency"),
        pytest.param("purchase", {"currency": "eur"}, '"currency"', id="small letters"),
        pytest.param("resolve", {"target": ...}, '"target"', id="nothing resolved"),
        pytest.param("delete", {"target": ["m1"]}, '"target"', id="a list deleted"),
    ],
)
def test_a_wrong_line_is_refused_by_name(kind: str, more: dict[str, Any], names: str) -> None:
    """The sentence names the key and says what it must be."""
    with pytest.raises(LineError, match=names) as refused:
        parse(text(kind, **more))
    assert not isinstance(refused.value, UnknownKind)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("", id="nothing"),
        pytest.param("{", id="half an object"),
        pytest.param("[]", id="a list"),
        pytest.param("null", id="null"),
        pytest.param('"leave"', id="a string"),
        pytest.param("NaN", id="NaN"),
        pytest.param('{"kind": -Infinity}', id="minus infinity"),
        pytest.param("[" * 100_000, id="deep lists"),
        pytest.param('{"a":' * 100_000, id="deep objects"),
        pytest.param("9" * 10_000, id="a very long number"),
        pytest.param('{"score": ' + "9" * 10_000 + "}", id="a very long number in an object"),
        pytest.param("\ufeff" + text("leave"), id="a byte order mark"),
        pytest.param(text("leave") + text("leave"), id="two lines in one"),
        pytest.param(text("nps", score=0).replace('"score": 0', '"score": 1e999'), id="a number beyond floats"),
    ],
)
def test_what_is_no_line_is_refused(line: str) -> None:
    """Whatever it is, it is refused with a sentence and no other error."""
    with pytest.raises(LineError):
        parse(line)


def test_an_unknown_kind_is_told_apart() -> None:
    """An importer can report it and go on, whatever else the line has or lacks."""
    with pytest.raises(UnknownKind, match="'wave'"):
        parse('{"kind": "wave"}')


scalars = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["\ud800", "\0", "slack"])
)
values = st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=5)


@given(st.text() | values.map(json.dumps))
def test_no_text_raises_anything_else(line: str) -> None:
    """Any text is a line or a `LineError`."""
    with pytest.raises(LineError):
        parse(line)


@given(st.sampled_from(sorted(PLAIN)), st.data())
def test_no_value_raises_anything_else(kind: str, data: st.DataObject) -> None:
    """Any value of any key is accepted or a `LineError`; what is accepted comes back."""
    given_ = json.loads(text(kind))
    given_[data.draw(st.sampled_from(sorted(given_)))] = data.draw(values)
    try:
        line = parse(json.dumps(given_))
    except LineError:
        return
    assert parse(json.dumps(dump(line))) == line
