"""Brings letters to their chats: `rounds` finds what is due and claims it, `carrier` draws, calls and records.

Each chat is a lane of its own, so that a slow or refusing chat holds back nobody else. A letter is *calling* before
the platform is called; what the call's answer was is recorded after it. A post whose answer was lost is looked up, and
never simply sent again.
"""

from bot.delivery.rounds import Delivery

__all__ = ["Delivery"]
