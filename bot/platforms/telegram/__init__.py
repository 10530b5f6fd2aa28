"""Telegram, through python-telegram-bot."""

from bot.platforms.telegram.connection import Menus
from bot.platforms.telegram.platform import Telegram

__all__ = ["Menus", "Telegram"]
