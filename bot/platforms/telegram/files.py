"""Pictures and documents that go with a message, and files that people send."""

import re
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote

from telegram import Bot, InputFile
from telegram import Message as Sent

from bot.platforms.telegram.failures import TOO_BIG, answered
from bot.platforms.telegram.rendering import CAPTION_UNITS
from bot.platforms.telegram.request import OK, AiohttpRequest
from bot.platforms.telegram.text import cut
from chat.carried import PICTURES
from chat.errors import Permanent, Temporary
from chat.events import File
from chat.messages import Message

UNNAMEABLE = re.compile(r'[\x00-\x1f\x7f"\\/]')
"""What no file's name may have, and no header of a request."""


FETCH_BYTES = 20_000_000
"""The Bot API gives out no larger files."""

FETCH_WITHIN_S = 60.0

REFUSALS = (400, 401, 403, 404, 410)

NAMELESS = {
    "animation": "animation.mp4",
    "audio": "audio.mp3",
    "document": "file",
    "sticker": "sticker.webp",
    "video": "video.mp4",
    "video_note": "video.mp4",
    "voice": "voice.ogg",
}
"""What files are called that came without a name, by the field that they come in."""


UNSHOWABLE = re.compile(r"photo|image|too big", re.IGNORECASE)
"""In Telegram's words on a picture that it takes as a mere file only: too large, too long, or of an odd form."""


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
            try:
                return await answered(bot.send_photo(photo=self.file, **more), posting=True)
            except Permanent as error:
                if error.unreachable or not UNSHOWABLE.search(str(error)):
                    raise
        return await answered(bot.send_document(document=self.file, **more), posting=True)


def attachments(message: Message) -> list[Attachment]:
    """Return the message's files, in the order they are shown."""
    found = []
    if message.picture is not None:
        name = UNNAMEABLE.sub("_", message.enclosure.name) if message.enclosure else "chart.png"
        picture = InputFile(message.picture, filename=name)
        found.append(Attachment("photo", picture, cut(message.chart_alt, CAPTION_UNITS)))
    if message.document is not None:
        name = UNNAMEABLE.sub("_", message.document.name) or "file"
        found.append(Attachment("document", InputFile(message.document.content, filename=name)))
    return found


def files_of(message: Sent) -> tuple[File, ...]:
    """Return the file of a message: of a photo the largest size; there is one at most."""
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return (File(largest.file_id, "photo.jpg", picture=True, size=largest.file_size),)
    for kind, nameless in NAMELESS.items():
        # An animation comes as a document, too, for older readers.
        if (found := getattr(message, kind)) is not None:
            return (_file(kind, found, nameless),)
    return ()


def _file(kind: str, found: Any, nameless: str) -> File:  # noqa: ANN401  # one of seven classes of the library
    is_moving = kind == "sticker" and (found.is_animated or found.is_video)
    name = getattr(found, "file_name", None) or ("sticker.webm" if is_moving else nameless)
    mime = "image/webp" if kind == "sticker" else getattr(found, "mime_type", None)
    return File(found.file_id, name, picture=mime in PICTURES and not is_moving, size=found.file_size)


class Fetcher:
    """Gives out the content of files that people sent.

    Args:
        request: an open one.
        base_url: the Bot API's address with the token.
        file_url: where that server gives out files, with the token.
    """

    def __init__(self, request: AiohttpRequest, base_url: str, file_url: str) -> None:
        self._request = request
        self._base_url = base_url
        self._file_url = file_url

    async def fetch(self, file: str) -> bytes:
        """Return a file's content; see `chat.ports.Platform`."""
        told = await answered(self._request.call(f"{self._base_url}/getFile", {"file_id": file}), posting=False)
        path = str(told.get("file_path") or "") if isinstance(told, dict) else ""
        if not path or path.startswith(("/", "\\")) or ".." in path or "://" in path:
            # A server in local mode names a place on its own disk.
            raise Permanent("The Bot API's server does not give the file out.")
        status, content = await answered(
            self._request.load(f"{self._file_url}/{quote(path)}", FETCH_BYTES, FETCH_WITHIN_S), posting=False
        ) or (0, b"")
        if status in REFUSALS:
            raise Permanent(f"Telegram does not give the file out (HTTP {status}).")
        if status != OK:
            raise Temporary(f"A file did not come from Telegram (HTTP {status}).")
        if len(content) > FETCH_BYTES:
            raise Permanent(TOO_BIG)
        return content
