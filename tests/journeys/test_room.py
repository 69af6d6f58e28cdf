"""Two screens in a room: both show a change, both keep their text when the site is killed, both catch up."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.site import free_port

pytestmark = pytest.mark.journey
ROOM = "/processes/gcm-2018/text/t/compact/room/"
AGAIN = 60_000  # milliseconds in which a site is there again


class Served:
    """The sample, served by processes that can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        travaux = Path(sys.executable).with_name("travaux")
        self.port = free_port()
        self.command = [travaux, "--data", folder, "demo", "--port", str(self.port)]
        self.start()

    def start(self) -> None:
        env = {**os.environ, "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(self.command, env=env, stdout=subprocess.PIPE, start_new_session=True)  # noqa: S603 - our own
        while b"is open at" not in (self.process.stdout.readline() or b"is open at"):
            pass
        assert self.process.poll() is None

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Served]:
    served = Served(tmp_path)
    yield served
    served.kill()


def window(browser: Browser, site: Served, person: str = "") -> Page:
    context = browser.new_context(base_url=f"http://127.0.0.1:{site.port}", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    if person:
        page.goto("/")
        page.locator("#demo-person").select_option(person)
        with page.expect_navigation():
            page.locator(".demo-bar button").click()
    return page


def lift(chair: Page) -> None:
    """Go to the page of the paragraph before the room, and lift its first bracket."""
    for name in (re.compile("^Paragraph "), "Lift this bracket"):
        with chair.expect_navigation():
            chair.get_by_role("link", name=name).first.click()
    chair.get_by_role("radio").first.check()
    with chair.expect_navigation():
        chair.get_by_role("button", name="Lift the bracket").click()


def state(page: Page) -> object:
    return expect(page.locator("#room-state"))


def test_two_screens_show_a_change_and_catch_up_after_a_kill(browser: Browser, site: Served) -> None:
    chair, screens = window(browser, site, "cofacilitator"), [window(browser, site), window(browser, site)]
    for page in (chair, *screens):
        page.goto(ROOM)
        state(page).to_have_text("live", timeout=AGAIN)
    before = chair.locator("h1").inner_text()
    chair.keyboard.press("n")
    expect(chair.locator("h1")).not_to_have_text(before)
    shown, open_ = chair.locator("h1").inner_text(), chair.locator(".room-line .bracket").count()
    lift(chair)
    for page in screens:
        expect(page.locator("h1")).to_have_text(shown)
        expect(page.locator(".room-line .bracket")).not_to_have_count(open_)
        expect(page.locator(".room-changes li").first).to_contain_text("bracket lifted")
    site.kill()
    for page in screens:
        state(page).to_have_text(re.compile(r"text as of \d\d:\d\d:\d\d"), timeout=AGAIN)
        expect(page.locator("h1")).to_have_text(shown)
    site.start()
    chair.goto(ROOM)
    chair.keyboard.press("n")
    chair.keyboard.press("f")
    for page in screens:
        state(page).to_have_text("live", timeout=AGAIN)
        expect(page.locator("h1")).not_to_have_text(shown)
        expect(page.locator(".room-frozen")).to_be_visible()
