"""Who is one person, who is of the team, and what belongs to which brand."""

from datetime import date

import pytest

from chat.lines import LineError
from insight.history import History
from tests.insight.story import Story


def link(story: Story, one: str, other: str, at: str = "12-24 12:00") -> None:
    """Link two accounts, by default long after the week."""
    story.tell("link", one, at, to={"platform": "telegram", "person": other}, platform="slack")


def test_linked_accounts_are_one_person() -> None:
    """Links make one person through any chain, whatever the date of the link."""
    story = Story()
    story.join("ann", "eve")
    story.tell("join", "1", "10-01 12:00", platform="telegram")
    story.tell("join", "w", "10-01 12:00", platform="webchat")
    link(story, "ann", "1")
    story.tell("link", "w", "12-25 12:00", platform="webchat", to={"platform": "telegram", "person": "1"})
    story.tell("message", "w", "11-03 12:00", platform="webchat")
    assert story.members()[0] == 2
    assert story.figure("active") == (0.5, 2)


def test_links_meet_in_a_common_account() -> None:
    """Two who are linked to the same third account are one."""
    story = Story()
    story.join("ann", "bob", "eve")
    for one in ("bob", "ann"):
        story.tell("link", one, "12-24 12:00", to={"platform": "slack", "person": "eve"})
    assert story.members()[0] == 1


def test_a_long_chain_of_links_is_one_person() -> None:
    """Thousands of accounts in a row are still one person."""
    story = Story()
    for i in range(3000, 0, -1):
        story.tell("link", f"{i:05}", "11-03 12:00", to={"platform": "slack", "person": f"{i - 1:05}"})
        story.tell("join", f"{i:05}", "11-03 12:00")
    assert story.members() == (1, 1, 0)


def test_one_id_on_two_platforms_is_two_persons() -> None:
    """A person is known by platform and id together."""
    story = Story()
    story.tell("join", "7", "10-01 12:00", platform="telegram")
    story.tell("join", "7", "10-01 12:00", platform="webchat")
    assert story.members()[0] == 2


@pytest.mark.parametrize("at", [pytest.param("2025-01-01 12:00", id="before"), pytest.param("12-24 12:00", id="after")])
def test_the_team_counts_nowhere(at: str) -> None:
    """Who has a line of the team, of any date, is no member, and neither active nor a voter nor applauding."""
    story = Story()
    story.join("ann", "sam")
    post = story.post()
    for kind in ("reaction", "vote", "nps", "share"):
        story.tell(kind, "sam", "11-03 12:00", post)
    story.tell("message", "sam", "11-03 12:00", post)
    story.tell("answer", "sam", at, "q", team=True)
    assert story.members() == (1, 0, 0)
    assert [story.figure(name)[0] for name in ("active", "poll_participation", "conversation", "applause")] == [0] * 4


def test_a_link_to_the_team_makes_one_of_the_team() -> None:
    """Whose other account is of the team is of the team."""
    story = Story()
    story.join("ann", "sam")
    story.tell("poll", "99", "10-01 12:00", team=True, platform="telegram")
    link(story, "sam", "99")
    assert story.members()[0] == 1


def test_another_brands_lines_change_nothing() -> None:
    """Two brands may have the same ids and people; one who is of the team there is of the audience here."""
    story = Story()
    story.join("ann")
    story.tell("join", "bob", "10-01 12:00", id="l000", brand="other")
    story.tell("message", "ann", "10-01 12:00", team=True, brand="other")
    assert story.members() == (1, 0, 0)
    assert story.card(brand="other").parts["followers"].measures["members"].value == 1


def test_a_brand_without_lines_has_a_card_of_dashes() -> None:
    """Nothing at all still gives the whole card."""
    card = Story().card(brand="nobody")
    assert card.index is None
    assert card.parts["followers"].measures["members"].value == 0
    assert card.parts["engagement"].measures["active"].value is None


def test_two_different_lines_with_one_id_are_an_error() -> None:
    """The same line twice counts once; another line with its id is refused by name."""
    story = Story()
    story.join("ann")
    story.lines.append(story.lines[0])
    assert story.members(date(2026, 9, 28), date(2026, 10, 5)) == (1, 1, 0)
    story.tell("join", "bob", "10-01 12:00", id="l000")
    with pytest.raises(LineError, match="'l000' of acme"):
        History(story.lines, story.zone)
