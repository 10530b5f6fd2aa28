"""Waiting episodes: how they open, and what joins them."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from chat.events import Command, Edited, Event, Message
from handlers.presence import Scene
from handlers.replies import acknowledging, automatic, deadlines
from handlers.replies.heard import Heard
from handlers.routing import Context
from storage import asked, episodes, people, replies
from storage.asked import Asked
from storage.episodes import ANSWERED, DISMISSED, TOLD, WAITING, Episode, Opening
from storage.outbox import Draft

GOES_ON = timedelta(days=7)
"""What a person writes so soon after their last question was dealt with belongs to it, unless it asks anew."""
FITS = 1_800
"""Characters of what a person wrote that stand in their card, which has to show more; longer words stand below it."""
MOST_SUGGESTED = 3
"""So many saved answers are offered in a card."""


def hear(ctx: Context, event: Message, scene: Scene, heard: Heard, line: str) -> None:
    """Let a message of the audience open an episode or join one, or pass over it."""
    one, brand = scene.account.standing_for, scene.brand
    here = episodes.waiting_here(ctx.db, brand, event.platform, event.chat, one)
    if here is not None:
        _join(ctx, event, here, heard, line)
    elif heard.asks:
        open_(ctx, event, scene, heard, line)
    elif (earlier := _earlier(ctx, event, scene)) is not None:
        _join(ctx, event, earlier, heard, line)
    elif event.private and not heard.thanks:
        open_(ctx, event, scene, heard, line)


def open_(ctx: Context, event: Event, scene: Scene, heard: Heard, line: str) -> int:
    """Open an episode with a message, and put its card into the team's chat."""
    message = _message_of(event)
    fitting = automatic.fitting(ctx, event, scene.brand, heard)
    opening = Opening(
        brand=scene.brand,
        platform=event.platform,
        chat=event.chat,
        account=scene.account.id,
        state=WAITING if heard.asks else TOLD,
        at=event.at,
        reply_chat=event.chat if message else scene.account.person,
        reply_thread=event.thread if message else None,
        reply_to=message if not event.private else None,
        language=_language(ctx, event, scene, heard),
        automatic=fitting.id if fitting else None,
        suggested=[each.id for each in heard.matches][:MOST_SUGGESTED] or None,
        **(deadlines.deadline(ctx.brands[scene.brand], _text(event), event.at) if heard.asks else {}),
    )
    episode = episodes.open_(ctx.db, opening)
    if episode is None:  # another process was quicker with another message of theirs
        return take(ctx, event, scene, heard, line)
    asked.add(ctx.db, episode, _asked(event, heard, line), scene.brand, relayed=len(_text(event)) <= FITS)
    put_card(ctx, episode, scene.brand)
    if fitting is not None:
        automatic.send(ctx, episode, fitting)
    else:
        acknowledging.acknowledge(ctx, ctx.brands[scene.brand], episode)
    return episode


def take(ctx: Context, event: Event, scene: Scene, heard: Heard, line: str) -> int:
    """Let what surely is a question join what its author waits for in this chat, or open an episode; return its id."""
    one = scene.account.standing_for
    here = episodes.waiting_here(ctx.db, scene.brand, event.platform, event.chat, one)
    if here is None:
        return open_(ctx, event, scene, heard, line)
    _join(ctx, event, here, heard, line)
    return here.id


def reopen(ctx: Context, episode: Episode, query: Asked) -> None:
    """Let somebody wait after all for what nobody took for a query; what was answered then stays so.

    A person waits once in a chat: where they do already, the messages join what they wait for.
    """
    if episode.answered_at is not None:
        episodes.change(ctx.db, episode.id, state=ANSWERED, automatic=None)
        return
    asker = people.of_id(ctx.db, episode.account)
    one = asker.standing_for if asker else episode.account
    here = episodes.waiting_here(ctx.db, episode.brand, episode.platform, episode.chat, one)
    if here is None:
        # What waits again waits for people.
        opened = {"state": WAITING, "automatic": None, "closed_at": None, "closer": None}
        episodes.change(ctx.db, episode.id, **opened, **_deadline(ctx, episode, query))
        return
    asked.move(ctx.db, episode.id, here.id)
    episodes.change(ctx.db, here.id, heard_at=max(query.at, here.heard_at), snoozed_until=None)
    episodes.change(ctx.db, episode.id, state=DISMISSED, closed_at=ctx.now, snoozed_until=None)


def _deadline(ctx: Context, episode: Episode, query: Asked) -> dict[str, Any]:
    """Return the deadline of what turned out to be a query; one that it had before runs on, and its alerts say so."""
    if episode.due_at is not None:
        return {"alarm_at": episode.due_at if episode.alarm else episode.alarm_at}
    return deadlines.deadline(ctx.brands[episode.brand], query.text or "", query.at)


def put_card(ctx: Context, episode: int, brand: str) -> None:
    """Put the card of an episode into the team's chat, once."""
    team = people.team_chat(ctx.db, brand)
    if team is not None:
        key, payload = f"query:{episode}", {"episode": episode}
        ctx.say(Draft(to=team, kind="query-card", brand=brand, key=key, payload=payload, urgent=True))


def _join(ctx: Context, event: Event, episode: Episode, heard: Heard, line: str) -> None:
    asked.add(ctx.db, episode.id, _asked(event, heard, line), episode.brand, relayed=False)
    message = _message_of(event)
    # What nobody sees in the chat, as a command in Slack, cannot be answered below it.
    answerable = heard.asks and message and not event.private
    asks = {"reply_chat": event.chat, "reply_to": message, "reply_thread": event.thread} if answerable else {}
    brand = ctx.brands[episode.brand]
    hurry = deadlines.hurried(brand, episode, _text(event), event.at) if episode.is_waiting else {}
    # Whoever writes again is not put off any longer.
    news = {"heard_at": max(event.at, episode.heard_at), "snoozed_until": None, **asks, **hurry}
    episodes.change(ctx.db, episode.id, **news)
    # Who goes on after an automatic answer, and not with thanks, is not served by it.
    if episode.automatic is not None and episode.is_waiting and not heard.thanks:
        automatic.hand_over(ctx, episode)


def _earlier(ctx: Context, event: Message, scene: Scene) -> Episode | None:
    """Return the episode that a message goes on with although it asks nothing."""
    if event.private:
        found = episodes.latest_here(ctx.db, scene.brand, event.platform, event.chat, scene.account.standing_for)
        return found if found and event.at - found.heard_at < GOES_ON else None
    answered = replies.at(ctx.db, event.platform, event.chat, event.reply_to) if event.reply_to else None
    found = episodes.find(ctx.db, answered.episode) if answered else None
    return found if found and found.brand == scene.brand else None


def _message_of(event: Event) -> str | None:
    """Return the message in which it was asked, where the chat shows one."""
    return event.message if isinstance(event, Message | Edited | Command) else None


def _asked(event: Event, heard: Heard, line: str) -> Asked:
    files = [asdict(file) for file in event.files] if isinstance(event, Message) else []
    return Asked(line=line, query=heard.asks, at=event.at, files=files, text=None, data={}, heard={}, ledger=0)


def _text(event: Event) -> str:
    return event.text if isinstance(event, Message | Edited | Command) else ""


def _language(ctx: Context, event: Event, scene: Scene, heard: Heard) -> str:
    chosen = scene.account.speaks or (heard.judgement.language if heard.judgement else None)
    return chosen or ctx.words(scene.brand, event.language, scene.account.language).language
