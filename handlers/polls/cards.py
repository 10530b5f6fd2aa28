"""How a poll looks, to everybody and to one person."""

from collections.abc import Mapping
from datetime import UTC, tzinfo
from typing import Any

from chat.bidi import isolated
from chat.i18n import Words
from chat.messages import Button, Message, Option, PollCard
from insight import elections
from insight.elections import Rankings, Rounds
from storage.ballots import STEP
from storage.polls import Poll
from storage.votes import Results

ROUNDS = 5
"""So many of a run-off's rounds are written down, the last ones."""


def card(  # noqa: PLR0913  # what a card depends on
    poll: Poll,
    results: Results,
    say: Words,
    *,
    votable: bool = True,
    rankings: Rankings | None = None,
    private: bool = False,
    zone: tzinfo = UTC,
) -> Message:
    """Draw a poll as it stands.

    Args:
        votable: people vote in it, while it is open.
        rankings: of a ranked poll: how many people put its options in each order.
        private: it is for somebody who may see how the poll stands before everybody does.
        zone: in which the end is told.
    """
    first = _first_places(poll, results, rankings)
    counted = is_counted(poll, results, private=private)
    options = tuple(Option(poll.options[each], first[each] if counted else 0, each) for each in poll.seen)
    inviting = votable and poll.closed_at is None
    drawn = PollCard(
        **_asked(poll),
        options=options,
        closed=poll.closed_at is not None,
        votable=votable,
        counted=counted,
        voters=results.voters if results.counted is None else results.counted,
        voters_line=say("poll-final" if poll.closed_at else "poll-voters", voters=results.voters),
        visibility=visibility(poll, say),
        hint=_hint(poll, say) if inviting else "",
        summary=tuple(summary(poll, first, rankings or {}, say)) if counted else (),
        until=_until(poll, say, zone),
        state=results.state(poll),
    )
    return Message(text=_text(drawn), poll=drawn, buttons=_buttons(poll, say) if inviting else ())


def _asked(poll: Poll) -> dict[str, Any]:
    """Return what of a card does not change with the votes."""
    rules = poll.rules
    kind = {"kind": rules.kind, "most": rules.most, "secret": rules.anonymous, "hidden": rules.shown == "closed"}
    return {"poll": poll.id, "question": poll.question, "native": fits_native(poll), **kind}


def is_counted(poll: Poll, results: Results, *, private: bool = False) -> bool:
    """Tell whether numbers may be shown: to the audience, or to one person who may see them before."""
    if results.counted == 0 and results.voters:  # anonymous, and too few to tell nothing of one of them
        return False
    return private or poll.rules.shown == "live" or poll.closed_at is not None


def fits_native(poll: Poll) -> bool:
    """Tell whether a platform's own poll can carry it: of those none can be changed, and all show who chose what."""
    rules = poll.rules
    plain = rules.kind in {"single", "multi"} and rules.most is None and rules.adding == "nobody"
    return plain and rules.visibility == "open" and not poll.revision


def visibility(poll: Poll, say: Words) -> str:
    """Say who can see what, and when."""
    if poll.rules.visibility == "anonymous":
        sentences = [say("seen-anonymous", people=STEP)]
    else:
        sentences = [say("seen-open" if poll.rules.visibility == "open" else "seen-confidential")]
    if poll.closed_at is None and poll.rules.shown != "live":
        sentences.append(say(f"shown-{poll.rules.shown}"))
    return " ".join(sentences)


def summary(poll: Poll, votes: Mapping[int, int], rankings: Rankings, say: Words) -> list[str]:
    """Say what the votes come to, where bars do not tell; nothing while nobody voted.

    Args:
        poll: the poll.
        votes: by option.
        rankings: of a ranked poll: how many people put its options in each order.
        say: in whose language.
    """
    if poll.rules.kind == "ranked":
        return _election(poll, rankings, say)
    if not poll.rules.scale or not any(votes.values()):
        return []
    scores = {int(poll.options[each]): votes[each] for each in poll.seen}
    if poll.rules.kind == "rating":
        return [say("rating-summary", average=say.number(elections.mean(scores), 1))]
    found = elections.nps(scores)
    counts = {name: say.number(getattr(found, name)) for name in ("score", "promoters", "passives", "detractors")}
    return [say("nps-summary", **counts)]


def _election(poll: Poll, rankings: Rankings, say: Words) -> list[str]:
    points = elections.borda(rankings, poll.seen)
    held = elections.runoff(rankings, poll.seen)
    if not held.rounds:
        return []
    first = max(0, len(held.rounds) - ROUNDS)
    rounds = [
        say("runoff-round", round=number, votes=_numbered(poll, each.votes, say))
        for number, each in enumerate(held.rounds[first:], first + 1)
    ]
    return [say("borda-points", points=_numbered(poll, points, say)), *rounds, _winner(poll, held, say)]


def _numbered(poll: Poll, numbers: Mapping[int, int], say: Words) -> str:
    ordered = sorted(numbers, key=numbers.__getitem__, reverse=True)
    return ", ".join(f"{isolated(poll.options[each])} {say.number(numbers[each])}" for each in ordered)


def _winner(poll: Poll, held: Rounds, say: Words) -> str:
    if held.winner is None:
        return say("runoff-tie", options=", ".join(isolated(poll.options[each]) for each in held.tied))
    return say("runoff-winner" if poll.closed_at else "runoff-ahead", option=isolated(poll.options[held.winner]))


def _first_places(poll: Poll, results: Results, rankings: Rankings | None) -> dict[int, int]:
    """Return votes by option; in a ranked poll those of an option that was taken out go to the next of each ranking."""
    if not rankings:
        return dict(enumerate(results.votes))
    votes = dict.fromkeys(range(len(poll.options)), 0)
    seen = {*poll.seen}
    for ranking, people in rankings.items():
        first = next((each for each in ranking if each in seen), None)
        if first is not None:
            votes[first] += people
    return votes


def _hint(poll: Poll, say: Words) -> str:
    if poll.rules.kind == "single":
        return ""
    if poll.rules.kind == "multi" and poll.rules.most is not None:
        return say("hint-most", most=poll.rules.most)
    return say(f"hint-{poll.rules.kind}")


def _until(poll: Poll, say: Words, zone: tzinfo) -> str:
    if poll.closes_at is None or poll.closed_at is not None:
        return ""
    return say("poll-until", moment=say.moment(poll.closes_at.astimezone(zone)), zone=str(zone))


def _buttons(poll: Poll, say: Words) -> tuple[tuple[Button, ...], ...]:
    rules = poll.rules
    wanted = (
        ("add", "add-button", rules.adding != "nobody"),
        ("why", "why-button", rules.why),
        ("who", "who-button", rules.visibility == "open"),
        ("wish", "poll-wish-button", not rules.scale and not rules.anonymous),
    )
    row = tuple(Button(say(label), f"{word}:{poll.id}") for word, label, has in wanted if has)
    share = (Button(say("share-button"), f"share:{poll.id}"),)
    return (row, share) if row else (share,)


def _text(drawn: PollCard) -> str:
    lines = [f"{isolated(each.text)}: {each.votes}" if drawn.counted else each.text for each in drawn.options]
    notes = (drawn.hint, *lines, *drawn.summary, drawn.voters_line, drawn.until, drawn.visibility)
    return "\n".join([drawn.question, *filter(None, notes)])
