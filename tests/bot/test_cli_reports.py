"""Conversations with `rapport ror` and `rapport digest`."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from insight.weeks import Week, week_before
from tests.support.command import Folder

ROR = ("ror", "--brand", "demo")
DIGEST = ("digest", "--brand", "demo")


@pytest.fixture
def folder(tmp_path: Path, migrated_file: Path) -> Folder:
    """Give a folder with nothing in it: the embedded defaults hold."""
    return Folder(tmp_path, migrated_file)


def test_without_dates_it_is_the_last_seven_days(folder: Folder) -> None:
    """The period ends where today begins."""
    today = datetime.now(UTC).date()
    period = json.loads(folder.here(*ROR, "--json").out)["period"]
    assert period == {"start": str(today - timedelta(days=7)), "end": str(today), "zone": "UTC"}


def test_people_read_the_scorecard(folder: Folder) -> None:
    """It is headed by the brand and the days, the last one included."""
    lines = folder.here(*ROR, "--from", "2026-11-02", "--to", "2026-11-09").out.splitlines()
    assert lines[:2] == ["Return on Relationship: Demo", "2 November to 8 November (UTC)"]
    assert "Followers and fans  –" in lines


def test_a_digest_is_printed_and_posted_once(folder: Folder) -> None:
    """Posting it again says where it stands."""
    week = week_before(datetime.now(UTC).date())
    unposted = folder.here(*DIGEST).out
    assert unposted.startswith(f"Demo: week {week.number}\n")
    assert unposted.endswith(f"\n{week}: not posted.\n")
    first = folder.here(*DIGEST, "--week", str(week), "--post")
    assert first.out.endswith(f"The digest of {week} goes to webchat:team.\n")
    assert (first.code, first.err) == (0, "queued: start `rapport run`\n")
    again = folder.here(*DIGEST, "--post")
    assert again.out.endswith(f"The digest of {week} was posted before: it waits to be sent.\n")
    assert (again.code, again.err) == (0, "")
    printed = folder.here(*DIGEST).out
    assert printed == unposted.removesuffix(f"\n{week}: not posted.\n")
    compared = folder.here(*DIGEST, "--recompute").out.splitlines()
    assert compared[-2:] == ["As posted, and as it is now", "Nothing would be different now."]
    told = json.loads(folder.here(*DIGEST, "--json", "--recompute").out)
    assert (told["period"], told["text"] + "\n", told["figures"]) == (str(week), printed, told["now"])
    assert datetime.fromisoformat(told["posted_at"]) <= datetime.now(UTC)


@pytest.mark.parametrize(("option", "span", "title"), [
    ("--month", "2026-10", "Demo: October 2026"),
    ("--quarter", "2026-Q3", "Demo: 3rd quarter 2026"),
])  # fmt: skip
def test_months_and_quarters_are_printed_and_posted_once(folder: Folder, option: str, span: str, title: str) -> None:
    """As weeks are; there is no index of them."""
    first = folder.here(*DIGEST, option, span, "--post").out
    assert first.startswith(f"{title}\n")
    assert "Index week by week: " in first
    assert "was posted before: it waits to be sent." in folder.here(*DIGEST, option, span, "--post").out
    told = json.loads(folder.here(*DIGEST, option, span, "--json").out)
    assert (told["figures"]["index"], "now" in told) == (None, False)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        pytest.param((*ROR, "--from", "2026-11-02"), "--from and --to belong together", id="half a period"),
        pytest.param((*ROR, "--from", "2026-11-31", "--to", "x"), "'2026-11-31' is no date", id="no date"),
        pytest.param((*ROR, "--from", "2026-11-02", "--to", "2026-11-02"), "A period must end after", id="no day"),
        pytest.param((*ROR, "--from", "1066-10-14", "--to", "1066-10-15"), "A period must lie in", id="long ago"),
        pytest.param((*ROR, "--from", "0001-01-01", "--to", "9999-12-31"), "A period must lie in", id="for ever"),
        pytest.param(("ror", "--brand", "x"), "There is no brand 'x'", id="brand"),
        pytest.param((*DIGEST, "--week", "2026-46"), "'2026-46' is not a week like 2026-W46.", id="no week"),
        pytest.param((*DIGEST, "--week", "2026-W54"), "There is no week 2026-W54.", id="a week too many"),
        pytest.param((*DIGEST, "--month", "2026-13"), "'2026-13' is not a month like 2026-10.", id="no month"),
        pytest.param((*DIGEST, "--quarter", "Q3"), "'Q3' is not a quarter like 2026-Q3.", id="no quarter"),
        pytest.param((*DIGEST, "--week", "2026-W46", "--month", "2026-10"), "--week, --month and --quarter", id="two"),
        pytest.param((*DIGEST, "--post", "--month", "2999-01"), "2999-01 is not over before 2999-02-01", id="far"),
        pytest.param((*DIGEST, "--post", "--week", "2999-W01"), "2999-W01 is not over before", id="future"),
    ],
)
def test_what_cannot_be_done_is_told(folder: Folder, arguments: tuple[str, ...], sentence: str) -> None:
    """One sentence, and exit code 2."""
    done = folder.here(*arguments)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith(sentence)


def test_a_digest_of_a_brand_without_a_team_has_nowhere_to_go(folder: Folder) -> None:
    """The sentence names the key; printing it works all the same."""
    folder.configure('[webchat]\n[brands.demo]\nzone = "UTC"\n')
    assert folder.here(*DIGEST).code == 0
    done = folder.here(*DIGEST, "--post")
    assert (done.code, done.err[:29]) == (2, "brands.demo.team is missing: ")


def test_a_week_that_goes_on_can_be_looked_at(folder: Folder) -> None:
    """Only posting has to wait; that it is not over is said."""
    week = Week.of(datetime.now(UTC).date())
    done = folder.here(*DIGEST, "--week", str(week))
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith(f"\n\n{week} is not over before {week.end}: this is how it stands so far.\n")
