"""Forwards of the brand's posts in Telegram's export become shares, as the live bot has them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.handlers.test_imports_telegram import FANS, NEWS, PLACE, SENT, brief, opened, read
from tests.support.exports import Raw, group, lines, skipped, wrote

POSTED = wrote(1, 0, "channel2002", "News")
HOURS = 3_600


def passed(number: int, after: int, who: int | str = 7, text: str = "News", **more: Any) -> Raw:
    """Return what was forwarded from the brand's channel, unless told otherwise."""
    return wrote(number, after, who, text, **({"forwarded_from": "Acme", "forwarded_from_id": "channel2002"} | more))


@pytest.mark.parametrize(
    ("raw", "about"),
    [
        pytest.param([passed(2, 9)], "1", id="of the channel"),
        pytest.param([passed(2, 9, forwarded_from_id=None)], "1", id="by its name"),
        pytest.param([passed(2, 9, text="Older")], None, id="a post that is not here"),
        pytest.param([wrote(2, 5, "channel2002", "News"), passed(3, 9)], None, id="one of two alike"),
        pytest.param(
            [wrote(2, 5, "channel1001", "Us"), passed(3, 9, text="Us", forwarded_from_id="channel1001")],
            "2",
            id="the group's",
        ),
        pytest.param([passed(2, 9, forwarded_from_id="user99", forwarded_from=None)], None, id="of the bot"),
        pytest.param([passed(2, 9), passed(3, 10), passed(4, HOURS)], "1", id="once a day"),
    ],
)
def test_a_forward_of_the_brand_s_is_a_share_and_no_message(tmp_path: Path, raw: list[Raw], about: str | None) -> None:
    """Which post it is, its words tell where exactly one has them."""
    shares = [brief(line) for line in lines(read(tmp_path, POSTED, *raw)) if line.person == "7"]
    assert shares == [("share", "7", False, about, None)]


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param([passed(2, 9, forwarded_from_id="channel3003")], id="of a channel elsewhere"),
        pytest.param([passed(2, 9, forwarded_from_id="user77")], id="of a person's words"),
        pytest.param([passed(2, 9, forwarded_from_id=None, forwarded_from="Zest")], id="by a name of nobody here"),
        pytest.param([wrote(3, 1, "user9", "") | {"from": "Acme"}, passed(2, 9, forwarded_from_id=None)], id="of two"),
        pytest.param([passed(2, 9, forwarded_from_id={}, forwarded_from=[])], id="of something strange"),
        pytest.param([passed(2, 9, 77)], id="by the team"),
    ],
)
def test_any_other_forward_is_a_message(tmp_path: Path, raw: list[Raw]) -> None:
    """As the live bot has it."""
    found = lines(read(tmp_path, POSTED, *raw))
    assert [line.kind for line in found] == ["message"] * (1 + len(raw))


def test_a_post_is_passed_on_once_a_day_by_each(tmp_path: Path) -> None:
    """By the brand's own day; what is not counted again is told. A channel's post in its group is not another."""
    places = {FANS: PLACE, NEWS: replace(PLACE, id=NEWS, chat=NEWS)}
    channel = group(wrote(5, 0, "channel2002", "News"), name="Acme", type="public_channel", id=2002)
    # 23:30 and 00:30 in Madrid.
    late = [passed(2, 9 * HOURS + 1_800), passed(3, 9 * HOURS + 1_900), passed(4, 10 * HOURS + 1_800), passed(5, 9, 8)]
    items = list(opened(tmp_path, group(POSTED | SENT, *late), channel).read(places))
    shares = [(line.person, line.id, line.ref) for line in lines(items) if line.kind == "share"]
    post = f"telegram:{NEWS}:5"
    assert shares == [
        ("7", f"telegram:{FANS}:2#share", post),
        ("7", f"telegram:{FANS}:4#share", post),
        ("8", f"telegram:{FANS}:5#share", post),
    ]
    assert skipped(items) == {"posts that the same person had passed on that day": 1}
