"""`rapport erase`: a shop's customer whom nobody in the chats turned out to be."""

import json
from pathlib import Path

import pytest

from chat.address import Address
from storage import links, people
from tests.support.command import Folder
from tests.support.core import ACME, core
from tests.support.dumps import dump

CONFIG = '[webchat]\n[brands.acme]\nname = "Acme"\nzone = "Europe/Madrid"\n'
ORDERS = """order,at,customer,amount,currency
1001,2026-11-02T10:00:00Z,ann@example.org,12.50,EUR
1002,2026-11-03T10:00:00Z,ann@example.org,7,EUR
1003,2026-11-03T11:00:00Z,bob,9,EUR
"""


@pytest.fixture
def shop(tmp_path: Path, migrated_url: str, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """Give a folder whose brand has the orders of two customers; once on each engine."""
    monkeypatch.setenv("RAPPORT_DATABASE__URL", migrated_url)
    monkeypatch.setenv("RAPPORT_SECRET", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
    made = Folder(tmp_path)
    made.configure(CONFIG)
    (tmp_path / "orders.csv").write_text(ORDERS, encoding="utf-8")
    assert made.here("import", "orders.csv").code == 0
    return made


def bought(shop: Folder) -> dict[str, list[str]]:
    """Return the orders by the pseudonym of who bought."""
    found: dict[str, list[str]] = {}
    for line in shop.here("export", "events", "--brand", "acme").out.splitlines():
        told = json.loads(line)
        found.setdefault(told["person"], []).append(told["id"])
    return found


def erase(shop: Folder, customer: str) -> tuple[int, str]:
    """Erase a customer; return the exit code and what was said."""
    done = shop.here("erase", "--brand", "acme", "--customer", customer)
    return done.code, done.out + done.err


def test_a_customer_is_erased(shop: Folder, migrated_url: str) -> None:
    """By the id that the shop has; nothing of them is left, others are untouched, and who is unknown is told."""
    (ann, _), (bob, _) = sorted(bought(shop).items(), key=lambda each: -len(each[1]))
    code, told = erase(shop, "ann@example.com")
    assert (code, "exactly as your orders have it" in told) == (2, True)
    assert erase(shop, " ann@example.org ") == (0, "Erased this customer of Acme, with 2 purchases.\n")
    assert bought(shop) == {bob: ["order:1003"]}
    assert ann not in json.dumps(dump(migrated_url), default=str)
    assert erase(shop, "ann@example.org")[0] == 2
    assert erase(shop, "bob") == (0, "Erased this customer of Acme, with 1 purchase.\n")


async def test_who_is_linked_erases_themselves(shop: Folder, migrated_url: str) -> None:
    """The command says so, and everything stays."""
    before = bought(shop)
    async with core(migrated_url, ACME) as bot:
        accounts = [bot.read(lambda db, who=who: people.find(db, "acme", Address("webchat", who))) for who in before]
        await bot.do(lambda ctx: links.link(ctx.db, accounts[0].id, accounts[1].id))
    code, told = erase(shop, "ann@example.org")
    assert (code, "/me and Erase" in told) == (2, True)
    assert bought(shop).items() >= before.items()
