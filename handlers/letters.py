"""What becomes of letters: where they arrived, and what is done about those that did not."""

from collections.abc import Mapping
from dataclasses import replace

from chat.address import Address
from chat.brands import Brand
from chat.errors import ChatMoved, DeliveryError, Permanent, UserError
from chat.events import Press
from chat.messages import Button, Message
from chat.ports import Outcome, Receipt
from handlers import contacts, courtesy, presence
from handlers.routing import ASIDE, Context, Router
from storage import outbox, people
from storage.database import Session
from storage.outbox import Draft, Letter

router = Router()


def draw(features: Router, db: Session, letter: Letter, brands: Mapping[str, Brand]) -> Message | None:
    """Return what a letter says at this moment, or None where there is nothing to say any more."""
    drawer = features.drawers.get(letter.kind)
    return drawer(db, letter, brands) if drawer else Message.from_json(letter.payload["message"])


def arrived(features: Router, ctx: Context, letter: Letter, receipt: Receipt, message: Message) -> None:
    """Record a letter that was delivered, and let its feature hear of it."""
    if letter.action == "post":
        if not outbox.settle(ctx.db, letter.id, "sent", message=receipt.message):
            _take_back(ctx, letter, receipt)
            return
    else:
        outbox.drop(ctx.db, letter.id)
    if hear := features.heard.get(letter.kind):
        hear(ctx, letter, receipt, message)


def refused(features: Router, ctx: Context, letter: Letter, error: Permanent, message: Message) -> None:
    """Record a letter that will never be delivered, and do what can be done about it."""
    if isinstance(error, ChatMoved) and error.new_chat != letter.chat:
        contacts.move_chat(ctx, letter.platform, letter.chat, error.new_chat)
        outbox.settle(ctx.db, letter.id, "queued")
        ctx.said = True
    elif error.harmless and letter.action != "post":
        arrived(features, ctx, letter, Receipt(message=letter.target), message)
    elif outbox.settle(ctx.db, letter.id, "failed", error=str(error)) and not error.harmless:
        hear = features.refusals.get(letter.kind)
        (hear or _after_refusal)(ctx, letter, error)


def lost(ctx: Context, letter: Letter, error: DeliveryError) -> None:
    """Leave a letter whose fate cannot be found out as unknown, and ask the team to have a look."""
    unknown = outbox.settle(ctx.db, letter.id, "unknown", error=str(error))
    team = people.team_chat(ctx.db, letter.brand)
    # A note to the team about a note to the team could go on for ever; what only reminds is not worth their time.
    if not unknown or team is None or (letter.kind == "note" and letter.to == team) or courtesy.is_unasked(letter):
        return
    say = ctx.words(letter.brand)
    button = Button(say("post-again-button"), f"again:{letter.id}")
    text = say("letter-unknown", what=say("letter-" + letter.kind), chat=str(letter.to))
    note = Message(text=text, buttons=((button,),))
    key = f"lost:{letter.id}:{letter.attempts}"  # posted again, it may be lost again
    ctx.say(Draft(to=team, kind="note", brand=letter.brand, key=key, message=note))


@router.on(Press, "again")
def on_again(ctx: Context, event: Press) -> Outcome:
    """Post a letter of unknown fate once more, as somebody of the team asked."""
    scene = presence.scene_of(ctx, event)
    number = event.data.partition(":")[2]
    letter = outbox.find(ctx.db, int(number)) if number.isascii() and number.isdigit() and len(number) < 19 else None  # noqa: PLR2004
    if scene is None or letter is None or letter.brand != scene.brand or not scene.may_manage:
        raise UserError("button-old", scene.brand if scene else None)
    again = outbox.post_again(ctx.db, letter.id)
    ctx.said = again
    return Outcome("done", toast=ctx.words(scene.brand, event.language)("posted-again" if again else "posted-already"))


@router.draws(ASIDE)
def draw_aside(_db: Session, letter: Letter, _brands: Mapping[str, Brand]) -> Message:
    """Show it without a picture, which takes longer than an answer to one person may."""
    return replace(Message.from_json(letter.payload["message"]), chart=None)


@router.refused(ASIDE)
def on_aside_refused(ctx: Context, letter: Letter, _error: Permanent) -> None:
    """Write to the person directly what could not be shown to them alone."""
    message = Message.from_json(letter.payload["message"])
    person = Address(letter.platform, message.only_for)
    payload = {"fallback": letter.payload["fallback"]}
    direct = replace(message, only_for="")
    ctx.say(
        Draft(to=person, kind="answer", brand=letter.brand, key=f"direct:{letter.id}", message=direct, payload=payload)
    )


def _take_back(ctx: Context, letter: Letter, receipt: Receipt) -> None:
    """Delete a message that was on its way while whom it tells of was erased."""
    if receipt.message is None or people.place_of(ctx.db, letter.to) is None:
        return
    gone = Message(text=ctx.words(letter.brand)("me-erased-card"))
    ctx.say(
        Draft(
            to=letter.to,
            kind="erasure",
            brand=letter.brand,
            action="delete",
            target=receipt.message,
            message=gone,
        )
    )


def _after_refusal(ctx: Context, letter: Letter, error: Permanent) -> None:
    is_private = letter.kind == "answer" or letter.payload.get("private") or courtesy.is_unasked(letter)
    if fallback := letter.payload.get("fallback"):
        to, message = Address(letter.platform, fallback["chat"]), Message(text=fallback["text"], door=fallback["door"])
        key = f"fallback:{letter.id}"
        ctx.say(Draft(to=to, kind="note", brand=letter.brand, thread=fallback["thread"], message=message, key=key))
    elif not is_private and people.team_chat(ctx.db, letter.brand) not in {None, letter.to}:
        say = ctx.words(letter.brand)
        text = say("letter-failed", what=say("letter-" + letter.kind), chat=str(letter.to), why=str(error))
        # Each post is missed by itself; edits that fail in a chat are one trouble.
        which = str(letter.id) if letter.action == "post" else f"{letter.kind}:{letter.to}"
        contacts.tell_team(ctx, letter.brand, text, key=f"failed:{which}")
    elif is_private and error.unreachable:
        contacts.note_unreachable(ctx, letter.to, letter.id)
