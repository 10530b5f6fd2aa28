"""What stands beside a scorecard and is no measure: how the platforms' own counts compare with the ledger."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from chat.brands import Brand
from chat.i18n import Words
from insight.scorecard import Scorecard
from insight.weeks import day_start
from storage import counts
from storage.counts import Count
from storage.database import Session


def followers_facts(db: Session, brand: Brand, start: date, end: date) -> list[dict[str, Any]]:
    """Compare each platform's latest counts of the local days from `start` to before `end` with the ledger.

    Returns:
        By platform: `platform`, `members` (its chats' counts together, each of its latest day), `chats`, `day` (the
        latest), `known` (the audience by the ledger at that count), `team`, and `unseen` (`members` that are neither
        known, nor of the team, nor the bot itself; below 0 where the ledger knows more).
    """
    latest: dict[str, dict[str, Count]] = {}
    for count in counts.in_days(db, brand.key, f"{start}", f"{end}"):
        latest.setdefault(count.platform, {})[count.chat] = count
    found = []
    for platform, by_chat in sorted(latest.items()):
        newest = max(by_chat.values(), key=lambda count: count.at)
        members = sum(count.members for count in by_chat.values())
        told = {"platform": platform, "members": members, "chats": len(by_chat), "day": newest.day}
        unseen = members - newest.known - newest.team - len(by_chat)
        found.append({**told, "known": newest.known, "team": newest.team, "unseen": unseen})
    return found


def reactions_facts(db: Session, brand: Brand, start: date, end: date) -> dict[str, int]:
    """Return `reactions` that name nobody on the brand posts of the period, and how many `posts` have any."""
    total, posts = counts.reactions(db, brand.key, day_start(start, brand.zone), day_start(end, brand.zone))
    return {"reactions": total, "posts": posts}


def facts(db: Session, brand: Brand, start: date, end: date) -> dict[str, Any]:
    """Return both as JSON: `followers` and `reactions`."""
    return {
        "followers": followers_facts(db, brand, start, end),
        "reactions": reactions_facts(db, brand, start, end),
    }


def lines(found: Mapping[str, Any], say: Words) -> list[str]:
    """Write where the platforms' counts and the ledger differ, a line a platform, and anonymous reactions."""
    written = [_followers(each, say) for each in found["followers"] if each["unseen"]]
    if number := found["reactions"]["reactions"]:
        written.append(say("beside-reactions", count=number))
    return written


def told(card: Scorecard, found: Mapping[str, Any], say: Words) -> list[str]:
    """Write all of it as it stands beside a scorecard, and of how many newcomers nobody knows how they came."""
    joins = card.parts["recommendations"].measures["referred_joins"]
    if not joins.n or joins.value is None:
        return lines(found, say)
    return [say("beside-origin", people=joins.n, count=joins.n - round(joins.value * joins.n)), *lines(found, say)]


def _followers(found: Mapping[str, Any], say: Words) -> str:
    known = {name: say.number(found[name]) for name in ("members", "known", "team")}
    known |= {"platform": found["platform"].capitalize(), "date": say.day(date.fromisoformat(found["day"]))}
    line = say("beside-members", chats=found["chats"], **known)
    unseen = found["unseen"]
    more = say("beside-unseen" if unseen > 0 else "beside-more", count=abs(unseen))
    return f"{line} {more}"
