"""Forms over the wire: opened by a trigger, kept up to date while typed in, sent, mended, and answered."""

import asyncio
from dataclasses import replace

import pytest

from bot.platforms.slack import door
from chat.events import Event, Filled
from chat.i18n import words
from chat.messages import Message
from chat.ports import Outcome
from tests.bot.platforms.slack.forms import FORM
from tests.support.slack_bot import Bot
from tests.support.slack_payloads import (
    ANA,
    Json,
    changed_field,
    command,
    envelope,
    home_opened,
    message_action,
    press,
    shortcut,
    submission,
    view_press,
)
from tests.support.slack_server import SlackServer, Trouble, lost, rate_limited, refused, slow
from tests.support.waiting import until

SAY = words("en")
OPEN = Outcome("done", form=FORM)
HOME: Json = {"id": "VHOME", "type": "home", "hash": "1.2", "private_metadata": "", "callback_id": "", "blocks": []}


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait a tenth of a second for an outcome instead of two and a half."""
    monkeypatch.setattr(door, "ANSWER_WITHIN_S", 0.1)


async def opened(bot: Bot, server: SlackServer, **of_command: str) -> Json:
    """Open the form by a command, and return the modal."""
    bot.intake.outcome = lambda _event: OPEN
    assert (await bot.form(command("/poll", **of_command))).text == ""
    await until(lambda: server.workspace.views.stack)
    return server.workspace.views.top


def text_of(view: Json) -> str:
    """Return all that a modal says."""
    return "\n".join(block["text"]["text"] for block in view["blocks"] if "text" in block)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(command("/poll"), id="command"),
        pytest.param(message_action(), id="message-shortcut"),
        pytest.param(shortcut(), id="global-shortcut"),
        pytest.param(press("clone:p1"), id="button"),
        pytest.param(view_press(HOME, "clone:p1"), id="home"),
    ],
)
async def test_a_form_opens_in_answer(bot: Bot, server: SlackServer, body: Json) -> None:
    """The acknowledgement is empty, the modal opens by the trigger."""
    bot.intake.outcome = lambda _event: OPEN
    reply = await bot.form(body)
    assert (reply.status, reply.text) == (200, "")
    await until(lambda: server.workspace.views.stack)
    (call,) = server.calls_of("views.open")
    assert (call["trigger_id"], call["view"]["callback_id"]) == (body["trigger_id"], "make:new")


async def test_a_form_opens_over_the_socket_too(socket_bot: Bot, server: SlackServer) -> None:
    """Nothing but the acknowledgement goes another way."""
    socket_bot.intake.outcome = lambda _event: OPEN
    sent = await server.send("slash_commands", command("/poll"))
    assert await server.acked(sent) == {"envelope_id": sent}
    await until(lambda: server.workspace.views.stack)
    socket_bot.intake.outcome = lambda _event: Outcome("refused", errors={"question": "Ask something."})
    sent = await server.send("interactive", submission(server.workspace.views.top, question=""))
    ack = await server.acked(sent)
    assert ack["payload"] == {"response_action": "errors", "errors": {"field.question": "Ask something."}}


@pytest.mark.parametrize("word", ["expired_trigger_id", "exchanged_trigger_id", "internal_error"])
async def test_a_form_that_came_too_late_is_said(bot: Bot, server: SlackServer, word: str) -> None:
    """A trigger is good for three seconds; the person is asked to try again."""
    server.plan("views.open", refused(word))
    bot.intake.outcome = lambda _event: OPEN
    await bot.form(press("clone:p1", response_url=server.response_url))
    await until(lambda: server.told)
    assert (server.told[0]["text"], server.told[0]["response_type"]) == (SAY("slack-try-again"), "ephemeral")


async def test_whoever_cannot_be_told_otherwise_gets_a_direct_message(bot: Bot, server: SlackServer) -> None:
    """The App Home and the global shortcut have no `response_url`."""
    server.plan("views.open", refused("expired_trigger_id"))
    bot.intake.outcome = lambda _event: OPEN
    await bot.form(view_press(HOME, "clone:p1"))
    await until(lambda: server.calls_of("chat.postMessage"))
    (call,) = server.calls_of("chat.postMessage")
    assert (call["channel"], call["text"]) == (ANA, SAY("slack-try-again"))


async def test_what_a_button_in_the_home_tab_came_to_is_shown(bot: Bot, server: SlackServer) -> None:
    """There it has no other place than a modal, and upon that another."""
    bot.intake.outcome = lambda _event: Outcome("done", answer=Message(title="Which next?", text="Recipes: 3"))
    await bot.form(view_press(HOME, "results:p1"))
    await until(lambda: server.workspace.views.stack)
    assert text_of(server.workspace.views.top) == "Which next?\nRecipes: 3"
    bot.intake.outcome = lambda _event: Outcome("refused", toast="This poll is closed.")
    await bot.form(view_press(server.workspace.views.top, "close:p1"))
    await until(lambda: len(server.workspace.views.stack) == 2)
    assert text_of(server.workspace.views.top) == "This poll is closed."
    assert len(server.calls_of("views.push")) == 1


async def test_a_changed_field_changes_the_form(bot: Bot, server: SlackServer) -> None:
    """The preview follows; what comes to nothing changes nothing."""
    view = await opened(bot, server)
    bot.intake.outcome = lambda _event: Outcome("done", form=replace(FORM, note="Ranked."))
    await bot.form(changed_field(view, "kind", kind="ranked"))
    await until(lambda: server.workspace.views.top["hash"] != view["hash"])
    assert text_of(server.workspace.views.top).startswith("Ranked.")
    assert server.workspace.views.top["private_metadata"] == view["private_metadata"]
    for outcome in (Outcome("done"), Outcome("deferred"), Outcome("refused", toast="No.")):
        bot.intake.outcome = lambda _event, outcome=outcome: outcome  # type: ignore[misc]
        assert (await bot.form(changed_field(view, "kind", kind="ranked"))).text == ""
    bot.intake.unavailable = 1
    assert (await bot.form(changed_field(view, "kind", kind="ranked"))).status == 200
    assert {call.method for call in server.calls} == {"auth.test", "views.open", "views.update"}


async def test_the_last_letter_typed_reaches_the_preview(bot: Bot, server: SlackServer) -> None:
    """Whoever types on during an update sends the version from before it, which is no race but ours."""
    view = await opened(bot, server)
    server.plan("views.update", slow(0.1), slow(0.05))
    bot.intake.outcome = lambda event: Outcome("done", form=replace(FORM, note=_question(event)))
    typed = ("W", "Wh", "Who?")
    for question in typed:
        await bot.form(changed_field(view, "question", question=question))
    await until(lambda: len(server.calls_of("views.update")) == len(typed))
    await until(lambda: text_of(server.workspace.views.top).startswith("Who?"))


def _question(event: Event) -> str:
    return str(event.values["question"]) if isinstance(event, Filled) else ""


async def test_a_form_that_shows_something_newer_is_left_alone(bot: Bot, server: SlackServer) -> None:
    """A late update must not bring back what was sent already."""
    view = await opened(bot, server)
    server.workspace.views.answer(view["id"], {"response_action": "update", "view": {**view, "callback_id": "newer"}})
    await bot.form(changed_field(view, "kind", kind="ranked"))
    await until(lambda: server.calls_of("views.update"))
    await bot.platform.close()
    assert server.workspace.views.top["callback_id"] == "newer"
    assert server.told == []


@pytest.mark.parametrize("trouble", [lost(), rate_limited(5), refused("not_found")])
async def test_an_update_that_fails_is_not_complained_about(bot: Bot, server: SlackServer, trouble: Trouble) -> None:
    """The next letter brings the next."""
    view = await opened(bot, server)
    server.plan("views.update", trouble)
    await bot.form(changed_field(view, "kind", kind="ranked"))
    await until(lambda: server.calls_of("views.update"))
    await bot.platform.close()
    assert server.calls_of("chat.postMessage") == []


async def sent(bot: Bot, server: SlackServer, outcome: Outcome, **of_command: str) -> Json:
    """Open the form, send it, and return the answer after the fake Slack has done what it says."""
    view = await opened(bot, server, **of_command)
    bot.intake.outcome = lambda _event: outcome
    reply = await bot.form(submission(view))
    assert reply.status == 200
    answer: Json = reply.json if reply.text else {}
    server.workspace.views.answer(view["id"], answer)
    return answer


async def test_errors_stand_at_their_fields(bot: Bot, server: SlackServer) -> None:
    """The form stays open; what concerns no field stands at the first."""
    errors = {"options": "At least two.", "chats": "No chat.", "day": "That day is past."}
    answer = await sent(bot, server, Outcome("refused", errors=errors))
    assert answer == {
        "response_action": "errors",
        "errors": {"field.options": "At least two.", "field.question": "No chat.", "field.day": "That day is past."},
    }


async def test_a_form_that_was_right_closes(bot: Bot, server: SlackServer) -> None:
    """Where there is nothing to say."""
    assert await sent(bot, server, Outcome("done")) == {}
    assert server.workspace.views.stack == []
    (event,) = (event for event in bot.intake.events if isinstance(event, Filled))
    assert (event.form, event.done, event.chat, event.formable) == ("make:new", True, "C0TEAM", True)


@pytest.mark.parametrize(
    ("outcome", "action", "says"),
    [
        pytest.param(Outcome("done", toast="On its way."), "update", "On its way.", id="toast"),
        pytest.param(Outcome("done", answer=Message(text="As JSON.")), "update", "As JSON.", id="answer"),
        pytest.param(Outcome("deferred"), "update", SAY("takes-a-moment"), id="deferred"),
        pytest.param(Outcome("refused", toast="Not yours."), "push", "Not yours.", id="refused"),
        pytest.param(OPEN, "update", "I cannot reach #partners.", id="next-form"),
        pytest.param(Outcome("done", door="why_p1"), "update", SAY("slack-direct-please"), id="door"),
    ],
)
async def test_what_a_form_came_to_is_shown_in_its_place(
    bot: Bot, server: SlackServer, outcome: Outcome, action: str, says: str
) -> None:
    """A refusal lies upon the form, so that what was typed can be mended."""
    answer = await sent(bot, server, outcome)
    assert answer["response_action"] == action
    assert says in text_of(server.workspace.views.top)


async def test_a_form_that_did_not_get_through_can_be_sent_again(bot: Bot, server: SlackServer) -> None:
    """Nothing that was typed is lost."""
    view = await opened(bot, server)
    bot.intake.unavailable = 1
    reply = await bot.form(submission(view))
    server.workspace.views.answer(view["id"], reply.json)
    assert text_of(server.workspace.views.top) == SAY("slack-try-again")
    assert server.workspace.views.stack[0] == view["id"]


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize(
    ("outcome", "says"),
    [
        pytest.param(Outcome("done"), SAY("slack-done"), id="nothing"),
        pytest.param(Outcome("done", toast="On its way."), "On its way.", id="toast"),
        pytest.param(Outcome("refused", errors={"day": "Past."}), "Past.", id="errors"),
        pytest.param(OPEN, "I cannot reach #partners.", id="form"),
    ],
)
async def test_a_form_whose_outcome_is_late_says_so_and_follows(
    bot: Bot, server: SlackServer, outcome: Outcome, says: str
) -> None:
    """Slack hears something within three seconds; the modal shows the rest."""
    view = await opened(bot, server)
    bot.intake.slow, bot.intake.outcome = True, lambda _event: outcome
    reply = await bot.form(submission(view))
    server.workspace.views.answer(view["id"], reply.json)
    assert text_of(server.workspace.views.top) == SAY("takes-a-moment")
    bot.intake.release()
    await until(lambda: says in text_of(server.workspace.views.top))


async def test_a_private_card_comes_with_its_toast(bot: Bot, server: SlackServer) -> None:
    """Where results show only after one's own vote, the voter sees both, alone."""
    card = Message(text="Which next?\nRecipes: 3", poll=replace(FORM.preview.poll, votable=False))  # type: ignore[union-attr, type-var]
    bot.intake.outcome = lambda _event: Outcome("done", toast="Your vote counts.", answer=card)
    await bot.form(press(response_url=server.response_url))
    await until(lambda: server.told)
    (told,) = server.told
    assert (told["response_type"], told["replace_original"]) == ("ephemeral", False)
    assert [block["text"]["text"] for block in told["blocks"]][:2] == ["Your vote counts.", "Which next?"]


async def test_a_toast_that_the_card_says_itself_is_said_once(bot: Bot, server: SlackServer) -> None:
    """Some answers begin with it."""
    card = Message(title="Your vote counts.", text="Your vote counts.\nRecipes: 3")
    bot.intake.outcome = lambda _event: Outcome("done", toast="Your vote counts.", answer=card)
    await bot.form(press(response_url=server.response_url))
    await until(lambda: server.told)
    assert [block["type"] for block in server.told[0]["blocks"]] == ["header", "section"]


async def test_the_home_tab_is_acknowledged_like_any_event(bot: Bot, server: SlackServer) -> None:
    """Its page comes as a letter."""
    assert (await bot.event(envelope(home_opened()))).status == 200
    bot.intake.unavailable = 1
    assert (await bot.event(envelope(home_opened()))).status == 503


async def test_forms_under_way_do_not_hold_up_the_end(bot: Bot, server: SlackServer) -> None:
    """What is nearly shown is shown, the rest dropped."""
    server.plan("views.open", slow(60))
    bot.intake.outcome = lambda _event: OPEN
    await bot.form(command("/poll"))
    async with asyncio.timeout(20):
        await bot.platform.close()
