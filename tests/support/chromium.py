"""Give a test a real headless Chromium."""

import os
import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

FLAGS = [
    "--no-sandbox",  # root in a container has no user namespace
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The address bar's own pages, and one that nobody has opened yet: they cost more than the tests' pages.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,SpareRendererForSitePerProcess",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
START_S = 30.0


def _chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        path = shutil.which(name)
        if path:
            return path
    reason = "No Chromium to test with: apt-get install chromium"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start one Chromium for all tests that ask for a browser; give the address where it is driven."""
    profile = tmp_path_factory.mktemp("chromium")
    command = [_chromium(), *FLAGS, "--headless", "--remote-debugging-port=0", f"--user-data-dir={profile}"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            yield _address(process, profile / "DevToolsActivePort")
        finally:
            process.kill()


def _address(process: "subprocess.Popen[bytes]", said: Path) -> str:
    """Wait until Chromium has written down where it is driven."""
    until = time.monotonic() + START_S
    while not (said.exists() and len(lines := said.read_text().split()) == 2):
        if process.poll() is not None or time.monotonic() > until:
            pytest.fail("Chromium did not start.")
        time.sleep(0.02)
    port, path = lines
    return f"ws://127.0.0.1:{port}{path}"


@pytest.fixture(scope="session")
async def connected(chromium: str) -> AsyncIterator[Browser]:
    """Connect to the browser once: what drives it is a process of its own, which starts slowly."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.connect_over_cdp(chromium)
        yield browser
        await browser.close()


@pytest.fixture
async def browser(connected: Browser) -> AsyncIterator[Browser]:
    """Give a browser; `await browser.new_page(viewport=..., color_scheme=...)` opens a page that shares nothing."""
    yield connected
    for context in connected.contexts[1:]:  # the first is the browser's own
        await context.close()
