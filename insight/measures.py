"""The measures: one function each, from what a period shows to a tally."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta

from chat.address import Address
from insight.buying import buyers
from insight.care import answered, first_response
from insight.history import Deed
from insight.tallies import Tally, net_promoters, per_exposure, rate
from insight.view import View
from insight.weeks import WEEK

FOUR_WEEKS = timedelta(days=28)
PROMOTER, DETRACTOR = 9, 6
BUYING_DAYS = timedelta(days=90)
_FAN_WEEKS = 3


def nps(view: View) -> Tally:
    """100 * (promoters - detractors) / answers; a person's last score of the period stands."""
    scores = [deed.line.data["score"] for deed in standing_scores(view)]
    promoters = sum(score >= PROMOTER for score in scores)
    detractors = sum(score <= DETRACTOR for score in scores)
    return net_promoters(promoters, detractors, len(scores))


def referred_joins(view: View) -> Tally:
    """Joins with a known referrer / joins."""
    return rate(len(view.referred_joins), view.membership.joins)


def repeat_buyers(view: View) -> Tally:
    """Buyers with two purchases or more in the 90 days to the end / buyers in them."""
    counts = buyers_of(view)
    return rate(sum(number > 1 for number in counts.values()), len(counts))


def amplification(view: View) -> Tally:
    """Shares of the period, per brand post of the period and 100 people of R."""
    return _per_post(view, len(view.shares))


def clicks_per_share(view: View) -> Tally:
    """Clicks before the end on shares of the period / those shares."""
    shares = len(view.shares)
    return per_exposure(sum(click.ref in view.shares for click in view.clicks), shares, shares)


def active(view: View) -> Tally:
    """Active people of R / R."""
    return rate(len(people_of(view.activity) & view.reachable), len(view.reachable))


def poll_participation(view: View) -> Tally:
    """People of R with a standing vote cast in the period / R."""
    return rate(len(voters(view) & view.reachable), len(view.reachable))


def conversation(view: View) -> Tally:
    """Replies to brand posts of any time, per brand post of the period and 100 people of R."""
    return _per_post(view, len(replies(view)))


def applause(view: View) -> Tally:
    """Reactions to brand posts of the period, per such post and 100 people of R."""
    reactions = (deed.line for deed in view.activity if deed.line.kind == "reaction")
    return _per_post(view, sum(reaction.ref in view.posts for reaction in reactions))


def advocates(view: View) -> Tally:
    """Active people who recommended, or through whom somebody joined / active people."""
    everybody = people_of(view.activity)
    recommending = people_of(deed for deed in view.activity if deed.line.data.get("recommends") is True)
    return rate(len(everybody & (recommending | view.referrers)), len(everybody))


def members(view: View) -> Tally:
    """Members at the end, with joins and leaves."""
    was = view.membership
    return Tally(value=was.at_end, n=1, more={"joins": was.joins, "leaves": was.leaves})


def growth(view: View) -> Tally:
    """(joins - leaves) / members at the start."""
    was = view.membership
    value = (was.joins - was.leaves) / was.at_start if was.at_start else None
    return Tally(value=value, n=was.at_start)


def fans(view: View) -> Tally:
    """People of R active in three of the last four windows of seven days, who said no more bad than good / R."""
    return rate(len(loyal(view) & view.reachable), len(view.reachable))


def returning(view: View) -> Tally:
    """People active in the period and in the 28 days before it / people active in those 28 days."""
    start = view.period.start
    before = people_of(view.activity_in(start - FOUR_WEEKS, start))
    return rate(len(before & people_of(view.activity)), len(before))


def net_sentiment(view: View) -> Tally:
    """(positive - negative) / classified audience messages, with the share of all that is left unclassified."""
    feelings = [deed.line.data.get("sentiment") for deed in view.activity if deed.line.kind == "message"]
    known = [feeling for feeling in feelings if feeling is not None]
    unclassified = (len(feelings) - len(known)) / len(feelings) if feelings else None
    value = sum(known) / len(known) if known else None
    return Tally(value=value, n=len(known), more={"unclassified": unclassified})


COUNTS: Mapping[str, Callable[[View], Tally]] = {
    "nps": nps,
    "advocates": advocates,
    "referred_joins": referred_joins,
    "active": active,
    "poll_participation": poll_participation,
    "conversation": conversation,
    "applause": applause,
    "members": members,
    "growth": growth,
    "fans": fans,
    "returning": returning,
    "repeat_buyers": repeat_buyers,
    "amplification": amplification,
    "clicks_per_share": clicks_per_share,
    "net_sentiment": net_sentiment,
    "answered": answered,
    "first_response": first_response,
}


def people_of(deeds: Iterable[Deed]) -> set[Address]:
    """Give who did these."""
    return {deed.person for deed in deeds}


def standing_scores(view: View) -> list[Deed]:
    """Give each person's last score of the period."""
    return list({deed.person: deed for deed in view.activity if deed.line.kind == "nps"}.values())


def buyers_of(view: View) -> Counter[Address]:
    """Count each buyer's purchases in the 90 days to the end."""
    return buyers(view.purchases_in(view.period.end - BUYING_DAYS, view.period.end))


def voters(view: View) -> set[Address]:
    """Give the people with a standing vote cast in the period."""
    return people_of(deed for deed in view.activity if deed.line.kind == "vote")


def replies(view: View) -> list[Deed]:
    """Give the audience's messages of the period that reply to a brand post of any time."""
    messages = (deed for deed in view.activity if deed.line.kind == "message")
    return [deed for deed in messages if view.hangs_by_a_brand_post(deed.line.ref)]


def loyal(view: View) -> set[Address]:
    """Give the people active in three of the last four windows of seven days, who said no more bad than good."""
    weeks_of: Counter[Address] = Counter()
    mood: Counter[Address] = Counter()
    for back in range(4):
        end = view.period.end - back * WEEK
        deeds = list(view.activity_in(end - WEEK, end))
        weeks_of.update(people_of(deeds))
        for deed in deeds:
            mood[deed.person] += deed.line.data.get("sentiment") or 0
    return {person for person, weeks in weeks_of.items() if weeks >= _FAN_WEEKS and mood[person] >= 0}


def _per_post(view: View, number: int) -> Tally:
    posts = len(view.posts)
    return per_exposure(number, posts * len(view.reachable) / 100, posts)
