"""`/content`, and what the digest says of it: which topics, how sure, and when there are too few answers to tell."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from chat.i18n import LANGUAGES
from handlers import content, digests, polls
from handlers.polls import changing
from handlers.reporting import content as ranking
from insight.topics import MIN_N, Topic
from insight.weeks import Week
from storage import votes
from storage.polls import Poll
from tests.support.core import ACME, Core
from tests.support.results import answer, command, make, now
from tests.support.secrecy import anonymous, crowd

MEANING = "The range in brackets is where the share most likely lies (95% sure)"


async def have(bot: Core, poll: Poll, *by_option: int) -> None:
    """Let so many people have voted for each option."""
    tally = {**dict(enumerate(by_option)), votes.VOTERS: sum(by_option)}
    await bot.do(lambda ctx: votes.add(ctx.db, poll.id, tally, ctx.slot))


def topics(bot: Core) -> list[Topic]:
    """Return the ranking."""
    found: list[Topic] = bot.read(lambda db: ranking.topics_of(db, "acme"))
    return found


async def text(bot: Core, **fields: Any) -> list[str]:
    """Return what `/content` answers."""
    return answer(await command(bot, "content", **fields)).text.splitlines()


async def test_without_polls_it_says_how_to_begin(acme: Core) -> None:
    """Scales ask for no topic."""
    await make(acme, kind="nps")
    await make(acme, kind="rating")
    assert await text(acme) == ["Nothing to rank yet: make a poll that lets people choose between topics."]


async def test_topics_are_ranked_over_all_polls(acme: Core) -> None:
    """The same option over polls is one topic, with share, interval, n and polls; one sentence explains them."""
    await have(acme, await make(acme, "Recipes", "Live"), 30, 10)
    acme.clock.forward(timedelta(days=1))
    await have(acme, await make(acme, "recipes!", "Tips"), 50, 10)
    lines = await text(acme)
    assert lines[:3] == [
        "1. recipes!: 80% (71% to 87%), n 100, 2 polls",
        "2. Live: 25% (14% to 40%), n 40, 1 poll",
        "3. Tips: 17% (9% to 28%), n 60, 1 poll",
    ]
    assert lines[3].startswith(MEANING)
    assert len(lines) == 4


async def test_what_is_too_close_is_said(acme: Core) -> None:
    """A lead within chance is none."""
    await have(acme, await make(acme, "Recipes", "Live", "Tips"), 52, 48, 2)
    assert (await text(acme))[3] == "Too close to call between 2 of them: their ranges overlap."


async def test_too_few_to_tell(acme: Core) -> None:
    """Under twenty answers nothing is ranked, and it says so; such topics are only named."""
    poll = await make(acme, "Recipes", "Live")
    assert (await text(acme))[0].startswith("Too few to tell: no topic has an answer yet.")
    await have(acme, poll, 12, MIN_N - 13)
    lines = await text(acme)
    assert lines[0] == "Too few to tell: no topic has more than 19 answers yet. From 20 on I can rank it."
    assert lines[2] == "Too few to tell (under 20 answers): Live, Recipes"
    await have(acme, await make(acme, "Recipes", *map(str, range(8))), 1)
    lines = await text(acme)
    assert lines[0].startswith("1. Recipes: 65%")
    assert lines[-1] == "Too few to tell (under 20 answers): 0, 1, 2, 3, 4 and 4 more"


async def test_several_choices_count_people(acme: Core) -> None:
    """Of a poll in which several may be chosen the share is that of its voters."""
    poll = await make(acme, "Recipes", "Live", kind="multi")
    await acme.do(lambda ctx: votes.add(ctx.db, poll.id, {0: 30, 1: 20, votes.VOTERS: 40}, ctx.slot))
    assert [(topic.votes, topic.n) for topic in topics(acme)] == [(30, 40), (20, 40)]


async def test_taken_out_and_taken_back(acme: Core) -> None:
    """An option that is not seen any more is no topic, nor are those of a deleted poll."""
    poll = await make(acme, "Recipes", "Live", "Tips")
    await acme.do(lambda ctx: changing.revise(ctx, poll, removed=[1]))
    assert {topic.name for topic in topics(acme)} == {"Recipes", "Tips"}
    await acme.do(lambda ctx: changing.delete(ctx, now(acme, poll)))
    assert topics(acme) == []


async def test_anonymous_polls_count_as_far_as_they_are_shown(acme: Core) -> None:
    """Not a vote earlier."""
    poll = await anonymous(acme, "Recipes", "Live")
    await crowd(acme, poll, range(22))
    assert [(topic.votes, topic.n) for topic in topics(acme)] == [(0, 0), (0, 0)]
    await acme.do(lambda ctx: polls.close(ctx, now(acme, poll)))
    assert [(topic.votes, topic.n) for topic in topics(acme)] == [(22, 22), (0, 22)]


async def test_the_digest_names_the_first_three(acme: Core) -> None:
    """With their intervals, beside what the polls of the week say."""
    await have(acme, await make(acme, "A", "B", "C", "D"), 40, 30, 20, 10)
    facts = acme.read(lambda db: digests.gather(db, ACME, Week(2026, 45)))
    lines = acme.read(lambda db: digests.printed(db, ACME, facts)).splitlines()
    at = lines.index("What to make next")
    assert lines[at + 1 : at + 4] == [
        "1. A: 40% (31% to 50%), n 100, 1 poll",
        "2. B: 30% (22% to 40%), n 100, 1 poll",
        "3. C: 20% (13% to 29%), n 100, 1 poll",
    ]
    assert lines[at + 4].startswith("Too close to call between 2 of them")
    assert lines[at + 5].startswith(MEANING)
    assert "“Which next?”: A ahead, 100 votes" in lines[:at]


async def test_the_digest_tells_scores_as_such(acme: Core) -> None:
    """No star is ahead of others, and of an anonymous poll with few votes nothing is."""
    stars = await make(acme, kind="rating", question="How was it?")
    await have(acme, stars, 0, 0, 1, 2, 1)
    await have(acme, await make(acme, kind="nps", question="Would you?"), *[0] * 9, 3, 1)
    await make(acme, kind="nps", question="Nobody?")
    await crowd(acme, await anonymous(acme, question="Who?"), range(2))
    facts = acme.read(lambda db: digests.gather(db, ACME, Week(2026, 45)))
    for language in LANGUAGES:
        brand = replace(ACME, language=language)
        assert acme.read(partial(digests.printed, brand=brand, facts=facts))
    text = acme.read(lambda db: digests.printed(db, ACME, facts))
    for line in ("“How was it?”: 4 ★, 4 votes", "“Would you?”: NPS 100, 4 votes", "“Nobody?”: no votes yet"):
        assert line in text
    assert "“Who?”: 2 votes, too few to show" in text


async def test_the_json_has_all_of_it(acme: Core) -> None:
    """Also which may be first, and of which nothing can be said."""
    await have(acme, await make(acme, "Recipes", "Live"), 30, 10)
    await make(acme, "Tips", "Talks")
    found = content.as_json("acme", topics(acme))
    assert (found["brand"], found["least_n"]) == ("acme", 20)
    first, *_, last = found["topics"]
    assert first == {
        "topic": "Recipes", "votes": 30, "n": 40, "share": 0.75, "low": pytest.approx(0.598, abs=1e-3),
        "high": pytest.approx(0.858, abs=1e-3), "polls": 1, "latest": "2026-11-04T12:00:00+00:00",
        "enough": True, "may_be_first": True,
    }  # fmt: skip
    assert (last["n"], last["share"], last["enough"], last["may_be_first"]) == (0, None, False, False)
