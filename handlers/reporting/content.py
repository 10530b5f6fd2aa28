"""What to make next, by all polls of a brand, in words."""

from chat.bidi import isolated
from chat.i18n import Words
from insight import topics
from insight.topics import Asked, Topic
from storage import turnout
from storage.database import Session


def topics_of(db: Session, brand: str) -> list[Topic]:
    """Rank what the brand's polls say to make next, of anonymous ones as far as they are shown."""
    return topics.ranked(
        Asked(
            at=poll.created_at,
            options=tuple((poll.options[each], results.votes[each]) for each in poll.seen),
            voters=results.voters if results.counted is None else results.counted,
            several=poll.rules.kind == "multi",
        )
        for poll, results in turnout.counted(db, brand)
        if not poll.rules.scale
    )


def topic_lines(found: list[Topic], say: Words, most: int) -> list[str]:
    """Write the first topics with their intervals; where none has enough answers, say so.

    Args:
        found: ranked topics.
        say: in whose language.
        most: so many at most.
    """
    told = [topic for topic in found if topic.is_enough]
    if not told:
        return [say("content-too-few", most=max((topic.n for topic in found), default=0), least=topics.MIN_N)]
    level = topics.level(found)
    lines = [_topic_line(place, topic, say) for place, topic in enumerate(told[:most], 1)]
    if len(level) > 1:
        lines.append(say("content-level", count=len(level)))
    return [*lines, say("content-meaning")]


def _topic_line(place: int, topic: Topic, say: Words) -> str:
    ends = {"low": say.percent(topic.low), "high": say.percent(topic.high)}
    share = say.percent(topic.share)
    told = say("content-topic", name=isolated(topic.name), share=share, **ends, n=topic.n, polls=topic.polls)
    return f"{place}. {told}"
