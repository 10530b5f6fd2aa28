"""From all sources to `Settings`, with every mistake told at once."""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pydantic import SecretStr, ValidationError

from bot.settings import sources
from bot.settings.brands import BRAND_KEY, BrandTable
from bot.settings.problems import Origins, SettingsError, Table, sentences, unknown
from bot.settings.secrets import MAKE_ONE, SECRET_NAMES, Secrets, given_or_made, take_misplaced
from bot.settings.tables import (
    DatabaseSettings,
    SlackSettings,
    TelegramSettings,
    WebchatSettings,
    WebSettings,
    is_local,
)
from chat.address import Address
from chat.brands import Brand

SECTIONS = ("database", "web", "slack", "telegram", "webchat", "brands")

T = TypeVar("T", bound=Table)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that the operator decided."""

    source: Path | None
    """The file that was read; None: there was none, the embedded defaults hold."""

    database: DatabaseSettings
    web: WebSettings
    slack: SlackSettings
    telegram: TelegramSettings
    webchat: WebchatSettings
    brands: Mapping[str, Brand]
    """By key, in the file's order."""

    secrets: Secrets

    @property
    def platforms(self) -> frozenset[str]:
        """The platforms that are on."""
        on = {
            "slack": self.slack.mode != "off",
            "telegram": self.telegram.mode != "off",
            "webchat": self.webchat.enabled,
        }
        return frozenset(name for name, is_on in on.items() if is_on)


def load(config: Path | None, environ: Mapping[str, str], cwd: Path) -> Settings:
    """Read the settings.

    Secrets may be missing: a command that talks to the platforms calls `require_secrets` as well.

    Args:
        config: the file named by `--config`; None: `config.toml` in `cwd`, then `$RAPPORT_CONFIG`, else the embedded
            defaults.
        environ: the process's environment; it wins over `.env` in `cwd`.
        cwd: what relative paths start from.

    Raises:
        SettingsError: something is wrong; one sentence for each mistake.
    """
    environment = sources.read_environment(environ, cwd)
    source = sources.find_file(config, environment, cwd)
    tables = sources.read_toml(source) if source else dict(sources.EMBEDDED)
    return _Reader(tables, sources.override(tables, environment)).settings(source, environment)


class _Reader:
    """Makes `Settings` of the tables and collects what is wrong."""

    def __init__(self, tables: sources.Tables, origins: Origins) -> None:
        self._tables = tables
        self._origins = origins
        self._problems = [
            f"{origins.name(keys)} is a secret: remove it there and put it into .env as {variable}."
            for keys, variable in take_misplaced(tables).items()
        ]

    def settings(self, source: Path | None, environment: Mapping[str, str]) -> Settings:
        for name in sorted(self._tables.keys() - set(SECTIONS)):
            self._problems.append(f"{self._origins.name((name,))} is not a section: {unknown(name, SECTIONS)}")
        settings = Settings(
            source=source,
            database=self._section(DatabaseSettings, "database"),
            web=self._section(WebSettings, "web"),
            slack=self._section(SlackSettings, "slack", mode="off"),
            telegram=self._section(TelegramSettings, "telegram", mode="off"),
            webchat=self._section(WebchatSettings, "webchat", enabled=False),
            brands=MappingProxyType(dict(self._brands())),
            secrets=self._secrets(environment),
        )
        self._problems += [*_chats_off(settings), *_chats_twice(settings)]
        self._problems += [*_alerts_overheard(settings), *_webhook(settings)]
        if self._problems:
            raise SettingsError(self._problems)
        return settings

    def _section(self, model: type[T], name: str, **absent: object) -> T:
        """Read a section; one that is not there is as `absent` says."""
        section = self._valid(model, self._tables.get(name, absent), (name,), self._origins)
        # What is wrong is told; the defaults let the checks after it go on.
        return section or model.model_construct()

    def _valid(self, model: type[T], table: object, keys: sources.Keys, origins: Origins) -> T | None:
        try:
            return model.model_validate(table)
        except ValidationError as error:
            self._problems += sentences(error, model, keys, origins)
            return None

    def _brands(self) -> Iterator[tuple[str, Brand]]:
        tables = self._tables.get("brands", {})
        if not isinstance(tables, dict):
            self._problems.append("brands must be tables: write [brands.<key>] for each brand.")
            return
        for key, table in tables.items():
            if not BRAND_KEY.fullmatch(key):
                name = self._origins.name(("brands", key))
                self._problems.append(f"{name} has the key {key!r}: use a-z, 0-9 and single _, a letter first.")
            elif brand := self._valid(BrandTable, table, ("brands", key), self._origins):
                yield key, brand.brand(key)

    def _secrets(self, environment: Mapping[str, str]) -> Secrets:
        given = {name.lower(): environment[name] for name in SECRET_NAMES if name in environment}
        origins = Origins({(name.lower(),): name for name in SECRET_NAMES})
        return self._valid(Secrets, given, (), origins) or Secrets()


def chats(settings: Settings) -> Iterator[tuple[str, Address]]:
    """Walk all chats of all brands, each with the key that names it."""
    for key, brand in settings.brands.items():
        if brand.team:
            yield f"brands.{key}.team", brand.team
        for chat in brand.audiences:
            yield f"brands.{key}.audiences", chat


def _alerts(settings: Settings) -> Iterator[tuple[str, Address]]:
    for key, brand in settings.brands.items():
        for chat in brand.replies.alerts:
            yield f"brands.{key}.replies.alerts", chat


def _chats_off(settings: Settings) -> Iterator[str]:
    for name, chat in (*chats(settings), *_alerts(settings)):
        if chat.platform not in settings.platforms:
            yield f"{name} has {chat}, but {chat.platform} is off: add [{chat.platform}] or remove the chat."


def _chats_twice(settings: Settings) -> Iterator[str]:
    seen: dict[Address, str] = {}
    for name, chat in chats(settings):
        if chat in seen:
            yield f"{name} has {chat}, which {seen[chat]} has already: a chat belongs to one place, so remove one."
        seen[chat] = name


def _alerts_overheard(settings: Settings) -> Iterator[str]:
    # What the team should look at would be read by those it is about.
    for name, chat in _alerts(settings):
        if any(chat in brand.audiences for brand in settings.brands.values()):
            yield f"{name} has {chat}, which is an audience chat: alert the team elsewhere."


def _webhook(settings: Settings) -> Iterator[str]:
    url = settings.web.public_url
    if settings.telegram.mode != "webhook":
        return
    if url is None:
        yield 'web.public_url is missing: telegram.mode = "webhook" needs it, such as "https://bot.example.org".'
    elif not (url.startswith("https://") or is_local(url)):
        yield 'web.public_url must begin with https:// or be a local address: telegram.mode = "webhook" needs it so.'


def require_secrets(settings: Settings) -> None:
    """Check that the secrets of all that is on are there.

    Raises:
        SettingsError: some are missing; one sentence for each.
    """
    missing = [
        f"{name} is missing: {reason} needs it, so put it into .env or the environment."
        for reason, names in _needs(settings).items()
        for name in names
        if getattr(settings.secrets, name.lower()) is None
    ]
    if missing:
        raise SettingsError(missing)


def ensure_secret(settings: Settings, cwd: Path) -> bytes:
    """Return the 32 bytes of `RAPPORT_SECRET`; with SQLite the first call makes them and writes them to `.env`.

    Raises:
        SettingsError: there are none, and they cannot be written or must be the same in other processes.
    """
    if settings.secrets.rapport_secret is None and not settings.database.is_sqlite:
        raise SettingsError([f"RAPPORT_SECRET is missing: PostgreSQL needs the same in all processes, so {MAKE_ONE}."])
    return given_or_made(settings.secrets, cwd)


def with_secret(settings: Settings, cwd: Path) -> Settings:
    """Return the settings with `RAPPORT_SECRET` in them; see `ensure_secret`."""
    secret = SecretStr(b64encode(ensure_secret(settings, cwd)).decode())
    return replace(settings, secrets=settings.secrets.model_copy(update={"rapport_secret": secret}))


def _needs(settings: Settings) -> dict[str, list[str]]:
    """Return which secrets each thing that is on needs."""
    needs = {
        ("slack", "socket"): ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"],
        ("slack", "http"): ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"],
        ("telegram", "polling"): ["TELEGRAM_BOT_TOKEN"],
        ("telegram", "webhook"): ["TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_SECRET"],
    }
    modes = {"slack": settings.slack.mode, "telegram": settings.telegram.mode}
    wanted = {f'{name}.mode = "{mode}"': needs[name, mode] for name, mode in modes.items() if mode != "off"}
    if not settings.database.is_sqlite:
        wanted["PostgreSQL"] = ["RAPPORT_SECRET"]
    return wanted
