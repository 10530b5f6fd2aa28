"""What the bot says, in one form for all platforms. Texts are plain: each platform escapes them its own way."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self

from chat.polls import Kind

CALLBACK_BYTES = 64
"""The shortest room that a platform (Telegram) leaves for a button's data."""

BAR_CELLS = 10

_VOTES = ("vote", "secret")


@dataclass(frozen=True, slots=True)
class Button:
    """A button that carries its own meaning in `data`, at most 64 bytes of UTF-8."""

    label: str
    data: str
    url: str = ""
    """A page that it opens; where there is none, it is pressed."""

    def __post_init__(self) -> None:
        if len(self.data.encode()) > CALLBACK_BYTES:
            msg = f"a button's data is longer than {CALLBACK_BYTES} bytes: {self.data!r}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a poll, with the votes it has over all networks."""

    text: str
    votes: int = 0
    id: int = 0
    """What a vote names it by; it stays when other options come and go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PollCard:
    """A poll as it is shown; all its texts are in the chat's language."""

    poll: str
    question: str
    options: tuple[Option, ...]
    """Those to be seen, in order."""
    kind: Kind = "single"
    most: int | None = None
    """`multi`: so many may be chosen; None: any number."""
    secret: bool = False
    """The poll is anonymous."""
    closed: bool = False
    votable: bool = True
    """False for the bare tally that stands under a native poll, and for results."""
    counted: bool = True
    """False while the audience may not see how it stands: then no bars, no numbers."""
    hidden: bool = False
    """The audience sees how it stands only at the close, in a native poll too."""
    native: bool = True
    """The platform's own poll may carry it."""
    voters: int = 0
    voters_line: str = ""
    """`12 people voted`."""
    visibility: str = ""
    """Who can see what."""
    hint: str = ""
    """How to vote, where one press is not all: `Choose up to 3.`"""
    summary: tuple[str, ...] = ()
    """What the votes come to, where bars do not tell: an average, an NPS, the rounds of a run-off."""
    until: str = ""
    """When it closes."""
    state: str = ""
    """What it shows, in the form that `storage.poll_posts` compares."""

    def share(self, option: Option) -> float:
        """Return the option's share of all votes, 0..1; 0 while nobody voted.

        Where several may be chosen it is the share of the voters.
        """
        total = self.voters if self.kind == "multi" else sum(each.votes for each in self.options)
        return min(1.0, option.votes / total) if total else 0.0

    def figures(self, option: Option) -> str:
        """Return the option's bar, share and votes, as they stand beside its text."""
        share = self.share(option)
        return f"{bar(share)} {share:.0%} · {option.votes}"

    def data(self, option: Option) -> str:
        """Return the data of the button that votes for the option."""
        return vote_data(self.poll, option.id, secret=self.secret)


@dataclass(frozen=True, slots=True)
class Document:
    """A file that goes with a message."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that somebody sent on some platform and that goes on with a message."""

    platform: str
    file: str
    """The platform's id of it (`chat.events.File`)."""
    name: str
    picture: bool = False
    explained: bool = False
    """Where it is not to be had, its readers are told why: the team is, the audience not."""


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
    ask: bool = False
    """The person's next message in this chat is the answer."""
    asked: str = ""
    """Who is asked, by their id: on some platforms an answer's field opens only for whom a message names."""
    asked_name: str = ""
    only_for: str = ""
    """Who alone may see it in a chat of many, by their id; where that cannot be it is not shown at all."""
    picture: bytes | None = field(default=None, repr=False)
    """The drawn chart, PNG; put in by delivery, never stored."""
    document: Document | None = None
    """A file to go with it; drawn at the moment of sending, never stored."""
    enclosure: Enclosure | None = None
    """A file to go with it; delivery fetches it from its platform and puts it in as picture or document."""

    @property
    def is_wordless(self) -> bool:
        """Tell whether there is nothing to read in it but what goes with it."""
        return not (self.text.strip() or self.title.strip() or self.poll)

    def as_json(self) -> dict[str, Any]:
        """Return a JSON object without the picture and the document."""
        raw = {key: value for key, value in asdict(self).items() if value}
        raw.pop("picture", None)
        raw.pop("document", None)
        return {"text": self.text, **raw}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Self:
        """Return the message that `as_json` made the object from."""
        fields = dict(raw)
        fields["buttons"] = tuple(tuple(Button(**each) for each in row) for row in raw.get("buttons", ()))
        if raw.get("poll"):
            card = dict(raw["poll"])
            card["options"] = tuple(Option(**each) for each in card["options"])
            card["summary"] = tuple(card.get("summary", ()))
            fields["poll"] = PollCard(**card)
        if raw.get("enclosure"):
            fields["enclosure"] = Enclosure(**raw["enclosure"])
        return cls(**fields)


def named(message: Message, file: str, why: str = "") -> Message:
    """Return a message that says of which file it came without, and perhaps why."""
    told = f"📎 {file} ({why.rstrip('.')})" if why else f"📎 {file}"
    return replace(message, text=f"{message.text}\n{told}".strip())


def units(text: str) -> int:
    """Count a text's UTF-16 code units, by which Telegram measures."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shortened(text: str, most: int) -> str:
    """Return a text on one line of so many characters at most."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def begun(text: str, most: int) -> str:
    """Return a text's beginning, its lines kept, in so many characters at most."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def bar(share: float) -> str:
    """Draw a share of 0..1 as ten cells, at least one filled where the share is not 0."""
    filled = max(1, round(share * BAR_CELLS)) if share > 0 else 0
    return "▰" * filled + "▱" * (BAR_CELLS - filled)


def vote_data(poll: str, option: int, *, secret: bool = False) -> str:
    """Return the data of the button that votes for the option of this id."""
    return f"{'secret' if secret else 'vote'}:{poll}:{option}"


def read_vote(data: str) -> tuple[str, int, bool] | None:
    """Return (poll, option, whether secret) of a vote button's data, None where it is another button's."""
    word, _, rest = data.partition(":")
    poll, _, option = rest.partition(":")
    if word not in _VOTES or not poll or not option.isascii() or not option.isdigit() or len(option) > 3:  # noqa: PLR2004
        return None
    return poll, int(option), word == "secret"
