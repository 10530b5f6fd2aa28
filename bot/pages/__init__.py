"""The scorecard as a page: behind a link for one person, and in the playground."""

from bot.pages.doors import Doors
from bot.pages.readings import Readings, Viewer
from bot.pages.safety import STATIC

__all__ = ["STATIC", "Doors", "Readings", "Viewer"]
