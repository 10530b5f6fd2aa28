"""Speak to the playground's page over SSE and fetch."""

from bot.platforms.webchat.pages import Reports
from bot.platforms.webchat.platform import Webchat

__all__ = ["Reports", "Webchat"]
