"""The cards of queries in the team's chat: one for each episode, kept true in place; what follows stands below it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from chat.address import Address
from chat.brands import Brand
from chat.i18n import Words, words
from chat.messages import Button, Enclosure, Message, begun
from chat.ports import Receipt
from handlers.replies import deadlines, judging, offering, promising, satisfying
from handlers.replies.opening import FITS
from handlers.replies.working import name_of
from handlers.routing import Context, Router
from storage import asked, episodes, people, replies
from storage.asked import Asked
from storage.database import Session
from storage.episodes import ANSWERED, DISMISSED, LOST, RESOLVED, TOLD, WAITING, WITHDRAWN, Episode
from storage.outbox import Draft, Letter
from storage.replies import SENT, Reply

router = Router()

MOODS = {-1: "query-mood-bad", 0: "query-mood-even", 1: "query-mood-good"}
MOST_TEXTS = 5
"""So many messages, and answers, stand in a card; earlier ones stand below it or where they were written."""
ANSWERS = 1_200
"""Characters of answers in a card: what a platform cuts off would be how things stand."""


def has_stale(db: Session) -> bool:
    """Tell whether some card does not show how things stand, or something was written that the team has not seen."""
    return bool(episodes.stale(db)) or bool(asked.unrelayed(db))


def refresh(db: Session, brands: Mapping[str, Brand], now: datetime) -> int:
    """Put one edit for each card that is not true any more, and pass on what was written since.

    Returns:
        How many letters were put.
    """
    ctx = Context(db, now, brands)
    return sum(_put_edit(ctx, each) for each in episodes.stale(db)) + sum(
        _relay(ctx, brand, line, episode) for brand, line, episode in asked.unrelayed(db)
    )


def _put_edit(ctx: Context, episode: Episode) -> bool:
    team = people.team_chat(ctx.db, episode.brand) if episode.brand in ctx.brands else None
    if team is None:
        episodes.shown(ctx.db, episode.id, episode.revision)
        return False
    if episode.card == LOST:
        return _post_anew(ctx, episode, team)
    edit = Draft(
        to=team,
        kind="query-edit",
        brand=episode.brand,
        action="edit",
        target=episode.card,
        key=episodes.card_key(episode.id),
        payload={"episode": episode.id, "revision": episode.revision},
    )
    return ctx.say(edit) is not None


def _post_anew(ctx: Context, episode: Episode, team: Address) -> bool:
    """Put a card into the team's chat again, which has moved away from it."""
    episodes.posted(ctx.db, episode.id, None)
    key, payload = f"query:{episode.id}:{team.id}", {"episode": episode.id}
    card_ = Draft(to=team, kind="query-card", brand=episode.brand, key=key, payload=payload, urgent=True)
    return ctx.say(card_) is not None


def _relay(ctx: Context, brand: str, line: str, number: int) -> bool:
    """Put what was written after the card below it: the words, and each file."""
    asked.set_relayed(ctx.db, brand, line)
    episode = episodes.find(ctx.db, number)
    said = next((each for each in asked.messages(ctx.db, number) if each.line == line), None)
    team = people.team_chat(ctx.db, brand) if brand in ctx.brands else None
    if episode is None or said is None or team is None:
        return False
    for place in range(max(1, len(said.files))):
        _put_below(ctx, episode, team, said, place)
    return True


def _put_below(ctx: Context, episode: Episode, team: Address, said: Asked, place: int) -> None:
    """Put one part of a message below its card: the first has the words, each has a file where there are any."""
    draft = Draft(
        to=team,
        kind="relay",
        brand=episode.brand,
        reply_to=episode.card,
        key=f"relay:{episode.id}:{said.line}:{place}",
        payload={"episode": episode.id, "line": said.line, "file": place},
    )
    ctx.say(draft)


@router.draws("query-card")
@router.draws("query-edit")
def draw(db: Session, letter: Letter, brands: Mapping[str, Brand]) -> Message | None:
    """Draw a card as things stand at the moment of sending."""
    episode, brand = episodes.find(db, letter.payload["episode"]), brands.get(letter.brand)
    return card(db, brand, episode) if episode and brand else None


@router.draws("relay")
def draw_relay(db: Session, letter: Letter, brands: Mapping[str, Brand]) -> Message | None:
    """Draw what a person wrote after their card was posted."""
    episode, brand = episodes.find(db, letter.payload["episode"]), brands.get(letter.brand)
    said = [each for each in asked.messages(db, letter.payload["episode"]) if each.line == letter.payload["line"]]
    if episode is None or brand is None or not said:
        return None
    say, place = words(brand.language), letter.payload["file"]
    name = name_of(people.of_id(db, episode.account))
    text = f"{say('query-relay', name=name)}\n{_wording(said[0], say)}" if place == 0 else name
    buttons = judging.buttons(episode, said[0], say) if place == 0 else ()
    return Message(text=text, buttons=buttons, enclosure=_enclosed(episode, said[0], place))


@router.posted("query-card")
def hear_posted(ctx: Context, letter: Letter, receipt: Receipt, _message: Message) -> None:
    """Remember where the card stands; files of the first message follow below it."""
    episode = episodes.find(ctx.db, letter.payload["episode"])
    if episode is None:
        return
    episodes.posted(ctx.db, episode.id, receipt.message)
    carded = replace(episode, card=receipt.message)
    for said in asked.messages(ctx.db, episode.id)[:1]:
        for place in range(len(said.files)):
            _put_below(ctx, carded, letter.to, said, place)


@router.posted("query-edit")
def hear_edit(ctx: Context, letter: Letter, _receipt: Receipt, _message: Message) -> None:
    """Remember what the card shows now."""
    episodes.shown(ctx.db, letter.payload["episode"], letter.payload["revision"])


def card(db: Session, brand: Brand, episode: Episode) -> Message:
    """Draw the card of an episode, in the team's language."""
    say = words(brand.language)
    asker = people.of_id(db, episode.account)
    said = asked.messages(db, episode.id)
    who = {"name": name_of(asker), "platform": episode.platform.capitalize()}
    facts = "\n".join(_facts(db, brand, episode, said, say))
    parts = ["\n".join(_texts(said, say)), facts, *_standing(db, brand, episode, say)]
    return Message(
        title=say("query-told-title" if episode.state == TOLD else "query-title", **who),
        text="\n\n".join(part for part in parts if part),
        buttons=(
            *_buttons(brand, episode, said, say),
            *offering.buttons(db, episode, say),
            *promising.buttons(db, brand, episode, say),
        ),
    )


def _texts(said: list[Asked], say: Words) -> Iterator[str]:
    shown = said[-MOST_TEXTS:]
    most = _share([len(_wording(each, say)) for each in shown], FITS)
    for each in shown:
        yield f"“{begun(_wording(each, say), most)}”"
        if each.files:
            yield say("query-files", files=len(each.files))


def _share(lengths: list[int], room: int) -> int:
    """Return how long each text may be so that all fit: what short ones leave, the long ones have."""
    most = room
    for left, length in zip(range(len(lengths), 0, -1), sorted(lengths), strict=True):
        most = room // left
        if length > most:
            break
        room -= length
        most = max(most, length)
    return most


def _gone(reply: Reply, say: Words) -> str:
    return "" if reply.files else say("query-text-gone")


def _wording(each: Asked, say: Words) -> str:
    return each.text if each.text is not None else say("query-text-gone")


def _facts(db: Session, brand: Brand, episode: Episode, said: list[Asked], say: Words) -> Iterator[str]:
    """Say what is known of the question: language, mood, since when, and the person's history at a glance."""
    last = said[-1] if said else None
    mood = last.data.get("sentiment") if last else None
    heard = [say(f"language-{episode.language}")]
    heard += [say(MOODS[mood])] if mood in MOODS else []
    heard += [say("query-recommends")] if last and last.data.get("recommends") else []
    yield " · ".join(heard)
    yield say("query-since", time=_time(episode.opened_at, brand, say))
    yield from deadlines.lines(brand, episode, say)
    account = people.of_id(db, episode.account)
    if account is not None:
        earlier, answered, _last = episodes.history(db, brand.key, account.standing_for, episode.id)
        yield say("query-history", asked=earlier, answered=answered)


def _standing(db: Session, brand: Brand, episode: Episode, say: Words) -> Iterator[str]:
    """Say what was done about it."""
    sent = [each for each in replies.of_episode(db, episode.id) if each.state == SENT][-MOST_TEXTS:]
    most = _share([len(reply.text) for reply in sent], ANSWERS)
    for reply in sent:
        key = "query-answer-automatic" if reply.is_automatic else "query-answer"
        head = say(key, name=reply.name, time=_time(reply.made_at, brand, say))
        yield f"{head}\n{begun(reply.text, most) or _gone(reply, say)}"
    if episode.automatic is not None and episode.is_waiting:
        yield say("auto-card", name=name_of(people.of_id(db, episode.account)))
    if episode.claimant is not None:
        yield say("query-claimed", name=name_of(people.of_id(db, episode.claimant)))
    if episode.snoozed_until is not None:
        yield say("query-snoozed", time=_time(episode.snoozed_until, brand, say))
    yield from promising.lines(db, brand, episode, say)
    if episode.trouble:
        yield say("query-trouble", why=episode.trouble)
    if episode.state not in {WAITING, TOLD, ANSWERED}:
        closer = people.of_id(db, episode.closer) if episode.closer is not None else None
        helped = episode.state == RESOLVED and episode.automatic is not None and closer is not None and not closer.team
        state = f"query-{episode.state}" if closer or episode.state == WITHDRAWN else f"inbox-{episode.state}"
        yield say("auto-helped" if helped else state, name=name_of(closer))
    yield from satisfying.lines(db, episode, say)


def _buttons(brand: Brand, episode: Episode, said: list[Asked], say: Words) -> Iterator[tuple[Button, ...]]:
    def button(word: str, key: str = "") -> Button:
        return Button(say(f"query-{key or word}-button"), f"query-{word}:{episode.id}")

    if episode.state == DISMISSED:
        yield (button("is"),)
        return
    if episode.state == WAITING:
        yield button("reply"), button("claim"), button("snooze")
        yield button("promise"), button("resolve"), button("not")
    elif episode.state == TOLD:
        yield button("reply"), button("is"), button("resolve", "noted")
    else:
        resolve = [button("resolve"), *satisfying.buttons(brand, episode, say)] if episode.state == ANSWERED else []
        yield button("reply", "reply-again"), *resolve
        if episode.answered_at is not None:
            yield (button("save"),)
    if said:
        mood, recommends = said[-1].data.get("sentiment"), said[-1].data.get("recommends")
        yield (
            Button(_marked(say("query-good-button"), mood == 1), f"query-mood:{episode.id}:1"),
            Button(_marked(say("query-bad-button"), mood == -1), f"query-mood:{episode.id}:-1"),
            Button(_marked(say("query-recommends-button"), bool(recommends)), f"query-recommends:{episode.id}"),
        )


def _marked(label: str, on: bool) -> str:  # noqa: FBT001  # what it says on a switch
    return f"✓ {label}" if on else label


def _enclosed(episode: Episode, said: Asked, place: int) -> Enclosure | None:
    if place >= len(said.files):
        return None
    file = said.files[place]
    return Enclosure(episode.platform, file["id"], file["name"], file["picture"], explained=True)


def _time(moment: datetime, brand: Brand, say: Words) -> str:
    return say.moment(moment.astimezone(brand.zone))
