"""Give every test its fixtures: no strangers on the network, real databases, a real browser."""

import os
from collections.abc import Generator

import hypothesis
import pytest

pytest_plugins = ["tests.support.network", "tests.support.databases", "tests.support.chromium"]

# A shared core makes one example slow now and then; a hang is for pytest-timeout.
hypothesis.settings.register_profile("rapport", deadline=None)
hypothesis.settings.load_profile("rapport")


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
