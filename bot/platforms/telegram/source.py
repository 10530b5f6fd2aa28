"""Where an update comes from, in the fields that all events have."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from telegram import Chat, User

NAME = "telegram"


@dataclass(frozen=True, slots=True)
class Me:
    """The bot's own account."""

    id: str
    username: str | None = None
    """None until Telegram told it."""
    hides_results: bool = False
    """The server knows native polls that show nothing before they close; older ones would show all."""

    @property
    def account(self) -> str:
        """The key of the bot account."""
        return f"{NAME}:{self.id}"


class Fields(TypedDict):
    """The fields of `chat.events.Event` that Telegram can fill; it shows no answer to one person only."""

    account: str
    id: str
    platform: str
    at: datetime
    chat: str
    person: str | None
    name: str
    language: str | None
    thread: str | None
    order: int
    private: bool
    as_team: bool
    aside: bool


@dataclass(frozen=True, slots=True)
class Arrival:
    """One update as it arrived: whose, which, when."""

    me: Me
    update: int
    now: datetime
    """For the kinds that carry no time of their own."""

    def fields(
        self, actor: User | Chat | None, chat: Chat | None, *, at: datetime | None = None, thread: int | None = None
    ) -> Fields:
        """Say who did it where; a chat that acts in itself (an anonymous administrator, a channel) is the team."""
        return Fields(
            account=self.me.account,
            id=str(self.update),
            platform=NAME,
            at=at or self.now,
            chat=str(chat.id) if chat else "",
            person=str(actor.id) if actor else None,
            name=_name(actor),
            language=actor.language_code if isinstance(actor, User) else None,
            thread=str(thread) if thread else None,
            order=self.update,
            private=chat is not None and chat.type == Chat.PRIVATE,
            aside=isinstance(actor, User) and chat is not None and chat.type in {Chat.GROUP, Chat.SUPERGROUP},
            as_team=isinstance(actor, Chat) and chat is not None and actor.id == chat.id,
        )


def _name(actor: User | Chat | None) -> str:
    if isinstance(actor, User):
        return actor.full_name
    return (actor.effective_name or "") if actor else ""
