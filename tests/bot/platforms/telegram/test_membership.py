"""Comings, goings, blocks and migrations, by whichever of Telegram's two ways they are told."""

from typing import Any

import pytest

from chat.events import Blocked, ChatMigrated, Event, Joined, Left
from tests.bot.platforms.telegram.test_translating import FANS, one, read
from tests.support.telegram_payloads import (
    BIG_ID,
    BOT,
    GROUP,
    SUPERGROUP,
    Json,
    member,
    member_change,
    message,
    private,
    user,
)

ADMIN = user(11, "Boss")
RESTRICTED: Json = {
    "until_date": 0, **dict.fromkeys(
        (
            "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
            "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
            "can_add_web_page_previews", "can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics",
            "can_edit_tag", "can_react_to_messages",
        ), False,
    ),
}  # fmt: skip


def outside() -> Json:
    """Return somebody who left."""
    return member("left")


def inside() -> Json:
    """Return a member."""
    return member("member")


def link(creator: Json, **more: Any) -> Json:
    """Return an invite link."""
    return {
        "invite_link": "https://t.me/+x", "creator": creator, "creates_join_request": False, "is_primary": False,
        "is_revoked": False, **more,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        pytest.param(outside(), inside(), Joined, id="came"),
        pytest.param(inside(), outside(), Left, id="went"),
        pytest.param(inside(), member("kicked"), Left, id="removed"),
        pytest.param(member("kicked"), inside(), Joined, id="came back"),
        pytest.param(outside(), member("restricted", is_member=True, **RESTRICTED), Joined, id="came, restricted"),
        pytest.param(inside(), member("restricted", is_member=False, **RESTRICTED), Left, id="went, restricted"),
        pytest.param(outside(), member("restricted", is_member=True), Joined, id="as an older server says it"),
    ],
)
def test_changes_of_membership(old: Json, new: Json, kind: type[Event]) -> None:
    """Inside or outside is decided by the status, before and after."""
    event = one(chat_member=member_change(old, new))
    assert type(event) is kind
    assert (event.person, event.chat, event.name) == (str(BIG_ID), FANS, "Ana")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(member_change(inside(), member("creator", is_anonymous=False)), id="promoted"),
        pytest.param(member_change(inside(), member("restricted", is_member=True, **RESTRICTED)), id="restricted"),
        pytest.param(member_change(outside(), member("kicked")), id="barred while outside"),
        pytest.param(
            member_change(member("left", user(5, is_bot=True)), member("member", user(5, is_bot=True))), id="a bot"
        ),
    ],
)
def test_other_changes_are_none(change: Json) -> None:
    """Nobody came or went."""
    assert read(chat_member=change) == []


@pytest.mark.parametrize(
    ("more", "referrer"),
    [
        pytest.param({}, None, id="by themselves"),
        pytest.param({"sender": ADMIN}, "11", id="added by hand"),
        pytest.param({"invite_link": link(ADMIN)}, "11", id="by a person's link"),
        pytest.param({"invite_link": link(BOT, name="camp-42")}, None, id="by the bot's link"),
        pytest.param({"invite_link": link(user())}, None, id="by their own link"),
        pytest.param({"sender": ADMIN, "via_join_request": True}, None, id="let in on request"),
        pytest.param({"sender": BOT}, None, id="added by a bot"),
    ],
)
def test_who_brought_them(more: dict[str, Any], referrer: str | None) -> None:
    """The referrer is known only where a person's link or hand is."""
    assert one(chat_member=member_change(outside(), inside(), **more)).referrer == referrer


def test_the_bots_own_links_are_known_by_their_names() -> None:
    """A link that the bot made for somebody tells their code; another bot's of that name does not."""
    for creator, code in ((BOT, "K7QF29XM"), (user(12, "Robot", is_bot=True), "")):
        made = link(creator, name="ref_K7QF29XM")
        event = one(chat_member=member_change(outside(), inside(), invite_link=made))
        assert (event.referrer, event.code, event.link) == (None, code, made["invite_link"])


def test_service_messages_tell_of_several_at_once() -> None:
    """Where the bot is no administrator only service messages tell; each person is an event, bots are none."""
    came = [user(21, "Bo"), BOT, user(22, "Cy")]
    found = read(message=message(None, sender=ADMIN, new_chat_members=came))
    assert [(type(each), each.id, each.person, getattr(each, "referrer", "")) for each in found] == [
        (Joined, "9", "21", "11"), (Joined, "9.1", "22", "11"),
    ]  # fmt: skip


def test_service_messages_of_those_who_joined_or_left_themselves() -> None:
    """Who joins by themselves has no referrer; who is taken out is who left."""
    assert one(message=message(None, new_chat_members=[user()])).referrer is None
    left = one(message=message(None, sender=ADMIN, left_chat_member=user(21, "Bo")))
    assert (type(left), left.person) == (Left, "21")
    assert read(message=message(None, left_chat_member=BOT)) == []


@pytest.mark.parametrize(
    ("old", "new", "blocked"),
    [("member", "kicked", True), ("kicked", "member", False)],
    ids=["blocked", "let in again"],
)
def test_a_person_and_the_bot(old: str, new: str, blocked: bool) -> None:
    """In a private chat the bot's own membership tells whether it is blocked."""
    change = member_change(member(old, BOT), member(new, BOT), private(user()), user())
    event = one(my_chat_member=change)
    assert isinstance(event, Blocked)
    assert (event.blocked, event.person, event.private) == (blocked, str(BIG_ID), True)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        pytest.param("left", "member", Joined, id="added"),
        pytest.param("member", "kicked", Left, id="removed"),
        pytest.param("member", "left", Left, id="left"),
    ],
)
def test_a_chat_and_the_bot(old: str, new: str, kind: type[Event]) -> None:
    """Where the bot itself comes or goes nobody is named."""
    event = one(my_chat_member=member_change(member(old, BOT), member(new, BOT), GROUP, ADMIN))
    assert (type(event), event.person, event.chat) == (kind, None, str(GROUP["id"]))


def test_a_promotion_of_the_bot_is_nothing() -> None:
    """The bot was inside before."""
    change = member_change(member("member", BOT), member("administrator", BOT), SUPERGROUP, ADMIN)
    assert read(my_chat_member=change) == []


def test_a_migration_is_told_twice_and_is_one() -> None:
    """Both service messages make one event with one id, in whatever order they come."""
    old, new = str(GROUP["id"]), FANS
    to = one(message=message(None, GROUP, migrate_to_chat_id=SUPERGROUP["id"]))
    came_from = one(message=message(None, SUPERGROUP, migrate_from_chat_id=GROUP["id"]))
    assert isinstance(to, ChatMigrated)
    assert (to.chat, to.new_chat, to.id) == (old, new, came_from.id)
    assert to == came_from
