"""What a poll's rules must be, and what a new poll and its close bring with them."""

from datetime import timedelta
from typing import Any

import pytest

from chat.errors import UserError
from chat.i18n import words
from chat.polls import Kind, Rules, Spec
from handlers import polls
from handlers.polls.making import LONGEST_OPEN, checked
from storage import polls as stored
from storage.polls import Poll
from tests.support.core import Core

YEAR_S = int(LONGEST_OPEN.total_seconds())


async def made(core: Core, *, open_for_s: int | None = None, **rules: Any) -> Poll:
    """Make a poll by its rules."""
    own = () if rules.get("kind") in {"rating", "nps"} else ("Recipes", "Live", "News")
    spec = Spec(question="Which next?", options=own, rules=Rules(**rules), open_for_s=open_for_s)
    poll: Poll = await core.do(lambda ctx: polls.create(ctx, "acme", spec))
    return poll


@pytest.mark.parametrize(
    ("rules", "options", "open_for_s", "key"),
    [
        ({"kind": "rating"}, 2, None, "poll-fixed-options"),
        ({"kind": "nps"}, 2, None, "poll-fixed-options"),
        ({"kind": "rating", "adding": "anybody"}, 0, None, "poll-fixed-options"),
        ({"kind": "multi", "most": 1}, 3, None, "poll-most"),
        ({"kind": "multi", "most": 4}, 3, None, "poll-most"),
        ({"kind": "single", "most": 2}, 3, None, "poll-most"),
        ({"visibility": "anonymous", "adding": "approved"}, 3, None, "poll-secret-no-adding"),
        ({}, 3, 59, "poll-open-for"),
        ({}, 3, 0, "poll-open-for"),
        ({}, 3, YEAR_S + 1, "poll-open-for"),
        ({"kind": "ranked"}, 1, None, "poll-usage"),
        ({"kind": "multi"}, 11, None, "poll-usage"),
    ],
)
def test_rules_that_make_no_poll(rules: dict[str, Any], options: int, open_for_s: int | None, key: str) -> None:
    """Each has its sentence, which says what to do."""
    texts = tuple(f"Option {number}" for number in range(options))
    spec = Spec(question="Q", options=texts, rules=Rules(**rules), open_for_s=open_for_s)
    with pytest.raises(UserError) as refused:
        checked("acme", spec)
    assert refused.value.key == key
    assert words("en")(key, **refused.value.args_of_text)


@pytest.mark.parametrize("kind", ["single", "multi", "ranked", "rating", "nps"])
def test_every_kind_makes_a_poll(kind: Kind) -> None:
    """The scales bring their own options, and ask for none."""
    own = () if kind in {"rating", "nps"} else ("A", " B ")
    spec = checked("acme", Spec(question=" Q ", options=own, rules=Rules(kind=kind), open_for_s=60))
    assert (spec.question, spec.options) == ("Q", ("A", "B") if own else ())


@pytest.mark.parametrize("most", [None, 2, 3])
def test_how_many_may_be_chosen(most: int | None) -> None:
    """Two at least, all at most."""
    rules = Rules(kind="multi", most=most)
    assert checked("acme", Spec(question="Q", options=("A", "B", "C"), rules=rules)).rules == rules


async def test_a_poll_knows_its_times(acme: Core) -> None:
    """It closes after a while, and before that reminds where it shall."""
    poll = await made(acme, open_for_s=3 * 86_400, remind=True)
    assert poll.closes_at == acme.clock.now() + timedelta(days=3)
    assert poll.remind_at is not None
    assert acme.clock.now() < poll.remind_at < poll.closes_at
    assert (await made(acme, open_for_s=3 * 86_400)).remind_at is None
    assert (await made(acme, remind=True)).remind_at is None


async def test_a_close_is_one_change(acme: Core) -> None:
    """Whoever comes second is told so; an anonymous poll loses its key with it."""
    poll = await made(acme, visibility="anonymous")
    assert poll.key
    assert [await acme.do(lambda ctx: polls.close(ctx, poll)) for _ in range(2)] == [True, False]
    found = acme.read(lambda db: stored.find(db, poll.id))
    assert (found.state, found.key) == ("closed", None)


async def test_results_name_the_rules_that_are_not_plain(acme: Core) -> None:
    """And of an anonymous poll, of how many people the votes are."""
    poll = await made(acme, visibility="anonymous")
    told = acme.read(lambda db: polls.results_json(db, poll))
    assert (told["rules"], told["voters"], told["counted"]) == ({"visibility": "anonymous"}, 0, 0)
    plain = await made(acme)
    assert acme.read(lambda db: polls.results_json(db, plain)).keys() == {
        "id",
        "question",
        "state",
        "voters",
        "options",
    }
