"""The Share button under what the bot posts for a brand: a personal link to pass on, whose visitors are counted."""

from dataclasses import replace
from urllib.parse import quote

from chat.address import Address
from chat.errors import UserError
from chat.events import Command, Event, Press
from chat.inquiries import Findings, Inquiry
from chat.messages import Button, Message
from chat.ports import Outcome
from handlers import passing, presence
from handlers.presence import Scene
from handlers.routing import Context, Reading, Router
from storage import links, polls, shares
from storage.polls import Poll
from storage.shares import Share

router = Router()

TELEGRAM = "https://t.me/share/url?url={url}&text={text}"


def _ask(_read: Reading, event: Press) -> Inquiry | None:
    """Ask where the post can be looked at."""
    here = Address(event.platform, event.chat)
    return Inquiry(link=(here, event.message)) if event.message else None


@router.on(Press, "share", inquire=_ask)
def on_share(ctx: Context, event: Press, findings: Findings) -> Outcome:
    """Count the press, and give whoever pressed a link of their own."""
    scene, poll = presence.scene_of_poll(ctx, event, event.data.partition(":")[2])
    if event.person is None or not findings.link:
        raise UserError("share-forward", scene.brand)
    line = polls.line_of(poll.id)
    share = passing.log(ctx, event, scene, line, line)
    if not share.url:
        shares.lead(ctx.db, share.code, findings.link)
        share = replace(share, url=findings.link)
    say = ctx.words(poll.brand, event.language, scene.account.language)
    if event.platform == "telegram" and not scene.account.opened:
        # There a bot may not write first: the link waits in the chat that this opens.
        return Outcome("done", toast=say("share-open-me"), door=f"share_{share.code}")
    outcome = ctx.answer(event, poll.brand, _told(ctx, event, scene, poll, share))
    return outcome if outcome.answer else Outcome("done", toast=say("share-sent"))


@router.on(Command, "start share")
def on_start(ctx: Context, event: Command) -> Outcome:
    """Give their link to whoever had to open a chat first."""
    share = shares.of_code(ctx.db, event.text.strip().partition("_")[2])
    mine = links.whole(ctx.db, event.platform, event.person) if event.person else []
    if share is None or share.account not in {each.id for each in mine}:
        raise UserError("share-gone")
    scene, poll = presence.scene_of_poll(ctx, event, share.post.partition(":")[2])
    return ctx.answer(event, poll.brand, _told(ctx, event, scene, poll, share))


@router.on(Press, "shared")
def on_shared(ctx: Context, event: Press) -> Outcome:
    """Say nothing of a button that opens a page; some platforms tell of its press, too."""
    presence.scene_of(ctx, event)
    return Outcome("done")


def _told(ctx: Context, event: Event, scene: Scene, poll: Poll, share: Share) -> Message:
    say, public = ctx.words(poll.brand, event.language, scene.account.language), ctx.means.public_url
    link = f"{public.rstrip('/')}/s/{share.code}" if public else share.url
    text = say("share-link" if public else "share-plain-link", question=poll.question, link=link)
    way = TELEGRAM.format(url=quote(link, safe=""), text=quote(poll.question, safe=""))
    rows = ((Button(say("share-telegram"), "shared", way),),) if event.platform == "telegram" else ()
    return Message(text=text, buttons=rows)
