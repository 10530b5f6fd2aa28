"""What a measure counted, how sure it is, and whether it changed."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Change = Literal["clear", "noise", "unknown"]

_Z = 1.959964
_CLEAR_BELOW_P = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A figure of one period, without interval or test."""

    value: float | None = None
    n: int = 0
    count: int = 0
    """How many were counted, where it is a rate or a count per exposure."""
    exposure: float = 0.0
    """What they are counted per."""
    more: Mapping[str, float | None] = field(default_factory=dict)
    """Figures that stand beside the value, by their key."""

    def interval(self) -> tuple[float | None, float | None]:
        """Give the ends of the 95 % interval."""
        return None, None

    def standard_error(self, before: "Tally") -> float:
        """Give that of the difference to another period's value; 0 where nothing can be said."""
        return 0.0


class Rate(Tally):
    """A share of n."""

    def interval(self) -> tuple[float | None, float | None]:
        """Give the ends of the Wilson score interval, within 0..1 (Wilson 1927)."""
        if self.value is None:
            return None, None
        p, n, z2 = self.value, self.n, _Z**2
        centre = (p + z2 / (2 * n)) / (1 + z2 / n)
        half = _Z / (1 + z2 / n) * math.sqrt(p * (1 - p) / n + z2 / (4 * n**2))
        return max(0.0, centre - half), min(1.0, centre + half)

    def standard_error(self, before: Tally) -> float:
        """Pool both periods (two-proportion z-test)."""
        pooled = (self.count + before.count) / (self.n + before.n)
        return math.sqrt(pooled * (1 - pooled) * (1 / self.n + 1 / before.n))


class PerExposure(Tally):
    """A count per exposure."""

    def standard_error(self, before: Tally) -> float:
        """Take both counts for Poisson ones."""
        return math.sqrt(self.count / self.exposure**2 + before.count / before.exposure**2)


class NetPromoters(Tally):
    """Promoters less detractors, per 100 answers; `count` is of both."""

    def standard_error(self, before: Tally) -> float:
        """Add both periods' variances of a mean."""
        return math.sqrt(sum(_variance(each) / each.n for each in (self, before)))


def _variance(nps: Tally) -> float:
    """Give that of one answer, which is worth 100, 0 or -100."""
    return 100**2 * (nps.count / nps.n) - (nps.value or 0) ** 2


def rate(hits: int, n: int) -> Rate:
    """Give hits / n; no value where n is 0."""
    return Rate(value=hits / n if n else None, n=n, count=hits, exposure=n)


def per_exposure(count: int, exposure: float, n: int) -> PerExposure:
    """Give count / exposure; no value where the exposure is 0."""
    return PerExposure(value=count / exposure if exposure else None, n=n, count=count, exposure=exposure)


def net_promoters(promoters: int, detractors: int, n: int) -> NetPromoters:
    """Give 100 * (promoters - detractors) / n; no value where n is 0."""
    value = 100 * (promoters - detractors) / n if n else None
    return NetPromoters(value=value, n=n, count=promoters + detractors, exposure=n)


def change(now: Tally, before: Tally) -> Change:
    """Say whether the value changed by more than chance would (two-sided z-test, p < 0.01)."""
    if now.value is None or before.value is None or not (now.exposure and before.exposure):
        return "unknown"
    error = now.standard_error(before)
    if not error:
        return "unknown"
    p = math.erfc(abs(now.value - before.value) / error / math.sqrt(2))
    return "clear" if p < _CLEAR_BELOW_P else "noise"
