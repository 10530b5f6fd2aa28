"""The embedded platform: a page at `/play`, for trying everything out without an account anywhere."""

from collections.abc import Mapping

from starlette.routing import Route, Router

from bot.platforms.webchat.board import Board
from bot.platforms.webchat.guard import Guard
from bot.platforms.webchat.inbound import Inbound
from bot.platforms.webchat.outbound import Outbound
from bot.platforms.webchat.pages import Pages, Reports
from chat.brands import Brand
from chat.ports import Clock, Health, Intake, Limits, Outgoing, Pace, Receipt
from storage.database import Database
from storage.webchat import PLATFORM
from storage.writer import Writer


class Webchat:
    """The playground (`chat.ports.Platform`).

    Args:
        writer: where messages become durable.
        database: where they are read.
        brands: the configured brands; their `webchat:` chats are the playground's.
        clock: the time.
        reports: what the manager's view shows.
        commands: the commands to offer, without their slash; each has a text `command-<name>`.
    """

    name = PLATFORM
    account = PLATFORM
    limits = Limits(chat_interval_s=0.1, overall_per_s=100)
    """Its calls cost nothing, but ten edits a second are as live as anybody can see."""

    def __init__(
        self,
        *,
        writer: Writer,
        database: Database,
        brands: Mapping[str, Brand],
        clock: Clock,
        reports: Reports,
        commands: tuple[str, ...] = (),
    ) -> None:
        self._board = Board(writer=writer, database=database, brands=brands, clock=clock)
        self._inbound = Inbound(self._board)
        self._outbound = Outbound(self._board)
        self._pages = Pages(self._board, reports, commands)

    async def open(self, intake: Intake) -> None:
        """Take in what the page's people do from now on."""
        self._inbound.intake = intake

    def routes(self) -> list[Route]:
        """Return the one route of all that is under `/play`."""
        # One for all: each route by itself would tell strangers that it exists, by 405 instead of 404.
        inside = Router([*self._pages.routes(), *self._inbound.routes()], redirect_slashes=False)
        return [Route("/play{rest:path}", Guard(inside))]

    async def stop_intake(self) -> None:
        """Take nothing in any more, and end the pages' streams, which would keep the server from ending."""
        self._inbound.intake = None
        self._board.close()

    async def close(self) -> None:
        """Let go of the pages."""
        self._board.close()

    def pace(self, chat: str) -> Pace:  # the same for all
        """Return how fast a chat may be written to."""
        return Pace(self.limits.chat_interval_s)

    async def deliver(self, outgoing: Outgoing) -> Receipt:
        """Make the call; see `chat.ports.Platform`."""
        return await self._outbound.deliver(outgoing)

    async def find(self, outgoing: Outgoing) -> Receipt | None:
        """Look up a post whose answer was lost; see `chat.ports.Platform`."""
        return await self._outbound.find(outgoing)

    async def fetch(self, file: str) -> bytes:
        """Return a file that came with a message; see `chat.ports.Platform`."""
        return await self._outbound.fetch(file)

    async def reach(self, chat: str) -> str | None:  # all chats are its own
        """Return None: nobody keeps the bot out."""
        return None

    async def is_admin(self, chat: str, person: str) -> bool:  # nobody runs a chat here
        """Return False."""
        return False

    async def permalink(self, chat: str, message: str) -> str | None:  # one page has them all
        """Return where the message stands in the playground."""
        return f"/play#message-{message}"

    async def invite(self, chat: str, name: str) -> str | None:  # the page has no door of its own for each person
        """Return None: people come by the page."""
        return None

    async def count(self, chat: str) -> int | None:
        """Return None: what happens on the page is in the ledger, and nowhere else."""
        return None

    def start_link(self, payload: str) -> str | None:
        """Return None: a private chat is opened on the page."""
        return None

    def health(self) -> Health:
        """Tell whether the page's people are heard."""
        return Health(ok=True) if self._inbound.intake else Health(ok=False, word="the playground is not open")
