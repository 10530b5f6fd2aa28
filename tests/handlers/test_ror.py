"""`/ror` as conversations: who may see it, of which brand, in which words, and that it says what the JSON says."""

import re
from datetime import timedelta
from typing import Any

import pytest

from chat.address import Address
from chat.events import Command, Joined, Message, Press
from chat.i18n import LANGUAGES, words
from handlers import reporting
from insight.rules import GROUPS
from storage.people import Newcomer, meet
from tests.support.core import ACME, BOSS, GROUP, SQUARE, TEAM, Core, event

MANAGER_OF_BOTH = {"platform": "telegram", "person": "77"}


async def ask(bot: Core, **fields: Any) -> Any:  # noqa: ANN401  # an outcome, whose answer is looked into
    """Ask for the scorecard."""
    return await bot.happens(Command, **{"command": "ror", "answerable": True} | fields)


@pytest.mark.parametrize(
    ("fields", "brand"),
    [
        ({"chat": TEAM, "person": "anyone"}, "Acme"),
        ({"person": BOSS}, "Acme"),
        ({"chat": "C-elsewhere", "person": BOSS}, "Acme"),
        ({"chat": "D1", "private": True, "person": BOSS}, "Acme"),
        ({"chat": "D2", "private": True, "person": "colleague"}, "Acme"),
        ({"person": "colleague"}, None),
        ({"person": "anyone"}, None),
        ({"chat": "C-elsewhere", "person": "anyone"}, None),
        ({"chat": "D3", "private": True, "person": "anyone"}, None),
        ({"person": None}, None),
        (MANAGER_OF_BOTH | {"chat": GROUP}, "Acme"),
        (MANAGER_OF_BOTH | {"chat": "-901"}, "Zest"),
        (MANAGER_OF_BOTH | {"chat": "-900"}, "Zest"),
        ({"platform": "telegram", "person": "1", "chat": "-900"}, "Zest"),
    ],
)
async def test_who_may_see_it(both: Core, fields: dict[str, Any], brand: str | None) -> None:
    """Managers anywhere, anyone in the team's chat, the team in private; the brand is the chat's where it has one."""
    await both.happens(Message, chat=TEAM, person="colleague", message="1", text="hello")
    outcome = await ask(both, **fields)
    if brand is None:
        assert (outcome.kind, outcome.answer) == ("refused", None)
        assert outcome.toast == words("en")("ror-not-for-you")
    else:
        assert outcome.answer.title == f"Return on Relationship: {brand}"
    assert both.letters() == []


async def test_of_several_brands_one_is_asked_for(both: Core) -> None:
    """Where it is not clear which is meant buttons ask, once; a press answers, for one's own brands only."""
    asked = (await ask(both, **MANAGER_OF_BOTH, chat="77", private=True)).answer
    assert [button.data for row in asked.buttons for button in row] == ["ror:zest", "ror:acme"]
    for key, name in (("acme", "Acme"), ("zest", "Zest")):
        pressed = {"data": f"ror:{key}", "answerable": True, "chat": "77", "private": True}
        shown = await both.happens(Press, **pressed, **MANAGER_OF_BOTH)
        assert shown.answer is not None
        assert shown.answer.title.endswith(name)
    for data in ("ror:zest", "ror:nosuch", "ror:"):
        foreign = await both.happens(Press, data=data, person=BOSS, answerable=True)
        assert foreign.kind == "refused"


@pytest.mark.parametrize(
    ("text", "fields", "shows"),
    [
        ("ror", {"person": BOSS}, "Return on Relationship: Acme"),
        (" ror ", {"person": BOSS}, "Return on Relationship: Acme"),
        ("", {"person": BOSS}, "Hello, I'm Acme's assistant."),
        ("other", {"person": BOSS}, "Hello, I'm Acme's assistant."),
        ("ror", {"person": "anyone"}, None),
    ],
)
async def test_start_with_the_link_of_ror(acme: Core, text: str, fields: dict[str, Any], shows: str | None) -> None:
    """Who opens the chat by the link gets the scorecard at once, others a greeting, strangers a refusal."""
    start = {"command": "start", "text": text, "chat": "D1", "private": True, "answerable": True}
    outcome = await acme.happens(Command, **start | fields)
    said = f"{outcome.answer.title}{outcome.answer.text}" if outcome.answer else ""
    assert said.startswith(shows or "")
    assert (outcome.kind, bool(said)) == ("done" if shows else "refused", bool(shows))


async def test_start_in_a_group_says_nothing(acme: Core) -> None:
    """Groups are not greeted."""
    outcome = await acme.happens(Command, command="start", platform="telegram")
    assert (outcome.answer, acme.letters()) == (None, [])


async def test_it_is_told_directly_where_no_private_answer_can_be_shown(acme: Core) -> None:
    """A direct message with the chart; refused, a sentence in the group, which names no figure."""
    await ask(acme, platform="telegram", person="77", thread="5", answerable=False)
    (letter,) = acme.letters()
    assert (letter.kind, letter.platform, letter.chat, letter.thread) == ("answer", "telegram", "77", None)
    assert letter.payload["message"]["chart"]["brand"] == "Acme"
    fallback = letter.payload["fallback"]
    assert (fallback["chat"], fallback["thread"]) == (GROUP, "5")
    assert not re.search(r"\d", fallback["text"])


async def test_a_refusal_is_said_where_it_was_asked(acme: Core) -> None:
    """On Telegram a command's refusal is a reply, in the person's language."""
    asked = {"platform": "telegram", "person": "5", "language": "pt-br", "message": "31", "answerable": False}
    assert (await ask(acme, **asked)).kind == "refused"
    (note,) = acme.letters()
    assert (note.kind, note.chat, note.reply_to) == ("note", GROUP, "31")
    assert note.payload["message"]["text"] == words("pt")("ror-not-for-you")


async def story(bot: Core) -> None:
    """Let two weeks go by: some come, some write, some vote, fewer in the second week."""
    bot.clock.forward(-timedelta(days=14))
    for week, people in enumerate((9, 4)):
        poll = await bot.poll(question=f"Week {week}?")
        for i in range(people):
            await bot.dispatcher.offer(event(Joined, person=f"P{i}", at=bot.clock.now(), referrer=None))
            await bot.happens(Message, person=f"P{i}", message=f"{week}.{i}", text="hi")
            await bot.vote(poll, i % 2, person=f"P{i}")
        await bot.happens(Message, person=BOSS, message=f"{week}.boss", text="A post")
        await bot.happens(Message, person="P0", message=f"{week}.reply", text="A reply", reply_to=f"{week}.boss")
        bot.clock.forward(timedelta(days=7))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_says_what_the_json_says(acme: Core, language: str) -> None:
    """Every measure of each part and watch stands in its line: value, the one before, and n, as people write them."""
    await story(acme)
    answer = (await ask(acme, person=BOSS, language=language)).answer
    start, end = reporting.last_days(acme.clock.now(), ACME)
    card = acme.read(lambda db: reporting.report(db, ACME, start, end)).card
    figures, say = card.as_json(), words(language)
    lines = answer.text.splitlines()
    for part, measures in GROUPS.items():
        for name in measures:
            found = (figures["parts"] | figures["watches"])[part]["measures"][name]
            value, before = (reporting.value_text(name, found[key], say) for key in ("value", "previous"))
            label = say("measure-" + name.replace("_", "-"))
            told = say("measure", name=label, value=value, before=before, n=say.number(found["n"]))
            (line,) = [line for line in lines if line.endswith(told)]
            marks = {"clear": "●", "noise": "○", "unknown": "·"}
            assert line == f"{marks[found['change']]} {told}"
    participation = figures["parts"]["engagement"]["measures"]["poll_participation"]
    assert (participation["value"], participation["previous"]) == (4 / 9, 1.0)


async def test_germans_read_german_numbers(acme: Core) -> None:
    """Decimal commas, a no-break space before the sign, a dash where there is nothing to measure."""
    await story(acme)
    text = (await ask(acme, person=BOSS, language="de")).answer.text
    assert "Haben abgestimmt: 44,4\u00a0% (davor 100\u00a0%, n 9)" in text
    assert "Würden uns empfehlen (NPS): – (davor –, n 0)" in text
    assert text.startswith("28. Oktober bis 3. November (Europe/Berlin)")


async def test_help_fits_the_person(acme: Core) -> None:
    """The team hears of its commands, the audience of what it can do, an unknown command gets a hint."""
    for fields, key in [({"chat": TEAM}, "help-team"), ({}, "help-audience")]:
        outcome = await acme.happens(Command, command="help", answerable=True, **fields)
        assert outcome.answer is not None
        assert outcome.answer.text == words("en")(key, brand="Acme")
    assert (await acme.happens(Command, command="wat", answerable=True)).toast == words("en")("command-unknown")
    assert (await acme.happens(Command, command="wat", platform="telegram")).kind == "done"
    assert (await acme.happens(Press, data="vote:", chat=SQUARE)).toast == words("en")("button-old")


async def test_it_opens_as_a_page(both: Core) -> None:
    """One of the team gets a link of their own at each look, to the days and the platform they look at."""
    rosa = Newcomer(Address("webchat", "rosa"))
    await both.do(lambda ctx: meet(ctx.db, "acme", rosa, ctx.now, team=True))
    mine = {"platform": "webchat", "person": "rosa", "chat": "rosa", "private": True}
    links = set()
    for _ in range(2):
        (*_, door) = (await ask(both, **mine, text="2026-W43 telegram")).answer.buttons
        assert door[0].label == words("en")("page-link")
        links.add(door[0].url)
    first, second = links
    assert first.startswith("/brands/acme?t=")
    assert first.endswith("&period=2026-10-19..2026-10-25&platform=telegram")
    assert first != second
