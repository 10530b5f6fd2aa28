"""Puts a story into a database, by the way that imported history takes."""

import hashlib
import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from bot.demo import loyalty
from bot.demo.story import TEAM, Asked, Deed, Said, Story
from bot.demo.texts import TEAM_TALK
from chat.address import Address
from chat.brands import Brand
from chat.i18n import words
from chat.lines import Line
from chat.polls import Rules
from handlers import history
from handlers.polls.cards import card
from insight import listening
from storage import ledger, people, poll_posts, polls, votes, webchat
from storage.database import Database, Session
from storage.people import Newcomer
from storage.polls import Poll
from storage.votes import Cast
from storage.webchat import PLATFORM, Saying

SHOWN = 70
"""So many messages stand in the playground's chats; what is older only counts."""

LAST_NIGHT = timedelta(hours=5)

Advance = Callable[[int], object]
"""Told how many lines more were written."""


def fill(database: Database, brand: Brand, story: Story, now: datetime, advance: Advance) -> None:
    """Write the story."""
    database.write(partial(_meet, brand=brand, story=story))
    database.write(partial(_store_polls, brand=brand, asked=story.asked))
    database.write(partial(_show, brand=brand, story=story))
    name = hashlib.sha256(f"{brand.key} {story.end}".encode()).hexdigest()
    number, _completed = database.write(lambda db: ledger.begin_import(db, "demo", name, now))
    for portion in history.portions(lines(brand, story)):
        heard = history.listened(portion, listening.classifier(), {brand.key: brand})
        database.write(partial(history.put, portion=heard, import_id=number))
        advance(len(portion))
    database.write(lambda db: ledger.complete_import(db, number, now))


def lines(brand: Brand, story: Story) -> Iterator[Line]:
    """Give the event lines of the story, as the file of an import would have them."""
    line = partial(Line, brand=brand.key, platform=PLATFORM)
    who: dict[str, Any]
    for said in story.said:
        who = {"person": said.person, "team": said.person in TEAM, "chat": said.chat}
        above = said.above.line if said.above else None
        # What the team writes below somebody's words is an answer, whether or not they asked.
        kind = "answer" if who["team"] and above else "message"
        yield line(**who, id=said.line, kind=kind, at=said.at, ref=above, data={"text": said.text})
    for asked in story.asked:
        who = {"person": TEAM[0], "team": True, "chat": brand.audiences[0].id}
        data = {"question": asked.question, "options": list(asked.options)}
        yield line(**who, id=asked.line, kind="poll", at=asked.at, data=data)
    deeds = sorted([*story.deeds, *_loyalty(story)], key=lambda deed: deed.at)
    for number, deed in enumerate(deeds):
        deed.line = f"demo:{number}"
    for deed in deeds:
        # Who follows a link is not known.
        who = {"person": None if deed.kind == "click" else deed.person.id, "team": False, "chat": deed.person.chat}
        about = deed.about.line if deed.about else None
        yield line(**who, id=deed.line, kind=deed.kind, at=deed.at, ref=about, data=deed.data)


def _loyalty(story: Story) -> Iterator[Deed]:
    """Give what people buy and pass on, by chances of their own, so that the rest of the story stays as it is."""
    chance = random.Random(story.seed)  # a story
    posts = [said for said in story.said if said.person in TEAM and said.above is None]
    first = min(said.at for said in posts)
    yield from loyalty.shares(chance, [*posts, *story.asked], story.people, story.end)
    yield from loyalty.purchases(chance, story.people, first, story.end)


def _meet(db: Session, brand: Brand, story: Story) -> None:
    for person in story.people:
        who = Newcomer(Address(PLATFORM, person.id), person.name, person.language)
        people.meet(db, brand.key, who, person.joined)
    for member in TEAM:
        people.meet(db, brand.key, Newcomer(Address(PLATFORM, member), member.capitalize()), story.end, team=True)


def _store_polls(db: Session, brand: Brand, asked: list[Asked]) -> None:
    for each in asked:
        poll = Poll(
            id=each.id,
            brand=brand.key,
            question=each.question,
            options=list(each.options),
            created_at=each.at,
            rules=Rules(kind=each.kind),
        )
        polls.create(db, poll)
        voters = votes.standing(db, poll, PLATFORM, list(each.standing))
        casts = [
            Cast(
                poll=poll.id,
                account=voters[person].account,
                before=[],
                after=chosen,
                at=at,
                order=int(at.timestamp() * 1_000_000),
                chat="",
            )
            for person, (at, chosen) in each.standing.items()
        ]
        votes.record(db, casts, slot=0)
        polls.close(db, poll.id, each.closes)


def _show(db: Session, brand: Brand, story: Story) -> None:
    """Let the latest messages and polls stand in the chats, and give each message the id of its line."""
    names = {person.id: person.name for person in story.people} | {member: member.capitalize() for member in TEAM}
    for count, said in enumerate(story.said):
        said.line = ledger.line_id(PLATFORM, said.chat, f"demo-{count}")
    latest: list[Said | Asked] = [*story.said[-SHOWN:]]
    latest += [asked for asked in story.asked if asked.at >= latest[0].at]
    rows: dict[Said, int] = {}
    for each in sorted(latest, key=lambda each: each.at):
        if isinstance(each, Asked):
            _show_poll(db, brand, each)
        else:
            above = rows.get(each.above) if each.above else None
            content = {"text": each.text, "reactions": each.reactions}
            saying = Saying(
                chat=each.chat, content=content, person=each.person, name=names[each.person], reply_to=above
            )
            rows[each] = webchat.put(db, saying, each.at)
            each.line = ledger.line_id(PLATFORM, each.chat, str(rows[each]))
    for minute, (member, text) in enumerate(TEAM_TALK):
        saying = Saying(
            chat=brand.team.id if brand.team else "", content={"text": text}, person=member, name=names[member]
        )
        webchat.put(db, saying, story.end - LAST_NIGHT + timedelta(minutes=minute))


def _show_poll(db: Session, brand: Brand, asked: Asked) -> None:
    poll = polls.find(db, asked.id)
    assert poll is not None  # noqa: S101  # stored a moment ago
    drawn = card(poll, votes.results(db, poll), words(brand.language), zone=brand.zone)
    for chat in brand.audiences:
        row = webchat.put(db, Saying(chat=chat.id, content=drawn.as_json()), asked.at)
        # No letter brought it, so none has its number.
        poll_posts.add(db, poll.id, PLATFORM, chat.id, letter=-row)
        poll_posts.posted(db, -row, str(row), drawn.poll.state if drawn.poll else "")
