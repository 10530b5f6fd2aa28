"""Give every test its fixtures: no strangers on the network, real databases, a real browser."""

import gc
import os
import shutil
from collections.abc import Generator
from pathlib import Path

import hypothesis
import pytest

pytest_plugins = ["tests.support.network", "tests.support.databases", "tests.support.chromium"]

# Two libraries of linear algebra that share two cores would wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

MEMORY = Path("/dev/shm")  # noqa: S108  # a file system in memory, where the test databases need not wait for a disk
if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > 2 << 30:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

# A shared core makes one example slow now and then; a hang is for pytest-timeout.
hypothesis.settings.register_profile("rapport", deadline=None)
hypothesis.settings.load_profile("rapport")


def pytest_collection_finish() -> None:
    """Spare the collector of garbage what stays to the end: it would look through all modules again and again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let reports pass from one process to the other, whatever strange texts a test has logged."""
    report = yield
    report.sections = [(name, text.encode("utf-8", "replace").decode()) for name, text in report.sections]
    return report


@pytest.fixture(autouse=True)
def _no_secrets_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    # Rapport, and Bolt behind its back, read these: a developer's own must not reach a test.
    for name in os.environ:
        if name.startswith(("RAPPORT_", "SLACK_", "TELEGRAM_")) and not name.startswith("RAPPORT_TEST_"):
            monkeypatch.delenv(name)
