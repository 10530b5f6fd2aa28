"""What the manager's view in the playground shows of a brand."""

import asyncio
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from bot.pages import Viewer
from chat.address import Address
from chat.brands import Brand
from chat.i18n import words
from chat.ports import Clock
from handlers.replies import inbox
from storage import people
from storage.database import Database, Session
from storage.inbox_queries import CHOICES, Wish
from storage.webchat import PLATFORM

LONGEST_SEARCH = 200


class Views:
    """Reads what is shown, on a reader, in a thread."""

    def __init__(self, database: Database, brands: Mapping[str, Brand], clock: Clock) -> None:
        self._database = database
        self._brands = brands
        self._clock = clock

    async def admit(self, request: Request) -> Viewer | None:
        """Let whoever is in the playground look at any brand, in its own language."""
        brand = self._brands.get(request.query_params.get("brand", ""))
        return Viewer(brand, words(brand.language)) if brand else None

    async def inbox(self, key: str, choice: str, search: str, person: str) -> list[dict[str, Any]]:
        """Return the queries of one part of the inbox, whoever waits longest first."""
        now = self._clock.now()

        def read(db: Session) -> list[dict[str, Any]]:
            me = people.find(db, key, Address(PLATFORM, person))
            wish = Wish(
                choice=choice if choice in CHOICES else CHOICES[0],
                me=me.standing_for if me else 0,
                search=search[:LONGEST_SEARCH],
            )
            return inbox.entries(db, key, wish, now)

        return await asyncio.to_thread(self._database.read, read)
