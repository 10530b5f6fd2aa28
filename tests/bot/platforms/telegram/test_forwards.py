"""What forwards tell of where they come from."""

import pytest

from chat.events import Origin
from tests.bot.platforms.telegram.test_translating import FANS, NEWS, one
from tests.support.telegram_payloads import AT, BOT, CHANNEL, SERVICE, SUPERGROUP, Json, message, user

FROM = {"date": AT}


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        pytest.param(
            {"type": "channel", "chat": CHANNEL, "message_id": 7},
            Origin(NEWS, "7", voiced=True, quoted=True),
            id="channel post",
        ),
        pytest.param(
            {"type": "chat", "sender_chat": SUPERGROUP},
            Origin(FANS, voiced=True, quoted=True),
            id="of a group",
        ),
        pytest.param({"type": "user", "sender_user": BOT}, Origin(voiced=True, quoted=True), id="of this bot"),
        pytest.param({"type": "user", "sender_user": user(id=5)}, Origin(quoted=True), id="of a person"),
        pytest.param({"type": "hidden_user", "sender_user_name": "Bo"}, Origin(quoted=True), id="of nobody named"),
    ],
)
def test_a_forward_tells_what_it_passes_on(origin: Json, expected: Origin) -> None:
    """Where Telegram names it, and whether the brand itself said it; a channel's post in its own group is none."""
    assert one(message=message("News", forward_origin=FROM | origin)).origin == expected
    forwarded = message("News", sender=SERVICE, sender_chat=CHANNEL, forward_origin=FROM | origin)
    assert one(message=forwarded | {"is_automatic_forward": True}).origin is None
