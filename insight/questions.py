"""What a brand's data say to the questions that the theory of relationships asks.

Nothing here names anybody, and of an anonymous vote it is used only that the person took part.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from chat.address import Address
from chat.lines import Line
from insight.history import Deed
from insight.measures import FOUR_WEEKS, people_of
from insight.tallies import Rate, rate
from insight.view import View

POST, POLL = "post", "poll"
"""The kinds of content that people can meet."""
MOST_POLLS = 5
MOST_TOPICS = 5
MOST_LANGUAGES = 4
SPAN_HOURS = 3
LEAST_PEOPLE = 5
"""Of fewer people nothing is told of a poll or a topic."""

_KINDS = {"message": POST, "poll": POLL}


class Met(NamedTuple):
    """Those who met some content in the four weeks before a period, and how many of them were active in it."""

    kind: str
    """`post`: who answered, shared or reacted to a post; `poll`: the same, or a vote."""
    question: str
    """Of one poll; empty for all of the kind."""
    came_back: Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """What is known of the people who were active, beside how many they are."""

    languages: Sequence[tuple[str, int]]
    """How many people wrote mostly in which language, the commonest first."""
    busiest: int | None
    """The local hour at which the three hours begin in which most was done; None where nothing was."""
    weekday: int | None
    """The day of the week on which most was done; 0 is Monday."""
    topics: Sequence[tuple[str, int]]
    """What several people wrote about, with how many they were."""


def met_before(view: View) -> list[Deed]:
    """Give what was done in the four weeks before a period."""
    start = view.period.start
    return list(view.activity_in(start - FOUR_WEEKS, start))


def came_back(view: View, posts: Mapping[str, Line]) -> list[Met]:
    """Give by content the share of those who met it before a period and were active in the period.

    Who votes may come back more because they are keener anyway: this is correlation, and shows no cause.

    Args:
        view: the period; its lines reach back four weeks before its start.
        posts: what was met, by id.
    """
    now = people_of(view.activity)
    by_kind: defaultdict[str, set[Address]] = defaultdict(set)
    by_poll: defaultdict[str, set[Address]] = defaultdict(set)
    for deed in met_before(view):
        post = posts.get(deed.line.ref or "")
        if post is None or not post.team or post.ref is not None or post.kind not in _KINDS:
            continue
        by_kind[_KINDS[post.kind]].add(deed.person)
        if post.kind == "poll":
            by_poll[post.data.get("question", "")].add(deed.person)
    kinds = [Met(kind, "", _back(by_kind[kind], now)) for kind in (POST, POLL)]
    enough = [(question, people) for question, people in by_poll.items() if question and len(people) >= LEAST_PEOPLE]
    polls = [Met(POLL, question, _back(people, now)) for question, people in enough]
    return kinds + sorted(polls, key=lambda each: (-each.came_back.n, each.question))[:MOST_POLLS]


def audience(view: View, heard: Mapping[str, Mapping[str, Any]], zone: ZoneInfo) -> Audience:
    """Give what the period's activity tells of the people.

    Args:
        view: the period.
        heard: what was heard in its messages, by their lines' ids.
        zone: brand time.
    """
    # An anonymous vote's line stands at the start of its day.
    local = [deed.at.astimezone(zone) for deed in view.activity if not _is_hidden(deed.line)]
    hours, days = Counter(at.hour for at in local), Counter(at.weekday() for at in local)
    said = [(deed.person, heard.get(deed.line.id, {})) for deed in view.activity if deed.line.kind == "message"]
    return Audience(
        languages=_languages(said),
        busiest=max(range(24), key=lambda hour: _span(hours, hour)) if local else None,
        weekday=max(range(7), key=lambda day: days[day]) if local else None,
        topics=_topics(said),
    )


def _back(people: set[Address], now: set[Address]) -> Rate:
    return rate(len(people & now), len(people))


def _is_hidden(line: Line) -> bool:
    return line.kind == "vote" and line.data.get("options") is None


def _span(hours: Counter[int], first: int) -> int:
    return sum(hours[(first + hour) % 24] for hour in range(SPAN_HOURS))


def _languages(said: Iterable[tuple[Address, Mapping[str, Any]]]) -> list[tuple[str, int]]:
    spoken: defaultdict[Address, Counter[str]] = defaultdict(Counter)
    for person, heard in said:
        if language := heard.get("language"):
            spoken[person][language] += 1
    most = Counter(max(sorted(counts), key=counts.__getitem__) for counts in spoken.values())
    return sorted(most.items(), key=lambda each: (-each[1], each[0]))[:MOST_LANGUAGES]


def _topics(said: Iterable[tuple[Address, Mapping[str, Any]]]) -> list[tuple[str, int]]:
    by_topic: defaultdict[str, set[Address]] = defaultdict(set)
    for person, heard in said:
        for topic in heard.get("topics", ()):
            by_topic[topic].add(person)
    counts = [(topic, len(people)) for topic, people in by_topic.items() if len(people) >= LEAST_PEOPLE]
    return sorted(counts, key=lambda each: (-each[1], each[0]))[:MOST_TOPICS]
