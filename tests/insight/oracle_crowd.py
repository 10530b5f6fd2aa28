"""The oracle's words on the crowd: who is a member, who can be reached, and what they do together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from chat.lines import Line
from tests.insight.oracle import Account, Oracle, first_minute, order, share

Person = frozenset[Account]


class CrowdOracle(Oracle):
    """A brand's lines, seen from the end of a period."""

    def __init__(self, lines: Iterable[Line], zone: ZoneInfo, start: date, end: date) -> None:
        super().__init__(lines, zone, start, end)
        self.days = start, end
        self.told, self.did = _by_account(self.audience), _by_account(self.activity)
        self.everybody = {self.who(line) for line in self.audience}
        self.reachable = {person for person in self.everybody if any(map(self._is_reachable, person))}
        posts = [line for line in self.seen if line.kind in {"message", "poll", "answer"}]
        posts = [line for line in posts if line.team or (line.person and self.who(line) not in self.team)]
        self.posts = {line.id: line for line in posts}
        self.brand_posts = [line.id for line in posts if _is_brand_post(line) and self.is_within(line)]

    def crowd(self) -> Mapping[str, Mapping[str, float | None]]:
        """Give the figures as the scorecard's JSON has them."""
        active = self._active(*self.days)
        before, members = self._count(self.start), self._count(self.end)
        joins, leaves = len(self.joins()), self._leaves()
        start = self.days[0]
        known = self._active(start - timedelta(days=28), start)
        voters = {self.who(line) for line in self.activity if line.kind == "vote" and self.is_within(line)}
        growth = (joins - leaves) / before if before else None
        return {
            "active": share(len(active & self.reachable), len(self.reachable)),
            "poll_participation": share(len(voters & self.reachable), len(self.reachable)),
            "conversation": self._per_post(sum(map(self._is_conversation, self.activity))),
            "applause": self._per_post(sum(map(self._is_applause, self.activity))),
            "members": {"value": members, "n": 1, "joins": joins, "leaves": leaves},
            "growth": {"value": growth, "n": before},
            "fans": share(len(self._fans()), len(self.reachable)),
            "returning": share(len(known & active), len(known)),
            "amplification": self._per_post(
                sum(line.kind == "share" and self.is_within(line) for line in self.activity)
            ),
        }

    def _was_inside(self, account: Account, until: datetime) -> bool:
        moves = [line for line in self.told[account] if line.kind in {"join", "leave"} and line.at < until]
        return moves[-1].kind == "join" if moves else any(line.at < until for line in self.did[account])

    def _is_reachable(self, account: Account) -> bool:
        told = [line for line in self.told[account] if line.kind in {"join", "block"}]
        told = sorted([*told, *self.did[account]], key=order)
        return self._was_inside(account, self.end) and told[-1].kind != "block"

    def _count(self, until: datetime) -> int:
        return sum(any(self._was_inside(account, until) for account in person) for person in self.everybody)

    def _leaves(self) -> int:
        leaves = [line for line in self.audience if line.kind == "leave" and self.is_within(line)]
        return sum(self._is_member(line) and not self._stays(line) for line in leaves)

    def _stays(self, leave: Line) -> bool:
        others = self.who(leave) - {(leave.platform, leave.person or "")}
        return any(self._is_inside(account, leave) for account in others)

    def _active(self, start: date, end: date) -> set[Person]:
        first, last = first_minute(start, self.zone), first_minute(end, self.zone)
        return {self.who(line) for line in self.activity if first <= line.at < last}

    def _fans(self) -> set[Person]:
        end = self.days[1]
        ends = [end - timedelta(days=7 * back) for back in range(4)]
        weeks = [self._active(each - timedelta(days=7), each) for each in ends]
        since = first_minute(end - timedelta(days=28), self.zone)
        said = [line for line in self.activity if line.kind == "message" and line.at >= since]
        return {
            person
            for person in self.reachable
            if sum(person in week for week in weeks) > 2
            and sum(line.data.get("sentiment") or 0 for line in said if self.who(line) == person) >= 0
        }

    def _is_applause(self, line: Line) -> bool:
        return line.kind == "reaction" and self.is_within(line) and line.ref in self.brand_posts

    def _is_conversation(self, line: Line) -> bool:
        if line.kind != "message" or not self.is_within(line):
            return False
        met, at = set(), line.ref
        while at in self.posts and at not in met:
            if _is_brand_post(self.posts[at]):
                return True
            met.add(at)
            at = self.posts[at].ref
        return False

    def _per_post(self, count: int) -> dict[str, float | None]:
        posts = len(self.brand_posts)
        exposure = posts * len(self.reachable) / 100
        return {"value": count / exposure if exposure else None, "n": posts}


def _by_account(lines: Iterable[Line]) -> defaultdict[Account, list[Line]]:
    found: defaultdict[Account, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.platform, line.person or ""].append(line)
    return found


def _is_brand_post(line: Line) -> bool:
    return line.kind == "poll" or (line.kind == "message" and line.team and line.ref is None)
