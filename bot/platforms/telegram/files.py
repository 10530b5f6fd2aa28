"""Pictures and documents that go with a message."""

import re
from dataclasses import dataclass
from typing import Any, Literal

from telegram import Bot, InputFile
from telegram import Message as Sent

from bot.platforms.telegram.failures import answered
from bot.platforms.telegram.rendering import CAPTION_UNITS
from bot.platforms.telegram.text import cut
from chat.messages import Message

UNNAMEABLE = re.compile(r'[\x00-\x1f\x7f"\\/]')
"""What no file's name may have, and no header of a request."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file."""

    kind: Literal["photo", "document"]
    file: InputFile
    words: str = ""
    """Its caption, where it does not carry the message's text."""

    async def send(self, bot: Bot, **more: Any) -> Sent | None:
        """Send it.

        Raises:
            DeliveryError: see `answered`.
        """
        if self.kind == "photo":
            return await answered(bot.send_photo(photo=self.file, **more), posting=True)
        return await answered(bot.send_document(document=self.file, **more), posting=True)


def attachments(message: Message) -> list[Attachment]:
    """Return the message's files, in the order they are shown."""
    found = []
    if message.picture is not None:
        picture = InputFile(message.picture, filename="chart.png")
        found.append(Attachment("photo", picture, cut(message.chart_alt, CAPTION_UNITS)))
    if message.document is not None:
        name = UNNAMEABLE.sub("_", message.document.name) or "file"
        found.append(Attachment("document", InputFile(message.document.content, filename=name)))
    return found
