"""Signing in at a real site in earnest, in a real browser: password, app, key, recovery codes, reset."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from benchmarks.site import free_port, opened

pytestmark = pytest.mark.journey
GOOD, BETTER = "correct horse battery staple", "nine quiet rivers under snow"
KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def travaux(tmp_path_factory: pytest.TempPathFactory):
    """Return the command of an installation in earnest, with one of the staff and one delegate's account."""
    return [Path(sys.executable).with_name("travaux"), "--data", tmp_path_factory.mktemp("site")]


@pytest.fixture(scope="module")
def site(travaux, run) -> Iterator[str]:
    """Return its address, by the name of the machine: a browser ties a key to a name, never to a number."""
    for account, name, *more in (("amina", "Amina Diallo", "--staff"), ("bo", "Bo Sand")):
        run("people", "add", account, "--name", name, "--password-stdin", *more, typed=GOOD)
    with opened([*travaux, "serve", "--port", str(free_port())]) as first:
        yield first.url.replace("127.0.0.1", "localhost")


@pytest.fixture(scope="module")
def run(travaux):
    """Return a function that gives the installation a command and returns what it prints."""

    def ran(*words: str, typed: str = "") -> str:
        command = [*travaux, *words]
        done = subprocess.run(command, input=typed, capture_output=True, text=True, check=True)  # noqa: S603 - ours
        return done.stdout

    return ran


@pytest.fixture
def window(browser: Browser, site: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(window: BrowserContext) -> Page:
    return window.new_page()


def sign_in(page: Page, account: str, password: str = GOOD) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Account").fill(account)
    page.get_by_label("Password").fill(password)
    page.locator("main").get_by_role("button", name="Sign in").click()


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).click()


def go(page: Page, name: str) -> None:
    page.locator("main").get_by_role("link", name=name, exact=True).click()


def once_more(page: Page, password: str = GOOD) -> None:
    """Show the password once more where the site asks for it."""
    if page.get_by_role("heading", name="Is it you?").count():
        page.get_by_label("Password").fill(password)
        press(page, "Go on")


def code(secret: str, ahead: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def faultless(page: Page) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    found = [f"{page.url}: {wide} pixels too wide"] if wide > 0 else []
    for violation in Axe().run(page).response["violations"]:
        found += [f"{page.url} {violation['id']}: {node['target'][0]}" for node in violation["nodes"][:3]]
    return found


def with_key(window: BrowserContext, page: Page) -> None:
    """Plug in a security key that its holder touches at once."""
    channel = window.new_cdp_session(page)
    channel.send("WebAuthn.enable")
    channel.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})


def nothing_else_opens(window: BrowserContext, page: Page, used: str) -> None:
    """See that a code used before, one that was guessed and a key from elsewhere lead nowhere."""
    sign_in(page, "amina")
    heading(page, "Second step")
    for wrong in (used, "000000"):
        page.get_by_label("Code").fill(wrong)
        press(page, "Go on")
        expect(page.locator("main")).to_contain_text("This code is not right, or was used already.")
    with_key(window, page)
    press(page, "Use the key")
    expect(page.locator("main")).to_contain_text("The browser did not get an answer from the key.")
    page.goto("/people/add/")
    assert page.locator("h1").inner_text() == "This was refused"


def test_one_of_the_staff_gets_a_second_factor_before_anything_else_and_signs_in_with_each_and_nothing_else(
    browser, window, page, site
):
    with_key(window, page)
    sign_in(page, "amina")
    heading(page, "Your account")
    page.goto("/people/add/")
    heading(page, "Your account")
    assert faultless(page) == []

    go(page, "Add an app")
    once_more(page)
    heading(page, "Add an app")
    assert faultless(page) == []
    secret = page.locator("main code").inner_text()
    page.get_by_label("Code").fill(code(secret))
    press(page, "Add the app")
    heading(page, "Recovery codes")
    spare = page.locator("main li code").all_inner_texts()
    assert (len(spare), faultless(page)) == (10, [])
    page.reload()
    assert page.locator("main li code").count() == 0
    page.goto("/people/add/")
    heading(page, "Open an account")

    page.goto("/account/")
    go(page, "Add a key")
    once_more(page)
    heading(page, "Add a key")
    assert faultless(page) == []
    page.get_by_label("Name of the key").fill("In the drawer")
    press(page, "Add the key")
    expect(page.locator("main")).to_contain_text("In the drawer")
    assert faultless(page) == []

    for show in (
        lambda: page.get_by_label("Code").fill(code(secret, ahead=1)),
        lambda: page.get_by_label("Code").fill(spare[0]),
        None,
    ):
        page.get_by_role("button", name="Sign out").click()
        sign_in(page, "amina")
        heading(page, "Second step")
        assert faultless(page) == []
        if show:
            show()
            press(page, "Go on")
        else:
            press(page, "Use the key")
        page.wait_for_url(site)
        page.goto("/people/add/")
        heading(page, "Open an account")

    with browser.new_context(base_url=site) as elsewhere:
        nothing_else_opens(elsewhere, elsewhere.new_page(), used=spare[0])


def test_who_lost_everything_is_handed_a_link_that_sets_a_password_once(page, run):
    link = re.search(r"link: (\S+)", run("people", "reset", "bo", "--site", "http://localhost")).group(1)
    path = link.removeprefix("http://localhost")
    sign_in(page, "bo")
    expect(page.locator("main")).to_contain_text("This account and this password do not go together.")
    page.goto(path)
    heading(page, "Set a new password")
    assert faultless(page) == []
    page.get_by_label("New password", exact=True).fill(BETTER)
    page.get_by_label("New password again").fill(BETTER)
    press(page, "Set the password")
    heading(page, "The password is set")
    page.goto(path)
    heading(page, "This link works no more")
    sign_in(page, "bo", BETTER)
    heading(page, "What was done to your sign-in")
    expect(page.locator("main")).to_contain_text("The link that sets the password was shown to whoever asked")
    assert faultless(page) == []
    press(page, "I have read this")
    page.goto("/account/sessions/")
    heading(page, "Where you are signed in")
    assert (page.get_by_text("here", exact=True).count(), faultless(page)) == (1, [])


@pytest.mark.parametrize(("language", "width"), [("en", 320), ("ar", 1280), ("ar", 320)])
def test_the_pages_of_signing_in_can_be_read_by_all_on_every_screen(browser, site, language, width):
    with browser.new_context(base_url=site, locale=language, viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        found = []
        for path in ("/sign-in/", "/sign-in/forgotten/", "/sign-in/forgotten/sent/", "/sign-in/password/1-x/"):
            page.goto(path)
            found += faultless(page)
        page.goto("/sign-in/")
        page.locator("[name=login]").fill("bo")
        page.locator("[name=password]").fill(BETTER)
        page.locator("main form button").first.click()
        for path in ("/account/", "/account/password/", "/account/sessions/"):
            page.goto(path)
            found += faultless(page)
    assert found == []


def test_what_was_counted_against_an_account_holds_over_a_restart(browser, tmp_path):
    command = [Path(sys.executable).with_name("travaux"), "--data", tmp_path, "serve", "--port", str(free_port())]
    said = []
    for attempts in (10, 1):
        with opened(command) as first, browser.new_context(base_url=first.url) as context:
            page = context.new_page()
            for _ in range(attempts):
                sign_in(page, "zed", "a guess")
            said.append(page.locator("h1").inner_text())
    assert said == ["Sign in", "Too many attempts"]
