"""`/ror` read further: its words, its buttons, what is behind its figures, its table, and how it is reckoned."""

import csv
import io
import json
from datetime import date, timedelta
from typing import Any

import pytest

from bot.platforms.slack.render import payload
from bot.platforms.telegram.rendering import render
from chat.brands import Brand
from chat.errors import Permanent, UserError
from chat.events import Command, Connected, Joined, Message, Press, Reaction
from chat.i18n import LANGUAGES, words
from chat.lines import Line
from chat.messages import Message as Told
from handlers import letters, ror, router
from handlers.reporting import permalinks
from handlers.reporting.behind import PAGE
from handlers.ror.looks import Look, asked, pressed
from insight.behind import OPENS
from insight.rules import GROUPS
from insight.weeks import Period
from storage import ledger
from tests.support.core import ACME, BOSS, GROUP, SQUARE, ZEST, Core
from tests.support.slack_limits import block_problems
from tests.support.telegram_limits import units

SAY = words("en")
BRANDS = {"acme": ACME, "zest": ZEST, "slack": Brand(key="slack", name="Slow Lack", zone=ACME.zone)}


@pytest.mark.parametrize(
    ("text", "look"),
    [
        ("", Look()),
        ("30d acme telegram", Look(brand="acme", platform="telegram", period="30d")),
        ("Telegram ACME 2026-W44", Look(brand="acme", platform="telegram", period="2026-W44")),
        ("slow lack month", Look(brand="slack", period="month")),
        ("brand:slack platform:slack", Look(brand="slack", platform="slack")),
        ("explain zest", Look(brand="zest", shown="explain")),
        ("csv first-response", Look(shown="csv", of="first_response")),
        ("care 7d", Look(shown="care", period="7d")),
    ],
)
def test_words_in_any_order(text: str, look: Look) -> None:
    """Each is known by what it looks like; a button carries the same."""
    assert asked(text, BRANDS) == look
    assert pressed(look.of_brand("acme").data, BRANDS) == look.of_brand("acme")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("slack", "ror-ambiguous"),
        ("7d 30d", "ror-twice"),
        ("acme zest", "ror-twice"),
        ("yesterday", "ror-words"),
        ("brand:nosuch", "ror-words"),
        ("2026-11", "ror-period-words"),
        ("2026-11-03..2026-11-01", "ror-period-order"),
        ("2999-W01", "ror-period-future"),
        ("999d", "ror-period-long"),
    ],
)
async def test_words_that_cannot_be(both: Core, text: str, key: str) -> None:
    """A sentence in each language says what to write instead."""
    with pytest.raises(UserError) as raised:
        asked(text, BRANDS).days(ACME, both.clock.now())
    assert raised.value.key == key
    for language in LANGUAGES:
        assert words(language)(key, **raised.value.args_of_text)


def test_a_long_key_fits_a_button() -> None:
    """It is told by what it comes to; what no button ever carried finds nothing."""
    brand = "b" * 60
    look = Look(brand=brand, platform="telegram", shown="csv", of="relationship_revenue", page=99_999)
    look = look.at(Period(date(2026, 1, 1), date(2026, 12, 31)))
    assert len(look.data.encode()) <= 64
    assert pressed(look.data, ["acme", brand]) == look
    assert pressed("ror:::::::", ["acme"]).brand not in {"acme", ""}
    assert pressed("ror:acme:=zz:q:999.x:-1", ["acme"]).page == 0


@pytest.fixture
async def week(both: Core) -> Core:
    """Let twelve people answer a post and ask, one of them with what a spreadsheet would take for a formula."""
    acme = both
    acme.clock.forward(-timedelta(days=3))
    await acme.happens(Connected, chat="", person=None, home="https://acme.slack.com/")
    await acme.happens(Message, person=BOSS, message="1.0", text="A post")
    for i in range(12):
        await acme.happens(Joined, person=f"P{i:02}", name=f"=Ana {i}", referrer=None)
        said = {"message": f"2.{i:02}", "text": f"=HYPERLINK(1) and more {i}", "reply_to": "1.0"}
        acme.clock.forward(timedelta(minutes=1))
        await acme.happens(Message, person=f"P{i:02}", name=f"=Ana {i}", **said)
    await acme.happens(Reaction, person="P00", target="1.0", emoji="+1")
    secret = await acme.poll(question="Secret?")
    await acme.vote(secret, 0, person="P01")
    acme.clock.forward(timedelta(days=3))
    return acme


async def press(bot: Core, data: str, **fields: Any) -> Any:  # noqa: ANN401  # an outcome, whose answer is looked into
    """Press a button of an answer."""
    return await bot.happens(Press, **{"data": data, "person": BOSS, "answerable": True} | fields)


def button(told: Told, label: str) -> str:
    """Return what a button carries."""
    return next(each.data for row in told.buttons for each in row if each.label == label)


async def test_every_number_opens_by_buttons(week: Core) -> None:
    """From all figures to a part, to a figure with its rows and links, to the next page; the team alone may press."""
    whole = (await week.happens(Command, command="ror", person=BOSS, answerable=True)).answer
    assert whole is not None
    part = (await press(week, button(whole, "Engagement"))).answer
    assert "○" in part.text or "nothing can be said of the change" in part.text
    assert SAY("definition-conversation") in part.text
    figure = (await press(week, button(part, SAY("measure-conversation")))).answer
    assert f"Behind it: 12 entries, page 1 of {-(-12 // PAGE)}" in figure.text
    assert "“=HYPERLINK(1) and more 11”" in figure.text
    assert figure.buttons[0][0].url == f"https://acme.slack.com/archives/{SQUARE}/p211"
    following = (await press(week, button(figure, "Next →"))).answer
    assert following.text.endswith("“=HYPERLINK(1) and more 0”")
    assert (await press(week, button(figure, "Next →"), person="P01")).kind == "refused"
    month = (await press(week, button(part, "30 days"))).answer
    assert SAY("definition-conversation") in month.text


@pytest.mark.parametrize(
    ("platform", "message", "link"),
    [
        ("telegram", "77", "https://t.me/c/2/77"),
        ("webchat", "5", "/play#message-5"),
        ("slack", "1730.000200", ""),
    ],
)
async def test_where_a_message_is(both: Core, platform: str, message: str, link: str) -> None:
    """In a supergroup and in the playground it is known, in Slack once the workspace told where it is."""
    chat = {"chat": "-1002"} if platform == "telegram" else {}
    line = Line(
        id=ledger.line_id(platform, chat.get("chat", SQUARE), message), brand="acme", platform=platform,
        chat=chat.get("chat", SQUARE), person="1", team=False, kind="message", at=both.clock.now(),
    )  # fmt: skip
    await both.do(lambda ctx: ledger.put(ctx.db, line))
    assert both.read(lambda db: permalinks.of(db, "acme", [line.id])) == ({line.id: link} if link else {})


async def test_who_voted_is_told_and_nothing_more(week: Core) -> None:
    """Neither when nor for what."""
    told = (await press(week, Look(brand="acme", shown="poll_participation").data)).answer
    assert "1. =Ana 1 · Slack\n\n" + SAY("ror-only-that-they-voted") in told.text
    assert "Recipes" not in told.text


@pytest.mark.parametrize(("private", "to"), [(True, "D1"), (False, BOSS)])
async def test_the_table_comes_to_whoever_asked(week: Core, private: bool, to: str) -> None:
    """All figures by the words, the rows of one by its button; nothing in it is a formula."""
    where = {"private": private, "chat": "D1" if private else SQUARE, "person": BOSS, "answerable": True}
    await week.happens(Command, command="ror", text="csv", **where)
    await press(week, Look(brand="acme", shown="csv", of="conversation").data, **where)
    figures, rows = week.letters()[-2:]
    assert {(each.kind, each.chat) for each in (figures, rows)} == {("ror-csv", to)}
    tables = []
    for letter in (figures, rows):
        told = week.read(lambda db, letter=letter: letters.draw(router, db, letter, week.brands))
        assert told is not None
        assert told.document is not None
        tables.append(list(csv.DictReader(io.StringIO(told.document.content.decode("utf-8-sig")))))
    named = {row["measure"]: row for row in tables[0]}
    assert {name for names in GROUPS.values() for name in names} <= named.keys()
    assert (named["active"]["value"], named["active"]["n"]) == ("1.0", "12")
    assert len(tables[1]) == 12
    assert {row["text"][:2] for row in tables[1]} == {row["name"][:2] for row in tables[1]} == {"'="}


async def test_a_group_sees_nothing_of_it(week: Core) -> None:
    """It goes to one person alone; where the server cannot, directly, and where that cannot be the group reads why."""
    given = {"platform": "telegram", "person": "77", "thread": "5", "answerable": False, "aside": True}
    await week.happens(Command, command="ror", **given)
    aside = week.letters()[-1]
    assert (aside.kind, aside.chat, aside.thread) == ("aside", GROUP, "5")
    told = week.read(lambda db: letters.draw(router, db, aside, week.brands))
    assert told is not None
    assert (told.only_for, told.chart) == ("77", None)
    await week.do(lambda ctx: letters.refused(router, ctx, aside, Permanent("no"), told))
    direct = week.letters()[-1]
    assert (direct.kind, direct.chat, direct.payload["fallback"]["chat"]) == ("answer", "77", GROUP)
    assert direct.payload["message"]["chart"]
    assert "only_for" not in direct.payload["message"]


async def test_it_is_explained(week: Core) -> None:
    """The arithmetic comes to the index that is shown, and the four questions have their answers."""
    told = (await week.happens(Command, command="ror", text="explain", person=BOSS, answerable=True)).answer
    assert told is not None
    assert "Active people: 12 of 12 is 100%, of the target 30% scores 100" in told.text
    assert "Index" in told.text.splitlines()[-1]
    people = (await press(week, button(told, "Next →"))).answer.text
    assert SAY("explain-content") in people
    assert "12 members at the end (12 joined, 0 left); 12 can be reached" in people
    team = (await press(week, Look(brand="acme", shown="explain", page=2).data)).answer.text
    assert (SAY("explain-care") in team, SAY("explain-engagement") in team) == (True, True)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_page_has_room_on_every_platform(both: Core, language: str) -> None:
    """The longest names and texts are no reason to lose a number; buttons fit."""
    acme = both
    acme.clock.forward(-timedelta(days=1))
    for i in range(PAGE):
        name = f"{i} " + "🧑‍🚀Ж" * 25
        await acme.happens(Message, person=f"U{i}", name=name, message=f"2.{i}", text=f"Where is it? {'ü🎉' * 400}")
    acme.clock.forward(timedelta(days=1))
    period, say = Period(date(2026, 1, 1), acme.clock.now().date()), words(language)
    for shown in ("", *GROUPS, *OPENS):
        look = Look(brand="acme", shown=shown).at(period)
        message = acme.read(lambda db, look=look: ror.page(db, ACME, look, period))(say)
        rendered = render(message)
        assert rendered.text.endswith(message.text.rstrip()[-20:])
        assert units(rendered.text) <= 4_096
        blocks = payload(message)["blocks"]
        assert block_problems(blocks) == []
        shown_text = json.dumps(blocks, ensure_ascii=False)
        assert all(line[:12] in shown_text for line in message.text.splitlines() if line[:1].isdigit())
