"""Whatever an export holds, it is read or told of in sentences; what is read are lines as ROR.md has them."""

import copy
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from chat.lines import dump, parse
from handlers.imports import EXPORTS
from handlers.imports.entries import Broken, Entry, Item, Place, Unusable
from tests.support.exports import group, noted, said, slack_zip, stamp, telegram_json, wrote

REACTIONS = [
    {"type": "emoji", "emoji": "👍", "count": 2, "recent": [{"from_id": "user8", "date": "2024-05-01T15:00:00"}]}
]
POLL = {"question": "Which?", "answers": [{"text": "A"}, {"text": ["B"]}]}
TELEGRAM = group(
    wrote(1, 0, 7, "Hi", reactions=REACTIONS),
    wrote(2, 9, 77, ["a", {"type": "bold", "text": "b"}], reply_to_message_id=1, edited_unixtime="1714564999"),
    wrote(3, 9, 77, "", poll=POLL),
    wrote(7, 9, 7, "a", forwarded_from="Acme", forwarded_from_id="channel1001"),
    noted(4, 9, 7, "invite_members", members=["Siete", "Boss", None]),
    noted(5, 9, 7, "join_group_by_link", inviter="Boss"),
    noted(6, 9, 77, "remove_members", members=["Siete"]),
)
SLACK = [
    said(0, "U1", "Hi <@U2>", reactions=[{"name": "+1", "users": ["U2"], "count": 2}]),
    said(1, "U2", "Yes", thread_ts=stamp(), subtype="thread_broadcast"),
    said(2, "U1", "x", subtype="channel_join", inviter="U2"),
    said(3, "U1", "x", subtype="channel_leave"),
    said(4, "U1", "x", subtype="message_deleted", deleted_ts=stamp()),
]
STRANGE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers() | st.just(10**300),
    st.floats(allow_nan=False),
    st.text(max_size=8),
    st.sampled_from(
        ["", "0", "user0", "channel-1", "1e9", "9" * 20, "\0", "\ud800", "2024-05-01", "U" * 300, "1.", "²"]
    ),
    st.lists(st.none() | st.text(max_size=2), max_size=2),
    st.dictionaries(st.sampled_from(["text", "id", "type", "from_id"]), st.none() | st.integers(), max_size=2),
)


def paths(value: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401  # JSON
    """Yield the way to every value inside."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inside:
        yield (*here, key)
        yield from paths(each, (*here, key))


def changed(value: Any, path: tuple[Any, ...], to: Any) -> Any:  # noqa: ANN401  # JSON
    """Return the value with something else at the end of this way."""
    made = copy.deepcopy(value)
    inside = made
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = to
    return made


def check(what: str, path: Path) -> None:
    """Read an export; nothing but sentences may come of it."""
    broken: list[Item] = []
    items: list[Item] = []
    zone = ZoneInfo("America/Santiago")
    with suppress(Unusable):
        export = EXPORTS[what](path)
        broken = list(export.survey())
        places = {
            chat.id: Place(
                id=chat.id, chat=chat.id, brand="acme", zone=zone, team=frozenset({"77"}), voices=frozenset({chat.id})
            )
            for chat in export.chats
        }
        items = [] if broken else list(export.read(places))
    for item in [*broken, *items]:
        if isinstance(item, Broken):
            assert item.where
            assert item.what.endswith(".")
        elif isinstance(item, Entry):
            assert parse(json.dumps(dump(item.line))) == item.line


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from([*paths(TELEGRAM)]), to=STRANGE)
@example(path=("type",), to=[])
@example(path=("messages", 1, "date_unixtime"), to=253_402_300_800)
def test_a_strange_value_in_telegrams(tmp_path: Path, path: tuple[Any, ...], to: object) -> None:
    """One value anywhere is something else."""
    target = tmp_path / "result.json"
    target.write_text(json.dumps(changed(TELEGRAM, path, to)), encoding="utf-8")
    check("telegram", target)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from([*paths(SLACK)]), to=STRANGE)
def test_a_strange_value_in_slacks(tmp_path: Path, path: tuple[Any, ...], to: object) -> None:
    """One value anywhere is something else."""
    files: dict[str, Any] = {"fans/2024-05-01": json.dumps(changed(SLACK, path, to)).encode()}
    check("slack", slack_zip(tmp_path / "slack.zip", {"fans": []}, **files))


@pytest.mark.parametrize("what", ["slack", "telegram"])
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_strange_byte(tmp_path: Path, what: str, data: st.DataObject) -> None:
    """One piece anywhere is missing, or something else."""
    path = tmp_path / "export"
    slack_zip(path, {"fans": SLACK}) if what == "slack" else telegram_json(path, TELEGRAM)
    content = path.read_bytes()
    at = data.draw(st.integers(0, len(content)))
    path.write_bytes(content[:at] + data.draw(st.binary(max_size=3)) + content[at + data.draw(st.integers(0, 3)) :])
    check(what, path)
