"""Answers to queries: written by the team, sent with a button, brought to where the person asked."""

from dataclasses import replace
from typing import Any

from chat.address import Address
from chat.errors import Permanent
from chat.events import Deleted, Event, Message
from chat.i18n import words
from chat.lines import Line
from chat.messages import Button, Enclosure
from chat.messages import Message as Words
from chat.ports import Receipt
from handlers import contacts
from handlers.presence import Scene
from handlers.replies import promising
from handlers.replies.working import signature_of
from handlers.routing import Context, Router
from storage import asked, episodes, ledger, people, replies, saved_answers
from storage.database import Session
from storage.episodes import ANSWERED, TOLD, WAITING, Episode
from storage.outbox import Draft, Letter
from storage.people import Account
from storage.replies import FAILED, QUEUED, SENT, Reply

router = Router()

LONGEST = 3_000
"""Characters of an answer: what a field of Slack's takes, and a message of Telegram's with its signature."""


def send(ctx: Context, episode: Episode, reply: Reply) -> None:
    """Put an answer that was kept (`storage.replies`) and is queued into the outbox, its files after it."""
    to = Address(episode.platform, episode.reply_chat)
    where: dict[str, Any] = {"thread": episode.reply_thread, "reply_to": episode.reply_to}
    for number in range(max(1, len(reply.files))):
        key = f"reply:{reply.id}" + (f":{number}" if number else "")
        payload = {"reply": reply.id, "file": number}
        ctx.say(Draft(to=to, kind="reply", brand=episode.brand, key=key, payload=payload, **where))


@router.draws("reply")
@router.draws("reply-edit")
def draw(db: Session, letter: Letter, _brands: object) -> Words | None:
    """Draw an answer in its latest wording."""
    reply = replies.find(db, letter.payload["reply"])
    if reply is None:
        return None
    if reply.is_automatic:
        return _automatic(db, reply)
    number = letter.payload.get("file", 0)
    if number and reply.state == FAILED:
        return None  # its words did not arrive, either
    file = reply.files[number] if number < len(reply.files) else None
    if letter.kind == "reply-edit" and file and not file["picture"]:
        file = None  # only a picture stands in the message itself
    enclosure = Enclosure(file["platform"], file["id"], file["name"], file["picture"]) if file else None
    # Further files come by themselves, below the words.
    text = signed(reply) if number == 0 else ""
    return Words(text=text, enclosure=enclosure)


def _automatic(db: Session, reply: Reply) -> Words | None:
    """Draw an automatic answer, labelled as one; while nobody has said whether it helped, they are asked."""
    episode = episodes.find(db, reply.episode)
    if episode is None:
        return None
    say = words(episode.language)
    buttons = (
        Button(say("auto-yes-button"), f"auto-yes:{episode.id}"),
        Button(say("auto-no-button"), f"auto-no:{episode.id}"),
    )
    asks = episode.state == WAITING and episode.automatic is not None
    return Words(text=f"{say('auto-label')}\n{reply.text}", buttons=(buttons,) if asks else ())


def redraw(ctx: Context, reply: Reply) -> None:
    """Bring an answer up to date where it stands."""
    episode = episodes.find(ctx.db, reply.episode)
    if episode is not None and reply.message is not None:
        to, payload = Address(reply.platform, reply.chat), {"reply": reply.id}
        edit: dict[str, Any] = {"action": "edit", "target": reply.message, "payload": payload}
        ctx.say(Draft(to=to, kind="reply-edit", brand=episode.brand, **edit))


def redraw_automatic(ctx: Context, episode: Episode) -> None:
    """Take the buttons off an episode's automatic answer."""
    for reply in replies.of_episode(ctx.db, episode.id):
        if reply.is_automatic:
            redraw(ctx, reply)


def signed(reply: Reply) -> str:
    """Return an answer with the name of whoever gives it."""
    return "\n\n".join(each for each in (reply.text, f"— {reply.name}" if reply.name else "") if each)


@router.posted("reply")
def hear_posted(ctx: Context, letter: Letter, receipt: Receipt, message: Words) -> None:
    """Note that an answer has arrived: it ends the waiting, and has its line in the ledger."""
    reply = replies.find(ctx.db, letter.payload["reply"])
    if reply is None or letter.payload.get("file"):
        return
    episode = episodes.find(ctx.db, reply.episode, to_change=True)
    if episode is None or not replies.set_state(ctx.db, reply.id, QUEUED, SENT):
        return
    chat, posted = letter.chat, receipt.message
    line = ledger.line_id(letter.platform, chat, posted) if posted else f"reply:{reply.id}"
    replies.change(ctx.db, reply.id, platform=letter.platform, chat=chat, message=posted, line=line)
    if draw(ctx.db, letter, ctx.brands) != message:  # it was edited while it was on its way
        redraw(ctx, replace(reply, platform=letter.platform, chat=chat, message=posted))
    _log(ctx, episode, line, _author(ctx, reply), {"text": reply.text, "automatic": reply.is_automatic})
    if reply.saved is not None:
        saved_answers.used(ctx.db, reply.saved)
    if reply.is_automatic:
        episodes.change(ctx.db, episode.id, trouble=None)
    else:
        promising.keep(ctx, episode, reply.text)
        end(ctx, episode, reply.author)


def end(ctx: Context, episode: Episode, closer: int | None) -> None:
    """Let a human answer end the waiting; what was ended otherwise before stays so."""
    ends = {"state": ANSWERED, "answered_at": ctx.now, "closed_at": ctx.now, "snoozed_until": None}
    if not episodes.change_if(ctx.db, episode.id, (WAITING, TOLD), closer=closer, trouble=None, automatic=None, **ends):
        episodes.change(ctx.db, episode.id, trouble=None)
    if episode.automatic is not None:
        redraw_automatic(ctx, episode)


@router.refused("reply")
def hear_refused(ctx: Context, letter: Letter, error: Permanent) -> None:
    """Say in the card why an answer could not be brought; the person goes on waiting."""
    reply = replies.find(ctx.db, letter.payload["reply"])
    if reply is None:
        return
    replies.set_state(ctx.db, reply.id, QUEUED, FAILED)
    episodes.change(ctx.db, reply.episode, trouble=str(error), **({"automatic": None} if reply.is_automatic else {}))
    episode = episodes.find(ctx.db, reply.episode)
    asker = people.of_id(ctx.db, episode.account) if episode else None
    if error.unreachable and asker and people.place_of(ctx.db, letter.to) is None:
        # A private chat may have another id than its person.
        contacts.note_unreachable(ctx, Address(asker.platform, asker.person), letter.id)


def change_with(ctx: Context, source: str, text: str) -> bool:
    """Let the answers that were taken from a message of the team say what it says now; return whether any were."""
    found = replies.of_source(ctx.db, source)
    for reply in found:
        change(ctx, reply, text)
    return bool(found)


def change(ctx: Context, reply: Reply, text: str) -> None:
    """Let an answer say something else, where it stands already, too."""
    if text == reply.text or not text.strip():
        return
    replies.change(ctx.db, reply.id, text=text)
    episode = episodes.find(ctx.db, reply.episode)
    if reply.state != SENT or episode is None:
        return
    if reply.line is not None:
        ledger.add_version(ctx.db, episode.brand, reply.line, text, ctx.now)
    redraw(ctx, reply)
    episodes.change(ctx.db, episode.id)


def take_back(ctx: Context, event: Deleted) -> None:
    """Let an answer that was deleted count as never given: who asked waits again, unless they asked anew meanwhile."""
    reply = replies.at(ctx.db, event.platform, event.chat, event.message)
    episode = episodes.find(ctx.db, reply.episode, to_change=True) if reply else None
    if reply is None or episode is None or not replies.set_state(ctx.db, reply.id, SENT, FAILED):
        return
    asker = people.of_id(ctx.db, episode.account)
    others = any(each.state == SENT and not each.is_automatic for each in replies.of_episode(ctx.db, episode.id))
    again: dict[str, Any] = {}
    if episode.state == ANSWERED and asker is not None and not others and not reply.is_automatic:
        at = (episode.brand, episode.platform, episode.chat, asker.standing_for)
        asks = any(each.query for each in asked.messages(ctx.db, episode.id))
        if episodes.waiting_here(ctx.db, *at) is None:
            again = {"state": WAITING if asks else TOLD, "answered_at": None, "closed_at": None, "closer": None}
    episodes.change(ctx.db, episode.id, **again)


def note_plain_answer(ctx: Context, event: Message, scene: Scene, line: str, reply_to: str | None) -> bool:
    """Log what one of the team writes under a query in the audience's own chat as the answer that it is.

    Returns:
        Whether it is one.
    """
    episode = episodes.of_line(ctx.db, scene.brand, reply_to) if reply_to else None
    if episode is None and event.thread is not None:
        episode = episodes.waiting_in(ctx.db, scene.brand, event.platform, event.chat, event.thread)
    if episode is None:
        return False
    reply = Reply(
        episode=episode.id,
        author=scene.account.id,
        name=signature_of(ctx, scene.account),
        text=event.text,
        files=[],
        state=SENT,
        made_at=event.at,
        platform=event.platform,
        chat=event.chat,
        message=event.message,
        line=line,
    )
    replies.put(ctx.db, reply)
    _log(ctx, episode, line, scene.account, {"text": event.text, "automatic": False}, event)
    promising.keep(ctx, episode, event.text)
    end(ctx, episode, scene.account.id)
    return True


def _log(
    ctx: Context, episode: Episode, line: str, author: Account | None, data: dict[str, Any], event: Event | None = None
) -> None:
    """Write the line of an answer: it answers the latest query of its episode."""
    query = asked.latest_query(ctx.db, episode.id)
    if query is None:
        return  # to somebody who asked nothing
    answer = Line(
        id=line,
        brand=episode.brand,
        platform=episode.platform,
        chat=episode.reply_chat,
        person=_writer(episode, author),
        team=True,
        kind="answer",
        at=event.at if event else ctx.now,
        ref=query,
        data=data,
    )
    ledger.put(ctx.db, answer)


def _writer(episode: Episode, author: Account | None) -> str:
    """Return who answers, as the line of an answer names them: on another platform by their whole address."""
    if author is None:
        return "rapport"
    return author.person if author.platform == episode.platform else f"{author.platform}:{author.person}"


def _author(ctx: Context, reply: Reply) -> Account | None:
    return people.of_id(ctx.db, reply.author) if reply.author is not None else None
