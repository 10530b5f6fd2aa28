"""A manager and an audience who do what people do, through the dispatcher."""

import asyncio
import random
from collections.abc import Callable
from itertools import count
from typing import Any

from bot.app import App
from bot.demo.story import TEAM, Person, Story
from bot.demo.texts import ASKED, LIVE
from chat.brands import Brand
from chat.errors import RapportError
from chat.events import Command, Press, Vote
from chat.events import Message as Said
from chat.messages import Message
from handlers import digests
from handlers.replies import cards
from handlers.routing import Context
from insight.weeks import week_before
from storage import episodes, ledger, poll_posts, replies, webchat
from storage.episodes import Episode
from storage.replies import SENT, Reply
from storage.webchat import PLATFORM, Saying

VOTERS = 56
SECONDS = 2.4
"""How long the voting takes."""

RELUCTANT = 6
"""So many choose again, and one takes the vote back."""

PATIENCE_S = 20.0


class Audience:
    """Everybody of the demo, alive."""

    def __init__(self, app: App, brand: Brand, story: Story, seed: int) -> None:
        self.app = app
        self.brand = brand
        self._inside = [person for person in story.people if person.left is None]
        self._chance = random.Random(seed)
        self._numbers = count(1)

    async def command(self, command: str, text: str = "") -> Message:
        """Let the manager type a command in the team's chat; return the answer."""
        event = Command(**self._facts(self._team, TEAM[0]), command=command, text=text)
        outcome = await self.app.dispatcher.offer(event)
        if outcome.answer is None:
            raise RapportError(outcome.toast or f"/{command} was not answered.")
        return outcome.answer

    async def ask(self) -> tuple[str, Message]:
        """Ask the poll; return its id and the answer to the manager, once it stands in all chats."""
        question, options = LIVE
        answer = await self.command("poll", " ".join(f'"{each}"' for each in (question, *options)))
        poll = answer.buttons[0][0].data.partition(":")[2]
        await self._until("the poll", lambda: self._is_posted(poll))
        return poll, answer

    async def vote(self, poll: str) -> None:
        """Let many vote over a while; some change their minds."""
        voters = self._chance.sample(self._inside, VOTERS)
        votes = [(self._chance.uniform(0, SECONDS * 0.8), person, self._choice()) for person in voters]
        later = [(SECONDS * 0.8, person, (option + 1) % len(LIVE[1])) for _at, person, option in votes[:RELUCTANT]]
        # The same once more takes a vote back.
        later.append((SECONDS * 0.9, *votes[RELUCTANT][1:]))
        await asyncio.gather(*(self._vote(poll, *each) for each in votes + later))

    async def digest(self) -> Message:
        """Post the digest of the last week; return it once it stands in the team's chat."""
        now = self.app.clock.now()
        week = week_before(now.astimezone(self.brand.zone).date())
        read, writer = self.app.database.read, self.app.writer
        facts = await asyncio.to_thread(read, lambda db: digests.gather(db, self.brand, week))
        await writer.write(lambda db: digests.post(Context(db, now, self.app.settings.brands), self.brand, facts))
        self.app.dispatcher.wake()
        await self._until("the digest", lambda: read(lambda db: digests.standing(db, self.brand.key, week)) == "sent")
        return digests.write(self.brand, facts, self.brand.language)

    async def question(self, number: int) -> tuple[Episode, Message]:
        """Let somebody of the audience ask something; return its episode and card, once that is in the team's chat."""
        person = [each for each in self._inside if each.language == "en"][number]
        id_ = await self._say(person.chat, person.id, person.name, ASKED[number][0])
        line, read = ledger.line_id(PLATFORM, person.chat, id_), self.app.database.read

        def found() -> Episode | None:
            return read(lambda db: episodes.of_line(db, self.brand.key, line))

        await self._until("the question's card", lambda: bool((it := found()) and it.card))
        episode = found()
        if episode is None:
            raise RapportError("The question is gone.")
        return episode, read(lambda db: cards.card(db, self.brand, episode))

    async def reply(self, episode: Episode, text: str) -> None:
        """Let one of the team claim a question, write an answer and press Send; return once it stands below it."""
        await self._press(f"query-claim:{episode.id}")
        await self._press(f"query-reply:{episode.id}")
        await self._say(self._team, TEAM[1], TEAM[1].capitalize(), text)
        (draft,) = self._replies(episode)
        await self._press(f"query-send:{draft.id}")
        await self._until("the answer", lambda: self._replies(episode)[0].state == SENT)

    async def _say(self, chat: str, person: str, name: str, text: str) -> str:
        """Let somebody write; return the message's id."""
        saying = Saying(chat=chat, content={"text": text}, person=person, name=name)
        id_ = str(await self.app.writer.write(lambda db: webchat.put(db, saying, self.app.clock.now())))
        await self.app.dispatcher.offer(Said(**self._facts(chat, person), name=name, message=id_, text=text))
        return id_

    async def _press(self, data: str) -> None:
        await self.app.dispatcher.offer(Press(**self._facts(self._team, TEAM[1]), data=data))

    def _replies(self, episode: Episode) -> list[Reply]:
        return self.app.database.read(lambda db: replies.of_episode(db, episode.id))

    @property
    def _team(self) -> str:
        return self.brand.team.id if self.brand.team else ""

    def _choice(self) -> int:
        return self._chance.choices(range(len(LIVE[1])), (5, 4, 2))[0]

    async def _vote(self, poll: str, after_s: float, person: Person, option: int) -> None:
        await asyncio.sleep(after_s)
        facts = self._facts(person.chat, person.id) | {"name": person.name, "language": person.language}
        await self.app.dispatcher.offer(Vote(**facts, poll=poll, options=(option,), toggle=True))

    def _facts(self, chat: str, person: str) -> dict[str, Any]:
        now = self.app.clock.now()
        event = {"account": PLATFORM, "id": f"demo-{next(self._numbers)}", "platform": PLATFORM, "at": now}
        order = int(now.timestamp() * 1_000_000)
        return event | {"chat": chat, "person": person, "order": order, "answerable": True}

    def _is_posted(self, poll: str) -> bool:
        posts = self.app.database.read(lambda db: poll_posts.of_poll(db, poll))
        return bool(posts) and all(post.message for post in posts)

    async def _until(self, what: str, is_so: Callable[[], bool]) -> None:
        try:
            async with asyncio.timeout(PATIENCE_S):
                while not await asyncio.to_thread(is_so):  # noqa: ASYNC110  # delivery tells the database alone
                    await asyncio.sleep(0.05)
        except TimeoutError:
            raise RapportError(
                f"After {PATIENCE_S:.0f} s {what} is still not delivered; the log may say why."
            ) from None
