"""Secrets: from the environment or `.env` only, never shown."""

import fcntl
import hmac
import os
import re
import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, SecretStr

from bot.settings.problems import SettingsError, Table
from bot.settings.sources import Keys, Tables, leaves, read_dotenv

SECRET_BYTES = 32
MAKE_ONE = "make one with `openssl rand -base64 32` and put it into .env"

SHAPES = {
    "SLACK_BOT_TOKEN": re.compile(r"\bxox[a-z]-"),
    "SLACK_APP_TOKEN": re.compile(r"\bxapp-\d"),
    "ORDERS_WEBHOOK_SECRET": re.compile(r"\bwhsec_"),
    "TELEGRAM_BOT_TOKEN": re.compile(r"\d{6,}:[\w-]{30,}"),
}
"""What a token looks like, wherever somebody put it."""

OF_BRAND = re.compile(r"^[a-z][a-z0-9_]*:(?=whsec_)")


def _webhook_secret(value: SecretStr) -> SecretStr:
    # These are Telegram's own bounds for setWebhook's secret_token.
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value.get_secret_value()):
        raise ValueError("must be 1 to 256 of the characters A-Z, a-z, 0-9, _ and -.")
    return value


def _orders_secret(value: SecretStr) -> SecretStr:
    given = value.get_secret_value().split()
    if not given or not all(map(_is_orders_secret, given)):
        raise ValueError(
            "must be one or several whsec_ and 24 to 64 bytes in base64, with spaces between them; "
            "before one may stand the only brand it is for, such as acme:whsec_..."
        )
    return value


def _is_orders_secret(given: str) -> bool:
    match = re.fullmatch(r"(?:[a-z][a-z0-9_]*:)?whsec_([A-Za-z0-9+/]+={0,2})", given)
    try:
        return match is not None and 24 <= len(b64decode(match[1], validate=True)) <= 64  # noqa: PLR2004  # their bounds
    except ValueError:
        return False


def _rapport_secret(value: SecretStr) -> SecretStr:
    try:
        right = len(_decoded(value)) == SECRET_BYTES
    except ValueError:
        right = False
    if not right:
        raise ValueError(f"must be 32 bytes in base64: {MAKE_ONE}.")
    return value


def _decoded(secret: SecretStr) -> bytes:
    standard = secret.get_secret_value().translate(str.maketrans("-_", "+/"))
    return b64decode(standard, validate=True)


class Secrets(Table):
    """The secrets, named as in the environment but in lower case."""

    slack_bot_token: SecretStr | None = None
    """`xoxb-...`, from the Slack app's OAuth page; None: not given."""

    slack_app_token: SecretStr | None = None
    """`xapp-...`, with the scope `connections:write`, for Socket Mode; None: not given."""

    slack_signing_secret: SecretStr | None = None
    """Proves that a request comes from Slack, for the HTTP mode; None: not given."""

    telegram_bot_token: SecretStr | None = None
    """From @BotFather; None: not given."""

    telegram_webhook_secret: Annotated[SecretStr, AfterValidator(_webhook_secret)] | None = None
    """Proves that a request comes from Telegram, for the webhook mode; None: not given."""

    orders_webhook_secret: Annotated[SecretStr, AfterValidator(_orders_secret)] | None = None
    """One or several `whsec_...`, by which shops sign what they tell of orders; None: no orders are taken."""

    rapport_secret: Annotated[SecretStr, AfterValidator(_rapport_secret)] | None = None
    """32 bytes in base64, from which the key of each purpose is derived; None: not made yet, see `ensure_secret`."""

    def values(self) -> list[str]:
        """Return what no log may show."""
        given = (getattr(self, name) for name in type(self).model_fields)
        whole = [secret.get_secret_value() for secret in given if secret]
        # Where several stand in one variable, each alone is a secret, too; the brand before one is none.
        parts = [part for secret in whole for part in (secret, *secret.split())]
        return list(dict.fromkeys([*parts, *(OF_BRAND.sub("", part) for part in parts)]))


SECRET_NAMES = frozenset(name.upper() for name in Secrets.model_fields)
"""The environment variables that hold secrets."""


def take_misplaced(tables: Tables) -> dict[Keys, str]:
    """Remove the secrets that stand in the tables, so that no later sentence quotes them.

    Returns:
        The keys of each, with the environment variable that it belongs into.
    """
    found = {keys: name for keys, value in leaves(tables) if (name := _variable(keys, value))}
    for *tables_of_it, key in found:
        inner = tables
        for name in tables_of_it:
            inner = inner[name]
        del inner[key]
    return found


def _variable(keys: Keys, value: object) -> str | None:
    for name in ("_".join(keys).upper(), keys[-1].upper()):
        if name in SECRET_NAMES:
            return name
    return next((name for name, shape in SHAPES.items() if shape.search(str(value))), None)


def derive(secret: bytes, purpose: str) -> bytes:
    """Return the 32-byte key of one purpose (HKDF-SHA256 of RFC 5869, without salt, the purpose as info)."""
    extracted = hmac.digest(bytes(32), secret, "sha256")
    return hmac.digest(extracted, purpose.encode() + b"\x01", "sha256")


def key_of(given: Secrets, purpose: str) -> bytes:
    """Return the key of one purpose; empty where there is no `RAPPORT_SECRET`."""
    return derive(_decoded(given.rapport_secret), purpose) if given.rapport_secret else b""


def given_or_made(given: Secrets, folder: Path) -> bytes:
    """Return the 32 bytes of `RAPPORT_SECRET`, made and written to the folder's `.env` where there are none yet.

    Raises:
        SettingsError: `.env` cannot be written.
    """
    if given.rapport_secret:
        return _decoded(given.rapport_secret)
    try:
        with _alone_in(folder):
            # Another process may have written it since the settings were read.
            written = read_dotenv(folder / ".env").get("RAPPORT_SECRET")
            return _decoded(SecretStr(written or _append_secret((folder / ".env").resolve())))
    except OSError as error:
        raise SettingsError([f"RAPPORT_SECRET cannot be written to .env ({error.strerror}): {MAKE_ONE}."]) from None


def _append_secret(path: Path) -> str:
    secret = b64encode(secrets.token_bytes(SECRET_BYTES)).decode()
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    gap = "" if not before or before.endswith("\n") else "\n"
    _replace(path, f"{before}{gap}RAPPORT_SECRET={secret}\n")
    return secret


def _replace(path: Path, text: str) -> None:
    """Write the whole file or leave it as it was; only its owner may read it."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(0o600)
    try:
        with draft.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Keep other processes that make a secret in the folder waiting."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
