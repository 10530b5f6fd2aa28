"""From Telegram's updates to events, through the library's own parser."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.platforms.telegram.inbound import translate
from bot.platforms.telegram.source import Me
from chat.events import Command, Edited, Event, Message, NativePoll, Press, Reaction, ReactionTotal, Vote, dump, load
from chat.messages import vote_data
from tests.bot.platforms.telegram.conftest import NOW
from tests.support.telegram_payloads import (
    ANONYMOUS_ADMIN,
    AT,
    BIG_ID,
    BOT,
    BOT_ID,
    CHANNEL,
    FAKE_VOTER,
    FORUM,
    SERVICE,
    SUPERGROUP,
    Json,
    command,
    message,
    poll,
    poll_answer,
    press,
    private,
    reaction,
    user,
)

ME = Me(str(BOT_ID), "AcmeRapportBot")
SENT = datetime.fromtimestamp(AT, UTC)
FANS, NEWS = str(SUPERGROUP["id"]), str(CHANNEL["id"])


def read(me: Me = ME, **content: Any) -> list[Event]:
    """Return what an update with this content says."""
    found = translate({"update_id": 9, **content}, me, NOW)
    assert [load(dump(each)) for each in found] == found
    return found


def one(**content: Any) -> Any:  # noqa: ANN401  # of the kind that the test expects
    """Return the only event of an update."""
    (event,) = read(**content)
    return event


def test_a_message() -> None:
    """All that Telegram tells of a message is in the event."""
    sender = user(first_name="Ana", last_name="Núñez <b>")
    assert one(message=message("Hi & <bye>", sender=sender)) == Message(
        account=f"telegram:{BOT_ID}", id="9", platform="telegram", at=SENT, chat=FANS, person=str(BIG_ID),
        name="Ana Núñez <b>", language="es", order=9, message="51", aside=True, text="Hi & <bye>",
        to_bot=False,
    )  # fmt: skip


PHOTO = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
TOPIC = message("", FORUM, forum_topic_created={"name": "News", "icon_color": 1}, message_id=40)
ORIGINAL = message("Which?", message_id=50)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(message(None, photo=PHOTO, caption="Look"), {"text": "Look"}, id="caption"),
        pytest.param(message(None, photo=PHOTO), {"text": ""}, id="picture"),
        pytest.param(message(chat=private(user())), {"private": True, "chat": str(BIG_ID)}, id="private"),
        pytest.param(message(reply_to_message=ORIGINAL), {"reply_to": "50"}, id="reply"),
        pytest.param(message(chat=FORUM, message_thread_id=40, is_topic_message=True), {"thread": "40"}, id="topic"),
        pytest.param(message(message_thread_id=50), {"thread": None}, id="thread id of a mere reply"),
        pytest.param(
            message(chat=FORUM, message_thread_id=40, is_topic_message=True, reply_to_message=TOPIC),
            {"thread": "40", "reply_to": None}, id="reply to the topic itself",
        ),
        pytest.param(
            message(sender=ANONYMOUS_ADMIN, sender_chat=SUPERGROUP),
            {"person": FANS, "name": "Acme fans", "as_team": True, "language": None}, id="anonymous administrator",
        ),
        pytest.param(
            message(sender=SERVICE, sender_chat=CHANNEL, is_automatic_forward=True),
            {"person": NEWS, "as_team": True}, id="post of the linked channel",
        ),
        pytest.param(
            message(sender=FAKE_VOTER, sender_chat={**CHANNEL, "id": -1009, "title": "Ana's"}),
            {"person": "-1009", "name": "Ana's", "as_team": False}, id="somebody's own channel",
        ),
        pytest.param(message("1/2 of /poll"), {"text": "1/2 of /poll"}, id="a slash inside"),
    ],
)  # fmt: skip
def test_messages(content: Json, expected: dict[str, object]) -> None:
    """Who speaks where is told as Telegram knows it."""
    event = one(message=content)
    assert isinstance(event, Message)
    assert {name: getattr(event, name) for name in expected} == expected


def test_a_channel_post() -> None:
    """A channel speaks for the team."""
    event = one(channel_post=message("News", CHANNEL, {}, sender_chat=CHANNEL))
    assert (event.person, event.as_team, event.text) == (NEWS, True, "News")


def test_edits_carry_their_own_time() -> None:
    """A new version names the message and when it was edited."""
    for kind in ("edited_message", "edited_channel_post"):
        event = one(**{kind: message("Hello!", edit_date=AT + 60)})
        assert isinstance(event, Edited)
        assert (event.message, event.text, event.at) == ("51", "Hello!", SENT + timedelta(seconds=60))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('/poll "Which?" "A" "B"', ("poll", '"Which?" "A" "B"'), id="with text"),
        pytest.param("/ror", ("ror", ""), id="alone"),
        pytest.param("/start ror", ("start", "ror"), id="deep link"),
        pytest.param("/Poll@acmerapportbot 👍 x", ("poll", "👍 x"), id="addressed, in small letters"),
        pytest.param("/poll\n“Q”\n“A”", ("poll", "“Q”\n“A”"), id="lines"),
    ],
)
def test_commands(text: str, expected: tuple[str, str]) -> None:
    """A command at the beginning, for this bot, carries the rest as it was typed."""
    event = one(message=command(text))
    assert isinstance(event, Command)
    assert ((event.command, event.text), event.answerable, event.message) == (expected, False, "51")


def test_a_command_for_another_bot_is_ignored() -> None:
    """The addressee is compared; while the own name is unknown every command counts."""
    other = command("/poll@OtherBot x")
    assert read(message=other) == []
    assert len(read(Me("1"), message=other)) == 1


def test_a_command_tells_what_it_answers() -> None:
    """`/add` is meant for the poll that it replies to; a topic's first message is no such thing."""
    assert one(message=command("/add Recipes", reply_to_message=ORIGINAL)).reply_to == "50"
    in_topic = {"chat": FORUM, "message_thread_id": 40, "is_topic_message": True, "reply_to_message": TOPIC}
    assert one(message=command("/add Recipes", **in_topic)).reply_to is None


def test_a_press_in_a_private_chat_is_private() -> None:
    """It comes from the person's own chat with the bot; Telegram shows no forms."""
    event = one(callback_query=press("me:quiet", message=message("Me", private(user()), BOT)))
    assert (event.private, event.chat, event.formable, event.answerable) == (True, str(BIG_ID), False, False)


def test_an_anonymous_command_names_nobody() -> None:
    """The chat's id would be no private address, so there is no person."""
    event = one(message=command("/ror", sender=ANONYMOUS_ADMIN, sender_chat=SUPERGROUP))
    assert (event.person, event.as_team) == (None, True)


def test_a_vote_button() -> None:
    """A vote button names our poll and toggles."""
    event = one(callback_query=press(vote_data("p1", 2)))
    assert isinstance(event, Vote)
    assert (event.poll, event.options, event.toggle, event.order, event.chat) == ("p1", (2,), True, 9, FANS)
    assert (event.at, event.person, event.language) == (NOW, str(BIG_ID), "es")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param(press("close:p1"), ("close:p1", "51", FANS), id="data"),
        pytest.param(press(None, game_short_name="x"), ("", "51", FANS), id="without data"),
        pytest.param(press("x", message=None, inline_message_id="i"), ("x", None, ""), id="without message"),
        pytest.param(press("é" * 32), ("é" * 32, "51", FANS), id="64 bytes"),
        pytest.param(press("vote:p1:-1"), ("vote:p1:-1", "51", FANS), id="no position"),
        pytest.param(
            press("x", message={"message_id": 7, "date": 0, "chat": SUPERGROUP}), ("x", "7", FANS), id="inaccessible"
        ),
    ],
)
def test_presses(query: Json, expected: tuple[str, str | None, str]) -> None:
    """Any other button, of whatever age, is a press."""
    event = one(callback_query=query)
    assert isinstance(event, Press)
    assert (event.data, event.message, event.chat) == expected


def test_reactions_that_name_nobody() -> None:
    """A channel tells how many reactions of each kind a post has; they are told together, for nobody."""
    kinds = [{"type": "emoji", "emoji": "👍"}, {"type": "paid"}]
    told = [{"type": kind, "total_count": number} for kind, number in zip(kinds, (3, 2), strict=True)]
    for reactions, total in ((told, 5), ([], 0)):
        where = {"chat": CHANNEL, "message_id": 1, "date": AT}
        event = one(message_reaction_count={**where, "reactions": reactions})
        assert isinstance(event, ReactionTotal)
        assert (event.target, event.total, event.person, event.chat) == ("1", total, None, str(CHANNEL["id"]))


def test_a_native_vote() -> None:
    """A vote in a native poll names positions, and the person."""
    event = one(poll_answer=poll_answer("900", 0, 2))
    assert isinstance(event, Vote)
    assert (event.native, event.poll, event.options, event.toggle) == ("900", None, (0, 2), False)
    assert (event.person, event.as_team) == (str(BIG_ID), False)


def test_a_retracted_native_vote() -> None:
    """No options are left."""
    assert one(poll_answer=poll_answer("900")).options == ()


def test_an_anonymous_administrators_vote() -> None:
    """The chat votes, not the user that does not exist."""
    event = one(poll_answer=poll_answer("900", 1, voter=FAKE_VOTER, voter_chat=SUPERGROUP))
    assert (event.person, event.name, event.as_team) == (FANS, "Acme fans", True)


def test_a_native_poll() -> None:
    """Question, options and end of a native poll are told."""
    event = one(poll=poll("900", "Which?", "A", "B", closed=True))
    assert isinstance(event, NativePoll)
    assert (event.native, event.question, event.options, event.closed) == ("900", "Which?", ("A", "B"), True)


def test_an_older_server_leaves_out_persistent_ids() -> None:
    """Polls and votes of a local server before Bot API 10.0 are understood."""
    old_poll = poll("900", "Which?", "A")
    del old_poll["options"][0]["persistent_id"], old_poll["allows_revoting"], old_poll["members_only"]
    old_vote = poll_answer("900", 0)
    del old_vote["option_persistent_ids"]
    assert (one(poll=old_poll).options, one(poll_answer=old_vote).options) == (("A",), (0,))
    assert isinstance(one(message=message(None, poll=old_poll)), Message)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param([], ["👍"], [("9", "👍", False)], id="put"),
        pytest.param(["👍"], [], [("9", "👍", True)], id="taken off"),
        pytest.param(["👍"], ["❤"], [("9", "👍", True), ("9.1", "❤", False)], id="changed"),
        pytest.param(["👍"], ["👍", "❤", "🔥"], [("9", "❤", False), ("9.1", "🔥", False)], id="more"),
        pytest.param(["👍"], ["👍"], [], id="same"),
    ],
)
def test_reactions(old: list[str], new: list[str], expected: list[tuple[str, str, bool]]) -> None:
    """Each difference between the lists is an event with an id of its own."""
    found = read(message_reaction=reaction(old, new))
    assert [(each.id, each.emoji, each.removed) for each in found if isinstance(each, Reaction)] == expected
    assert all(each.at == SENT for each in found)


def test_reactions_of_other_kinds() -> None:
    """Custom emoji are told by their id, paid ones by their kind, an anonymous administrator's as the chat's."""
    new = [{"type": "custom_emoji", "custom_emoji_id": "5368"}, {"type": "paid"}]
    found = read(message_reaction=reaction([], [], new_reaction=new, user=None, actor_chat=SUPERGROUP))
    assert [(each.emoji, each.person, each.as_team) for each in found if isinstance(each, Reaction)] == [
        ("5368", FANS, True), ("paid", FANS, True),
    ]  # fmt: skip


OTHER_BOT = user(5, "Robot", is_bot=True)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param({"message": message(sender=BOT)}, id="own message"),
        pytest.param({"message": message(sender=OTHER_BOT)}, id="another bot's"),
        pytest.param({"edited_message": message(sender=OTHER_BOT)}, id="another bot's edit"),
        pytest.param({"edited_message": message(None, location={"latitude": 1, "longitude": 2})}, id="moving location"),
        pytest.param({"message_reaction": reaction([], ["👍"], user=OTHER_BOT)}, id="another bot's reaction"),
        pytest.param({"message": message(None, new_chat_title="New")}, id="new title"),
        pytest.param(
            {"message": message(None, pinned_message={"message_id": 1, "date": 0, "chat": SUPERGROUP})}, id="pin"
        ),
        pytest.param({"inline_query": {"id": "1", "from": user(), "query": "", "offset": ""}}, id="inline query"),
        pytest.param({"from_the_future": {"x": 1}}, id="unknown kind"),
        pytest.param({"message": message(None, from_the_future={"x": 1})}, id="unknown content"),
        pytest.param({}, id="nothing"),
    ],
)
def test_what_is_ignored(content: Json) -> None:
    """Bots, service messages and kinds that nobody hears make no event."""
    assert read(**content) == []


def test_unknown_fields_do_not_matter() -> None:
    """A newer server sends more than the library knows."""
    assert one(message=message("Hi", from_the_future={"x": 1}, sender=user(new=1))).text == "Hi"
