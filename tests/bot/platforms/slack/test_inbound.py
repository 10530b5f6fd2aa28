"""Payloads as events: which count, and what is in them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.platforms.slack.inbound import Translator
from chat.events import (
    Command,
    Deleted,
    Edited,
    Event,
    Joined,
    Left,
    Message,
    Origin,
    Press,
    Reaction,
    Uninstalled,
    Vote,
)
from tests.support.slack_payloads import (
    ANA,
    BEN,
    CHANNEL,
    DIRECT,
    TEAM_CHANNEL,
    TS,
    Json,
    changed,
    command,
    deleted,
    envelope,
    membership,
    message,
    press,
    reaction,
)
from tests.support.slack_workspace import BOT, BOT_USER, TEAM

FILE = {"id": "F1", "name": "cake.png", "mimetype": "image/png"}
ROOT = "1712340000.000000"


def fields(event: Event | None, *names: str) -> tuple[Any, ...]:
    """Return some of an event's fields behind its kind."""
    return (type(event), *(getattr(event, name) for name in names))


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        pytest.param(message("Hi"), (Message, CHANNEL, ANA, "Hi", TS, None, None), id="message"),
        pytest.param(message("Hi", subtype="me_message"), (Message, CHANNEL, ANA, "Hi", TS, None, None), id="/me"),
        pytest.param(
            message("Hi", thread_ts=ROOT), (Message, CHANNEL, ANA, "Hi", TS, ROOT, ROOT), id="reply in a thread"
        ),
        pytest.param(
            message("Hi", thread_ts=TS), (Message, CHANNEL, ANA, "Hi", TS, None, None), id="a thread's first message"
        ),
        pytest.param(
            message("Hi", subtype="thread_broadcast", thread_ts=ROOT),
            (Message, CHANNEL, ANA, "Hi", TS, ROOT, ROOT),
            id="reply shown in the channel",
        ),
        pytest.param(
            message("Look", subtype="file_share", files=[FILE]),
            (Message, CHANNEL, ANA, "Look", TS, None, None),
            id="file with words",
        ),
        pytest.param(
            message("", subtype="file_share", files=[FILE]),
            (Message, CHANNEL, ANA, "", TS, None, None),
            id="file without words",
        ),
    ],
)
def test_messages_are_read(translator: Translator, event: Json, expected: tuple[Any, ...]) -> None:
    """What somebody wrote, with the message it answers."""
    read = translator.read(envelope(event))
    assert fields(read, "chat", "person", "text", "message", "reply_to", "thread") == expected


def test_an_event_knows_where_and_when_it_happened(translator: Translator) -> None:
    """Account, id, time and order are Slack's own."""
    read = translator.read(envelope(message(), event_id="Ev1"))
    assert read is not None
    assert (read.account, read.id, read.platform) == (f"slack:{TEAM}/{BOT}", "Ev1", "slack")
    assert read.at == datetime(2024, 4, 5, 19, 34, 38, 100, tzinfo=UTC)
    assert read.order == 1712345678000100
    assert (read.private, read.answerable, read.as_team) == (False, False, False)


@pytest.mark.parametrize(
    "event",
    [
        pytest.param(message(channel=DIRECT), id="message"),
        pytest.param(message(channel_type="im"), id="by its type"),
        pytest.param(reaction(item={"type": "message", "channel": DIRECT, "ts": TS}), id="reaction"),
    ],
)
def test_direct_messages_are_private(translator: Translator, event: Json) -> None:
    """A chat with the bot alone is private."""
    read = translator.read(envelope(event))
    assert read is not None
    assert read.private


@pytest.mark.parametrize(
    ("profile", "name"),
    [
        pytest.param({"display_name": "Ana ✨", "real_name": "Ana Test", "name": "ana"}, "Ana ✨", id="display name"),
        pytest.param({"display_name": "", "real_name": "Ana Test"}, "Ana Test", id="real name"),
        pytest.param(None, "", id="none"),
    ],
)
def test_names_are_taken_where_slack_sends_them(translator: Translator, profile: Json | None, name: str) -> None:
    """A message may carry its author's profile."""
    assert fields(translator.read(envelope(message(user_profile=profile))), "name") == (Message, name)


@pytest.mark.parametrize(
    "event",
    [
        pytest.param(message(bot_id=BOT, user=BOT_USER), id="own message"),
        pytest.param(message(user=BOT_USER), id="own message, by its user only"),
        pytest.param(message(bot_id="B0OTHER"), id="another bot's"),
        pytest.param(message(subtype="bot_message", bot_id="B0OTHER", user=""), id="a bot without a user"),
        pytest.param(message(""), id="no text, no files"),
        pytest.param({"type": "message", "channel": CHANNEL, "ts": TS, "event_ts": TS}, id="nothing but a time"),
        pytest.param(message(subtype="channel_join"), id="Slack's note that somebody joined"),
        pytest.param(changed("Hi", "Hi"), id="changed, but not its text"),
        pytest.param(changed("Hi", "Ho", bot_id=BOT), id="own message edited"),
        pytest.param(changed("Hi", "Ho", bot_id="B0OTHER"), id="another bot's edited"),
        pytest.param(deleted(bot_id=BOT), id="own message deleted"),
        pytest.param(reaction(user=BOT_USER), id="own reaction"),
        pytest.param(reaction(item={"type": "file", "file": "F1"}), id="reaction to a file"),
        pytest.param(membership(user=BOT_USER), id="the bot joined"),
        pytest.param(membership("member_left_channel", user=BOT_USER), id="the bot left"),
        pytest.param({"type": "tokens_revoked", "tokens": {"oauth": ["U1"], "bot": []}}, id="a person's token revoked"),
    ],
)
def test_what_does_not_count_is_ignored(translator: Translator, event: Json) -> None:
    """Bots' own doings and empty news make no event."""
    assert translator.read(envelope(event)) is None


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        pytest.param(changed("Hi", "Ho &amp; hey"), (Edited, CHANNEL, ANA, TS), id="edited"),
        pytest.param(deleted(), (Deleted, CHANNEL, None, TS), id="deleted"),
        pytest.param(
            changed("Hi", "This message was deleted.", subtype="tombstone"),
            (Deleted, CHANNEL, None, TS),
            id="deleted, with replies",
        ),
    ],
)
def test_changes_are_read(translator: Translator, event: Json, expected: tuple[Any, ...]) -> None:
    """An edit counts where the text differs; a deletion names no doer."""
    assert fields(translator.read(envelope(event)), "chat", "person", "message") == expected


def test_an_edit_has_the_new_text_and_its_own_time(translator: Translator) -> None:
    """The text is plain, and the order that of the edit."""
    read = translator.read(envelope(changed("Hi", "Ho &amp; hey")))
    assert fields(read, "text", "order") == (Edited, "Ho & hey", 1712345690000200)


def test_an_edit_without_its_past_counts_where_slack_calls_it_edited(translator: Translator) -> None:
    """Slack leaves the previous message out now and then."""
    edited = {**changed("", "New"), "previous_message": None}
    assert isinstance(translator.read(envelope(edited)), Edited)
    del edited["message"]["edited"]
    assert translator.read(envelope(edited)) is None


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        pytest.param(reaction(), (Reaction, CHANNEL, ANA, TS, "tada", False), id="added"),
        pytest.param(reaction("reaction_removed"), (Reaction, CHANNEL, ANA, TS, "tada", True), id="removed"),
    ],
)
def test_reactions_are_read(translator: Translator, event: Json, expected: tuple[Any, ...]) -> None:
    """An emoji on a message, the bot's own messages included."""
    assert fields(translator.read(envelope(event)), "chat", "person", "target", "emoji", "removed") == expected


def test_members_come_and_go(translator: Translator) -> None:
    """Whoever invited somebody brought them."""
    joined = translator.read(envelope(membership(inviter=ANA)))
    assert fields(joined, "chat", "person", "referrer") == (Joined, CHANNEL, BEN, ANA)
    assert fields(translator.read(envelope(membership())), "referrer") == (Joined, None)
    left = translator.read(envelope(membership("member_left_channel")))
    assert fields(left, "chat", "person") == (Left, CHANNEL, BEN)


@pytest.mark.parametrize(
    "event",
    [
        pytest.param({"type": "app_uninstalled"}, id="uninstalled"),
        pytest.param({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [BOT_USER]}}, id="token revoked"),
    ],
)
def test_the_end_of_an_installation_is_read(translator: Translator, event: Json) -> None:
    """Both ways of losing the workspace are one event."""
    assert isinstance(translator.read(envelope(event)), Uninstalled)


def test_commands_are_read_as_they_were_typed(translator: Translator) -> None:
    """Mentions, links and entities are plain again."""
    typed = '"Which, <@U1|ana>?" "Live Q&amp;A" "<http://example.com|example.com>"'
    read = translator.read(command("/poll", typed))
    assert fields(read, "command", "text", "chat", "person", "name", "answerable", "private") == (
        Command, "poll", '"Which, @ana?" "Live Q&A" "example.com"', TEAM_CHANNEL, ANA, "ana", True, False,
    )  # fmt: skip
    assert fields(translator.read(command(channel_id=DIRECT)), "private") == (Command, True)
    assert translator.read(command("/another")) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("vote:p1:2", (Vote, "p1", (2,), True), id="vote"),
        pytest.param("vote:p1:12", (Vote, "p1", (12,), True), id="a late option"),
    ],
)
def test_vote_buttons_are_votes(translator: Translator, value: str, expected: tuple[Any, ...]) -> None:
    """A press of an option toggles it."""
    read = translator.read(press(value))
    assert fields(read, "poll", "options", "toggle") == expected
    assert read is not None
    assert (read.chat, read.person, read.name, read.order) == (CHANNEL, ANA, "ana", 1712345720000600)


@pytest.mark.parametrize(
    ("value", "data"),
    [
        pytest.param("again:7", "again:7", id="another button"),
        pytest.param("vote:p1", "vote:p1", id="an older version's"),
        pytest.param("vote:p1:x", "vote:p1:x", id="foreign"),
        pytest.param("x" * 2_000, "x" * 2_000, id="long"),
        pytest.param(None, "", id="none at all"),
    ],
)
def test_other_buttons_are_presses(translator: Translator, value: str | None, data: str) -> None:
    """Whatever the button carries, somebody gets a sentence for it."""
    assert fields(translator.read(press(value)), "data", "message") == (Press, data, TS)


@pytest.mark.parametrize(
    ("event", "at"),
    [
        pytest.param(message(), datetime.fromtimestamp(1712345678.0001, UTC), id="its-own-stamp"),
        pytest.param(membership(), datetime.fromtimestamp(1712345678, UTC), id="the-envelope's-time"),
    ],
)
def test_an_event_without_event_ts_still_has_a_time(translator: Translator, event: Json, at: datetime) -> None:
    """Slack's own samples leave it out."""
    del event["event_ts"]
    read = translator.read(envelope(event))
    assert read is not None
    assert read.at == at


SHARED = {"is_share": True, "channel_id": CHANNEL, "ts": ROOT, "from_url": "https://fake.slack.com/x", "text": "News"}
UNFOLDED = {
    "is_msg_unfurl": True,
    "from_url": f"https://fake.slack.com/archives/{CHANNEL}/p{ROOT.replace('.', '')}?thread_ts=1",
}
PAGE = {"from_url": "https://acme.example", "title": "Acme"}


@pytest.mark.parametrize(
    ("attachment", "expected"),
    [
        pytest.param(SHARED, Origin(CHANNEL, ROOT), id="shared"),
        pytest.param(UNFOLDED, Origin(CHANNEL, ROOT), id="by its address"),
        pytest.param(PAGE, None, id="a page"),
    ],
)
def test_a_message_tells_what_it_passes_on(translator: Translator, attachment: Json, expected: Origin | None) -> None:
    """At once where it was shared, and when Slack unfolds an address that somebody wrote; once each."""
    with_words = translator.read(envelope(message("Look", attachments=[attachment])))
    assert fields(with_words, "text", "origin") == (Message, "Look", expected)
    alone = translator.read(envelope(message("", attachments=[attachment])))
    assert (alone is None) if expected is None else fields(alone, "text", "origin") == (Message, "", expected)
    unfolded = envelope(changed("Look", "Look", attachments=[attachment]))
    later = translator.read(unfolded)
    assert (later is None) if expected is None else fields(later, "text", "origin") == (Message, "", expected)
