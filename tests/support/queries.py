"""What the audience asks and what the team does about it, for tests."""

from datetime import timedelta
from functools import partial
from typing import Any

from chat.events import Message, Press
from chat.messages import Message as Words
from chat.ports import Outcome
from handlers import digests, letters, replies, router
from storage import episodes
from storage.episodes import Episode
from storage.outbox import Letter
from tests.support.core import BOSS, TEAM, Core


def all_episodes(core: Core) -> list[Episode]:
    """Return all episodes, oldest first."""
    found: list[Episode] = core.read(
        lambda db: [Episode(*row) for row in db.execute(episodes.EPISODES.select().order_by("id"))]
    )
    return found


async def ask(core: Core, words: str = "When do you open?", person: str = "U1", **fields: Any) -> Episode:
    """Let somebody of the audience ask; a minute passes; return the newest episode."""
    message = f"m{len(core.lines('message')) + 1}"
    given = {"name": person.title(), "message": message, **fields}
    await core.happens(Message, text=words, person=person, **given)
    core.clock.forward(timedelta(minutes=1))
    return all_episodes(core)[-1]


async def press(core: Core, data: str, **fields: Any) -> Outcome:
    """Let the boss press a button in the team's chat."""
    return await core.happens(Press, data=data, **{"person": BOSS, "name": "Ben Boss", "chat": TEAM, **fields})


async def answer(core: Core, episode: Episode, words: str = "At nine.") -> None:
    """Let the boss answer, and the answer arrive."""
    await press(core, f"query-reply:{episode.id}")
    await core.happens(Message, message=f"t{episode.id}", text=words, person=BOSS, chat=TEAM)
    await press(core, send_button(core))
    await core.arrive_all()


def preview(core: Core) -> Words:
    """Return the newest preview of an answer, as it reads now."""
    found: Words = shown(core, core.letters("preview")[-1])
    return found


def send_button(core: Core) -> str:
    """Return what the Send button of the newest preview carries."""
    return preview(core).buttons[0][0].data


async def refresh(core: Core) -> None:
    """Let delivery bring up to date what stands, and everything arrive."""
    await core.arrive_all()
    for feature in (replies, digests):
        if core.read(feature.has_stale):
            await core.writer.write(partial(feature.refresh, brands=core.brands, now=core.clock.now()))
    await core.arrive_all()


def shown(core: Core, letter: Letter) -> Any:  # noqa: ANN401  # a message
    """Return what a letter says now."""
    return core.read(lambda db: letters.draw(router, db, letter, core.brands))
