"""What happens in chats, in one form for all platforms.

An event is known by (`account`, `id`): the bot account it came to and that platform's own id. All times are aware UTC.
`dump` and `load` carry events through storage; they hold no token and no `response_url`, since events never do.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from chat.storable import all_storable, storable

PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
"""What every platform shows as a picture, by its MIME type; other files are saved."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that came with a message; whoever wants its content asks its platform for it."""

    id: str
    """What the platform gives it out by."""
    name: str
    picture: bool = False
    """People look at it rather than save it."""
    size: int | None = None
    """Bytes, where the platform tells."""

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> "File":
        """Return the file that `asdict` made the object from."""
        return cls(**{**raw, "id": storable(raw["id"]), "name": storable(raw["name"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What every event has."""

    account: str
    """The bot account, `slack:T1/A1`, `telegram:123`, `webchat`, `clock`."""
    id: str
    """The platform's id of the event; unique in the account for at least 7 days."""
    platform: str
    at: datetime
    """When it happened, by the platform's clock, aware UTC."""
    chat: str = ""
    """The platform's id of the chat; empty where the event has none."""
    person: str | None = None
    """The platform's id of who did it; None where nobody is named."""
    name: str = ""
    """The person's display name as it came, unescaped; may be empty."""
    language: str | None = None
    """Language code of the person's client (`en`, `pt-BR`), where the platform tells."""
    thread: str | None = None
    """Thread or forum topic the event belongs to."""
    order: int = 0
    """The source's own order; a larger one happened later. Compare only inside one account."""
    private: bool = False
    """The chat is between this person and the bot."""
    as_team: bool = False
    """The platform vouches that the chat itself speaks (anonymous admin, linked channel)."""
    answerable: bool = False
    """The platform shows an answer that is given with the acknowledgement, to this person only."""
    aside: bool = False
    """The platform may be able to show one person alone a message in this chat, which is not private."""
    formable: bool = False
    """The platform can show a form in answer (`chat.forms`)."""

    def __post_init__(self) -> None:
        for name in self.__dataclass_fields__:
            value = getattr(self, name)
            if type(value) is str and (clean := storable(value)) is not value:
                object.__setattr__(self, name, clean)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(Event):
    """Somebody wrote."""

    message: str
    text: str
    reply_to: str | None = None
    """Id of the message (same chat) it answers."""
    files: tuple[File, ...] = ()
    to_bot: bool = True
    """False where the platform tells that it is said to others: it answers no question of the bot's."""

    def __post_init__(self) -> None:
        super(Message, self).__post_init__()  # slots make a second class, which a bare super() does not know
        object.__setattr__(self, "files", tuple(File.of(asdict(each)) for each in self.files))


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited(Event):
    """A message's text changed."""

    message: str
    text: str
    written_at: datetime | None = None
    """When the message was written; None where the platform does not tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted(Event):
    """A message was deleted, by anybody."""

    message: str
    written_at: datetime | None = None
    """When the message was written; None where the platform does not tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Press(Event):
    """A button was pressed; `data` is what the button carried."""

    data: str
    message: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote(Event):
    """A vote in one of our polls."""

    options: tuple[int, ...]
    """Ids of the chosen options (of a native poll, their positions when it was posted); none = retracted."""
    poll: str | None = None
    """Our poll id; None where the platform knows it by `native` only."""
    native: str | None = None
    """The platform's own poll id."""
    toggle: bool = False
    """A button: choosing what is already chosen takes it back."""
    secret: bool = False
    """The button is an anonymous poll's: nothing may ever join the person to the options."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NativePoll(Event):
    """The platform tells the state of one of its own polls."""

    native: str
    question: str
    options: tuple[str, ...]
    closed: bool = False

    def __post_init__(self) -> None:
        super(NativePoll, self).__post_init__()  # slots make a second class, which a bare super() does not know
        object.__setattr__(self, "options", tuple(map(storable, self.options)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction(Event):
    """An emoji was put on a message or taken off."""

    target: str
    emoji: str
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined(Event):
    """Somebody came into the chat."""

    referrer: str | None = None
    """Who brought them, where the platform tells."""
    link: str = ""
    """The address of the invite link that they followed, whoever made it."""
    code: str = ""
    """The personal code whose link that was; the bot named it so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionTotal(Event):
    """How many reactions a message has, where the platform does not tell whose."""

    target: str
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Left(Event):
    """Somebody left the chat or was removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Event):
    """A command, `name` without its slash, `text` all that follows."""

    command: str
    text: str = ""
    message: str | None = None
    reply_to: str | None = None
    """Id of the message (same chat) it answers."""
    quoted: str = ""
    """Text of the message on which it was chosen from a menu."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled(Event):
    """A form was filled in, or is being so; see `chat.forms`."""

    form: str
    """What the form carried: a word, a colon, and what it is about."""
    values: Mapping[str, Any] = field(default_factory=dict, hash=False)
    done: bool = True
    """False while it is being filled in."""
    view: str = ""
    """The platform's id of the open form, which is sent once, but may come twice; empty where it has none."""

    def __post_init__(self) -> None:
        super(Filled, self).__post_init__()  # slots make a second class, which a bare super() does not know
        object.__setattr__(self, "values", all_storable(self.values))


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeOpened(Event):
    """The person looks at the bot's own page on the platform."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked(Event):
    """The person blocked the bot, or let it in again."""

    blocked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatMigrated(Event):
    """`chat` has the id `new_chat` from now on."""

    new_chat: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected(Event):
    """The bot account was let into its workspace."""

    home: str
    """The workspace's address on the web, with its last slash."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Uninstalled(Event):
    """The bot account lost its access to the workspace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered(Event):
    """A customer bought something in a brand's shop; `person` is their pseudonym."""

    brand: str
    number: str
    """The shop's own id of the order."""
    amount: str
    """A positive decimal number, with no more decimals than the currency has."""
    currency: str
    """ISO 4217."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick(Event):
    """A due time came; its id is (name, due time)."""

    tick: str
    brand: str
    due: datetime
    subject: str = ""
    """What is due, where it is not the brand itself."""
    late: bool = False
    """Nobody was awake when it was due."""


KINDS: dict[str, type[Event]] = {kind.__name__: kind for kind in (
    Message, Edited, Deleted, Press, Vote, NativePoll, Reaction, ReactionTotal, Joined, Left, Command, Filled,
    HomeOpened, Blocked, ChatMigrated, Connected, Uninstalled, Ordered, Tick,
)}  # fmt: skip


def dump(event: Event) -> dict[str, Any]:
    """Return the event as a JSON object."""
    raw = asdict(event)
    times = {key: at.astimezone(UTC).isoformat() for key, at in raw.items() if isinstance(at, datetime)}
    return {"event": type(event).__name__, **raw, **times}


def load(raw: dict[str, Any]) -> Event:
    """Return the event that `dump` made the object from."""
    fields = dict(raw)
    kind = KINDS[fields.pop("event")]
    for key in ("at", "due", "written_at"):
        if fields.get(key) is not None:
            fields[key] = datetime.fromisoformat(fields[key])
    if "options" in fields:
        fields["options"] = tuple(fields["options"])
    if "files" in fields:
        fields["files"] = tuple(map(File.of, fields["files"]))
    return kind(**fields)
