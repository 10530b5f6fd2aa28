"""`/invite`: a member's personal link with its QR code, and what came of it."""

from dataclasses import dataclass, replace

from chat import codes
from chat.address import Address
from chat.errors import UserError
from chat.events import Command, Event, Press
from chat.i18n import Words
from chat.inquiries import Findings, Inquiry
from chat.messages import Button, Message
from chat.ports import Outcome
from handlers import presence
from handlers.presence import Scene
from handlers.referrals.claiming import by_code
from handlers.routing import Context, Reading, Router
from storage import links, people, referrals
from storage.database import Session
from storage.referrals import Code

router = Router()

START = "ref_"
"""Before the code in a start parameter, and in the name of an invite link."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a link was asked for."""

    code: str
    chat: str = ""


def inquiry(db: Session, brand: str, code: str, *, has_link: bool) -> Inquiry:
    """Return what to ask the platforms for somebody's link: one into the audience's Telegram chat, one to the bot."""
    chat = next((each for each in people.audiences(db, brand) if each.platform == "telegram"), None)
    name = f"{START}{code}"
    return Inquiry(
        invite=(chat, name) if chat and not has_link else None,
        opens=(chat.platform, name) if chat else None,
        beside=Wish(code, chat.id if chat else ""),
    )


def _ask(read: Reading, event: Command | Press) -> Inquiry | None:
    found = presence.brand_of(read, event)
    if found is None or found[0] not in read.brands or _given(event) or event.person is None:
        return None
    account = people.find(read.db, found[0], Address(event.platform, event.person))
    known = referrals.code_of(read.db, account.id) if account else None
    # A link into another network's chat would bring people of whom nobody there can be named.
    has_link = event.platform != "telegram" or bool(known and known.link)
    return inquiry(read.db, found[0], known.code if known else codes.new_code(), has_link=has_link)


@router.on(Command, "invite", inquire=_ask)
@router.on(Command, "me invite", inquire=_ask)
@router.on(Press, "invite", inquire=_ask)
def on_invite(ctx: Context, event: Command | Press, findings: Findings) -> Outcome:
    """Give a member their personal link, or take the code of whoever told them."""
    scene = presence.scene_of(ctx, event)
    if scene is None:
        raise UserError("chat-unknown")
    if given := _given(event):
        return by_code(ctx, event, scene, given)
    wish = findings.beside if isinstance(findings.beside, Wish) else Wish(codes.new_code())
    code = referrals.put_code(ctx.db, wish.code, scene.account, ctx.now)
    if findings.invite and code.link is None and code.code == wish.code:
        referrals.set_link(ctx.db, code.code, findings.invite, wish.chat)
        code = replace(code, link=findings.invite)
    link = _link(ctx, scene, code, findings.opens)
    return _privately(ctx, event, scene, _page(ctx, event, scene, code, link))


@router.on(Press, "invite-named")
def on_named(ctx: Context, event: Press) -> Outcome:
    """Let newcomers who are asked who told them see the member's name, or not."""
    scene = presence.scene_of(ctx, event)
    if scene is None:
        raise UserError("chat-unknown")
    named = event.data.partition(":")[2] == "1"
    referrals.set_named(ctx.db, scene.account.id, named=named)
    say = ctx.words(scene.brand, event.language)
    return Outcome("done", toast=say("invite-named-now" if named else "invite-unnamed-now"))


def _link(ctx: Context, scene: Scene, code: Code, opens: str | None) -> str | None:
    """Return the link that suits best: into the chat itself, to the bot, or to the page that says how to join."""
    page = f"{ctx.means.public_url}/i/{code.code}" if ctx.means.public_url else None
    if scene.account.platform == "telegram":
        return code.link or opens or page
    return page or opens


def _page(ctx: Context, event: Event, scene: Scene, code: Code, link: str | None) -> Message:
    say, brand = ctx.words(scene.brand, event.language, scene.account.language), ctx.brands[scene.brand]
    mine = [Address(each.platform, each.person) for each in links.linked(ctx.db, scene.account.standing_for)]
    joined, stayed = referrals.came(ctx.db, scene.brand, mine)
    lines = [say("invite-link", link=link)] if link else [say("invite-no-link")]
    command = "/me invite" if scene.account.platform == "slack" else "/invite"
    lines += [say("invite-code", command=f"{command} {codes.written(code.code)}"), "", _came(say, joined, stayed)]
    if scene.team:
        lines += ["", say("invite-team")]
    lines += ["", say("invite-named" if code.named else "invite-unnamed")]
    switch = Button(
        say("invite-unname-button" if code.named else "invite-name-button"), f"invite-named:{int(not code.named)}"
    )
    return Message(
        title=say("invite-title", brand=brand.name),
        text="\n".join(lines),
        buttons=((switch,),),
        chart={"kind": "qr", "data": link} if link else None,
        chart_alt=say("invite-qr-alt", link=link) if link else "",
    )


def _came(say: Words, joined: int, stayed: int) -> str:
    return say("invite-came", people=joined, kept=stayed) if joined else say("invite-came-nobody")


def _privately(ctx: Context, event: Command | Press, scene: Scene, message: Message) -> Outcome:
    """Write to the person: what is shown with the acknowledgement carries no picture."""
    ctx.answer(replace(event, answerable=False), scene.brand, message)
    if event.private and not event.answerable:
        return Outcome("done")
    told = ctx.words(scene.brand, event.language, scene.account.language)("invite-coming")
    return Outcome("done", answer=Message(text=told)) if event.answerable else Outcome("done", toast=told)


def _given(event: Command | Press) -> str:
    """Return the code behind the command."""
    if isinstance(event, Press):
        return ""
    rest = event.text.strip()
    return (rest[len("invite") :] if event.command == "me" else rest).strip()
