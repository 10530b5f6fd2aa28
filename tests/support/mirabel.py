"""A person whom nobody can mistake for another, who does everything that people do with the bot."""

from datetime import timedelta
from typing import Any

from chat.address import Address
from chat.events import Command, Edited, Filled, Joined, Message, Press, Reaction, dump
from chat.messages import Message as Said
from chat.polls import Rules, Spec
from handlers import passing, polls
from handlers import replies as feature
from handlers.presence import Scene
from handlers.routing import Context
from storage import additions, corrections, inbox, made, people, referrals, shares, webchat
from storage import polls as feature_polls
from storage.corrections import Correction
from storage.database import Session
from storage.episodes import EPISODES
from storage.outbox import Draft
from storage.people import Newcomer
from storage.polls import Poll
from storage.tables import TABLES
from storage.webchat import Saying
from tests.support.core import BOSS, GROUP, PLAZA, SQUARE, TEAM, Core, event
from tests.support.results import make

SLACK, TELEGRAM, WEBCHAT = "U-mirabel-91377", "913771377", "mirabel-91377"
NAME = "Mirabel Quillfeather"
WORD = "zanzibar"
"""Stands in every text of hers, and is a topic of it."""
MARKERS = (SLACK, TELEGRAM, WEBCHAT, NAME, "Mirabel", "Quillfeather", WORD, WORD.title())
ANSWER = f"Dear {NAME}, at nine in {WORD}."
ON = {"slack": SLACK, "telegram": TELEGRAM, "webchat": WEBCHAT}
DM = "D-mirabel-91377"
LINK = "https://t.me/+mirabel-91377"
"""Leads into the group, made for her."""


def said(what: str) -> str:
    """Return a text of hers."""
    return f"Some {what} words of {WORD.title()}, as only she writes them"


def her(platform: str = "slack", **fields: Any) -> dict[str, Any]:
    """Return what all her events have."""
    return {"platform": platform, "person": ON[platform], "name": NAME, **fields}


def private(platform: str = "telegram", **fields: Any) -> dict[str, Any]:
    """Return what all her events in her own chat with the bot have."""
    chat = DM if platform == "slack" else ON[platform]
    return her(platform, chat=chat, private=True, **fields)


class Polls:
    """Those she votes in."""

    open: Poll
    ranked: Poll
    closed: Poll
    secret: Poll
    secret_closed: Poll
    adding: Poll


async def everything(bot: Core) -> Polls:
    """Let her do all that there is to do, among others who do some of it, too."""
    await _talk(bot)
    found = await _vote(bot)
    await _ask(bot)
    await _link(bot)
    await _wait(bot, found)
    await bot.happens(Command, command="me", text="invite", answerable=True, **her())
    await bot.do(_invite)
    await bot.do(_in_the_playground)
    return found


async def _talk(bot: Core) -> None:
    await bot.happens(Joined, **her())
    await bot.happens(Joined, person="U2", name="Bo", referrer=SLACK)
    await bot.happens(Message, message="b1", text="Good morning", person="U2", name="Bo")
    await bot.happens(Message, message="m1", text=said("first"), **her())
    await bot.happens(Edited, message="m1", text=said("mended"), **her())
    await bot.happens(Message, message="b2", text="Well said", person="U2", name="Bo", reply_to="m1")
    await bot.happens(Reaction, target="b1", emoji="+1", **her())
    await bot.happens(Reaction, target="m1", emoji="tada", person="U2", name="Bo")
    await bot.happens(Message, message="m2", text=said("lost"), **her())
    await bot.happens(Message, message="p1", text=said("private"), **private())
    await bot.happens(Message, message="w1", text=said("webchat"), **her("webchat"))


async def _vote(bot: Core) -> Polls:
    found = Polls()
    found.open = await make(bot, "A", "B", why=True)
    found.ranked = await make(bot, "A", "B", kind="ranked")
    found.closed = await make(bot, "A", "B", why=True)
    found.secret = await make(bot, "A", "B", visibility="anonymous", why=True)
    found.secret_closed = await make(bot, "A", "B", visibility="anonymous")
    for poll in (found.open, found.ranked, found.closed):
        await bot.vote(poll, 1, **her())
        await bot.vote(poll, 1, person="U2", name="Bo")
        await bot.vote(poll, 0, person="U3", name="Cy")
    for poll in (found.secret, found.secret_closed):
        await bot.vote(poll, 1, secret=True, **her())
        for number in range(7):
            await bot.vote(poll, 0, secret=True, person=f"V{number}")
    for poll in (found.open, found.closed, found.secret):
        await bot.happens(Filled, form=f"why:{poll.id}", values={"why": said("reason")}, **her())
    await bot.do(lambda ctx: polls.close(ctx, found.closed))
    await bot.do(lambda ctx: polls.close(ctx, found.secret_closed))
    rules = Rules(adding="approved")
    spec = Spec(question="What else?", options=("A", "B"), rules=rules)
    found.adding = await bot.do(lambda ctx: polls.create(ctx, "acme", spec))
    filled = {"form": f"add:{found.adding.id}", "values": {"option": said("option")}}
    await bot.happens(Filled, answerable=True, **filled, **her())
    await bot.happens(Press, data=f"wish:{found.open.id}", **her())
    await bot.do(lambda ctx: _share(ctx, found.open))
    return found


def _invite(ctx: Context) -> None:
    """Let her have a link of her own into the group."""
    account = people.find(ctx.db, "acme", Address("telegram", TELEGRAM))
    assert account is not None
    code = referrals.put_code(ctx.db, "MRBL2345", account, ctx.now)
    referrals.set_link(ctx.db, code.code, LINK, GROUP)


def _share(ctx: Context, poll: Poll) -> None:
    """Let her pass a poll on, and somebody follow."""
    account = people.find(ctx.db, "acme", Address("slack", SLACK))
    assert account is not None
    pressed = event(Press, data=f"share:{poll.id}", **her())
    line = feature_polls.line_of(poll.id)
    share = passing.log(ctx, pressed, Scene("acme", "audience", account), line, line)
    shares.lead(ctx.db, share.code, f"https://slack.example/{SLACK}")
    assert shares.visit(ctx.db, share, "somebody", ctx.now, ctx.now + timedelta(hours=1))


async def _ask(bot: Core) -> None:
    """Let her ask, add to it, be answered, and ask again and again."""
    await bot.happens(Message, message="q1", text=said("asking?"), chat=GROUP, **her("telegram"))
    await bot.arrive_all()
    await bot.happens(Message, message="q2", text=said("further?"), chat=GROUP, **her("telegram"))
    await refresh(bot)
    number = episode(bot)
    await press(bot, f"query-mood:{number}:-1")
    await press(bot, f"query-reply:{number}")
    await bot.happens(Message, message="t1", text=ANSWER, person=BOSS, chat=TEAM)
    reply = bot.letters("preview")[-1].payload["reply"]
    await press(bot, f"query-send:{reply}", message="preview-1")
    await refresh(bot)
    await bot.happens(Message, message="q3", text=said("second?"), **her())
    await refresh(bot)
    await bot.do(lambda ctx: _about(ctx, episode(bot)))
    await press(bot, f"query-reply:{episode(bot)}")
    await bot.happens(Message, message="q4", text=said("waiting?"), **her())
    await bot.happens(Message, message="q5", text=said("slack private?"), **private("slack"))


async def refresh(bot: Core) -> None:
    """Let delivery bring cards up to date and everything arrive."""
    await bot.arrive_all()
    await bot.writer.write(lambda db: feature.refresh(db, bot.brands, bot.clock.now()))
    await bot.arrive_all()


def episode(bot: Core) -> int:
    """Return the number of the latest episode."""
    found = bot.read(lambda db: db.execute(EPISODES.select().order_by(EPISODES.c.id.desc())).first())
    return int(found.id)


async def press(bot: Core, data: str, **fields: Any) -> None:
    """Let the boss press a button in the team's chat."""
    await bot.happens(Press, data=data, **{"person": BOSS, "name": "Ben Boss", "chat": TEAM, **fields})


def _about(ctx: Context, number: int) -> None:
    """Keep what other features keep of an episode."""
    db, row = ctx.db, {"episode": number, "brand": "acme"}
    account = people.find(db, "acme", Address("slack", SLACK))
    assert account is not None
    promise = {"account": 1, "text": f"Call {NAME}", "made_at": ctx.now, "due_at": ctx.now, "state": "open"}
    db.execute(TABLES["promises"].insert(), row | promise)
    score = {"account": account.id, "asked_at": ctx.now, "score": 5, "scored_at": ctx.now}
    db.execute(TABLES["satisfactions"].insert(), row | score)
    alert = {"platform": "slack", "chat": "D-boss", "message": "alert-1", "stage": "overdue"}
    db.execute(TABLES["alerts"].insert(), {"episode": number, **alert})
    wrong = Correction("acme", f"slack:{SQUARE}:m1", "sentiment", "0", "1", 1, ctx.now)
    corrections.put(db, wrong)


async def _link(bot: Core) -> None:
    """Let all her accounts be one person's."""
    for platform in ("telegram", "webchat"):
        given = await bot.happens(Command, command="me", text="link", answerable=True, **private("slack"))
        assert given.answer is not None
        code = given.answer.text.partition("/me link ")[2].split()[0]
        await bot.happens(Command, command="me", text=f"link {code}", **private(platform))
    await bot.happens(Command, command="me", text="language de", **private())
    await bot.happens(Command, command="me", text="off", **private("slack"))
    await bot.happens(Command, command="me", text="link", **private("slack"))


async def _wait(bot: Core, found: Polls) -> None:
    """Let something of hers wait everywhere: a question of the bot's, failed events, letters."""
    await bot.happens(Press, data=f"why:{found.open.id}", **private())
    lost = event(Message, message="m9", text=said("failed"), **her())
    kept = inbox.Event(lost.account, lost.id, dump(lost))
    raw = f'{{"user": "{SLACK}", "text": "{said("unreadable")}"}}'.encode()
    await bot.do(lambda ctx: inbox.keep(ctx.db, kept, f"RuntimeError: {lost}", ctx.now))
    await bot.do(lambda ctx: inbox.set_aside(ctx.db, "slack:bot", "odd", raw, "odd", ctx.now))
    await bot.happens(Command, command="me", text="export", **private())
    note = Draft(to=Address("slack", TEAM), kind="note", brand="acme", message=Said(text=f"{NAME} wants to know"))
    await bot.do(lambda ctx: ctx.say(note))
    await bot.do(lambda ctx: _made(ctx, found.open))


def _made(ctx: Context, poll: Poll) -> None:
    account = people.find(ctx.db, "acme", Address("slack", SLACK))
    assert account is not None
    made.put(ctx.db, poll.id, 0, "https://example.com", [(account.standing_for, "c0de")], ctx.now)
    additions.add(ctx.db, poll.id, 1, account.standing_for, pending=False)


def _in_the_playground(ctx: Context) -> None:
    people.meet(ctx.db, "acme", Newcomer(Address("webchat", "boss"), "Boss"), ctx.now)
    put: list[Saying] = [
        Saying(chat=PLAZA, content={"text": said("plaza")}, person=WEBCHAT, name=NAME, client="c1"),
        Saying(chat=PLAZA, content={"text": f"{NAME} joined", "notice": "joined"}, person=WEBCHAT, name=NAME),
        Saying(chat=PLAZA, content={"text": "Hello", "reactions": {"+1": [WEBCHAT, "bo"]}}, person="bo", name="Bo"),
        Saying(chat=WEBCHAT, content={"text": said("own chat")}, person=WEBCHAT, name=NAME),
        Saying(chat=WEBCHAT, content={"text": f"Hello {NAME}"}),
        Saying(chat="boss", content={"text": f"{NAME} asks: “{said('asking?')}”"}),
    ]
    for each in put:
        webchat.put(ctx.db, each, ctx.now)


def accounts_of(db: Session) -> list[str]:
    """Return the ids of all people that are known."""
    return list(db.execute(people.ACCOUNTS.select()).scalars("person"))
