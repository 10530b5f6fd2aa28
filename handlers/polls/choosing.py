"""What a press makes of a person's choice, by the kind of poll."""

from chat.bidi import isolated
from chat.errors import UserError
from chat.events import Vote
from chat.i18n import Words
from chat.polls import SEVERAL
from storage.polls import Poll


def chosen(poll: Poll, before: list[int], event: Vote) -> list[int]:
    """Return what is chosen after a vote, of a ranked poll the best first.

    A vote that is no toggle names all that is chosen. Options that were taken out of the poll stay chosen where they
    do not keep out others: should they come back, so does the vote.

    Args:
        poll: the poll.
        before: ids of what stood until now, in order.
        event: the vote; its options are ids, of native polls too.

    Raises:
        UserError: it means nothing in this poll any more, or more is chosen than may be.
    """
    named = list(event.options)
    seen = poll.seen
    if len(set(named)) < len(named) or not {*named} <= {*seen}:
        raise UserError("button-old", poll.brand)
    if len(named) > 1 and (event.toggle or poll.rules.kind not in SEVERAL):
        raise UserError("button-old", poll.brand)
    if not event.toggle or not named:
        return _limited(poll, named)
    (option,) = named
    if poll.rules.kind not in SEVERAL:
        return [] if before == named else named
    if option in before:
        return [each for each in before if each != option]
    return _limited(poll, [*before, option])


def _limited(poll: Poll, options: list[int]) -> list[int]:
    most = poll.rules.most if poll.rules.kind == "multi" else None
    if most is None or len(options) <= most:
        return options
    seen = {*poll.seen}
    kept = [each for each in options if each in seen]
    if len(kept) > most:
        raise UserError("vote-too-many", poll.brand, most=most)
    return kept


def told(say: Words, poll: Poll, before: list[int], after: list[int]) -> str:
    """Return the sentence that tells a person what their whole choice is now.

    Args:
        say: in the person's language.
        poll: the poll.
        before: ids of what stood until now.
        after: ids of what stands now, of a ranked poll the best first.
    """
    seen = {*poll.seen}
    texts = [isolated(poll.options[each]) for each in after if each in seen]
    if not texts:
        return say("vote-taken-back")
    kind = poll.rules.kind
    if kind == "multi":
        return say("vote-several", options=", ".join(say("quoted", text=each) for each in texts))
    if kind == "ranked":
        return say("vote-ranked", options="  ".join(f"{place}. {each}" for place, each in enumerate(texts, 1)))
    if poll.rules.scale:
        return say(f"vote-{kind}", score=texts[0])
    return say("vote-changed" if before and before != after else "vote-counted", option=texts[0])
