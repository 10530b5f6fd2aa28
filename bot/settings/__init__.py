"""What the operator decided: `config.toml`, environment and `.env`, as frozen values.

Pydantic checks each table; pydantic-settings is not used, because it reads the process's own environment, takes
`RAPPORT_CONFIG` and `RAPPORT_SECRET` for keys, and stops at the first table that is wrong. Where the values come from
is `sources`, how a mistake becomes a sentence is `problems`.
"""

from bot.settings.loading import Settings, chats, ensure_secret, load, require_secrets, with_secret
from bot.settings.problems import SettingsError
from bot.settings.secrets import Secrets, derive, key_of
from bot.settings.tables import DatabaseSettings, SlackSettings, TelegramSettings, WebchatSettings, WebSettings

__all__ = [
    "DatabaseSettings",
    "Secrets",
    "Settings",
    "SettingsError",
    "SlackSettings",
    "TelegramSettings",
    "WebSettings",
    "WebchatSettings",
    "chats",
    "derive",
    "ensure_secret",
    "key_of",
    "load",
    "require_secrets",
    "with_secret",
]
