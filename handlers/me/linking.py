"""Accounts of one person on several networks become one."""

from chat.address import CUSTOMER, Address
from chat.errors import UserError
from chat.events import Event, Press
from chat.lines import Line
from chat.messages import Message
from chat.ports import Outcome
from handlers.me.common import own_scene, own_words
from handlers.presence import Scene
from handlers.routing import Context, Router
from storage import ballots, ledger, links, people, settling, votes
from storage.people import Account, Newcomer

router = Router()


@router.on(Press, "link")
def on_link(ctx: Context, event: Press) -> Outcome:
    """Give a code for linking."""
    return give_code(ctx, event, own_scene(ctx, event))


def give_code(ctx: Context, event: Event, scene: Scene) -> Outcome:
    """Answer with a code that links whatever account it is written from."""
    code = links.put_code(ctx.db, scene.account.id, ctx.now)
    minutes = int(links.VALID.total_seconds() // 60)
    say = own_words(ctx, event, scene)
    text = say("me-code", command=f"/me link {code}", minutes=minutes)
    return ctx.answer(event, scene.brand, Message(text=text))


def link(ctx: Context, event: Event, scene: Scene, typed: str) -> Outcome:
    """Make one person of this account and the one that a code stands for.

    Raises:
        UserError: the code stands for none, or for this very one.
    """
    found = links.take_code(ctx.db, typed, ctx.now)
    if found is None:
        raise UserError("me-code-wrong", scene.brand)
    here = Address(event.platform, scene.account.person)
    if found.platform == here.platform and found.person == here.id:
        raise UserError("me-code-same", scene.brand)
    if found.brand not in ctx.brands:
        raise UserError("me-code-wrong", scene.brand)
    people.meet(ctx.db, found.brand, Newcomer(here, event.name, event.language), ctx.now)
    mine = {each.brand: each for each in links.everywhere(ctx.db, here.platform, here.id)}
    for other in links.everywhere(ctx.db, found.platform, found.person):
        if other.brand in mine:
            _join(ctx, event, other, mine[other.brand])
    say = own_words(ctx, event, scene)
    if found.person.startswith(CUSTOMER):
        text = say("orders-linked", brand=ctx.brands[found.brand].name)
    else:
        text = say("me-linked-now", platform=found.platform.capitalize())
    return ctx.answer(event, scene.brand, Message(text=text))


def _join(ctx: Context, event: Event, first: Account, second: Account) -> None:
    """Make one person of two accounts of a brand; the older one stands for both, though never a shop's customer."""
    kept, gone = sorted((first.standing_for, second.standing_for))
    if kept == first.id and first.person.startswith(CUSTOMER):
        kept, gone = gone, kept
    if kept == gone:
        return
    votes.merge_accounts(ctx.db, first.brand, kept, gone, ctx.slot)
    ballots.merge_accounts(ctx.db, ctx.means.ballot_key, first.brand, kept, gone, ctx.slot)
    links.link(ctx.db, kept, gone)
    settling.settle(ctx.db, links.linked(ctx.db, kept))
    line = Line(
        id=f"link:{second.platform}:{second.person}:{first.platform}:{first.person}",
        brand=first.brand,
        platform=second.platform,
        chat=event.chat or second.person,
        person=second.person,
        team=second.team,
        kind="link",
        at=ctx.now,
        data={"to": {"platform": first.platform, "person": first.person}},
    )
    ledger.put(ctx.db, line)
