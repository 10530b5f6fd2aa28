"""Kill the bot while it delivers: no post doubles, none is lost in silence."""

import signal
from collections import Counter
from pathlib import Path

from storage import outbox
from tests.crash.village import Village, kill, village
from tests.support.slack_server import Trouble, slow
from tests.support.waiting import until

CHATS = [f"C{number:03}" for number in range(30)]
HANGS_S = 30.0


def posts(here: Village) -> Counter[str]:
    """Count the messages in each audience chat."""
    return Counter({chat: len(here.texts(chat)) for chat in CHATS if here.texts(chat)})


async def test_killed_processes_double_nothing_and_lose_nothing(migrated_url: str, tmp_path: Path) -> None:
    """Two that share the work are killed with calls under way, then a third: in the end each chat has the poll once."""
    async with village(tmp_path, migrated_url, {"acme": CHATS}) as here:
        # Two calls are carried out and never answered, two are never carried out.
        hanging = Trouble(executed=False, after_s=HANGS_S)
        here.slack.plan("chat.postMessage", slow(HANGS_S), hanging, slow(HANGS_S), hanging)
        here.create_poll()
        pair = [await here.start(), await here.start("-m", "bot", "run", port=0)]
        await until(lambda: len(here.slack.calls_of("chat.postMessage")) >= 10)
        for process in pair:
            await kill(process)
        third = await here.ahead(30)
        so_far = len(here.slack.calls_of("chat.postMessage"))
        await until(lambda: len(here.slack.calls_of("chat.postMessage")) >= so_far + 8)
        await kill(third)
        await here.ahead(60)
        await until(lambda: here.database.read(outbox.states) == {"sent": len(CHATS)}, 30)
        assert posts(here) == Counter(CHATS)
        assert here.slack.calls_of("conversations.history")


async def test_an_orderly_end_records_what_is_under_way(sqlite_url: str, tmp_path: Path) -> None:
    """SIGTERM lets a slow call end and writes down that it arrived."""
    async with village(tmp_path, sqlite_url, {"acme": ["C000"]}) as here:
        here.slack.plan("chat.postMessage", slow(1.0))
        here.create_poll()
        process = await here.start()
        await until(lambda: here.slack.calls_of("chat.postMessage"))
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
        assert here.database.read(outbox.states) == {"sent": 1}
