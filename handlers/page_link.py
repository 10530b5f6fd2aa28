"""The button that opens a brand's scorecard as a page: a link for one person, once, for fifteen minutes."""

import secrets
from ipaddress import ip_address
from urllib.parse import urlencode, urlsplit

from chat.address import Address
from chat.events import Event
from chat.i18n import Words
from chat.messages import Button
from handlers.routing import Context
from storage import passes, people

TOKEN_BYTES = 24
PATH = "/brands"
"""Under which each brand has its page."""


def button(ctx: Context, event: Event, brand: str, say: Words, **shown: str) -> tuple[Button, ...]:
    """Return the button as a row for the message that answers an event; an empty row where there is no page to open.

    Args:
        ctx: what a handler works with; the link is written down in its transaction.
        event: who asked.
        brand: whose page; only its team gets one.
        say: in whose language.
        shown: what the page shows at first: `period`, `platform`.
    """
    where = _where(ctx, event)
    account = people.find(ctx.db, brand, Address(event.platform, event.person or ""))
    if where is None or account is None or not account.team:
        return ()
    token = secrets.token_urlsafe(TOKEN_BYTES)
    passes.put(ctx.db, "link", account.id, token, ctx.now)
    asked = urlencode({"t": token} | {name: value for name, value in shown.items() if value})
    return (Button(say("page-link"), "page", f"{where}{PATH}/{brand}?{asked}"),)


def _where(ctx: Context, event: Event) -> str | None:
    """Return the address before the path; None where whoever asked could not reach it."""
    public = ctx.means.public_url
    if event.platform == "webchat":
        return (public or "").rstrip("/")  # its page is on this very server
    # Other networks refuse a message whole if a button leads to an address that only this machine has.
    return public.rstrip("/") if public and not _is_loopback(public) else None


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
