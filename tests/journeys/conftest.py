"""What a journey needs: a browser, and the sample process, opened as a newcomer opens it.

Where there is no browser, journeys say so and are skipped; in CI (CI=true) they fail instead.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.site import free_port, opened

# Playwright keeps an event loop in the thread of the tests: Django would take every test after a journey for async.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
NO_BROWSER = "Chromium cannot be had here: neither chromium nor google-chrome is installed"
# A container runs tests as root, which Chromium's sandbox refuses; shared memory is small there.
AS_ROOT = ["--no-sandbox", "--disable-dev-shm-usage"]
QUIET = ["--disable-component-update", "--disable-sync", "--disable-quic", "--no-first-run"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return the machine's Chromium, without a window."""
    found = filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))
    if (program := next(found, None)) is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(NO_BROWSER)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=[*QUIET, *AS_ROOT])
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the sample process, in data of its own, served as `travaux demo` serves it."""
    travaux = Path(sys.executable).with_name("travaux")
    folder = tmp_path_factory.mktemp("demo")
    with opened([travaux, "--data", folder, "demo", "--port", str(free_port())]) as first:
        yield first.url


@pytest.fixture
def page(browser: Browser, demo: str) -> Iterator[Page]:
    """Return an empty page whose relative addresses are the sample's, with cookies of its own."""
    context = browser.new_context(base_url=demo, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: Browser, demo: str) -> Iterator[Page]:
    """Return the same on the narrowest screen that we promise: 320 pixels."""
    context = browser.new_context(base_url=demo, viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()
