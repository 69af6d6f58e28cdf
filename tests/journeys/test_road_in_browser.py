"""The road in the browser: a paper filed, a change proposed, lifted and agreed, and the trace that tells it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.journey
HOME = "/processes/gcm-2018/"
PARAGRAPH = re.compile(r"/text/p/[0-9a-f-]{36}/$")
PAPER = "Harbours should light their piers.\n\nNobody should wait for rescue in the dark."


@pytest.fixture
def visit(browser: Browser, demo: str) -> Iterator[object]:
    """Return a way to open a window as one of the sample's people, or as a visitor."""
    contexts = []

    def opened(person: str = "") -> Page:
        contexts.append(browser.new_context(base_url=demo))
        page = contexts[-1].new_page()
        page.goto("/")
        if person:
            page.locator("#demo-person").select_option(person)
            with page.expect_navigation():
                page.locator(".demo-bar button").click()
        return page

    yield opened
    for context in contexts:
        context.close()


def press(page: Page, name: str) -> None:
    """Press the button or follow the link, and wait for the page that comes."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).or_(
            page.get_by_role("link", name=name, exact=True)
        ).first.click()


def paragraph_without_bracket(page: Page) -> str:
    """Return the address of a paragraph on which nothing is open and nothing agreed."""
    page.goto(f"{HOME}text/")
    links = page.locator("main a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    for address in dict.fromkeys(link for link in links if PARAGRAPH.search(link or "")):
        page.goto(address)
        if page.get_by_role("link", name="Mark as agreed").count() and not page.locator(".is-agreed").count():
            return address
    pytest.fail("the sample has no paragraph that could be marked as agreed")


def test_a_paper_is_filed_gets_its_receipt_and_can_be_followed(visit):
    page = visit("harbour")
    page.goto(f"{HOME}inputs/file/")
    page.get_by_label("Title").fill("Light on the piers")
    page.get_by_label("Or its text").fill(PAPER)
    press(page, "File the paper")
    expect(page.locator("main")).to_contain_text("Nobody should wait for rescue in the dark.")
    visitor = visit()
    visitor.goto(f"{HOME}trace/?q=Light+on+the+piers")
    with visitor.expect_navigation():
        visitor.get_by_role("link", name="Light on the piers").click()
    expect(visitor.locator("main")).to_contain_text("not taken up")


def test_a_change_is_proposed_opposed_lifted_and_agreed_and_the_trace_tells_it(visit):
    lead, arlandia, bruma, visitor = visit("cofacilitator"), visit("arlandia"), visit("bruma"), visit()
    address = paragraph_without_bracket(lead)
    arlandia.goto(address)
    press(arlandia, "Propose a change")
    box = arlandia.get_by_label("The paragraph as it should read")
    box.fill(box.input_value().rstrip(".") + ", by night as by day.")
    arlandia.get_by_label("Reason").fill("Ships arrive at all hours.")
    press(arlandia, "Go on: check it")
    bruma.goto(address)
    expect(bruma.locator("main")).not_to_contain_text("by night as by day")
    press(arlandia, "Table it")
    bruma.goto(address)
    expect(bruma.locator("main")).to_contain_text("by night as by day")
    press(bruma, "Answer this proposal")
    bruma.get_by_label("Oppose").check()
    press(bruma, "Put it on record")
    lead.goto(address)
    press(lead, "Lift this bracket")
    lead.get_by_role("radio").first.check()
    press(lead, "Lift the bracket")
    lead.goto(f"{address}undo_deed/")
    expect(lead.locator("main")).to_contain_text("The last deed: Bracket lifted")
    lead.get_by_label("Reason").fill("The room was not asked.")
    press(lead, "Undo the last deed")
    expect(lead.locator("main")).to_contain_text("Undone: Bracket lifted · Reason: The room was not asked.")
    press(lead, "Lift this bracket")
    lead.get_by_role("radio").first.check()
    press(lead, "Lift the bracket")
    lead.goto(address)
    press(lead, "Mark as agreed")
    lead.get_by_label("Agreed ad referendum").check()
    press(lead, "Mark as agreed")
    visitor.goto(address.replace("/text/p/", "/trace/paragraphs/"))
    for told in ("Who asked for this", "ARL", "Bracket lifted", "Agreed ad referendum"):
        expect(visitor.locator("main")).to_contain_text(told)


def test_a_bridging_text_is_shown_to_the_chosen_delegation_alone(visit):
    lead, arlandia, bruma = visit("cofacilitator"), visit("arlandia"), visit("bruma")
    lead.goto(f"{paragraph_without_bracket(lead)}offer_bridging_text/")
    lead.get_by_role("textbox").first.fill("We commit to keep the piers lit.")
    lead.get_by_label("Arlandia").check()
    press(lead, "Offer a bridging text")
    for page, seen in ((arlandia, 1), (bruma, 0)):
        page.goto(f"{HOME}text/t/compact/decided/")
        expect(page.get_by_text("We commit to keep the piers lit.")).to_have_count(seen)


def test_a_text_with_an_open_bracket_is_not_adopted_and_says_which(visit):
    page = visit("cofacilitator")
    page.goto(f"{HOME}text/t/compact/adopt/")
    expect(page.locator("main")).to_contain_text(re.compile("cannot be adopted|refused"))


def test_the_record_tells_every_deed_of_the_day(visit):
    page = visit()
    page.goto(f"{HOME}record/")
    expect(page.locator("pre")).to_contain_text(re.compile(r"^travaux\s+\d+\s+\S{44}"))
