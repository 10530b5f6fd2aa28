"""What the bot says, in one form for all platforms. Texts are plain: each platform escapes them its own way."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

CALLBACK_BYTES = 64
"""The shortest room that a platform (Telegram) leaves for a button's data."""

BAR_CELLS = 10


@dataclass(frozen=True, slots=True)
class Button:
    """A button that carries its own meaning in `data`, at most 64 bytes of UTF-8."""

    label: str
    data: str

    def __post_init__(self) -> None:
        if len(self.data.encode()) > CALLBACK_BYTES:
            msg = f"a button's data is longer than {CALLBACK_BYTES} bytes: {self.data!r}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a poll, with the votes it has over all networks."""

    text: str
    votes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PollCard:
    """A poll as it is shown; option `i` is voted for with the data `vote_data(poll, i)`."""

    poll: str
    question: str
    options: tuple[Option, ...]
    closed: bool = False
    votable: bool = True
    """False for the bare tally that stands under a native poll."""
    voters: int = 0
    voters_line: str = ""
    """`12 people voted`, in the chat's language."""
    visibility: str = ""
    """Who can see what, in the chat's language."""

    def share(self, option: Option) -> float:
        """Return the option's share of all votes, 0..1; 0 while nobody voted."""
        total = sum(each.votes for each in self.options)
        return option.votes / total if total else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message: text, perhaps a title, buttons, a poll or a chart."""

    text: str
    """Always the whole meaning, for notifications and screen readers too."""
    title: str = ""
    buttons: tuple[tuple[Button, ...], ...] = ()
    poll: PollCard | None = None
    chart: Mapping[str, Any] | None = None
    """The chart's numbers and words (`insight.charts`); delivery draws them."""
    chart_alt: str = ""
    """What the chart shows, in words."""
    door: str = ""
    """The start parameter of a link that opens a private chat with the bot, for platforms that need one."""
    picture: bytes | None = field(default=None, repr=False)
    """The drawn chart, PNG; put in by delivery, never stored."""

    def as_json(self) -> dict[str, Any]:
        """Return a JSON object without the picture."""
        raw = {key: value for key, value in asdict(self).items() if value}
        raw.pop("picture", None)
        return {"text": self.text, **raw}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Self:
        """Return the message that `as_json` made the object from."""
        fields = dict(raw)
        fields["buttons"] = tuple(tuple(Button(**each) for each in row) for row in raw.get("buttons", ()))
        if raw.get("poll"):
            card = dict(raw["poll"])
            card["options"] = tuple(Option(**each) for each in card["options"])
            fields["poll"] = PollCard(**card)
        return cls(**fields)


def bar(share: float) -> str:
    """Draw a share of 0..1 as ten cells, at least one filled where the share is not 0."""
    filled = max(1, round(share * BAR_CELLS)) if share > 0 else 0
    return "▰" * filled + "▱" * (BAR_CELLS - filled)


def vote_data(poll: str, option: int) -> str:
    """Return the data of the button that votes for the option at this position."""
    return f"vote:{poll}:{option}"


def read_vote(data: str) -> tuple[str, int] | None:
    """Return (poll, position) of a vote button's data, or None where it is none of ours."""
    word, _, rest = data.partition(":")
    poll, _, option = rest.partition(":")
    if word != "vote" or not poll or not option.isascii() or not option.isdigit() or len(option) > 3:  # noqa: PLR2004
        return None
    return poll, int(option)
