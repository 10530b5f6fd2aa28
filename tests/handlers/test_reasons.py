"""Why people voted as they did: asked in private, one reason each, and of an anonymous poll nobody's."""

from typing import Any

import pytest
from sqlalchemy import text as sql

from chat.events import Command, Filled, Message, Press
from chat.i18n import words
from chat.polls import Rules, Spec
from chat.ports import Outcome
from handlers import polls
from handlers.routing import Context
from storage import polls as stored
from storage import reasons
from storage.polls import Poll
from storage.reasons import Reason
from tests.support.core import Core

SAY = words("en")


async def made(core: Core, **rules: Any) -> Poll:
    """Make a poll that asks why."""
    own = () if rules.get("kind") in {"rating", "nps"} else ("Recipes", "Live")
    spec = Spec(question="Which next?", options=own, rules=Rules(**{"why": True} | rules))
    poll: Poll = await core.do(lambda ctx: polls.create(ctx, "acme", spec))
    return poll


async def close(core: Core, poll: Poll) -> None:
    """Close the poll as it is now."""

    def job(ctx: Context) -> None:
        held = stored.to_change(ctx.db, poll.id)
        assert held is not None
        polls.close(ctx, held)

    await core.do(job)


async def because(core: Core, poll: Poll, text: str, person: str = "U1", **fields: Any) -> Outcome:
    """Fill in the form."""
    given = {"form": f"why:{poll.id}", "values": {"why": text}, "person": person, "answerable": True}
    return await core.happens(Filled, **given | fields)


def given(core: Core, poll: Poll) -> list[Reason]:
    """Return the poll's reasons."""
    found: list[Reason] = core.read(lambda db: reasons.of_poll(db, poll.id, 100))
    return found


@pytest.mark.parametrize("kind", ["single", "multi", "ranked", "rating", "nps"])
async def test_who_voted_may_say_why(acme: Core, kind: str) -> None:
    """After any kind of poll; another reason takes the place of the first."""
    poll = await made(acme, kind=kind)
    await acme.vote(poll, 1)
    opened = await acme.happens(Press, data=f"why:{poll.id}", answerable=True, formable=True)
    assert opened.form is not None
    assert opened.form.fields[0].hint == SAY("poll-why-named")
    for text in ("It is fun", " It is great fun "):
        outcome = await because(acme, poll, text)
        assert outcome.answer is not None
        assert outcome.answer.text == SAY("poll-why-kept")
    assert [each.text for each in given(acme, poll)] == ["It is great fun"]


async def test_who_has_not_voted_is_asked_to(acme: Core) -> None:
    """And so is who took their vote back."""
    poll = await made(acme)
    first = SAY("poll-why-vote-first")
    assert (await acme.happens(Press, data=f"why:{poll.id}", formable=True)).toast == first
    await acme.vote(poll, 1)
    await acme.vote(poll, 1)
    assert (await because(acme, poll, "It is fun")).errors == {"why": first}
    assert given(acme, poll) == []


@pytest.mark.parametrize(
    ("text", "key"), [("", "poll-text-empty"), ("\u200b", "poll-text-empty"), ("x" * 1_001, "poll-why-long")]
)
async def test_what_is_no_reason(acme: Core, text: str, key: str) -> None:
    """The form stays open."""
    poll = await made(acme)
    await acme.vote(poll, 1)
    assert (await because(acme, poll, text)).errors == {"why": SAY(key, most=1000)}


async def test_where_nobody_asks(acme: Core) -> None:
    """The poll does not want reasons, or has closed."""
    plain, closed = await made(acme, why=False), await made(acme)
    for poll in (plain, closed):
        await acme.vote(poll, 1)
    await acme.do(lambda ctx: polls.close(ctx, closed))
    assert (await acme.happens(Press, data=f"why:{plain.id}", formable=True)).toast == SAY("button-old")
    assert (await because(acme, closed, "Fun")).errors == {"why": SAY("poll-closed-no-why")}


PRIVATE: dict[str, Any] = {"platform": "telegram", "chat": "5", "person": "5", "private": True}


async def test_a_group_leads_to_the_private_chat(acme: Core) -> None:
    """There the next message is the reason; no ledger has it."""
    poll = await made(acme)
    await acme.vote(poll, 1, platform="telegram", person="5")
    pressed = await acme.happens(Press, data=f"why:{poll.id}", platform="telegram", person="5")
    assert pressed.door == f"why_{poll.id}"
    await acme.happens(Command, command="start", text=pressed.door, **PRIVATE)
    assert acme.letters()[-1].payload["message"]["ask"]
    await acme.happens(Message, message="1", text="x" * 1_001, **PRIVATE)
    assert acme.last_text() == SAY("poll-why-long", most=1000)
    await acme.happens(Message, message="2", text="It is fun", **PRIVATE)
    assert acme.last_text() == SAY("poll-why-kept")
    assert [each.text for each in given(acme, poll)] == ["It is fun"]
    assert acme.lines("message") == []


async def test_an_anonymous_reason_is_nobodys(acme: Core) -> None:
    """Neither account nor time; each person has one, and until the close nobody can read any."""
    poll = await made(acme, visibility="anonymous")
    for person in ("U1", "U2"):
        await acme.vote(poll, 1, person=person, secret=True)
    for person, text in (("U1", "First"), ("U2", "Second"), ("U1", "Third")):
        await because(acme, poll, text, person)
    rows = acme.read(lambda db: db.execute(sql("SELECT id, text FROM reasons")).all())
    assert len({len(row.text) for row in rows}) == 1
    assert given(acme, poll) == []
    ballots = acme.read(lambda db: [row.hash.hex() for row in db.execute(sql("SELECT hash FROM ballots"))])
    assert not {row.id for row in rows} & set(ballots)
    await close(acme, poll)
    assert {(each.text, each.account, each.at) for each in given(acme, poll)} == {
        ("Third", None, None),
        ("Second", None, None),
    }


async def test_an_anonymous_reason_is_stored_nowhere_else(acme: Core) -> None:
    """The question that waited for it is forgotten, and no letter or line holds it."""
    poll = await made(acme, visibility="anonymous")
    await acme.vote(poll, 1, secret=True, **{key: PRIVATE[key] for key in ("platform", "person")})
    await acme.happens(Press, data=f"why:{poll.id}", **PRIVATE)
    assert SAY("poll-why-secret") in acme.last_text()
    await acme.happens(Message, message="1", text="Because of the cat", **PRIVATE)
    for table in ("reasons", "letters", "ledger", "texts", "inbox", "dialogs", "receipts"):
        rows = acme.read(lambda db, table=table: [str(tuple(row)) for row in db.execute(sql(f"SELECT * FROM {table}"))])
        assert not [row for row in rows if "cat" in row]
    assert acme.read(lambda db: db.execute(sql("SELECT count(*) FROM dialogs")).scalar()) == 0
    await close(acme, poll)
    assert [each.text for each in given(acme, poll)] == ["Because of the cat"]


async def test_an_anonymous_reason_that_fails_is_not_kept(acme: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    """A retry would have to lay it beside its person's name: they are asked to send it again."""
    poll = await made(acme, visibility="anonymous")
    await acme.vote(poll, 1, secret=True)

    def fail(*_given: object) -> None:
        raise RuntimeError("disk on fire")

    monkeypatch.setattr("storage.reasons.put", fail)
    assert (await because(acme, poll, "Because of the cat")).toast == SAY("poll-why-again")
    assert acme.read(lambda db: db.execute(sql("SELECT count(*) FROM inbox")).scalar()) == 0


async def test_reasons_come_in_portions(acme: Core) -> None:
    """Each portion begins after the last one's end."""
    poll = await made(acme)
    for number in range(5):
        await acme.vote(poll, 1, person=f"U{number}")
        await because(acme, poll, f"Reason {number}", f"U{number}")
    first = acme.read(lambda db: reasons.of_poll(db, poll.id, 3))
    rest = acme.read(lambda db: reasons.of_poll(db, poll.id, 3, first[-1].id))
    assert sorted(each.text for each in [*first, *rest]) == [f"Reason {number}" for number in range(5)]
