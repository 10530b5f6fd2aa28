"""What one scorecard sees of a brand's history."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from chat.address import Address
from chat.lines import Line
from insight.buying import Purchase, purchases
from insight.episodes import Episode, episodes
from insight.history import ACTIVITIES, Deed, Ledger
from insight.roll import Membership, membership
from insight.weeks import Period, day_start
from insight.workhours import Hours


class View:
    """A period, seen from its own end: later lines are not seen, and what was taken back by then was never made.

    Args:
        ledger: what happened.
        period: whole local days.
        zone: brand time.
        hours: the brand's business hours.
        members: who is a member at the end, where that is known already; None: the ledger tells.
        reachable: who of them can be reached, the same.
    """

    def __init__(
        self,
        ledger: Ledger,
        period: Period,
        zone: ZoneInfo,
        hours: Hours | None = None,
        members: frozenset[Address] | None = None,
        reachable: frozenset[Address] | None = None,
    ) -> None:
        self.period = period
        self._members, self._reachable = members, reachable
        self.hours = hours
        """The brand's business hours; None, or hours that are not set: no figure is reckoned in them."""
        self._ledger = ledger
        self._zone = zone
        self._start, self._end = day_start(period.start, zone), day_start(period.end, zone)

    @cached_property
    def membership(self) -> Membership:
        """Who is a member, and who can be reached."""
        return membership(self._ledger.moves, self._start, self._end)

    @property
    def members(self) -> frozenset[Address]:
        """Who is a member at the end."""
        return self.membership.inside if self._members is None else self._members

    @property
    def reachable(self) -> frozenset[Address]:
        """R: the people that rates and counts are taken per."""
        return self.membership.reachable if self._reachable is None else self._reachable

    @cached_property
    def posts(self) -> frozenset[str]:
        """The ids of the brand posts of the period."""
        return frozenset(
            post.id for post in self._ledger.brand_posts if post.at >= self._start and post.seen(self._end)
        )

    @cached_property
    def shares(self) -> frozenset[str]:
        """The ids of the audience's shares of the period."""
        return frozenset(deed.line.id for deed in self.activity if deed.line.kind == "share")

    @property
    def clicks(self) -> Iterator[Line]:
        """What was clicked before the period's end, on shares of any time."""
        return (click for click in self._ledger.clicks if click.at < self._end)

    @cached_property
    def purchases(self) -> list[Purchase]:
        """What the audience bought before the period's end, from the first on."""
        return list(purchases(self._ledger, self._referred, self._end))

    def purchases_in(self, start: date, end: date) -> Iterator[Purchase]:
        """Give what the audience bought from one local day to another, that day not included."""
        first, last = day_start(start, self._zone), day_start(end, self._zone)
        return (purchase for purchase in self.purchases if first <= purchase.at < last)

    @cached_property
    def referred_joins(self) -> list[Deed]:
        """The joins of the period with a known referrer."""
        return [join for join in self.membership.joined if self._ledger.known_referrer(join)]

    @cached_property
    def _referred(self) -> dict[Address, datetime]:
        """When each person first joined through somebody, before the period's end."""
        ever = membership(self._ledger.moves, datetime.min.replace(tzinfo=UTC), self._end).joined
        return {join.person: join.at for join in reversed(ever) if self._ledger.known_referrer(join)}

    @cached_property
    def referrers(self) -> frozenset[Address]:
        """The people through whom somebody joined in the period."""
        known = map(self._ledger.known_referrer, self.referred_joins)
        return frozenset(person for person in known if person)

    @cached_property
    def waits(self) -> list[Episode]:
        """The waiting episodes that opened in the period, as they stand at its end."""
        return [episode for episode in episodes(self._ledger, self._end) if episode.opened >= self._start]

    def waited(self, episode: Episode) -> float:
        """Give how long somebody has waited, in seconds of all hours, at the answer or else at the period's end."""
        return ((episode.answered or self._end) - episode.opened).total_seconds()

    def line(self, id: str) -> Line | None:  # noqa: A002  # what it is
        """Give what opens, answers or ends a wait by its id."""
        return self._care.get(id)

    @cached_property
    def _care(self) -> dict[str, Line]:
        return {line.id: line for line, _ in self._ledger.care}

    @cached_property
    def activity(self) -> list[Deed]:
        """What the audience did in the period."""
        return list(self.activity_in(self.period.start, self.period.end))

    def activity_in(self, start: date, end: date) -> Iterator[Deed]:
        """Give what the audience did from one local day to another, that day not included."""
        deeds = self._ledger.between(day_start(start, self._zone), day_start(end, self._zone))
        return (deed for deed in deeds if deed.line.kind in ACTIVITIES and deed.stands(self._end))

    def hangs_by_a_brand_post(self, ref: str | None) -> bool:
        """Say whether a chain of posts that still stand leads from this id to a brand post."""
        trail = []
        while ref is not None and ref not in self._hangs:
            self._hangs[ref] = False  # so that a chain which bites its tail ends
            trail.append(ref)
            post = self._ledger.posts.get(ref)
            ref = post.above if post and post.seen(self._end) else None
        found = ref is not None and self._hangs[ref]
        self._hangs.update(dict.fromkeys(trail, found))
        return found

    @cached_property
    def _hangs(self) -> dict[str, bool]:
        return {post.id: True for post in self._ledger.brand_posts if post.seen(self._end)}
