"""The tables that say where Rapport runs and which platforms it is on."""

from ipaddress import ip_address
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, PlainValidator

from bot.settings.problems import Table

DEFAULT_DATABASE_URL = "sqlite:///rapport.db"


def _database_url(value: object) -> str:
    url = str(value)
    scheme = url.partition("://")[0]
    # The address is never quoted: it may hold a password.
    if scheme in ("postgres", "postgresql"):
        raise ValueError("lacks its driver: begin it with postgresql+psycopg://.")
    if scheme == "postgresql+psycopg":
        return url
    if url.startswith("sqlite:///") and url not in ("sqlite:///", "sqlite:///:memory:"):
        return url
    raise ValueError("must begin with postgresql+psycopg://, or with sqlite:/// and name a file.")


def _http_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("must be an address such as https://bot.example.org.")
    return value.rstrip("/")


def is_local(url: str) -> bool:
    """Tell whether only this machine or its own network reaches the address."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_private
    except ValueError:
        return host == "localhost" or "." not in host


HttpUrl = Annotated[str, AfterValidator(_http_url)]


class DatabaseSettings(Table):
    """`[database]`: where everything is remembered."""

    url: Annotated[str, PlainValidator(_database_url)] = Field(default=DEFAULT_DATABASE_URL, repr=False)
    """`sqlite:///file` (relative to the working directory) or `postgresql+psycopg://`; the default needs no service."""

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is a file of this machine."""
        return self.url.startswith("sqlite:")

    @property
    def is_embedded(self) -> bool:
        """Whether it is the default, which migrates itself and makes its own `RAPPORT_SECRET`."""
        return self.url == DEFAULT_DATABASE_URL


class WebSettings(Table):
    """`[web]`: the port for webhooks, health, metrics and the playground."""

    host: str = "127.0.0.1"
    """The address to listen on; loopback, so that nothing is open to the network unless somebody opens it."""

    port: int = Field(default=8080, ge=0, le=65535)
    """The port to listen on; 0 takes any free one."""

    public_url: HttpUrl | None = None
    """The address under which the internet reaches this server, without a final slash; None: it does not."""


class SlackSettings(Table):
    """`[slack]`: how Slack reaches the bot."""

    mode: Literal["socket", "http", "off"] = "socket"
    """Socket Mode works behind any firewall, so it is what a table without `mode` means; without a table it is off."""

    api_url: Annotated[HttpUrl, AfterValidator(lambda url: f"{url}/")] = "https://slack.com/api/"
    """Where the Web API is, with a final slash; other than the public endpoint for a proxy."""


class TelegramSettings(Table):
    """`[telegram]`: how Telegram reaches the bot."""

    mode: Literal["polling", "webhook", "off"] = "polling"
    """Polling needs no public address, so it is what a table without `mode` means; without a table it is off."""

    api_url: Annotated[HttpUrl, AfterValidator(lambda url: url.removesuffix("/bot"))] = "https://api.telegram.org"
    """Where the Bot API is, without `/bot` and final slash; other than the public one for a local Bot API server."""


class WebchatSettings(Table):
    """`[webchat]`: the playground."""

    enabled: bool = True
    """Whether `/play` is served, to this machine only; without a table it is not."""
