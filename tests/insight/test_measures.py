"""Conversation, applause, fans and returning people."""

from datetime import date, timedelta

import pytest

from tests.insight.story import END, START, Story


def replies(story: Story) -> int:
    """Give how many replies count, by brand posts 1 and R = 1."""
    return round((story.figure("conversation")[0] or 0) / 100)


def talk() -> tuple[Story, str]:
    """Give a story with one member and one brand post."""
    story = Story()
    story.join("ann")
    return story, story.post()


def test_conversation_is_replies_per_post_and_hundred_people() -> None:
    """Three replies to two posts, a poll among them, with R = 4: 3 / (2 * 4 / 100); n is the posts."""
    story = Story()
    story.join("ann", "bob", "eve", "joe")
    story.tell("message", "ann", "11-03 12:00", story.post())
    poll = story.tell("poll", "boss", "11-02 10:00", team=True)
    story.tell("message", "ann", "11-03 12:00", poll)
    story.tell("message", "bob", "11-03 12:00", poll)
    measure = story.measure("conversation")
    assert measure.value == pytest.approx(37.5)
    assert (measure.n, measure.low, measure.high) == (2, None, None)


def test_a_chain_leads_to_the_post() -> None:
    """Audience messages, team replies and answers carry a conversation; only the audience's are counted."""
    story, post = talk()
    first = story.tell("message", "ann", "11-03 12:00", post)
    reply = story.tell("message", "boss", "11-03 13:00", first, team=True)
    second = story.tell("message", "ann", "11-03 14:00", reply)
    answer = story.tell("answer", "boss", "11-03 15:00", second, team=True)
    story.tell("message", "ann", "11-03 16:00", answer)
    assert replies(story) == 3
    assert story.figure("conversation")[1] == 1


@pytest.mark.parametrize("link", ["post", "audience message", "team reply", "answer"])
def test_a_deleted_link_breaks_the_chain(link: str) -> None:
    """What replies to a deleted message no longer hangs together with what is above it."""
    story, post = talk()
    story.post("11-02 10:00")
    message = story.tell("message", "ann", "11-03 12:00", post)
    reply = story.tell("message", "boss", "11-03 13:00", message, team=True)
    answer = story.tell("answer", "boss", "11-03 14:00", reply, team=True)
    story.tell("message", "ann", "11-03 15:00", answer)
    target = {"post": post, "audience message": message, "team reply": reply, "answer": answer}[link]
    full = story.figure("conversation")[0]
    story.tell("delete", "boss", "11-04 12:00", target, team=True)
    counted = {"post": 0, "audience message": 0, "team reply": 1, "answer": 1}[link]
    posts = 1 if link == "post" else 2
    assert full == pytest.approx(100)
    assert story.figure("conversation")[0] == pytest.approx(counted * 100 / posts)
    assert story.figure("conversation")[1] == posts


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        pytest.param("11-02 00:00", 1, id="at the start"),
        pytest.param("11-01 23:59:59", 0, id="before"),
        pytest.param("11-09 00:00", 0, id="at the end"),
    ],
)
def test_a_reply_counts_when_it_is_made(at: str, expected: int) -> None:
    """Replies of the period count, to a brand post of any time; posts are of the period."""
    story, _ = talk()
    old = story.post("10-01 09:00")
    story.tell("message", "ann", at, old)
    assert replies(story) == expected
    assert story.figure("conversation")[1] == 1


def test_a_chain_through_what_is_not_there_counts_not() -> None:
    """An unknown id, a line of the future, a circle, and one of the team writing as the audience carry nothing."""
    story, post = talk()
    story.tell("join", "sam", "10-01 12:00", team=True)
    story.tell("message", "ann", "11-03 12:00", "nowhere")
    story.tell("message", "ann", "11-03 12:00", "x", id="x")
    story.tell("message", "ann", "11-03 12:00", "z", id="y")
    story.tell("message", "ann", "11-03 12:00", "y", id="z")
    story.tell("message", "ann", "11-03 12:00", story.tell("message", "ann", "11-09 00:00", post))
    story.tell("message", "ann", "11-03 12:00", story.tell("message", "sam", "11-03 11:00", post))
    assert replies(story) == 0
    story.tell("message", "ann", "11-03 12:00", post)
    assert replies(story) == 1


def test_a_very_long_chain_is_followed() -> None:
    """Thousands of replies to replies are counted all the same."""
    story, last = talk()
    for _ in range(3000):
        last = story.tell("message", "ann", "11-03 12:00", last)
    assert replies(story) == 3000


def test_only_posts_of_the_team_are_brand_posts() -> None:
    """Replies of the team, answers, and what the audience writes are no brand posts; polls are."""
    story, post = talk()
    story.tell("message", "boss", "11-03 12:00", post, team=True)
    story.tell("answer", "boss", "11-03 12:00", "q", team=True)
    story.tell("message", "ann", "11-03 12:00")
    story.tell("poll", "boss", "11-03 12:00", team=True)
    assert story.figure("applause")[1] == 2


@pytest.mark.parametrize(
    ("posted", "deleted", "posts"),
    [
        pytest.param("11-02 00:00", [], 1, id="posted at the start"),
        pytest.param("11-01 23:59:59", [], 0, id="posted before"),
        pytest.param("11-09 00:00", [], 0, id="posted at the end"),
        pytest.param("11-03 12:00", ["11-08 23:59:59"], 0, id="deleted before the end"),
        pytest.param("11-03 12:00", ["11-09 00:00"], 1, id="deleted at the end"),
        pytest.param("11-03 12:00", ["11-10 12:00", "11-04 12:00"], 0, id="deleted twice: the first counts"),
    ],
)
def test_a_post_is_of_the_period(posted: str, deleted: list[str], posts: int) -> None:
    """The n of the figures per post is the brand posts of the period that stand at its end."""
    story = Story()
    post = story.post(posted)
    for at in deleted:
        story.tell("delete", "boss", at, post, team=True)
    assert [story.figure(name)[1] for name in ("applause", "conversation")] == [posts, posts]


def test_applause_is_for_posts_of_the_period() -> None:
    """Reactions to older posts, to people and to team replies are none; the team's are none."""
    story, post = talk()
    reply = story.tell("message", "boss", "11-03 12:00", post, team=True)
    for target in (post, reply, story.post("11-01 23:59:59"), story.tell("message", "ann", "11-03 12:00")):
        story.tell("reaction", "ann", "11-04 12:00", target)
    story.tell("reaction", "boss", "11-04 12:00", post, team=True)
    assert story.figure("applause") == (100, 1)


def test_per_post_counts_everybody_but_divides_by_the_reachable() -> None:
    """Who has left or blocked still counts as a voice; with R = 0 there is nothing to divide by, and n is the posts."""
    story, post = talk()
    story.join("bob")
    story.tell("reaction", "bob", "11-03 12:00", post)
    story.tell("leave", "bob", "11-04 12:00")
    assert story.figure("applause") == (100, 1)
    story.tell("block", "ann", "11-04 12:00")
    assert story.figure("applause") == (None, 1)
    assert story.figure("active") == (None, 0)


@pytest.mark.parametrize(
    ("moments", "fan"),
    [
        pytest.param(["10-13 12:00", "10-20 12:00", "10-27 12:00"], True, id="three weeks of four, none of them this"),
        pytest.param(["10-13 12:00", "10-13 13:00", "10-27 12:00"], False, id="two weeks"),
        pytest.param(["10-12 00:00", "10-19 00:00", "10-26 00:00"], True, id="each at its first instant"),
        pytest.param(["10-11 23:59:59", "10-19 00:00", "10-26 00:00"], False, id="a second too early"),
        pytest.param(["10-20 12:00", "10-27 12:00", "11-09 00:00"], False, id="a week too late"),
    ],
)
def test_a_fan_is_active_in_three_weeks_of_four(moments: list[str], *, fan: bool) -> None:
    """The four windows are whole local days counted back from the end, over the change of the clocks."""
    story = Story()
    story.join("ann")
    for at in moments:
        story.tell("share", "ann", at)
    assert story.figure("fans") == (fan, 1)


@pytest.mark.parametrize(
    ("moods", "fan"),
    [
        pytest.param([1, 0, -1], True, id="sums to 0"),
        pytest.param([1, -1, -1], False, id="sums to less"),
        pytest.param([None, None, None], True, id="unclassified adds 0"),
        pytest.param([-1, None, None], False, id="unclassified makes nothing good"),
    ],
)
def test_a_fan_says_no_more_bad_than_good(moods: list[int | None], *, fan: bool) -> None:
    """The sentiment of the messages of the 28 days sums to 0 or more."""
    story = Story()
    story.join("ann")
    story.tell("message", "ann", "10-11 12:00", sentiment=-1)
    for mood, at in zip(moods, ("10-13 12:00", "10-20 12:00", "10-27 12:00"), strict=True):
        story.tell("message", "ann", at, sentiment=mood)
    assert story.figure("fans") == (fan, 1)


def test_fans_do_not_depend_on_the_periods_length() -> None:
    """The windows end with the period, however short it is."""
    story = Story()
    story.join("ann")
    for at in ("10-13 12:00", "10-20 12:00", "10-27 12:00"):
        story.tell("nps", "ann", at)
    assert story.figure("fans", END - timedelta(days=1), END) == (1, 1)
    assert story.figure("fans", date(2026, 9, 1), END) == (1, 1)


def test_returning_people_were_active_in_the_28_days_before() -> None:
    """Of those active in the 28 days before the start, whatever the period's length, those active in it."""
    story = Story()
    story.tell("share", "ann", "10-05 00:00")
    story.tell("share", "bob", "10-04 23:59:59")
    story.tell("share", "eve", "11-01 23:59:59")
    for person in ("ann", "bob"):
        story.tell("share", person, "11-03 12:00")
    assert story.figure("returning") == (0.5, 2)
    assert story.figure("returning", START, START + timedelta(days=3)) == (0.5, 2)


def test_returning_people_need_not_be_reachable() -> None:
    """Who has left since still returned."""
    story = Story()
    for at in ("10-05 12:00", "11-03 12:00"):
        story.tell("share", "ann", at)
    story.tell("leave", "ann", "11-04 12:00")
    assert story.figure("returning") == (1, 1)


@pytest.mark.parametrize(
    ("zone", "at", "active"),
    [
        pytest.param("Europe/Berlin", "2026-10-26 00:00", 0, id="25 hours: the end"),
        pytest.param("Europe/Berlin", "2026-10-25 23:59", 1, id="25 hours: the last minute"),
        pytest.param("Australia/Sydney", "2026-10-25 23:59", 1, id="an ordinary week in the south"),
        pytest.param("America/Santiago", "2026-10-26 00:00", 0, id="an ordinary end in Chile"),
    ],
)
def test_a_week_ends_with_its_last_local_day(zone: str, at: str, active: int) -> None:
    """The period is of local days, also where one of them has 25 hours."""
    story = Story(zone)
    story.join("ann")
    story.tell("share", "ann", at)
    assert story.figure("active", date(2026, 10, 19), date(2026, 10, 26)) == (active, 1)


@pytest.mark.parametrize(
    ("zone", "start", "before", "first"),
    [
        pytest.param("Australia/Sydney", date(2026, 9, 28), "2026-09-27 23:59:59", "2026-09-28 00:00", id="Sydney"),
        pytest.param(
            "America/Santiago", date(2026, 9, 6), "2026-09-05 23:59:59", "2026-09-06 01:00", id="Chile, skipped"
        ),
        pytest.param("America/Havana", date(2025, 11, 2), "2025-11-01 23:59:59", "2025-11-02 00:00", id="Cuba, twice"),
        pytest.param("Europe/Berlin", date(2026, 3, 29), "2026-03-28 23:59:59", "2026-03-29 00:00", id="Berlin"),
    ],
)
def test_a_period_begins_with_its_first_instant(zone: str, start: date, before: str, first: str) -> None:
    """A second before midnight is of the day before, also where midnight is skipped or comes twice."""
    story = Story(zone)
    story.join("ann", "bob", at="2025-06-01 12:00")
    story.tell("share", "ann", before)
    story.tell("share", "bob", first)
    assert story.figure("active", start, start + timedelta(days=7)) == (0.5, 2)
