"""`/inbox`: who waits, longest first; mine, snoozed, promised; search; each card at hand."""

from datetime import timedelta
from typing import Any

import pytest

from chat.events import Message
from chat.ports import Outcome
from handlers.replies import inbox
from storage import episodes, inbox_queries, people
from storage.inbox_queries import Wish
from storage.replies import Reply
from storage.replies import put as put_reply
from tests.support.core import BOSS, GROUP, SQUARE, Core
from tests.support.queries import all_episodes, answer, ask, press
from tests.support.results import answer as said
from tests.support.results import command, data_of

MANAGER_OF_BOTH = {"platform": "telegram", "person": "77", "chat": "77", "private": True}


async def listed(core: Core, text: str = "", **fields: Any) -> Any:  # noqa: ANN401  # a message
    """Return what `/inbox` answers the boss."""
    return said(await command(core, "inbox", text=text, **{"person": BOSS, **fields}))


async def promise(core: Core, episode: int, what: str, due: timedelta) -> None:
    """Let something be promised."""
    now = core.clock.now()
    row = {"brand": "acme", "episode": episode, "account": 1, "text": what, "made_at": now, "due_at": now + due}
    await core.do(lambda ctx: ctx.db.execute(inbox_queries.PROMISES.insert(), row | {"state": "open"}))


def ids(core: Core, **wish: Any) -> list[int]:
    """Return the ids of the queries of a part of the list."""
    found = core.read(lambda db: inbox.entries(db, "acme", Wish(**wish), core.clock.now()))
    return [each["id"] for each in found]


async def test_who_waits_longest_is_first(acme: Core) -> None:
    """With who, where, since when and the words; each has a button that shows its card."""
    first = await ask(acme, "When do you open?", "U1", name="Ana Lima")
    second = await ask(acme, "Is it vegan?", "U2", platform="telegram", chat=GROUP)
    shown = await listed(acme)
    assert shown.title == "Questions: Acme"
    lines = shown.text.replace("\u2068", "").replace("\u2069", "").splitlines()
    assert lines[0] == "2 are waiting for an answer, longest first:"
    assert lines[2].startswith("1. Ana Lima, Slack, 04/11/2026, 13:00: “When do you open?”")
    assert lines[3].startswith("2. U2, Telegram, 04/11/2026, 13:01: “Is it vegan?”")
    tabs = [f"inbox:0:{choice}:acme" for choice in ("mine", "snoozed", "promised")]
    assert data_of(shown) == [f"inbox-show:{first.id}", f"inbox-show:{second.id}", *tabs]


async def test_nobody_waits(acme: Core) -> None:
    """Then it says so."""
    assert (await listed(acme)).text.startswith("Nobody is waiting. Well done!")


@pytest.mark.parametrize(
    ("fields", "sees"),
    [
        pytest.param({}, True, id="in the team's chat"),
        pytest.param({"chat": SQUARE}, True, id="a manager in the audience"),
        pytest.param({"chat": ""}, True, id="a manager on the bot's page"),
        pytest.param({"chat": SQUARE, "person": "U1"}, False, id="the audience"),
        pytest.param({"chat": "D1", "person": "U1", "private": True}, False, id="somebody in private"),
    ],
)
async def test_it_is_for_the_team(acme: Core, fields: dict[str, Any], sees: bool) -> None:
    """Others are told so, and neither list nor card is shown to them."""
    episode = await ask(acme)
    outcomes: list[Outcome] = [
        await command(acme, "inbox", **{"person": BOSS, **fields}),
        await press(acme, f"inbox-show:{episode.id}", answerable=True, **fields),
    ]
    assert [each.kind for each in outcomes] == ["done" if sees else "refused"] * 2
    assert [each.answer is not None for each in outcomes] == [sees] * 2


async def test_a_card_is_at_hand(acme: Core) -> None:
    """With the buttons that it has in the team's chat."""
    episode = await ask(acme)
    outcome = await press(acme, f"inbox-show:{episode.id}", answerable=True)
    assert "When do you open?" in said(outcome).text
    assert f"query-reply:{episode.id}" in data_of(said(outcome))
    assert (await press(acme, "inbox-show:99", answerable=True)).kind == "refused"
    assert (await press(acme, "inbox-show:x", answerable=True)).kind == "refused"


async def test_mine_snoozed_promised(acme: Core) -> None:
    """What is put off is not in the list until its time; claimed ones stay in it, and say whose they are."""
    mine, off, promised, plain = [await ask(acme, f"Question {name}?", name) for name in ("U1", "U2", "U3", "U4")]
    await press(acme, f"query-claim:{mine.id}")
    until = acme.clock.now() + timedelta(days=1)
    await acme.do(lambda ctx: episodes.change(ctx.db, off.id, snoozed_until=until))
    await promise(acme, promised.id, "send the sizes", timedelta(days=2))
    boss = acme.read(lambda db: people.of_id(db, all_episodes(acme)[0].claimant or 0))
    assert ids(acme) == [mine.id, promised.id, plain.id]
    assert ids(acme, choice="mine", me=boss.standing_for) == [mine.id]
    assert ids(acme, choice="snoozed") == [off.id]
    assert ids(acme, choice="promised") == [promised.id]
    shown = await listed(acme)
    assert "Ben Boss is on it" in shown.text.replace("\u2068", "").replace("\u2069", "")
    assert "promised by 06/11/2026, 13:04: send the sizes" in shown.text.replace("\u2068", "").replace("\u2069", "")
    assert [row.label for row in shown.buttons[-1]] == ["Mine (1)", "Snoozed (1)", "Promised (1)"]
    for word, found in (("mías", mine), ("zurückgestellt", off), ("prometidas", promised), ("meine", mine)):
        assert data_of(await listed(acme, word))[0] == f"inbox-show:{found.id}"
    acme.clock.forward(timedelta(days=1))
    assert ids(acme) == [mine.id, off.id, promised.id, plain.id]


async def test_a_page_that_is_no_more_shows_the_last_one(acme: Core) -> None:
    """An old button leads to where the list ends now, and its buttons from there."""
    for number in range(inbox.PAGE + 1):
        await ask(acme, f"Question {number}?", f"P{number}")
    onward = await press(acme, "inbox:7:waiting:acme", answerable=True)
    assert "9. P8" in said(onward).text.replace("\u2068", "")
    assert "inbox:0:waiting:acme" in data_of(said(onward))
    await answer(acme, all_episodes(acme)[0])
    for data in ("inbox:1:waiting:acme", "inbox:1:waiting:acme:question"):
        shown = said(await press(acme, data, answerable=True))
        assert "1. P1" in shown.text.replace("\u2068", "")
        assert "inbox:2:" not in str(data_of(shown))


async def test_what_was_answered_is_gone(acme: Core) -> None:
    """Automatic answers take out of the list, too, while nobody says that they are wrong; all is found by searching."""
    first, second, third = [await ask(acme, f"Question {name}?", name) for name in ("U1", "U2", "U3")]
    await answer(acme, first)
    await acme.do(lambda ctx: episodes.change(ctx.db, second.id, automatic=1))
    assert ids(acme) == [third.id]
    assert ids(acme, choice="all") == [second.id, third.id, first.id]


async def test_it_is_searched(acme: Core) -> None:
    """All words, in any message of the person or in their name, whatever case and accents."""
    first = await ask(acme, "¿Cuándo abrís?", "U1", name="Zoë Müller")
    await ask(acme, "And the café?", "U1", name="Zoë Müller")
    second = await ask(acme, "Is it vegan?", "U2", name="Bo")
    for words, found in (
        ("CUANDO", [first.id]), ("cafe abris", [first.id]), ("zoe muller", [first.id]), ("vegan bo", [second.id]),
        ("i", [first.id, second.id]), ("nothing", []), ("cuando vegan", []),
    ):  # fmt: skip
        assert ids(acme, choice="all", search=words) == found, words
    shown = await listed(acme, "Cafe")
    assert shown.text.replace("\u2068", "").replace("\u2069", "").startswith("Found for “Cafe”: 1")
    assert data_of(shown)[0] == f"inbox-show:{first.id}"
    assert data_of(shown)[-4:-3] == ["inbox:0:waiting:acme"]
    assert "(nothing here)" in (await listed(acme, "mine vegan")).text


async def test_pages(acme: Core) -> None:
    """Eight at a time; a search goes on to its further pages while a button can carry it."""
    made = [await ask(acme, f"Question {number}?", f"P{number}") for number in range(10)]
    shown = await listed(acme)
    assert "Page 1 of 2" in shown.text.replace("\u2068", "").replace("\u2069", "")
    assert "inbox:1:waiting:acme" in data_of(shown)
    last = said(await press(acme, "inbox:1:waiting:acme", answerable=True))
    assert data_of(last)[:3] == [f"inbox-show:{made[8].id}", f"inbox-show:{made[9].id}", "inbox:0:waiting:acme"]
    assert "inbox:1:all:acme:question" in data_of(await listed(acme, "question"))
    again = said(await press(acme, "inbox:1:all:acme:question", answerable=True))
    assert data_of(again)[:2] == [f"inbox-show:{made[8].id}", f"inbox-show:{made[9].id}"]
    assert "inbox:1:" not in " ".join(data_of(await listed(acme, "question " + "qu " * 30)))
    for data in ("inbox:x:y:acme", "inbox", "inbox:999999999:waiting:acme"):
        assert (await press(acme, data, answerable=True)).kind == "done"


async def test_as_json(acme: Core) -> None:
    """Every field by which a page or a program can work with it; times are UTC, the waiting in seconds."""
    episode = await ask(acme, "Where is my order? :(", "U1", name="Ana Lima")
    await promise(acme, episode.id, "look it up", timedelta(hours=1))
    due = acme.clock.now() - timedelta(seconds=1)
    await acme.do(lambda ctx: episodes.change(ctx.db, episode.id, urgent=True, due_at=due))
    (found,) = acme.read(lambda db: inbox.entries(db, "acme", Wish(), acme.clock.now()))
    assert found == {
        "id": episode.id, "person": "U1", "name": "Ana Lima", "platform": "slack", "chat": SQUARE, "state": "waiting",
        "text": "Where is my order? :(", "language": "en", "sentiment": -1, "opened_at": "2026-11-04T12:00:00+00:00",
        "waiting_s": 60, "due_at": due.isoformat(), "overdue": True, "urgent": True, "claimed_by": None,
        "snoozed_until": None, "promise": {"text": "look it up", "due_at": "2026-11-04T13:01:00+00:00"},
        "automatic": False,
    }  # fmt: skip
    lines = (await listed(acme)).text
    assert "urgent · overdue" in lines


async def test_an_answer_on_its_way_is_told(acme: Core) -> None:
    """So that nobody answers twice."""
    episode = await ask(acme)
    now = acme.clock.now()
    mine = Reply(episode=episode.id, author=1, name="Ben", text="At nine.", files=[], state="queued", made_at=now)
    await acme.do(lambda ctx: put_reply(ctx.db, mine))
    assert "an answer is on its way" in (await listed(acme)).text


async def test_of_which_brand(both: Core) -> None:
    """A manager of two brands is asked whose list is meant."""
    await both.happens(Message, message="1", text="What is it?", platform="telegram", chat="-901", person="9")
    asked = await command(both, "inbox", **MANAGER_OF_BOTH)
    buttons = data_of(said(asked)) if asked.answer else [
        each["data"] for row in both.letters("answer")[-1].payload["message"]["buttons"] for each in row
    ]  # fmt: skip
    assert sorted(buttons) == ["inbox:0:waiting:acme", "inbox:0:waiting:zest"]
