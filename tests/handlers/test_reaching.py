"""What is asked of the platforms before a poll is made: who runs a chat, and which chats keep the bot out."""

from dataclasses import replace

import pytest

from chat.address import Address
from chat.events import Command
from chat.i18n import LANGUAGES, words
from storage.plans import of_brand
from tests.support.core import ACME, BOSS, GROUP, PLAZA, SQUARE, TEAM, Core, core
from tests.support.inquiries import Answers

TYPED = '"Which next?" "Recipes" "Behind the scenes"'
IN_SQUARE, IN_GROUP = Address("slack", SQUARE), Address("telegram", GROUP)
OUT = "not in the channel"


def asking(bot: Core, answers: Answers) -> Core:
    """Let the bot ask."""
    bot.dispatcher.inquire = answers
    return bot


async def test_a_one_liner_names_the_chats_it_cannot_reach(both: Core) -> None:
    """It goes out, and its maker hears what to do for the others."""
    asking(both, Answers(unreachable={IN_SQUARE: OUT, IN_GROUP: OUT}))
    outcome = await both.happens(Command, command="poll", text=TYPED, chat=TEAM, answerable=True, language="en")
    assert outcome.answer is not None
    assert "Type /invite @Rapport in slack:C-square." in outcome.answer.text
    assert "In telegram:-1001: add me to the group and make me an administrator." in outcome.answer.text
    assert len(both.letters("poll")) == 3


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("text", "form"), [(TYPED, False), ("", True)], ids=["one line", "form"])
async def test_where_nobody_would_see_it_nothing_is_made(
    sqlite_url: str, language: str, text: str, *, form: bool
) -> None:
    """Complaint 8: never a silent failure, and the `/invite` line is shown before the form opens."""
    async with core(sqlite_url, replace(ACME, audiences=(IN_SQUARE,))) as bot:
        asking(bot, Answers(unreachable={IN_SQUARE: OUT}))
        fields = {"chat": TEAM, "answerable": True, "formable": form, "language": language}
        outcome = await bot.happens(Command, command="poll", text=text, **fields)
        line = words(language)("poll-let-in-slack", chat="slack:C-square")
        assert outcome.toast == words(language)("poll-nowhere", lines=line)
        assert (outcome.form, bot.letters()) == (None, [])


async def test_a_plan_may_wait_for_its_chats(sqlite_url: str) -> None:
    """Until its first run somebody may let the bot in; what to do is said all the same."""
    async with core(sqlite_url, replace(ACME, audiences=(IN_SQUARE,))) as bot:
        asking(bot, Answers(unreachable={IN_SQUARE: OUT}))
        outcome = await bot.happens(Command, command="poll", text=f"{TYPED} in 2h", chat=TEAM, answerable=True)
        assert outcome.answer is not None
        assert "/invite" in outcome.answer.text
        assert len(bot.read(lambda db: of_brand(db, "acme"))) == 1


async def test_a_private_channel_that_is_none_of_ours_is_looked_at_too(both: Core) -> None:
    """Whoever types it there learns that the bot is not in it."""
    answers = Answers(unreachable={Address("slack", "C-elsewhere"): OUT})
    asking(both, answers)
    fields = {"chat": "C-elsewhere", "person": BOSS, "answerable": True, "formable": True}
    outcome = await both.happens(Command, command="poll", text="", **fields)
    assert outcome.form is not None
    assert "slack:C-elsewhere" in outcome.form.note
    assert answers.asked[0].reach == (IN_SQUARE, IN_GROUP, Address("slack", "C-elsewhere"))


async def test_webchat_keeps_nobody_out(both: Core) -> None:
    """Only the platforms of others are asked."""
    answers = Answers()
    asking(both, answers)
    await both.happens(Command, command="poll", text=TYPED, chat=TEAM, answerable=True)
    assert Address("webchat", PLAZA) not in answers.asked[0].reach


async def test_nobody_is_asked_about_who_may_not(both: Core) -> None:
    """The audience cannot keep the platforms busy."""
    answers = Answers()
    asking(both, answers)
    outcome = await both.happens(Command, command="poll", text=TYPED, answerable=True)
    assert (outcome.kind, answers.asked) == ("refused", [])


@pytest.mark.parametrize(
    ("chat_admins", "runs", "fields", "kind"),
    [
        pytest.param(True, True, {}, "done", id="who runs the chat"),
        pytest.param(True, False, {}, "refused", id="who does not"),
        pytest.param(False, True, {}, "refused", id="where it is not wanted"),
        pytest.param(True, False, {"person": None, "as_team": True}, "done", id="who speaks as the chat"),
        pytest.param(False, False, {"person": None, "as_team": True}, "refused", id="as the chat where it is unwanted"),
    ],
)
async def test_administrators_of_a_telegram_chat(
    sqlite_url: str, fields: dict[str, object], kind: str, *, chat_admins: bool, runs: bool
) -> None:
    """They may make polls where the brand says so."""
    async with core(sqlite_url, replace(ACME, chat_admins=chat_admins)) as bot:
        asking(bot, Answers(admins={(IN_GROUP, "5")} if runs else set()))
        given = {"platform": "telegram", "chat": GROUP, "person": "5", "command": "poll", "text": TYPED} | fields
        outcome = await bot.happens(Command, **given)
        assert outcome.kind == kind
        assert len(bot.letters("poll")) == (3 if kind == "done" else 0)
