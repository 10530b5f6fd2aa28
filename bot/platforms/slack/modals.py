"""Calls that show modals, each to one person who waits for it."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.platforms.slack.calls import Refused, ask
from bot.platforms.slack.interactions import Waiting
from bot.platforms.slack.views import View
from chat.errors import DeliveryError

log = logging.getLogger(__name__)

REMEMBERED = 500
"""Modals that are being filled in at the same time."""

HARMLESS = {"hash_conflict", "not_found"}
"""The modal shows something newer by now, or was closed."""


class _Open:
    """A modal that this process updates: what its versions became, so that our own updates do not count as races."""

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.became: dict[str, str] = {}

    def newest(self, version: str) -> str:
        """Return the version that this one has become by our own updates."""
        while version in self.became:
            version = self.became[version]
        return version


class Modals:
    """Opens, updates and stacks modals."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._open: OrderedDict[str, _Open] = OrderedDict()

    async def show(self, waiting: Waiting, view: View) -> bool:
        """Show a form: in the modal in which it was asked for, else in a new one. Tell whether that went well."""
        if waiting.modal:
            return await self._update(waiting, view)
        if await self._did(self._client.views_open(trigger_id=waiting.trigger, view=view)):
            return True
        # An app from before files went along lacks the scope that such a field needs; all others are worth a form.
        bare = {**view, "blocks": [block for block in view["blocks"] if not _is_for_files(block)]}
        return bare != view and await self._did(self._client.views_open(trigger_id=waiting.trigger, view=bare))

    async def tell(self, waiting: Waiting, view: View) -> bool:
        """Say something, on top of what is open."""
        call = self._client.views_push if waiting.modal else self._client.views_open
        return await self._did(call(trigger_id=waiting.trigger, view=view))

    async def replace(self, waiting: Waiting, view: View) -> bool:
        """Show something in the modal, whatever it shows now."""
        return await self._did(self._client.views_update(view_id=waiting.modal, view=view))

    async def write(self, person: str, said: dict[str, Any]) -> bool:
        """Write to a person who can be told in no other way."""
        return await self._did(self._client.chat_postMessage(channel=person, **said))

    async def _update(self, waiting: Waiting, view: View) -> bool:
        """Update a modal, one update after the other.

        Whoever types on while an update is under way sends the version from before it: without following our own
        versions, the last letter typed would be lost to a `hash_conflict`.
        """
        modal = self._open.setdefault(waiting.modal, _Open())
        self._open.move_to_end(waiting.modal)
        if len(self._open) > REMEMBERED:
            self._open.popitem(last=False)
        async with modal.lock:
            version = modal.newest(waiting.version)
            now = await self._hash_after(self._client.views_update(view_id=waiting.modal, hash=version, view=view))
            if now and now != version:
                modal.became[version] = now
        return now is not None

    async def _hash_after(self, call: Any) -> str | None:  # noqa: ANN401  # slack_sdk's coroutine
        """Make a call; return the view's version after it, empty where it is unknown, None where the call failed."""
        try:
            answer = await ask(call)
        except DeliveryError as error:
            if isinstance(error, Refused) and error.word in HARMLESS:
                return ""
            log.warning("Slack did not show a modal: %s", error)
            return None
        return str((answer.get("view") or {}).get("hash") or "")

    async def _did(self, call: Any) -> bool:  # noqa: ANN401  # slack_sdk's coroutine
        return await self._hash_after(call) is not None


def _is_for_files(block: Mapping[str, Any]) -> bool:
    return bool((block.get("element") or {}).get("type") == "file_input")
