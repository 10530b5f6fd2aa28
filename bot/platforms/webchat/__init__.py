"""Speak to the playground's page over SSE and fetch."""

from bot.platforms.webchat.platform import Webchat

__all__ = ["Webchat"]
