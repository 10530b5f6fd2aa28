"""What a poll is, in words that all rooms share."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal, Self

Kind = Literal["single", "multi", "ranked", "rating", "nps"]
Visibility = Literal["open", "confidential", "anonymous"]
Shown = Literal["live", "voted", "closed"]
Adding = Literal["nobody", "anybody", "approved"]

RATING = tuple(str(stars) for stars in range(1, 6))
NPS = tuple(str(score) for score in range(11))
SCALES: Mapping[str, tuple[str, ...]] = {"rating": RATING, "nps": NPS}
"""The kinds that bring their own options."""
SEVERAL = frozenset({"multi", "ranked"})
"""The kinds of which more than one option may be chosen."""

QUESTION_CHARACTERS = 300
OPTION_CHARACTERS = 100
OPTIONS = range(2, 11)
"""How many options the creator may give; voters may add more."""

MOST_OPTIONS = 20
"""Of one poll, with those that voters added: what fits into one message on all platforms."""

ADDED_EACH = 2
"""So many options may one person add to a poll."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How a poll is voted in, and who sees what."""

    kind: Kind = "single"
    most: int | None = None
    """`multi`: so many options may be chosen; None: any number."""
    visibility: Visibility = "open"
    """Who can see who chose what: everybody, the team, or nobody."""
    shown: Shown = "live"
    """When the audience sees how it stands: at once, each person after their own vote, or at the close."""
    adding: Adding = "nobody"
    """Whether voters may add options; `approved`: after the team has said yes."""
    why: bool = False
    """Voters are asked for a reason, in their own words."""
    milestones: bool = False
    """The team hears when 10, 50, 100, ... people have voted."""
    remind: bool = False
    """Who has not voted is reminded once before the close, privately."""

    @property
    def anonymous(self) -> bool:
        """Whether nobody may ever know who chose what."""
        return self.visibility == "anonymous"

    @property
    def scale(self) -> bool:
        """Whether the options are the numbers of a scale, and not things that somebody thought of."""
        return self.kind in SCALES

    def as_json(self) -> dict[str, Any]:
        """Return what differs from the defaults."""
        plain = asdict(Rules())
        return {name: value for name, value in asdict(self).items() if value != plain[name]}

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Self:
        """Return the rules that `as_json` made the object from."""
        return cls(**{each.name: raw[each.name] for each in fields(cls) if each.name in raw})


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """A poll as somebody wants it, before there is one; also the template of a recurring poll."""

    question: str
    options: tuple[str, ...] = ()
    """Empty for `rating` and `nps`, which bring their own."""
    rules: Rules = field(default_factory=Rules)
    open_for_s: int | None = None
    """Seconds after which the poll closes by itself; None: not so."""

    @property
    def choices(self) -> tuple[str, ...]:
        """Return the options to vote for."""
        return SCALES.get(self.rules.kind, self.options)

    def as_json(self) -> dict[str, Any]:
        """Return a JSON object."""
        raw = {"question": self.question, "options": list(self.options), "rules": self.rules.as_json()}
        return raw | ({"open_for_s": self.open_for_s} if self.open_for_s else {})

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Self:
        """Return the spec that `as_json` made the object from."""
        return cls(
            question=raw["question"],
            options=tuple(raw["options"]),
            rules=Rules.of(raw["rules"]),
            open_for_s=raw.get("open_for_s"),
        )
