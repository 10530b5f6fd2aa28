"""Two processes race for the digests and are killed: each team gets each digest once."""

from datetime import timedelta
from pathlib import Path

from chat.ports import SystemClock
from handlers import digests as feature
from storage import digests, outbox
from storage.database import Session
from tests.crash.village import Village, kill, village
from tests.support.waiting import until

BRANDS = ["one", "two", "three", "four"]


def let_be_due(here: Village) -> None:
    """Let every brand's digest have been due just now."""
    due = SystemClock().now() - timedelta(seconds=1)

    def plan(db: Session) -> None:
        for brand in here.settings.brands.values():
            digests.schedule(db, brand.key, feature.plan_of(brand), due)

    here.database.write(plan)


def posted(here: Village) -> list[tuple[int, int]]:
    """Return how many messages stand in each team's chat, and how many in the threads there."""
    said = [here.slack.workspace.messages.get(f"CTEAM{brand}", []) for brand in BRANDS]
    below = [sum("thread_ts" in message for message in each) for each in said]
    return [(len(each) - inside, inside) for each, inside in zip(said, below, strict=True)]


async def test_each_digest_once_whoever_lives(migrated_url: str, tmp_path: Path) -> None:
    """Both are killed once the first digest stands; a third brings what is missing, details too, and no more."""
    async with village(tmp_path, migrated_url, {brand: [f"C{brand}"] for brand in BRANDS}) as here:
        let_be_due(here)
        pair = [await here.start("-m", "bot", "run", port=0) for _ in range(2)]
        await until(lambda: any(map(any, posted(here))), 30)
        for process in pair:
            await kill(process)
        await here.ahead(30)
        await until(lambda: here.database.read(outbox.states) == {"sent": 2 * len(BRANDS)}, 30)
        assert posted(here) == [(1, 1)] * len(BRANDS)
