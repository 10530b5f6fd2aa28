"""Who comes into an audience chat and who goes, and who brought them."""

from dataclasses import replace
from datetime import timedelta

from chat.address import Address
from chat.events import Joined, Left
from handlers import presence
from handlers.presence import line_of_event
from handlers.referrals import knowing
from handlers.referrals.knowing import PENDING, Told
from handlers.routing import Context, Reading, Router
from storage import counts, links, people, referrals
from storage.people import Account
from storage.referrals import Referral

router = Router()

ASK_AFTER = timedelta(hours=1)
"""So long after joining nobody is asked anything."""
FRESH = timedelta(days=1)
"""Who joined longer ago than that when the bot hears of it is not asked who told them."""
TWICE = timedelta(minutes=1)
"""Telegram may tell of one joining twice, once by a message and once with the link."""


def _prepare(read: Reading, event: Joined) -> bool:
    """Tell whether the person is inside already by the ledger, where nothing else tells."""
    found = presence.brand_of(read, event)
    if found is None or found[1] != presence.AUDIENCE or event.person is None:
        return False
    account = people.find(read.db, found[0], Address(event.platform, event.person))
    if account is None:
        return False
    rows = {row.account: row for row in referrals.of_person(read.db, account.standing_for) if row.line}
    unknown = [each for each in links.linked(read.db, account.standing_for) if each.id not in rows]
    return any(counts.is_inside(read.db, each.brand, Address(each.platform, each.person)) for each in unknown)


@router.on(Joined, prepare=_prepare)
def on_joined(ctx: Context, event: Joined, was_inside: bool) -> None:  # noqa: FBT001  # the facts
    """Log that somebody came into an audience chat, and who brought them where that is known and counts."""
    scene = presence.scene_of(ctx, event)
    if scene is None or scene.role != presence.AUDIENCE:
        return
    if scene.team:
        presence.log(ctx, event, scene, "join", data={"referrer": event.referrer})
        return
    account = scene.account
    rows = referrals.of_person(ctx.db, account.standing_for)
    own = next((row for row in rows if row.account == account.id), Referral(account.id, account.brand))
    told = _told(ctx, event, own)
    if was_inside or any(row.inside for row in rows):
        if presence.log(ctx, event, scene, "join", data={"referrer": None}):
            _told_twice(ctx, event, account, own, told)
        return
    why = knowing.objection(ctx.db, account, told.by) if told else None
    is_known = knowing.counted(ctx.db, account, rows)
    counts_ = None if is_known or why else told
    by = knowing.here(ctx.db, account.brand, counts_.by, event.platform) if counts_ else None
    if presence.log(ctx, event, scene, "join", data={"referrer": by}):
        is_askable = not (is_known or own.how or why in {"self", "ring"}) and ctx.now - event.at < FRESH
        referrals.put(ctx.db, _arrived(event, own, counts_, is_known=is_known, is_askable=is_askable))


@router.on(Left)
def on_left(ctx: Context, event: Left) -> None:
    """Log that somebody left an audience chat; whom nobody knew had not come either."""
    if not people.brands_of(ctx.db, Address(event.platform, event.person or "")):
        return
    scene = presence.scene_of(ctx, event)
    if scene is not None and scene.role == presence.AUDIENCE:
        presence.log(ctx, event, scene, "leave")
        people.set_away(ctx.db, scene.account.id)
        referrals.set_left(ctx.db, scene.account.id)


def _told(ctx: Context, event: Joined, own: Referral) -> Told | None:
    """Return who brought somebody: whose own link it was, whom they named before, else whom the platform names."""
    code = referrals.find_link(ctx.db, event.link) if event.link else None
    code = code or (referrals.find_code(ctx.db, event.code.upper()) if event.code else None)
    owner = people.of_id(ctx.db, code.account) if code and code.brand == own.brand else None
    if owner is not None:
        return Told(Address(owner.platform, owner.person), "link")
    is_pending = own.line is None and own.told_at is not None and event.at - own.told_at < PENDING
    if own.referrer and own.how and is_pending:
        return Told(own.referrer, own.how)
    if event.referrer is not None:
        return Told(Address(event.platform, event.referrer), "link" if event.link else "added")
    return None


def _told_twice(ctx: Context, event: Joined, account: Account, own: Referral, told: Told | None) -> None:
    """Take what the second word of one joining tells beside the first."""
    is_same = own.line is not None and own.joined_at is not None and abs(event.at - own.joined_at) <= TWICE
    if told is not None and is_same and own.referrer is None:
        knowing.claim(ctx, account, told)


def _arrived(event: Joined, own: Referral, told: Told | None, *, is_known: bool, is_askable: bool) -> Referral:
    if is_known and own.line:
        # The line by which they count stays the one that tells who brought them.
        return replace(own, inside=True, ask_at=None)
    came = replace(own, line=line_of_event(event), joined_at=event.at, inside=True)
    if told is None:
        ask_at = event.at + ASK_AFTER if is_askable else None
        how = None if own.referrer else own.how
        return replace(came, referrer_platform=None, referrer_person=None, how=how, ask_at=ask_at)
    return replace(
        came,
        referrer_platform=told.by.platform,
        referrer_person=told.by.id,
        how=told.how,
        told_at=own.told_at if told.by == own.referrer else event.at,
        ask_at=None,
    )
