"""How an answer was: asked where the team says so as it closes a case, seldom, and answered with one press."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from chat.address import Address
from chat.brands import Brand
from chat.errors import UserError
from chat.events import Press
from chat.i18n import Words, language_of, words
from chat.messages import Button, Message
from chat.ports import Outcome
from handlers import courtesy
from handlers.replies.resolving import TO_RESOLVE, resolve
from handlers.replies.working import after, number_in, working
from handlers.routing import Context, Router
from storage import episodes, people, satisfactions
from storage.database import Session
from storage.episodes import ANSWERED, Episode
from storage.outbox import Draft, Letter
from storage.satisfactions import Satisfaction

router = Router()

KIND = "satisfaction"
STARS = 5


@router.on(Press, "query-resolve-ask")
def on_resolve_ask(ctx: Context, event: Press) -> Outcome:
    """Close a query that somebody answered, and ask the person how it was, where they may be asked."""
    scene, episode = working(ctx, event, after(event.data))
    brand, say = ctx.brands[scene.brand], ctx.words(scene.brand, event.language)
    if not _may_ask(brand, episode):
        raise UserError("button-old", scene.brand)
    if not resolve(ctx, event, episode, scene.account, team=True, among=TO_RESOLVE):
        return Outcome("done", toast=say("query-closed"))
    return Outcome("done", toast=say("satisfaction-asked" if _ask(ctx, brand, episode) else "satisfaction-unasked"))


@router.on(Press, "satisfied")
def on_satisfied(ctx: Context, event: Press) -> Outcome:
    """Take the asker's stars; the last ones count."""
    subject, _, given = after(event.data).partition(":")
    number, stars = number_in(subject), number_in(given)
    found = satisfactions.find(ctx.db, number) if number is not None else None
    episode = episodes.find(ctx.db, found.episode, to_change=True) if found else None
    if episode is None or stars is None or not 1 <= stars <= STARS or not _is_asker(ctx, event, episode):
        raise UserError("button-old")
    satisfactions.score(ctx.db, episode.id, stars, ctx.now)
    episodes.change(ctx.db, episode.id)
    say = ctx.words(episode.brand, event.language, episode.language)
    if event.message is not None and not event.answerable:
        to = Address(event.platform, event.chat)
        text = f"{say('satisfaction-thanks')}\n{drawn(stars)}"
        edit: dict[str, Any] = {"action": "edit", "target": event.message}
        edit["message"] = Message(text=text, buttons=(_stars(episode.id),))
        ctx.say(Draft(to=to, kind="note", brand=episode.brand, **edit))
    return Outcome("done", toast=say("satisfaction-thanks"))


@router.draws(KIND)
def draw(db: Session, letter: Letter, brands: Mapping[str, Brand]) -> Message | None:
    """Ask in the person's language; nothing where they want no messages any more, or it waited too long."""
    episode, brand = episodes.find(db, letter.payload["episode"]), brands.get(letter.brand)
    if episode is None or brand is None or courtesy.is_unwelcome(db, letter):
        return None
    reader = people.find(db, letter.brand, letter.to)
    say = words(language_of(reader.speaks if reader else None, episode.language))
    quiet = Button(say("me-quiet-button"), "quiet")
    return Message(text=say("satisfaction-question", brand=brand.name), buttons=(_stars(episode.id), (quiet,)))


def lines(db: Session, episode: Episode, say: Words) -> Iterator[str]:
    """Say in a card how the person found the answer."""
    found = satisfactions.find(db, episode.id)
    if found is not None:
        yield say("satisfaction-given", stars=drawn(found.score)) if found.score else say("satisfaction-open")


def buttons(brand: Brand, episode: Episode, say: Words) -> Iterator[Button]:
    """Offer to close a case and ask, where somebody answered it."""
    if _may_ask(brand, episode) and episode.state == ANSWERED:
        yield Button(say("satisfaction-button"), f"query-resolve-ask:{episode.id}")


def drawn(stars: int) -> str:
    """Draw so many of five stars."""
    return "★" * stars + "☆" * (STARS - stars)


def _may_ask(brand: Brand, episode: Episode) -> bool:
    return brand.replies.satisfaction and episode.answered_at is not None


def _ask(ctx: Context, brand: Brand, episode: Episode) -> bool:
    """Put the question to the person, unless they were asked lately or may not be written to; tell whether it was."""
    account = people.of_id(ctx.db, episode.account)
    if account is None:
        return False
    one = account.standing_for
    last = satisfactions.last_asked(ctx.db, one)
    if last is not None and ctx.now - last < timedelta(days=brand.replies.satisfaction_days):
        return False
    draft = Draft(
        to=Address(account.platform, account.person),
        kind=KIND,
        brand=brand.key,
        key=f"satisfaction:{episode.id}",
        payload={"episode": episode.id},
    )
    # In private only: how somebody found an answer is nothing for a group to see.
    if one not in courtesy.write_all_unasked(ctx, {one: draft}):
        return False
    satisfactions.put(ctx.db, Satisfaction(episode.id, brand.key, account.id, ctx.now))
    return True


def _is_asker(ctx: Context, event: Press, episode: Episode) -> bool:
    """Tell whether the person who presses is who asked, on whichever of their accounts."""
    presser = people.find(ctx.db, episode.brand, Address(event.platform, event.person or ""))
    asker = people.of_id(ctx.db, episode.account)
    return presser is not None and asker is not None and presser.standing_for == asker.standing_for


def _stars(episode: int) -> tuple[Button, ...]:
    return tuple(Button("★" * number, f"satisfied:{episode}:{number}") for number in range(1, STARS + 1))
