"""`rapport demo`: the whole job on a brand that is made up, with no account and no service."""

import asyncio
import logging
import os
import socket
from dataclasses import replace
from pathlib import Path

from bot import log, web
from bot.app import App, running
from bot.demo.audience import Audience
from bot.demo.place import new_database, settings_of, take_port
from bot.demo.screen import Screen
from bot.demo.stage import fill, lines
from bot.demo.story import WEEKS, Story
from bot.demo.texts import ASKED, LIVE
from bot.settings import Settings, with_secret
from chat.brands import Brand
from chat.ports import SystemClock
from handlers import polls
from storage import polls as stored_polls
from storage.database import Database


async def play(*, once: bool, port: int | None, seed: int) -> int:
    """Show everything, then serve the playground until a signal comes.

    Args:
        once: end when all was shown.
        port: of the playground; where it is taken, the next one that is free. None: the settings'.
        seed: of the story.

    Returns:
        The process's exit code.
    """
    settings = settings_of(os.environ, port)
    settings = with_secret(settings, Path.cwd())
    log.configure(settings.secrets.values())
    logging.getLogger().setLevel(logging.WARNING)
    with take_port(settings.web) as listener:
        served = settings.web.model_copy(update={"public_url": web.address_of(listener)})
        settings = replace(new_database(settings), web=served)
        brand, screen = next(iter(settings.brands.values())), Screen()
        story = _prepare(settings, brand, seed, screen)
        async with running(settings) as app:
            return await _perform(Show(app, Audience(app, brand, story, seed), screen, listener), once=once)


def _prepare(settings: Settings, brand: Brand, seed: int, screen: Screen) -> Story:
    """Fill the database with what happened before today."""
    now = SystemClock().now()
    story = Story(brand, now.astimezone(brand.zone).date(), seed)
    total = sum(1 for _line in lines(brand, story))
    database = Database(settings.database.url)
    try:
        with screen.progress(f"{WEEKS} weeks of history", total) as advance:
            fill(database, brand, story, now, advance)
    finally:
        database.close()
    screen.line(f"{brand.name} is made up: {len(story.people)} people, {total} events.")
    screen.line(f"They are kept in {settings.database.url.rpartition('/')[2]}, which every demo makes anew.\n")
    return story


class Show:
    """What there is to see."""

    def __init__(self, app: App, audience: Audience, screen: Screen, listener: socket.socket) -> None:
        self.app = app
        self.listener = listener
        self._audience = audience
        self._screen = screen

    async def show(self) -> None:
        """Show the poll and its votes, a question and its answer, the digest and the scorecard."""
        say = self._screen
        say.line(f"A manager types /poll in the team's chat: {LIVE[0]}")
        poll, answer = await self._audience.ask()
        say.line(f"  {answer.text}\n")
        with say.tally(lambda: self._count(poll)):
            await self._audience.vote(poll)
        say.line("  Some changed their minds, and one took the vote back.\n")
        await self._answer()
        say.message("The weekly digest, now in the team's chat with its picture", await self._audience.digest())
        say.message("A manager types /content, and only they see", await self._audience.command("content"))
        say.message("A manager types /ror, and only they see", await self._audience.command("ror"))

    async def _answer(self) -> None:
        say = self._screen
        say.line(f"Somebody asks in the audience's chat: {ASKED[0][0]}")
        episode, card = await self._audience.question(0)
        say.message("It is a query, and the team's chat has its card at once", card)
        answer = ASKED[0][1]
        await self._audience.reply(episode, answer)
        say.line(f"One of the team writes an answer and presses Send; it stands below the question: {answer}\n")
        await self._audience.question(1)
        say.line(f"Somebody else asks, and waits for you in the playground: {ASKED[1][0]}\n")

    def invite(self) -> None:
        """Say where the playground is."""
        self._screen.line(f"The playground: {web.address_of(self.listener)}/play", "bold")
        self._screen.line("It is served until you press Ctrl-C.")

    def _count(self, poll: str) -> dict[str, object]:
        found = self.app.database.read(lambda db: stored_polls.find(db, poll))
        if found is None:
            return {"question": "", "options": [], "voters": 0}
        return self.app.database.read(lambda db: polls.results_json(db, found))


async def _perform(show: Show, *, once: bool) -> int:
    """Serve while the show goes on, and after it unless it is for once."""
    ended = asyncio.get_running_loop().create_future()
    show.app.writer.died.add_done_callback(lambda _died: _end(ended))
    serving = asyncio.create_task(web.serve(show.app.web, show.listener, ended))
    showing = asyncio.create_task(show.show())
    await asyncio.wait({serving, showing}, return_when=asyncio.FIRST_COMPLETED)
    if serving.done():
        showing.cancel()
        return 130
    if showing.exception() is None and not once:
        show.invite()
    else:
        _end(ended)
    await serving
    showing.result()
    return 1 if show.app.writer.died.done() else 0


def _end(future: "asyncio.Future[None]") -> None:
    if not future.done():
        future.set_result(None)
