"""Whoever says by a link or a code who told them."""

from chat import codes
from chat.address import Address
from chat.errors import UserError
from chat.events import Command, Event
from chat.inquiries import Findings, Inquiry
from chat.messages import Message
from chat.ports import Outcome
from handlers.presence import Scene
from handlers.referrals import knowing
from handlers.referrals.knowing import Told
from handlers.routing import Context, Reading, Router
from storage import people, referrals
from storage.people import Account, Newcomer
from storage.referrals import Code

router = Router()


def _ask(read: Reading, event: Command) -> Inquiry | None:
    """Ask for a way into the chat, where none is known yet for whoever told."""
    code = _of_start(read, event)
    if code is None or code.link is not None or not event.private:
        return None
    chat = next((each for each in people.audiences(read.db, code.brand) if each.platform == "telegram"), None)
    return Inquiry(invite=(chat, f"ref_{code.code}"), beside=chat.id) if chat else None


@router.on(Command, "start ref", inquire=_ask)
def on_start(ctx: Context, event: Command, findings: Findings) -> Outcome:
    """Note by whose link somebody opened a chat with the bot, or brought it into a group, and show the way in."""
    code = _of_start(ctx, event)
    if code is None or event.person is None:
        raise UserError("referral-code-unknown")
    at = Address(event.platform, event.person)
    account, _ = people.meet(ctx.db, code.brand, Newcomer(at, event.name, event.language), event.at)
    ctx.speaks = account.speaks
    if event.private:
        people.set_opened(ctx.db, at)
    link = code.link or findings.invite
    if findings.invite and code.link is None:
        referrals.set_link(ctx.db, code.code, findings.invite, str(findings.beside))
    came = _claim(ctx, account, code, "start")
    if not event.private:
        return Outcome("done")
    say = ctx.words(code.brand, event.language)
    brand = ctx.brands[code.brand].name
    lines = [say("welcome", brand=brand), "", say(f"referral-{came}", brand=brand)]
    if link and came == "pending":
        lines.append(say("referral-way-in", link=link))
    return ctx.answer(event, code.brand, Message(text="\n".join(lines)))


def by_code(ctx: Context, event: Event, scene: Scene, given: str) -> Outcome:
    """Note whose code somebody gives, and thank them.

    Raises:
        UserError: it is nobody's.
    """
    code = referrals.find_code(ctx.db, codes.typed(given))
    if code is None or code.brand != scene.brand:
        raise UserError("referral-code-unknown", scene.brand)
    came = _claim(ctx, scene.account, code, "code")
    say = ctx.words(scene.brand, event.language, scene.account.language)
    text = say(f"referral-{came}", brand=ctx.brands[scene.brand].name)
    return ctx.answer(event, scene.brand, Message(text=text))


def _claim(ctx: Context, account: Account, code: Code, how: str) -> str:
    owner = people.of_id(ctx.db, code.account)
    if owner is None:
        raise UserError("referral-code-unknown", code.brand)
    return knowing.claim(ctx, account, Told(Address(owner.platform, owner.person), how))


def _of_start(where: Context | Reading, event: Command) -> Code | None:
    found = referrals.find_code(where.db, event.text.strip().partition("_")[2].upper())
    return found if found and found.brand in where.brands else None
