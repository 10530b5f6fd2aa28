"""The scorecard as a page: behind a link for one person, and in the playground."""

from bot.pages.doors import Doors
from bot.pages.framing import framed, post_form
from bot.pages.readings import Readings, Viewer, wished
from bot.pages.safety import STATIC, Safe

__all__ = ["STATIC", "Doors", "Readings", "Safe", "Viewer", "framed", "post_form", "wished"]
