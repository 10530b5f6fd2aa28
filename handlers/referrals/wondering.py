"""One question to those who came unseen: who told you about us? Once, privately, by day, and nobody has to answer."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from chat.address import Address
from chat.brands import Brand
from chat.errors import UserError
from chat.events import Press, Tick
from chat.i18n import language_of, words
from chat.messages import Button, Message, shortened
from chat.ports import Outcome
from handlers import courtesy, presence
from handlers.referrals import knowing
from handlers.referrals.knowing import Told
from handlers.routing import Context, Due, Router
from storage import people, referrals
from storage.database import Session
from storage.outbox import Draft, Letter
from storage.referrals import Referral

router = Router()

KIND = "who-told"
PRESS = "told"
PATIENCE = timedelta(days=7)
"""Who cannot be asked until so long after joining is not asked any more."""
AGAIN = timedelta(days=1)
LABEL = 40
NOBODY = {
    "self": ("told-self-button", "told-self"),
    "other": ("told-other-button", "told-other"),
    "unknown": ("told-unknown-button", "told-unknown"),
}
"""Answers that name nobody: their buttons, and what is said to each."""


@router.watching
def due(db: Session, now: datetime, brands: Mapping[str, Brand]) -> list[Due]:
    """Return those whose time to be asked has come."""
    return [
        Due(tick=KIND, brand=each.brand, subject=str(each.account), at=each.ask_at)
        for each in referrals.to_ask(db, now)
        if each.ask_at is not None and each.brand in brands
    ]


@router.on(Tick, KIND)
def on_due(ctx: Context, event: Tick) -> None:
    """Ask, where that is still wanted and may be now; else come back by day, or tomorrow."""
    row = referrals.of_account(ctx.db, int(event.subject))
    brand = ctx.brands.get(event.brand)
    if row is None or brand is None or row.ask_at != event.due:
        return
    account = people.of_id(ctx.db, row.account)
    is_over = row.joined_at is None or ctx.now - row.joined_at > PATIENCE
    if account is None or account.team or is_over or not _is_open(row):
        referrals.put(ctx.db, replace(row, ask_at=None))
        return
    morning = courtesy.daytime(ctx.now, brand.zone)
    if morning != ctx.now:
        referrals.put(ctx.db, replace(row, ask_at=morning))
        return
    draft = Draft(
        to=Address(account.platform, account.person),
        kind=KIND,
        brand=brand.key,
        key=f"{KIND}:{account.id}",
        payload={"account": account.id},
    )
    is_asked = bool(courtesy.write_all_unasked(ctx, {account.standing_for: draft}))
    again = {"ask_at": None, "asked_at": ctx.now} if is_asked else {"ask_at": ctx.now + AGAIN}
    referrals.put(ctx.db, replace(row, **again))


@router.draws(KIND)
def draw(db: Session, letter: Letter, brands: Mapping[str, Brand]) -> Message | None:
    """Draw the question as things are at the moment of sending; nothing where it is answered or not wanted any more."""
    brand, account = brands.get(letter.brand), people.of_id(db, letter.payload["account"])
    row = referrals.of_account(db, account.id) if account else None
    if brand is None or account is None or row is None or not _is_open(row) or courtesy.is_unwelcome(db, letter):
        return None
    reader = people.find(db, brand.key, letter.to) or account
    say = words(language_of(reader.speaks, reader.language, brand.language))
    # Only those are named who said that they may be.
    named = referrals.named(db, brand.key, letter.platform, account.standing_for)
    rows = [(Button(shortened(name, LABEL), f"{PRESS}:{account.id}:{code}"),) for code, name in named]
    rows += [(Button(say(label), f"{PRESS}:{account.id}:{what}"),) for what, (label, _) in NOBODY.items()]
    rows.append((Button(say("poll-reminder-quiet"), "quiet"),))
    command = "/me invite" if letter.platform == "slack" else "/invite"
    return Message(text=say("told-ask", brand=brand.name, command=command), buttons=tuple(rows))


@router.on(Press, PRESS)
def on_told(ctx: Context, event: Press) -> Outcome:
    """Take the answer: somebody who may be named, or nobody."""
    number, _, what = event.data.partition(":")[2].partition(":")
    account = people.of_id(ctx.db, int(number)) if number.isascii() and number.isdigit() and len(number) < 19 else None  # noqa: PLR2004
    row = referrals.of_account(ctx.db, account.id) if account else None
    presser = people.find(ctx.db, account.brand, Address(event.platform, event.person or "")) if account else None
    if account is None or row is None or presser is None or presser.standing_for != account.standing_for:
        raise UserError("button-old")
    presence.scene_of(ctx, event)
    say, brand = ctx.words(account.brand, event.language), ctx.brands[account.brand].name
    if not _is_open(row):
        return Outcome("done", toast=say("referral-known", brand=brand))
    if what in NOBODY:
        referrals.put(ctx.db, replace(row, how="unknown", told_at=ctx.now, ask_at=None))
        return Outcome("done", toast=say(NOBODY[what][1]))
    code = referrals.find_code(ctx.db, what)
    owner = people.of_id(ctx.db, code.account) if code and code.named and code.brand == account.brand else None
    if owner is None:
        raise UserError("button-old", account.brand)
    came = knowing.claim(ctx, account, Told(Address(owner.platform, owner.person), "asked"))
    return Outcome("done", toast=say(f"referral-{came}", brand=brand))


def _is_open(row: Referral) -> bool:
    return row.referrer is None and row.how is None
