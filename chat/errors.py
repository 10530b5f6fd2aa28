"""The one tree of errors.

    RapportError
    ├── UserError        a person did something that cannot be done; carries the text's key and its arguments
    ├── Busy             the queue of events is full; ask again in `retry_after` seconds
    ├── NotYet           what the event speaks of is not known yet, but may soon be
    ├── LineError        an event line cannot be read (`chat.lines`)
    │   └── UnknownKind  it may be in order, but its kind is not known
    ├── SettingsError    the configuration is wrong (`bot.settings`); a sentence for each mistake
    ├── Overtaken        another process changed what a transaction had read (`storage.database`); it is run again
    ├── Unavailable      the event could not be made durable; the platform shall send it again
    └── DeliveryError    a letter was not (surely) delivered
        ├── Temporary    it was not; try again, not before `retry_after` seconds
        ├── Unknown      the answer was lost: it may or may not have arrived
        └── Permanent    it never will, and why
            └── ChatMoved    the chat has another id now

Only the dispatcher and delivery catch them.
"""


class RapportError(Exception):
    """Any error of Rapport's own."""


class UserError(RapportError):
    """What a person asked for cannot be done, and a sentence says what to do."""

    def __init__(self, key: str, brand: str | None = None, **args: object) -> None:
        super().__init__(key)
        self.key = key
        self.brand = brand
        """The brand whose language the sentence is in, where the person's own is not known."""
        self.args_of_text = args


class Busy(RapportError):
    """Too many events wait already."""

    retry_after = 1.0


class NotYet(RapportError):
    """What the event speaks of is not known yet, but may soon be; it is tried again for a day."""


class Unavailable(RapportError):
    """The event was not made durable, so it must not be acknowledged."""


class DeliveryError(RapportError):
    """A letter was not (surely) delivered."""


class Temporary(DeliveryError):
    """It was surely not delivered; trying again may help."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after
        """Seconds the platform asked to wait for this chat; None where it said nothing."""


class Unknown(DeliveryError):
    """The platform may have carried out the call, but its answer was lost."""


class Permanent(DeliveryError):
    """It will never be delivered."""

    def __init__(self, reason: str, *, unreachable: bool = False, harmless: bool = False) -> None:
        super().__init__(reason)
        self.unreachable = unreachable
        """The person or chat cannot be written to any more (blocked, deactivated, kicked, gone)."""
        self.harmless = harmless
        """Nothing needed to be done: the message already looks so, or no longer exists."""


class ChatMoved(Permanent):
    """The chat lives on under another id."""

    def __init__(self, new_chat: str) -> None:
        super().__init__(f"the chat moved to {new_chat}")
        self.new_chat = new_chat
