"""What customers buy: the orders that a brand's shop tells of, one by one or in a list, and whose they are."""

from handlers.orders.taking import CHAT, code_for, pseudonym, router

__all__ = ["CHAT", "code_for", "pseudonym", "router"]
