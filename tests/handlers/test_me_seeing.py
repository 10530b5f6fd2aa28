"""What people see of themselves under /me: votes, questions, data, the export; and the language they choose."""

from datetime import timedelta
from typing import Any

import orjson
import pytest
from sqlalchemy import update

from chat.events import Command, HomeOpened, Message, Press
from chat.lines import parse
from chat.messages import Message as Said
from chat.ports import Outcome
from handlers import polls
from handlers.me import exporting
from storage import ledger
from storage.episodes import EPISODES
from tests.support.core import BOSS, SQUARE, TEAM, Core, event
from tests.support.mirabel import ANSWER, NAME, SLACK, TELEGRAM, everything, her, press, private, refresh, said
from tests.support.queries import send_button
from tests.support.results import drawn, make

ANSWERABLE = {"answerable": True}


async def me(bot: Core, text: str = "", **fields: Any) -> Said:
    """Let her write /me on Slack, and return the answer."""
    given = {**private("slack"), **ANSWERABLE, **fields}
    outcome = await bot.happens(Command, command="me", text=text, **given)
    assert outcome.answer is not None, outcome
    return outcome.answer


def buttons(message: Said) -> list[str]:
    """Return what buttons carry."""
    return [each.data for row in message.buttons for each in row]


async def test_the_page_leads_everywhere(acme: Core) -> None:
    """Every button of it is answered, in a group and in private, and by the word behind the command."""
    page = await me(acme)
    assert buttons(page) == [
        "me-votes", "me-questions", "me-data", "me-export", "me-language", "quiet", "link", "invite", "me-erase",
    ]  # fmt: skip
    for data in buttons(page):
        pressed = await acme.happens(Press, data=data, **private("slack"), **ANSWERABLE)
        assert (pressed.kind, bool(pressed.answer or pressed.toast)) == ("done", True), data
    for word in ("votes", "questions", "data", "export", "language", "link", "invite", "off", "on", "erase"):
        assert (await me(acme, word)).text
    refused = await acme.happens(Command, command="me", text="what", **private("slack"))
    assert "/me votes" in (refused.toast or "")


async def test_in_a_group_it_is_answered_privately(acme: Core) -> None:
    """On Telegram by a letter to the person, never into the group."""
    await acme.happens(Command, command="me", text="votes", **her("telegram"))
    (letter,) = acme.letters("answer")
    assert (letter.chat, letter.payload["fallback"]["chat"]) == (TELEGRAM, "-1001")


async def test_my_votes(acme: Core) -> None:
    """The newest first, with what was chosen; of an anonymous poll only that one took part."""
    assert "haven't voted" in (await me(acme, "votes")).text
    first = await make(acme, "A", "B", question="First?")
    acme.clock.forward(timedelta(minutes=1))
    ranked = await make(acme, "A", "B", question="Second?", kind="ranked")
    acme.clock.forward(timedelta(minutes=1))
    secret = await make(acme, "A", "B", question="Third?", visibility="anonymous")
    taken_back = await make(acme, "A", "B", question="Fourth?")
    await acme.vote(first, 1, **her())
    for option in (1, 0):
        await acme.vote(ranked, option, **her())
    await acme.vote(secret, 1, secret=True, **her())
    for _ in range(2):
        await acme.vote(taken_back, 0, **her())
    assert (await me(acme, "votes")).text.split("\n") == [
        "“Third?”: you took part. What you chose, nobody can see.",
        "“Second?”: B › A",
        "“First?”: B",
    ]


async def ask(bot: Core, words: str, message: str, **fields: Any) -> int:
    """Let her ask; return the episode's number."""
    await bot.happens(Message, message=message, text=words, **{**her(), **fields})
    found = bot.read(lambda db: db.execute(EPISODES.select().order_by(EPISODES.c.id.desc())).first())
    return int(found.id)


async def test_my_questions(acme: Core) -> None:
    """Each with its state in words; what the team does among itself is not shown."""
    assert "haven't asked" in (await me(acme, "questions")).text
    waiting = await ask(acme, "When do you open?", "q1")
    claims = {"claimant": 1, "snoozed_until": acme.clock.now() + timedelta(days=1)}
    await acme.do(lambda ctx: ctx.db.execute(update(EPISODES).where(EPISODES.c.id == waiting).values(**claims)))
    shown = (await me(acme, "questions")).text
    assert shown.startswith("“When do you open?”\nWaiting since 04/11/2026, 13:00. The team of Acme has it.")
    assert "Put off" not in shown
    assert "05/11" not in shown
    await acme.arrive_all()
    await press(acme, f"query-reply:{waiting}")
    await acme.happens(Message, message="t1", text="At nine.", person=BOSS, name="Ben Boss", chat=TEAM)
    await press(acme, send_button(acme), message="x")
    await refresh(acme)
    assert "Answered by Ben, 04/11/2026, 13:00." in (await me(acme, "questions")).text
    dismissed = await ask(acme, "Nice weather, no?", "q2")
    await press(acme, f"query-not:{dismissed}")
    closed = await ask(acme, "And tomorrow?", "q3")
    await press(acme, f"query-resolve:{closed}")
    text = (await me(acme, "questions")).text
    assert text.index("Closed, ") < text.index("The team saw no question") < text.index("Answered by")


async def test_a_promise_is_shown_to_whom_it_was_made(acme: Core) -> None:
    """By its day, as long as it is open."""
    await everything(acme)
    await choose(acme, "en")
    assert f"We promised by 4 November: Call {NAME}" in (await me(acme, "questions")).text


async def test_what_is_stored(acme: Core) -> None:
    """Kinds and numbers in plain words, where the words are kept and for how long."""
    await acme.happens(Message, message="m1", text="Good morning", language="pt", **her())
    await acme.happens(Message, message="m2", text="Good evening", **her())
    text = (await me(acme, "data", language="pt-BR")).text
    assert "A Acme conhece você no Slack como Mirabel Quillfeather. Idioma: português." in text
    assert "· 2 mensagens" in text
    assert "de 4 de novembro" in text
    assert "até você apagar" in text


async def exported(bot: Core) -> dict[str, Any]:
    """Return what her file holds."""
    await bot.happens(Press, data="me-export", **private())
    letter = bot.letters("me-export")[-1]
    message = drawn(bot, letter)
    assert message.document is not None
    assert message.document.name == exporting.NAME
    assert "document" not in message.as_json()
    content: dict[str, Any] = orjson.loads(message.document.content)
    return content


async def test_the_export_is_complete(acme: Core) -> None:
    """All that was done is in it, in the interchange format where it has one; of anonymous polls no choice."""
    await everything(acme)
    file = await exported(acme)
    assert {each["platform"] for each in file["accounts"]} == {"slack", "telegram", "webchat"}
    for line in file["lines"]:
        plain = {key: value for key, value in line.items() if key not in {"heard", "versions"}}
        assert parse(orjson.dumps(plain).decode()).person in {SLACK, TELEGRAM, "mirabel-91377"}
    (first,) = [line for line in file["lines"] if line["id"] == f"slack:{SQUARE}:m1"]
    assert (first["text"], [each["text"] for each in first["versions"]]) == (
        said("mended"), [said("first"), said("mended")],
    )  # fmt: skip
    assert {each["options"][0] for each in file["votes"]} == {"B"}
    assert len(file["participations"]) == 2
    assert all(each["options"] is None for each in file["participations"])
    assert len(file["reasons"]) == 2
    answers = [reply["text"] for question in file["questions"] for reply in question["replies"]]
    assert answers == [ANSWER]
    assert [each["score"] for each in file["satisfactions"]] == [5]
    for kept in (
        "corrections",
        "additions",
        "wishes",
        "notes",
        "shares",
        "dialogs",
        "letters",
        "inbox",
        "webchat",
        "link_codes",
    ):
        assert file[kept], kept
    assert "claimant" not in file["questions"][0]


async def test_the_export_is_gone_with_its_person(acme: Core) -> None:
    """A file that is asked for and not yet sent when somebody is erased is never written."""
    await acme.happens(Press, data="me-export", **private())
    (letter,) = acme.letters("me-export")
    asked = await acme.happens(Press, data="me-erase", **private("telegram"), **ANSWERABLE)
    assert asked.answer is not None
    await acme.happens(Press, data=asked.answer.buttons[0][0].data, **private("telegram"), **ANSWERABLE)
    assert acme.letters("me-export") == []
    assert acme.read(lambda db: exporting.draw(db, letter, acme.brands)) is None


async def choose(bot: Core, language: str) -> Outcome:
    """Let her choose a language on Slack."""
    return await bot.happens(Press, data=f"me-speak:{language}", **private("slack"), **ANSWERABLE)


async def test_a_chosen_language_goes_before_all(acme: Core) -> None:
    """In answers, toasts of votes open and anonymous, refusals, reminders and the page, on all accounts."""
    await everything(acme)
    answered = await choose(acme, "es")
    assert answered.answer is not None
    assert answered.answer.text == "Bien, hablamos en español."
    english = {**her(), "language": "en"}
    poll, secret = await make(acme, "A", "B"), await make(acme, "A", "B", visibility="anonymous")
    assert "voto" in ((await acme.vote(poll, 0, **english)).toast or "").lower()
    assert "voto" in ((await acme.vote(secret, 0, secret=True, **english)).toast or "").lower()
    assert (await me(acme, language="en")).title == "Sobre ti"
    assert (await me(acme, language="en", **{**private(), **ANSWERABLE})).title == "Sobre ti"
    refused = await acme.happens(Command, command="me", text="what", **{**private("slack"), "language": "en"})
    assert "Escribe /me" in (refused.toast or "")
    await acme.do(lambda ctx: polls.close(ctx, poll))
    closed = await acme.vote(poll, 1, **english)
    assert (closed.kind, "encuesta" in (closed.toast or "")) == ("refused", True)
    await acme.happens(HomeOpened, **{**her(), "chat": ""})
    assert "Acme" in drawn(acme, acme.letters("home")[-1]).title
    assert buttons(drawn(acme, acme.letters("home")[-1])) == ["me", "invite"]


@pytest.mark.parametrize("wish", ["de", "Deutsch", " DEUTSCH "])
async def test_a_language_can_be_typed(acme: Core, wish: str) -> None:
    """By its code or its own name; any other is refused with those there are."""
    assert (await me(acme, f"language {wish}")).text == "Gut, dann Deutsch."
    refused = await acme.happens(Command, command="me", text="language Klingon", **private("slack"))
    assert "Português" in (refused.toast or "")


async def test_the_team_may_look_too(acme: Core) -> None:
    """What they are shown is their own."""
    await acme.do(lambda ctx: ledger.put(ctx.db, parse(_line())))
    answered = await acme.happens(Press, data="me-data", person=BOSS, chat=TEAM, answerable=True)
    assert answered.answer is not None
    assert "U-boss" in answered.answer.text


def _line() -> str:
    happened = event(Message, message="z", text="Hello", person=BOSS)
    line = {"id": "z", "brand": "acme", "platform": "slack", "chat": TEAM, "person": BOSS, "team": True}
    return orjson.dumps(line | {"kind": "message", "at": happened.at, "text": "Hello"}).decode()
