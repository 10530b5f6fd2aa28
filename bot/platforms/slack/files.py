"""Files that people send: what their payloads tell, and how their content is had.

A file is known by its id, not by its address: what `files.info` says is true now, and no address has to be kept.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.platforms.slack.calls import ask
from chat.carried import PICTURES
from chat.errors import Permanent, Temporary
from chat.events import File

MOST_BYTES = 20_000_000
WITHIN_S = 60.0
PIECE = 65_536

HOSTED = {"hosted", "snippet", "email"}
"""Kinds of files that Slack itself keeps; others lie elsewhere, or are gone."""

GONE = {"tombstone": "it was deleted", "hidden_by_limit": "the workspace's plan no longer shows it"}

OURS = "slack.com"
"""The bot token goes to hosts of this domain, by HTTPS, and to the host of the configured API: to no other."""

OK, FOUND, REFUSED, TOO_MANY, SERVER_ERRORS = 200, 300, 400, 429, 500


def file_of(raw: Mapping[str, Any]) -> File:
    """Return a file that a payload tells of.

    Raises:
        KeyError: it has no id.
        TypeError: it lies about its form.
    """
    size = raw.get("size")
    return File(
        id=str(raw["id"]),
        name=str(raw.get("name") or raw.get("title") or "file"),
        picture=raw.get("mimetype") in PICTURES,
        size=size if isinstance(size, int) else None,
    )


class Files:
    """Gives out the content of files.

    Args:
        client: makes calls as the bot.
        session: an open one.
        api_url: where Slack's Web API is.
    """

    def __init__(self, client: AsyncWebClient, session: aiohttp.ClientSession, api_url: str) -> None:
        self._client = client
        self._session = session
        self._api = urlsplit(api_url)

    async def fetch(self, file: str) -> bytes:
        """Return a file's content; see `chat.ports.Platform`."""
        told = (await ask(self._client.files_info(file=file))).get("file") or {}
        mode = told.get("mode")
        if mode in GONE:
            raise Permanent(f"Slack does not give the file out: {GONE[mode]}.")
        if mode not in HOSTED:
            raise Permanent("The file does not lie in Slack, but at another place.")
        if isinstance(told.get("size"), int) and told["size"] > MOST_BYTES:
            raise _too_large()
        address = str(told.get("url_private_download") or told.get("url_private") or "")
        if not self._is_trusted(address):
            raise Permanent("Slack names an address for the file that is none of its own.")
        return await self._download(address, page=str(told.get("mimetype")).startswith("text/html"))

    def _is_trusted(self, address: str) -> bool:
        """Tell whether the bot token may be sent to an address."""
        try:
            parts = urlsplit(address)
            port = parts.port
            is_api = (parts.scheme, parts.hostname, port) == (self._api.scheme, self._api.hostname, self._api.port)
        except ValueError:
            return False
        # Slack for governments has another domain.
        domains = {OURS, self._api.hostname or OURS}
        is_within = any(f".{parts.hostname}".endswith(f".{domain}") for domain in domains)
        return is_api or (parts.scheme == "https" and port is None and is_within)

    async def _download(self, address: str, *, page: bool) -> bytes:
        """Load a file.

        Args:
            page: it is a web page itself; else one that comes in its place is Slack's own, which asks to sign in.
        """
        headers = {"Authorization": f"Bearer {self._client.token}"}
        timeout = aiohttp.ClientTimeout(total=WITHIN_S)
        proxy = self._client.proxy
        try:
            # A redirection would take the token along.
            async with self._session.get(
                address, headers=headers, timeout=timeout, allow_redirects=False, proxy=proxy
            ) as answer:
                _check(answer, page=page)
                return await _content(answer)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise Temporary(f"A file did not come from Slack ({type(error).__name__}).") from None


def _check(answer: aiohttp.ClientResponse, *, page: bool) -> None:
    if answer.status == TOO_MANY:
        after = answer.headers.get("Retry-After", "")
        raise Temporary("Slack asks to wait.", float(after) if after.isdigit() else None)
    if answer.status >= SERVER_ERRORS:
        raise Temporary(f"A file did not come from Slack (HTTP {answer.status}).")
    if OK <= answer.status < FOUND and (page or answer.content_type != "text/html"):
        return
    if answer.status < REFUSED:
        # In place of a file that the token may not see comes the page to sign in.
        raise Permanent("Slack does not let the bot see the file: install it again with `rapport slack-manifest`.")
    raise Permanent(f"Slack does not give the file out (HTTP {answer.status}).")


async def _content(answer: aiohttp.ClientResponse) -> bytes:
    content = bytearray()
    async for piece in answer.content.iter_chunked(PIECE):
        content += piece
        if len(content) > MOST_BYTES:
            raise _too_large()
    return bytes(content)


def _too_large() -> Permanent:
    return Permanent(f"The file is larger than {MOST_BYTES // 1_000_000} MB.")
