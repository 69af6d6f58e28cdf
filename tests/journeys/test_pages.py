"""Every page that somebody can reach, as each person of the sample: for all readers, on every screen."""

import os
import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.journey
LINK = re.compile(r"<a\s[^>]*?href=\"([^\"#?]+)")
FIRST_PAGE = 60_000
WIDTHS = (1280, 320)
LONG = os.environ.get("TRAVAUX_MATRIX") == "long"


def signed_in(browser: Browser, demo: str, person: str, **how: object) -> BrowserContext:
    """Return a browser window of `person`, a visitor's where the name is empty."""
    context = browser.new_context(base_url=demo, **how)
    if person:
        page = context.new_page()
        page.goto("/")
        page.locator("#demo-person").select_option(person)
        with page.expect_navigation():  # a page closed on its way to another hangs, and leaves nobody signed in
            page.locator(".demo-bar button").click()
    return context


def kind(address: str) -> str:
    """Return the name of the page at `address`; those that only the sample has are known by their address."""
    try:
        return resolve(address).view_name
    except Resolver404:
        return address


def reachable(context: BrowserContext, demo: str) -> Iterator[str]:
    """Yield the address of one page of each kind: where links lead, from the first page on."""
    waiting = ["/", "/components/"]
    known = {kind(address) for address in waiting}
    for address in waiting:
        answer = context.request.get(address)
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        yield address
        for link in LINK.findall(answer.text()):
            split = urlsplit(urljoin(urljoin(demo, address), link))
            if split.netloc == urlsplit(demo).netloc and kind(split.path) not in known:
                known.add(kind(split.path))
                waiting.append(split.path)


@pytest.fixture(scope="module")
def people(browser: Browser, demo: str) -> list[str]:
    with signed_in(browser, demo, "") as context:
        page = context.new_page()
        page.goto("/")
        return page.locator("#demo-person option").evaluate_all("all => all.map(one => one.value)")


@pytest.fixture(scope="module")
def pages(browser: Browser, demo: str, people: list[str]) -> dict[str, list[str]]:
    """Return for each person the pages that nobody before could reach."""
    found: dict[str, list[str]] = {}
    kinds: set[str] = set()
    for person in people:
        with signed_in(browser, demo, person) as context:
            found[person] = [address for address in reachable(context, demo) if kind(address) not in kinds]
        kinds |= {kind(address) for address in found[person]}
    return found


def heard(page: Page) -> list[str]:
    """Return a list that fills with what the browser complains of and with requests to other hosts."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.extend(foreign(request.url, page.url)))
    return said


def foreign(asked: str, from_: str) -> list[str]:
    host = urlsplit(asked).netloc
    return [f"request to {host}"] if host and urlsplit(from_).netloc not in {"", host} else []


def faults(page: Page, address: str, checked: set[int]) -> list[str]:
    """Return what is wrong with the page at `address` on a desk and on a phone; at the `checked` widths for all."""
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    answer = page.goto(address)
    found = [] if answer and answer.ok else [f"status {answer and answer.status}"]
    heads = page.locator("h1").count()
    found += [f"{heads} headings of the first rank"] if heads != 1 else []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found += [f"{wide} pixels too wide at {width}"] if wide > 0 else []
        for violation in Axe().run(page).response["violations"] if width in checked else ():
            found += [f"{violation['id']} at {width}: {node['target'][0]}" for node in violation["nodes"][:3]]
    return found


def test_somebody_can_reach_the_pages_of_every_stage(pages):
    kinds = {kind(address) for found in pages.values() for address in found}
    stages = {"processes:show", "participation:list", "inputs:list", "stocktaking:matrix", "negotiation:rolling"}
    assert stages | {"followup:list", "public:trace_passage", "public:trace_provision", "record:entries"} <= kinds


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_can_be_read_by_all_on_every_screen_and_asks_no_other_host(browser, demo, pages, language):
    """Each page is checked for all readers in both languages, at one width in the one and the other in the other; the
    long form (TRAVAUX_MATRIX=long) checks it at both in both."""
    wrong, count = {}, language == "ar"
    for person, addresses in pages.items():
        with signed_in(browser, demo, person, locale=language) as context:
            page = context.new_page()
            said = heard(page)
            for address in addresses:
                count += 1
                checked = set(WIDTHS) if LONG else {WIDTHS[count % 2]}
                if found := [*faults(page, address, checked), *said]:
                    wrong[f"{address} as {person or 'a visitor'}"] = found
                said.clear()
    assert wrong == {}


def test_the_first_page_is_small_with_all_that_it_needs(browser, demo):
    sizes = {}
    with signed_in(browser, demo, "") as context:
        page = context.new_page()
        page.on("response", lambda answer: sizes.update({answer.url: len(answer.body())}))
        page.goto("/", wait_until="networkidle")
    assert sum(sizes.values()) <= FIRST_PAGE


def test_pages_work_without_a_script(browser, demo):
    with signed_in(browser, demo, "", java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/")
        page.locator("button[name=language][value=fr]").click()
        assert page.locator("html").get_attribute("lang") == "fr"


def strangers(html: str, host: str) -> list[str]:
    """Return what in a page is fetched from, or sent to, another host, and every style or script of its own."""
    own = [found.group() for found in OWN.finditer(html)]
    sent = [urljoin(f"http://{host}/", address) for address in FETCHED.findall(html)]
    return own + [
        address for address in sent if urlsplit(address).netloc != host and urlsplit(address).scheme != "data"
    ]


OWN = re.compile(
    r"\sstyle\s*=|<style\b|<script(?![^>]*\b(?:src=|type=\"application/json\"))|\son[a-z]+\s*=\s*[\"']|javascript:",
    re.IGNORECASE,
)
FETCHED = re.compile(r"<(?:link|script|img|source|iframe|form|use|image)\b[^>]*?\s(?:href|src|action)=\"([^\"]*)\"")


def test_no_page_refers_to_another_host_and_none_has_a_style_or_a_script_of_its_own(browser, demo, pages):
    found = {}
    host = urlsplit(demo).netloc
    for person, addresses in pages.items():
        with signed_in(browser, demo, person) as context:
            for address in addresses:
                if strange := strangers(context.request.get(address).text(), host):
                    found[address] = strange
    assert found == {}


@pytest.mark.parametrize(
    "page",
    [
        '<p style="color: red">',
        "<script>1</script>",
        '<a onclick="x()">',
        '<img alt="" src="https://elsewhere.example/x.png">',
        '<form action="//elsewhere.example/">',
    ],
)
def test_the_look_for_strangers_finds_them(page):
    assert len(strangers(page, "here.example")) == 1
