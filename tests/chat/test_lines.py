"""The event line: what is read, what is refused, and that both ways agree."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.currencies import DECIMALS
from chat.lines import KINDS, PLATFORMS, Line, dump, parse, sort_key

VECTORS = Path(__file__).parents[2].parent / "shared" / "vectors"

PLAIN: dict[str, dict[str, Any]] = {
    "join": {},
    "leave": {},
    "block": {},
    "link": {"to": {"platform": "telegram", "person": "7"}},
    "message": {"text": "hi"},
    "reaction": {"target": "m1", "emoji": "+1"},
    "vote": {"poll": "p1", "options": ["a"]},
    "poll": {"question": "?", "options": ["a", "b"], "team": True},
    "nps": {"score": 9},
    "share": {"target": "m1"},
    "click": {"share": "s1"},
    "purchase": {"amount": "12.50", "currency": "EUR"},
    "answer": {"reply_to": "m1", "team": True},
    "resolve": {"target": "m1"},
    "delete": {"target": "m1"},
}


def text(kind: str, /, **more: Any) -> str:
    """Give a right line of a kind, with some keys changed; a key set to `...` is left out."""
    shared = {"id": "l1", "brand": "acme", "platform": "slack", "chat": "C1", "person": "U1", "team": False}
    given_ = {**shared, "kind": kind, "at": "2026-11-02T10:15:00Z", **PLAIN.get(kind, {}), **more}
    return json.dumps({key: value for key, value in given_.items() if value is not ...})


@pytest.mark.parametrize("kind", sorted(PLAIN))
def test_every_kind_is_read(kind: str) -> None:
    """All kinds of the table are known, and come out as they went in."""
    given_ = json.loads(text(kind))
    expected = {"reply_to": None} if kind == "message" else {}
    assert dump(parse(text(kind))) == given_ | expected
    assert PLAIN.keys() == KINDS


def test_a_line_has_its_parts() -> None:
    """What a kind refers to is `ref`, its other keys are `data`, the time is UTC."""
    line = parse(text("message", at="2026-11-02T11:15:00.5+01:00", reply_to="m0", sentiment=None, recommends=False))
    assert line == Line(
        id="l1",
        brand="acme",
        platform="slack",
        chat="C1",
        person="U1",
        team=False,
        kind="message",
        at=datetime(2026, 11, 2, 10, 15, 0, 500000, tzinfo=UTC),
        ref="m0",
        data={"text": "hi", "sentiment": None, "recommends": False},
    )
    assert dump(line)["at"] == "2026-11-02T10:15:00.500000Z"


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        pytest.param("join", {"referrer": None}, id="no referrer"),
        pytest.param("join", {"referrer": "U2"}, id="a referrer"),
        pytest.param("message", {"text": None}, id="a text that retention took"),
        pytest.param("message", {"text": ""}, id="an empty text"),
        pytest.param("message", {"reply_to": None, "sentiment": -1, "query": True}, id="classified"),
        pytest.param("reaction", {"removed": True}, id="a removal"),
        pytest.param("vote", {"options": []}, id="a retraction"),
        pytest.param("vote", {"options": None}, id="an anonymous vote"),
        pytest.param("nps", {"score": 0}, id="score 0"),
        pytest.param("nps", {"score": 10}, id="score 10"),
        pytest.param("share", {"target": None}, id="a share of nothing in particular"),
        pytest.param("click", {"person": None}, id="somebody clicked"),
        pytest.param("delete", {"person": None}, id="somebody deleted"),
        pytest.param("purchase", {"amount": "1200", "currency": "JPY"}, id="no decimals"),
        pytest.param("purchase", {"amount": "0.001", "currency": "KWD"}, id="three decimals"),
        pytest.param("answer", {"automatic": True, "text": "Soon!"}, id="an automatic answer"),
        pytest.param("leave", {"person": "Zoë 👩‍🍳"}, id="any sign in an id"),
        pytest.param("leave", {"person": "x" * 255}, id="a long id"),
    ],
)
def test_what_may_be_is_read(kind: str, more: dict[str, Any]) -> None:
    """Absent, null and empty are told apart and come back as they were."""
    line = parse(text(kind, **more))
    assert dump(line).items() >= more.items()
    assert parse(json.dumps(dump(line))) == line


def test_keys_that_a_kind_does_not_have_are_passed_over() -> None:
    """A newer writer's keys do no harm, inside a link's account neither."""
    assert parse(text("leave", weather="fine", score=99)) == parse(text("leave"))
    assert parse(text("link", to={"platform": "telegram", "person": "7", "x": "\ud800"})) == parse(text("link"))


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
ids = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=255)
accounts = st.fixed_dictionaries({"platform": st.sampled_from(PLATFORMS), "person": ids})
amounts = st.sampled_from(sorted(DECIMALS)).flatmap(
    lambda code: st.fixed_dictionaries(
        {"amount": st.decimals("0.0001", 10**9, places=DECIMALS[code]).filter(bool).map(str), "currency": st.just(code)}
    )
)
optional_flag = {"query": st.booleans(), "recommends": st.booleans()}
kinds: dict[str, tuple[st.SearchStrategy[str | None], st.SearchStrategy[dict[str, Any]]]] = {
    "join": (st.none(), st.fixed_dictionaries({}, optional={"referrer": st.none() | ids})),
    "leave": (st.none(), st.just({})),
    "link": (st.none(), st.fixed_dictionaries({"to": accounts})),
    "message": (
        st.none() | ids,
        st.fixed_dictionaries(
            {}, optional={"text": texts, "sentiment": st.sampled_from([-1, 0, 1, None])} | optional_flag
        ),
    ),
    "reaction": (ids, st.fixed_dictionaries({"emoji": ids}, optional={"removed": st.just(True)})),
    "vote": (ids, st.fixed_dictionaries({"options": st.none() | st.lists(texts)})),
    "nps": (st.none(), st.fixed_dictionaries({"score": st.integers(0, 10)})),
    "share": (st.none() | ids, st.just({})),
    "purchase": (st.none(), amounts),
    "resolve": (ids, st.just({})),
}


@st.composite
def lines(draw: st.DrawFn) -> Line:
    """Give any right line."""
    kind = draw(st.sampled_from(sorted(kinds)))
    ref, data = kinds[kind]
    at = draw(st.datetimes(timezones=st.just(UTC)))
    shared = {"id": draw(ids), "brand": draw(ids), "platform": draw(st.sampled_from(PLATFORMS)), "chat": draw(ids)}
    team = draw(st.booleans())
    return Line(**shared, person=draw(ids), team=team, kind=kind, at=at, ref=draw(ref), data=draw(data))


@given(lines())
def test_what_goes_out_comes_in(line: Line) -> None:
    """Any line survives the way through JSON."""
    assert parse(json.dumps(dump(line))) == line
    assert parse(json.dumps(dump(line), ensure_ascii=False)) == line


def test_lines_of_one_instant_have_an_order() -> None:
    """Joins first, then all others, then answer, resolve, block and leave; within these by id."""
    kinds_ = ["leave", "block", "resolve", "answer", "message", "join"]
    told = [parse(text(kind, id=id_)) for kind in kinds_ for id_ in ("b", "a")]
    earlier = parse(text("leave", id="z", at="2026-11-02T11:14:59+01:00"))
    ordered = sorted([*told, earlier], key=sort_key)
    assert ordered[0] == earlier
    assert [line.kind for line in ordered[1::2]] == ["join", "message", "answer", "resolve", "block", "leave"]
    assert [line.id for line in ordered[1:]] == ["a", "b"] * 6


def test_ids_are_ordered_by_code_points() -> None:
    """Not by UTF-16, as some languages would have it."""
    told = [parse(text("message", id=id_)) for id_ in ("\U0001f600", "\uffee", "a", "Z")]
    assert [line.id for line in sorted(told, key=sort_key)] == ["Z", "a", "\uffee", "\U0001f600"]


def test_the_worked_cases_go_through_and_back() -> None:
    """Every line of the worked cases comes out as it went in, its time in UTC."""
    if not VECTORS.is_dir():
        pytest.skip("the worked cases lie beside the project, in ../shared/vectors, and are not here")
    for line in (line for path in VECTORS.glob("*/events.jsonl") for line in path.read_text().splitlines()):
        given_, out = json.loads(line), dump(parse(line))
        assert datetime.fromisoformat(out.pop("at")) == datetime.fromisoformat(given_.pop("at"))
        assert out == given_
