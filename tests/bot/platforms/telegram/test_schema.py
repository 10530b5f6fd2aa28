"""The machine-readable Bot API: updates of all kinds, made up at random."""

import random

import pytest

from bot.platforms.telegram.inbound import ALLOWED_UPDATES, translate
from chat.events import dump, load
from tests.bot.platforms.telegram.conftest import NOW
from tests.bot.platforms.telegram.test_translating import ME
from tests.support.botapi import NEWER, VERSION, Schema, needs_schema, schema

KINDS = Schema(raw).update_kinds() if (raw := schema()) else []
PER_KIND = 60

# The library warns of itself while it makes some of its own objects.
pytestmark = [needs_schema, pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")]


@pytest.fixture(scope="module", params=[VERSION, NEWER])
def api(request: pytest.FixtureRequest) -> Schema:
    """Return the Bot API that python-telegram-bot declares, and a newer one."""
    found = schema(request.param)
    assert found is not None
    return Schema(found)


@pytest.mark.parametrize("kind", KINDS)
def test_updates_of_all_kinds_are_read(api: Schema, kind: str) -> None:
    """Whatever the Bot API may send is translated without an error, and survives storage."""
    chance = random.Random(kind)
    for i in range(PER_KIND):
        content = api.make(api.kinds_of(kind), chance)
        events = translate({"update_id": i, kind: content}, ME, NOW)
        assert [load(dump(each)) for each in events] == events


def test_all_kinds_asked_for_exist() -> None:
    """No kind is misspelt."""
    assert set(ALLOWED_UPDATES) <= set(KINDS)
