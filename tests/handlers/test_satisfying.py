"""How an answer was: asked where the team says so, seldom, and answered by who asked."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chat.brands import Replies
from chat.events import Filled, Message, Press
from storage import people, satisfactions
from storage.outbox import Letter
from storage.satisfactions import Satisfaction
from tests.handlers.test_queries import all_episodes, ask, press, refresh, shown
from tests.support.core import ACME, BOSS, GROUP, TEAM, Core, core


@pytest.fixture
async def acme(migrated_url: str) -> AsyncIterator[Core]:
    """Open a core whose team may ask, on each engine."""
    async with core(migrated_url, replace(ACME, replies=Replies(satisfaction=True))) as opened:
        yield opened


async def answered(bot: Core, message: str = "m1", **fields: Any) -> int:
    """Let somebody ask and be answered; return the episode."""
    episode = await ask(bot, message=message, **fields)
    await bot.arrive_all()
    where = {"form": f"query-reply:{episode.id}", "person": BOSS, "chat": TEAM}
    await bot.happens(Filled, values={"text": "At nine.", "name": ""}, **where)
    await refresh(bot)
    return episode.id


async def question(bot: Core, episode: int) -> Letter | None:
    """Let the boss resolve and ask; return the question that was put, if one was."""
    before = len(bot.letters("satisfaction"))
    await press(bot, f"query-resolve-ask:{episode}")
    return next(iter(bot.letters("satisfaction")[before:]), None)


def given(bot: Core, episode: int) -> Satisfaction | None:
    """Return what was asked about an episode, and its answer."""
    found: Satisfaction | None = bot.read(lambda db: satisfactions.find(db, episode))
    return found


def labels(bot: Core) -> list[str]:
    """Return what the newest card's buttons say."""
    return [button.label for row in shown(bot, bot.letters("query-card")[-1]).buttons for button in row]


async def rate(bot: Core, data: str, **fields: Any) -> Any:  # noqa: ANN401  # an outcome
    """Let the asker press stars in private."""
    return await bot.happens(Press, data=data, **{"chat": "D1", "private": True, "message": "q1"} | fields)


async def test_the_asker_gives_stars_and_the_last_ones_count(acme: Core) -> None:
    """In private, with thanks, and the card shows them; one answer stands."""
    episode = await answered(acme)
    assert "Resolve & ask" in labels(acme)
    letter = await question(acme, episode)
    assert letter is not None
    assert (letter.to.id, all_episodes(acme)[0].state) == ("U1", "resolved")
    stars = [button.data for button in shown(acme, letter).buttons[0]]
    assert stars == [f"satisfied:{episode}:{number}" for number in range(1, 6)]
    await refresh(acme)
    assert "Asked how it was" in shown(acme, acme.letters("query-card")[0]).text
    assert "Thank you" in (await rate(acme, stars[1])).toast
    assert "Thank you" in (await rate(acme, stars[3])).toast
    assert "★★★★☆" in acme.letters("note")[-1].payload["message"]["text"]
    found = given(acme, episode)
    assert found is not None
    assert found.score == 4
    assert "★★★★☆" in shown(acme, acme.letters("query-card")[0]).text
    start = acme.clock.now()
    assert acme.read(lambda db: satisfactions.scores(db, "acme", start, start + timedelta(days=1))) == [4]


async def test_only_a_press_of_the_team_asks(acme: Core) -> None:
    """Resolving asks nobody, nor does what nobody answered; pressed twice, it asks once."""
    first = await answered(acme)
    await press(acme, f"query-resolve:{first}")
    assert "closed already" in (await press(acme, f"query-resolve-ask:{first}")).toast
    unanswered = await ask(acme, message="m5", person="U2")
    assert "Resolve & ask" not in labels(acme)
    assert (await press(acme, f"query-resolve-ask:{unanswered.id}")).kind == "refused"
    assert acme.letters("satisfaction") == []
    third = await answered(acme, "m6", person="U3")
    await press(acme, f"query-resolve-ask:{third}")
    await press(acme, f"query-resolve-ask:{third}")
    assert len(acme.letters("satisfaction")) == 1
    assert len(acme.lines("resolve")) == 2


async def test_a_person_is_asked_once_a_month(acme: Core) -> None:
    """On whichever of their accounts; the case is closed all the same."""
    assert await question(acme, await answered(acme)) is not None
    acme.clock.forward(timedelta(days=29))
    again = await answered(acme, "m2")
    assert "not asked" in (await press(acme, f"query-resolve-ask:{again}")).toast
    assert all_episodes(acme)[1].state == "resolved"
    one = all_episodes(acme)[0].account
    linked = await answered(acme, "m3", person="U7")
    other = all_episodes(acme)[2].account
    await acme.do(
        lambda ctx: ctx.db.execute(people.ACCOUNTS.update().where(people.ACCOUNTS.c.id == other).values(one=one))
    )
    assert await question(acme, linked) is None
    acme.clock.forward(timedelta(days=1))
    assert await question(acme, await answered(acme, "m4")) is not None


async def test_who_wants_no_messages_is_not_asked(acme: Core) -> None:
    """Nor who cannot be written to in private, nor anybody at night."""
    quiet = await answered(acme)
    await acme.happens(Press, data="quiet", chat="D1", private=True)
    assert await question(acme, quiet) is None
    stranger = await answered(acme, "m2", person="55", platform="telegram", chat=GROUP)
    assert await question(acme, stranger) is None
    late = await answered(acme, "m3", person="U3")
    acme.clock.forward(timedelta(hours=10))
    assert await question(acme, late) is None
    assert given(acme, late) is None


async def test_who_asked_for_quiet_meanwhile_gets_no_question(acme: Core) -> None:
    """It is drawn when it leaves, and there is nothing to say then."""
    letter = await question(acme, await answered(acme))
    assert letter is not None
    await acme.happens(Press, data="quiet", chat="D1", private=True)
    assert shown(acme, letter) is None


@pytest.mark.parametrize("stars", ["0", "6", "-1", "x", "", "²", "9" * 30])
async def test_strange_stars_are_refused(acme: Core, stars: str) -> None:
    """And count nowhere."""
    episode = await answered(acme)
    await question(acme, episode)
    outcome = await rate(acme, f"satisfied:{episode}:{stars}"[:64])
    found = given(acme, episode)
    assert found is not None
    assert (outcome.kind, found.score) == ("refused", None)


async def test_others_and_old_buttons(acme: Core) -> None:
    """Nobody answers for somebody else, nor where nobody was asked."""
    episode = await answered(acme)
    assert (await rate(acme, f"satisfied:{episode}:5")).kind == "refused"
    await question(acme, episode)
    assert (await rate(acme, f"satisfied:{episode}:5", person="U9")).kind == "refused"
    assert (await press(acme, f"satisfied:{episode}:5")).kind == "refused"
    assert (await rate(acme, "satisfied:999:5")).kind == "refused"
    assert (await rate(acme, "satisfied::")).kind == "refused"
    found = given(acme, episode)
    assert found is not None
    assert found.score is None


async def test_where_it_is_off_nothing_is_offered(migrated_url: str) -> None:
    """Off is what a brand starts with."""
    async with core(migrated_url, ACME) as acme:
        episode = await answered(acme)
        assert "Resolve & ask" not in labels(acme)
        assert (await press(acme, f"query-resolve-ask:{episode}")).kind == "refused"
        assert all_episodes(acme)[0].state == "answered"


async def test_an_answer_in_the_group_counts_as_one(acme: Core) -> None:
    """A case that a human answered without the card may be asked about."""
    episode = await ask(acme)
    await acme.happens(Message, message="m2", text="At nine!", person=BOSS, reply_to="m1")
    assert await question(acme, episode.id) is not None
