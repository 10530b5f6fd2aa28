"""The details of a digest, in its thread: what to do next, what people asked for, how they fared, all figures."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chat.bidi import isolated
from chat.brands import Brand
from chat.i18n import Words, words
from chat.messages import units
from handlers import reporting
from handlers.digests.advising import advice_lines
from handlers.digests.fitting import DETAILS_UNITS, cut, within
from handlers.digests.gathering import Care, Facts
from handlers.reporting import content as ranking
from insight import elections
from storage import digest_facts
from storage.database import Session
from storage.polls import Poll
from storage.promises import KEPT
from storage.votes import Results

TOPICS = 3
NEW_TOPICS = 5
POLLS = 5
MOST_BROKEN = 3
QUOTE = 80
KIND_UNITS = 160
NAMES_UNITS = 60
TOPIC_UNITS = 40


@dataclass(frozen=True, slots=True)
class Details:
    """The details as they are stored: without the words of people, which may have to be forgotten."""

    lines: list[str]
    kind: str | None
    """The ledger's line of something kind that somebody said; what it says is read when it is shown."""
    place: int
    """In front of which line that stands."""
    platform: str = ""
    at: datetime | None = None
    """When it was said."""

    def as_json(self) -> dict[str, Any]:
        """Return what a letter can carry."""
        at = self.at.isoformat() if self.at else None
        return {"lines": self.lines, "kind": self.kind, "place": self.place, "platform": self.platform, "at": at}

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> "Details":
        """Read what `as_json` gave."""
        return cls(**{**raw, "at": datetime.fromisoformat(raw["at"]) if raw["at"] else None})


def details(brand: Brand, facts: Facts, language: str) -> Details:
    """Write the details."""
    say = words(language)
    sections = [
        (say("digest-advice"), advice_lines(facts.advice, brand, say)),
        (say("digest-polls"), [_poll_line(poll, results, say) for poll, results in facts.polls[:POLLS]]),
        ("", _new_topics(facts.heard.topics, say)),
        (say("digest-content"), ranking.topic_lines(facts.topics, say, TOPICS) if facts.topics else []),
        (say("digest-care"), list(_care_lines(facts.care, say))),
    ]
    lines = [line for heading, told in sections if told for line in (*filter(None, [heading]), *told, "")]
    kind = facts.heard.kind
    place = len(lines)
    card = reporting.as_text(facts.report.card, say) + reporting.beside_text(facts.report, say)
    figures = [say("digest-figures"), *card.splitlines()]
    room = DETAILS_UNITS - sum(units(line) + 1 for line in lines) - (KIND_UNITS + TOPIC_UNITS if kind else 0)
    kept = within(figures, room - units(say("digest-figures-cut")) - 1)
    if len(kept) < len(figures):
        kept.append(say("digest-figures-cut"))
    return Details(
        lines=[*lines, *kept],
        kind=kind.line if kind else None,
        place=place,
        platform=kind.platform if kind else "",
        at=kind.at if kind else None,
    )


def drawn(db: Session, brand: str, given: Details, say: Words) -> list[dict[str, Any]]:
    """Return the details as they read now, line by line as `storage.posted` keeps them."""
    lines: list[dict[str, Any]] = [{"text": line} for line in given.lines]
    text = digest_facts.words_of(db, brand, given.kind) if given.kind else None
    if text is not None:
        quote = isolated(cut(text, KIND_UNITS))
        told = say("digest-kind-quote", quote=quote, platform=given.platform.capitalize())
        lines[given.place : given.place] = [
            {"text": say("digest-kind")},
            {"text": told, "line": given.kind},
            {"text": ""},
        ]
    return lines


def _new_topics(found: Iterable[tuple[str, int]], say: Words) -> list[str]:
    told = [
        say("digest-topic", topic=isolated(cut(topic, TOPIC_UNITS)), people=people)
        for topic, people in list(found)[:NEW_TOPICS]
    ]
    return [say("digest-topics", topics=", ".join(told)), say("digest-topics-meaning")] if told else []


def _poll_line(poll: Poll, results: Results, say: Words) -> str:
    question = isolated(cut(poll.question, QUOTE))
    given = {"question": question, "voters": results.voters}
    if poll.rules.scale:
        return say("digest-poll-scale", figure=_figure(poll, results, say), **given)
    best = max((results.votes[each] for each in poll.seen), default=0)
    ahead = ", ".join(poll.options[each] for each in poll.seen if results.votes[each] == best > 0)
    if not ahead and results.voters:  # anonymous, and too few to show
        return say("digest-poll-hidden", **given)
    return say("digest-poll", ahead=isolated(cut(ahead, NAMES_UNITS)), **given)


def _figure(poll: Poll, results: Results, say: Words) -> str:
    scores = {int(poll.options[each]): results.votes[each] for each in poll.seen}
    if not any(scores.values()):
        return reporting.NONE
    if poll.rules.kind == "nps":
        return f"NPS {say.number(elections.nps(scores).score)}"
    return f"{say.number(elections.mean(scores), 1)} ★"


def _care_lines(care: Care, say: Words) -> Iterator[str]:
    broken = [each.text for each in care.promises if each.state != KEPT]
    if care.promises or care.promised:
        kept = len(care.promises) - len(broken)
        yield say("digest-promises", kept=kept, broken=len(broken), due=care.promised)
        named = [text for text in broken if text][:MOST_BROKEN]
        yield from (say("digest-promise-broken", what=isolated(cut(each, QUOTE))) for each in named)
    if care.stars:
        mean = sum(care.stars) / len(care.stars)
        yield say("digest-satisfaction", mean=say.number(mean, 1), scores=len(care.stars))
    corrected, seen = care.corrected
    if seen:
        yield say("digest-disagreement", corrected=corrected, seen=seen, share=say.percent(corrected / seen))
    sure, judged = care.coverage
    if judged:
        yield say("digest-coverage", share=say.percent(sure / judged), judged=judged)
