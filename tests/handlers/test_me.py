"""People who link their accounts, and people who want peace."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from chat.address import Address
from chat.events import Command, Press
from chat.messages import Message
from chat.ports import Outcome
from handlers import polls
from handlers.polls import changing
from handlers.routing import Context
from storage import links, people, referrals
from storage import polls as stored
from storage.people import Account
from tests.support.core import GROUP, Core, core


@pytest.fixture
async def acme(migrated_url: str) -> AsyncIterator[Core]:
    """A core with one brand."""
    async with core(migrated_url) as opened:
        yield opened


async def me(bot: Core, person: str, text: str = "", platform: str = "slack", **more: object) -> Outcome:
    """Let a person write /me in private."""
    private = {"chat": f"D-{person}", "private": True, "answerable": True}
    return await bot.happens(Command, platform=platform, person=person, command="me", text=text, **private | more)


def said(outcome: Outcome) -> str:
    """Return what a private answer says."""
    assert isinstance(outcome.answer, Message), outcome
    return outcome.answer.text


async def code_of(bot: Core, person: str, platform: str = "slack") -> str:
    """Let a person ask for a code, and return it."""
    return said(await me(bot, person, "link", platform)).partition("/me link ")[2].split()[0]


async def join(bot: Core, first: str = "U1", second: str = "7") -> Outcome:
    """Let somebody on Slack and somebody on Telegram be one person."""
    return await me(bot, second, f"link {await code_of(bot, first)}", "telegram")


def account(bot: Core, platform: str, person: str) -> Account:
    """Return an account."""
    found: Account = bot.read(lambda db: people.find(db, "acme", Address(platform, person)))
    return found


async def test_two_accounts_become_one_person(acme: Core) -> None:
    """A code shows it; the older account stands for both, and every report knows by a line."""
    assert "Slack" in said(await join(acme))
    slack, telegram = account(acme, "slack", "U1"), account(acme, "telegram", "7")
    assert (slack.one, telegram.one) == (None, slack.id)
    (line,) = acme.lines("link")
    assert (line.platform, line.person, line.data) == ("telegram", "7", {"to": {"platform": "slack", "person": "U1"}})
    assert "Slack" in said(await me(acme, "7", platform="telegram"))


async def test_a_linked_person_has_one_vote(acme: Core) -> None:
    """The later vote stands, wherever it was cast, before the link and after it."""
    poll = await acme.poll("Recipes", "Live")
    await acme.vote(poll, 0, person="U1")
    acme.clock.forward(timedelta(minutes=1))
    await acme.vote(poll, 1, person="7", platform="telegram")
    assert acme.results(poll) == ([1, 1], 2)
    await join(acme)
    assert acme.results(poll) == ([0, 1], 1)
    acme.clock.forward(timedelta(minutes=1))
    await acme.vote(poll, 0, person="U1")
    assert acme.results(poll) == ([1, 0], 1)
    await acme.vote(poll, 0, person="U1")
    assert acme.results(poll) == ([0, 0], 0)


async def test_the_only_vote_goes_with_its_person(acme: Core) -> None:
    """Who voted only by the account that gives way has still voted."""
    poll = await acme.poll("Recipes", "Live")
    await me(acme, "U1")
    await acme.vote(poll, 1, person="7", platform="telegram")
    await join(acme)
    assert acme.results(poll) == ([0, 1], 1)
    await acme.vote(poll, 1, person="U1")
    assert acme.results(poll) == ([0, 0], 0)


async def test_three_accounts_are_one_person(acme: Core) -> None:
    """A link to a linked account reaches all of them."""
    await join(acme, "U1", "7")
    await me(acme, "ann", f"link {await code_of(acme, '7', 'telegram')}", "webchat")
    first = account(acme, "slack", "U1").id
    linked = acme.read(lambda db: links.linked(db, first))
    assert [each.platform for each in linked] == ["slack", "telegram", "webchat"]


async def test_a_code_works_once_and_not_for_long(acme: Core) -> None:
    """A used, an old, a replaced and an invented code are refused with a sentence, and link nothing."""
    used = await code_of(acme, "U1")
    await me(acme, "7", f"link {used.lower().replace('-', ' ')}", "telegram")
    replaced, old = await code_of(acme, "U2"), await code_of(acme, "U2")
    acme.clock.forward(timedelta(minutes=16))
    for code in (used, replaced, old, "ABCD-EFGH", "?"):
        outcome = await me(acme, "8", f"link {code}", "telegram")
        assert (outcome.kind, "/me link" in (outcome.toast or "")) == ("refused", True)
    assert len(acme.lines("link")) == 1


async def test_nobody_links_with_themselves(acme: Core) -> None:
    """A code is for another account."""
    outcome = await me(acme, "U1", f"link {await code_of(acme, 'U1')}")
    assert outcome.kind == "refused"
    assert acme.lines("link") == []


async def test_an_opt_out_holds_on_all_accounts(acme: Core) -> None:
    """It is a line of ROR's, once; a later link or word does not undo it, only its person does."""
    await join(acme)
    assert (await acme.happens(Press, person="U1", data="quiet")).toast
    assert account(acme, "slack", "U1").quiet
    assert account(acme, "telegram", "7").quiet
    await me(acme, "7", "off", "telegram")
    assert [line.kind for line in acme.lines("block")] == ["block"]
    await me(acme, "ann", f"link {await code_of(acme, '7', 'telegram')}", "webchat")
    assert account(acme, "webchat", "ann").quiet
    await acme.happens(Press, person="U1", data="loud")
    assert not account(acme, "webchat", "ann").quiet


@pytest.mark.parametrize("command", ["stop", "me"], ids=["/stop", "/me off"])
async def test_peace_can_be_asked_for_in_words(acme: Core, command: str) -> None:
    """Habits differ between platforms."""
    await acme.happens(Command, person="U1", command=command, text="off" if command == "me" else "")
    assert account(acme, "slack", "U1").quiet
    buttons = [each.data for row in (await me(acme, "U1")).answer.buttons for each in row]  # type: ignore[union-attr]
    assert {"link", "loud", "me-erase"} <= set(buttons)


async def test_a_poll_that_is_opened_again_has_one_vote_of_a_linked_person(acme: Core) -> None:
    """Both had counted while it was closed; from then on the later one stands."""
    poll = await acme.poll("Recipes", "Live")
    await acme.vote(poll, 0, person="U1")
    acme.clock.forward(timedelta(minutes=1))
    await acme.vote(poll, 1, person="7", platform="telegram")
    await acme.do(lambda ctx: polls.close(ctx, poll))
    await join(acme)
    assert acme.results(poll) == ([1, 1], 2)
    closed = acme.read(lambda db: stored.find(db, poll.id))
    await acme.do(lambda ctx: changing.reopen(ctx, closed))
    assert acme.results(poll) == ([0, 1], 1)
    await acme.vote(poll, 1, person="U1")
    assert acme.results(poll) == ([0, 0], 0)


@pytest.mark.parametrize(("chat", "revoked"), [(GROUP, ["https://t.me/+own"]), ("-999", [])])
async def test_whoever_erases_themselves_has_no_link_any_more(acme: Core, chat: str, revoked: list[str]) -> None:
    """It is revoked in the audience's chat; of a chat that is none of ours any more nothing is left to be said."""
    await me(acme, "7", platform="telegram")

    def invite(ctx: Context) -> None:
        owner = people.find(ctx.db, "acme", Address("telegram", "7"))
        assert owner is not None
        code = referrals.put_code(ctx.db, "OWNC2345", owner, ctx.now)
        referrals.set_link(ctx.db, code.code, "https://t.me/+own", chat)

    await acme.do(invite)
    asked = await me(acme, "7", "erase", "telegram")
    yes = asked.answer.buttons[0][0].data if asked.answer else ""
    await acme.happens(Press, platform="telegram", person="7", data=yes, chat="7", private=True, answerable=True)
    assert [letter.target for letter in acme.letters("revocation")] == revoked
    await acme.arrive_all()
    assert acme.letters("revocation") == []
