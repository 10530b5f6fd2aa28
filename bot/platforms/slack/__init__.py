"""Speak Slack through slack-bolt: the only door to its SDK."""

from bot.platforms.slack.manifest import manifest
from bot.platforms.slack.platform import Slack

__all__ = ["Slack", "manifest"]
