"""What a brand may set about its scorecard: weights, targets, and how many are enough."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

PARTS: Mapping[str, tuple[str, ...]] = {
    "recommendations": ("nps", "advocates", "referred_joins"),
    "engagement": ("active", "poll_participation", "conversation", "applause"),
    "followers": ("members", "growth", "fans"),
    "loyalty": ("returning", "repeat_buyers"),
    "sharing": ("amplification", "clicks_per_share"),
}
"""The five parts and their measures, in the order in which they are shown."""

WATCHES: Mapping[str, tuple[str, ...]] = {"sentiment": ("net_sentiment",), "care": ("answered", "first_response")}
"""What is shown beside the parts and weighs nothing unless the brand wants it to."""

GROUPS: Mapping[str, tuple[str, ...]] = {**PARTS, **WATCHES}

WEIGHTS: Mapping[str, float] = dict.fromkeys(PARTS, 1.0) | dict.fromkeys(WATCHES, 0.0)

TARGETS: Mapping[str, float] = {
    "nps": 50,
    "advocates": 0.05,
    "referred_joins": 0.20,
    "active": 0.30,
    "poll_participation": 0.20,
    "conversation": 2,
    "applause": 5,
    "growth": 0.01,
    "fans": 0.10,
    "returning": 0.60,
    "repeat_buyers": 0.30,
    "amplification": 0.5,
    "clicks_per_share": 2,
    "net_sentiment": 0.5,
    "answered": 0.95,
}
"""The values that score 100."""

MIN_N = 5

_HIGHEST = 1_000_000

_ENOUGH = {"conversation": 1, "applause": 1, "amplification": 1, "growth": 20}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The weights of parts and watches, the targets of measures, and the least n that counts."""

    weights: Mapping[str, float] = field(default_factory=lambda: WEIGHTS)
    targets: Mapping[str, float] = field(default_factory=lambda: TARGETS)
    min_n: int = MIN_N

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Self:
        """Complete `weights`, `targets` and `min_n`, each of which may be given in part or not at all.

        Raises:
            ValueError: a name is not known or a number is not allowed; the sentence names the key.
        """
        if unknown := given.keys() - {"weights", "targets", "min_n"}:
            raise ValueError(f"{min(unknown)} is not known: there are weights, targets and min_n.")
        weights = _completed(WEIGHTS, given, "weights", "0 or more", lambda weight: weight >= 0)
        if not any(weights.values()):
            raise ValueError("weights must not all be 0.")
        targets = _completed(TARGETS, given, "targets", "above 0", lambda target: target > 0)
        min_n = given.get("min_n", MIN_N)
        if type(min_n) is not int or not 1 <= min_n <= _HIGHEST:
            raise ValueError(f"min_n must be a whole number from 1 to {_HIGHEST}.")
        return cls(weights=weights, targets=targets, min_n=min_n)

    def enough(self, measure: str) -> int:
        """Give the n from which on a measure's score counts in its part."""
        return _ENOUGH.get(measure, self.min_n)


def _completed(
    defaults: Mapping[str, float], given: Mapping[str, Any], name: str, must_be: str, fits: Callable[[float], bool]
) -> Mapping[str, float]:
    own = given.get(name, {})
    if not isinstance(own, Mapping):
        raise ValueError(f"{name} must be a table.")  # noqa: TRY004 - a mistake in the settings, not in the code
    for key, number in own.items():
        if key not in defaults:
            raise ValueError(f"{name}.{key} is not known: there are {', '.join(defaults)}.")
        # NaN fits neither comparison.
        if type(number) not in {int, float} or not (fits(number) and number <= _HIGHEST):
            raise ValueError(f"{name}.{key} must be a number {must_be}, and at most {_HIGHEST}.")
    return {**defaults, **own}
