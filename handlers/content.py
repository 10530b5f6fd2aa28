"""`/content`: what to make next, by all polls of a brand."""

from typing import Any

from chat.bidi import isolated
from chat.events import Command, Press
from chat.i18n import Words
from chat.messages import Message
from chat.ports import Outcome
from handlers import presence, reporting
from handlers.reporting import content as ranking
from handlers.routing import Context, Reading, Router
from insight import topics
from insight.topics import Topic

router = Router()

TOLD = 10
WAITING = 5
"""So many topics are named of which too few people were asked."""

Facts = dict[str, list[Topic] | None]
"""The topics by their brand; several brands, none read, where it is not clear which one is meant."""


def text_of(found: list[Topic], say: Words) -> str:
    """Write the ranking, and which topics wait for more answers."""
    if not found:
        return say("content-none")
    lines = ranking.topic_lines(found, say, TOLD)
    waiting = [topic for topic in found if not topic.is_enough]
    if waiting:
        names = ", ".join(isolated(topic.name) for topic in waiting[:WAITING])
        more = len(waiting) - WAITING
        lines += ["", say("content-waiting", names=names, more=max(more, 0), least=topics.MIN_N)]
    return "\n".join(lines)


def as_json(brand: str, found: list[Topic]) -> dict[str, Any]:
    """Return the ranking as `rapport content --json` prints it."""
    level = topics.level(found)
    return {"brand": brand, "least_n": topics.MIN_N, "topics": [_topic_json(each, each in level) for each in found]}


def _topic_json(topic: Topic, level: bool) -> dict[str, Any]:  # noqa: FBT001  # the JSON's own
    return {
        "topic": topic.name,
        "votes": topic.votes,
        "n": topic.n,
        "share": topic.share if topic.n else None,
        "low": topic.low,
        "high": topic.high,
        "polls": topic.polls,
        "latest": topic.latest.isoformat(),
        "enough": topic.is_enough,
        "may_be_first": level,
    }


def _prepare(read: Reading, event: Command | Press) -> Facts:
    wanted = event.data.partition(":")[2] if isinstance(event, Press) else None
    brands = reporting.brands_for(read, event, wanted, "content-not-for-you")
    return {brand: ranking.topics_of(read.db, brand) if len(brands) == 1 else None for brand in brands}


@router.on(Command, "content", prepare=_prepare)
@router.on(Press, "content", prepare=_prepare)
def on_content(ctx: Context, event: Command | Press, facts: Facts) -> Outcome:
    """Answer with the ranking, or ask of which brand."""
    scene = presence.scene_of(ctx, event)
    key, found = next(iter(facts.items()))
    say = ctx.words(key, event.language, scene.account.language if scene else None)
    if found is None:
        return reporting.ask_brand(ctx, event, facts, "content:", say("content-which-brand"))
    title = say("content-title", brand=ctx.brands[key].name)
    return ctx.answer(event, key, Message(title=title, text=text_of(found, say)))
