"""The whole road once, in the browser: from a paper to the adopted text, and back to those who asked for it."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.site import free_port, opened

pytestmark = pytest.mark.journey
PROCESS = "/processes/gcm-2018/"
WORDS = "Newcomers ask the same nine questions. We recommend that the answers be printed on one page."
SENTENCE = "It was proposed that answers to the questions of newcomers be given on one page, in many languages."


class Sample:
    """A sample of this journey's own: what it does there, no other test should meet."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def be(self, username: str) -> None:
        self.page.goto("/sample/")
        self.page.locator(f"input[name=username][value='{username}']").check()
        self.page.get_by_role("button", name="Sign in", exact=True).last.click()

    def set_day(self, day: str) -> None:
        self.page.goto("/sample/")
        self.page.get_by_label("Day of the sample").fill(day)
        self.page.get_by_role("button", name="Change the day").click()
        expect(self.page.get_by_text(f"It is now {day} in the sample.")).to_be_visible()

    def go(self, where: str) -> None:
        self.page.goto(PROCESS + where)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name).first.click()

    def open_paragraph(self, words: str) -> None:
        self.go("text/")
        self.page.locator("article.provision", has_text=words).locator(".provision-number a").click()

    @property
    def text(self) -> str:
        return self.page.locator("main").inner_text()


@pytest.fixture(scope="module")
def own_demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("road")
    travaux = Path(sys.executable).with_name("travaux")
    with opened([travaux, "--data", folder, "demo", "--port", str(free_port())]) as first:
        yield first.url


@pytest.fixture
def sample(browser: Browser, own_demo: str) -> Iterator[Sample]:
    context = browser.new_context(base_url=own_demo, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    yield Sample(context.new_page())
    context.close()


def test_a_paper_goes_all_the_way_to_the_adopted_text_and_can_be_traced_both_ways(sample: Sample) -> None:
    paper = file_a_paper(sample)
    code_it(sample, paper)
    sum_up_and_draft(sample)
    negotiate(sample)
    adopt(sample)
    commit(sample)
    trace(sample, paper)


def file_a_paper(sample: Sample) -> str:
    sample.set_day("2017-12-05")
    sample.be("harbour")
    sample.go("inputs/file/")
    sample.page.get_by_label("Title").fill("One page for newcomers")
    sample.page.locator("main textarea").fill(f"# One page\n\n{WORDS}\n\nOur desks would print it.")
    sample.page.get_by_label(re.compile("International cooperation")).check()
    sample.press("File the paper")
    expect(sample.page.get_by_role("heading", name="One page for newcomers")).to_be_visible()
    assert "Receipt" in sample.text
    return sample.page.url.rstrip("/").rsplit("/", 1)[1]


def code_it(sample: Sample, paper: str) -> None:
    sample.be("officer")
    sample.go(f"inputs/{paper}/coding/")
    article = sample.page.locator("article.provision", has_text="nine questions")
    article.locator("summary").last.click()
    article.locator("select[name=theme]").select_option("governance")
    article.get_by_role("button", name="Add").click()
    confirmed = sample.page.locator("article.provision", has_text="nine questions").locator(".tag.agreed, .tag.done")
    expect(confirmed.first).to_be_visible()


def sum_up_and_draft(sample: Sample) -> None:
    sample.be("cofacilitator")
    sample.go("stocktaking/open/")
    sample.page.get_by_label("Title").fill("Addendum to the chair's summary")
    sample.press("Open")
    sample.page.get_by_label("Sentence", exact=False).first.fill("A sentence that rests on nothing.")
    sample.press("Write the sentence")
    sample.press("Issue the summary")
    assert "rest on no passage" in sample.text
    sample.press("Strike")
    sample.page.get_by_label("Theme").select_option("governance")
    sample.press("Show its passages")
    sample.page.get_by_label("Sentence", exact=False).first.fill(SENTENCE)
    sample.page.locator("article.provision", has_text="nine questions").locator("input[type=checkbox]").check()
    sample.press("Write the sentence")
    sample.press("Issue the summary")
    expect(sample.page.get_by_text(SENTENCE)).to_be_visible()
    sample.set_day("2018-04-05")
    sample.open_paragraph("Set up one-stop desks")
    sample.page.get_by_role("link", name="Draft a paragraph behind it").click()
    sample.page.locator("main textarea").first.fill("Print what newcomers ask most on one page, in their languages.")
    sample.page.get_by_label(re.compile(re.escape(SENTENCE[:40]))).check()
    sample.page.get_by_label("Kind").select_option("action")
    sample.page.locator("main form button.button").first.click()
    assert "Print what newcomers ask most" in sample.text


def negotiate(sample: Sample) -> None:
    sample.be("bruma")
    sample.open_paragraph("Print what newcomers ask")
    sample.page.get_by_role("link", name="Propose a change").click()
    sample.page.locator("#id_wording").fill(
        "Print and post online what newcomers ask most on one page, in their languages."
    )
    sample.press("Go on: check it")
    prepared = sample.page.url
    sample.be("arlandia")
    assert sample.page.goto(prepared).status == 404
    sample.be("bruma")
    sample.page.goto(prepared)
    sample.press("Table it")
    sample.be("arlandia")
    sample.page.goto(prepared)
    sample.page.get_by_label("Support").check()
    sample.press("Put it on record")
    sample.be("cofacilitator")
    sample.open_paragraph("Print")
    assert "and post online" in sample.text


def adopt(sample: Sample) -> None:
    sample.go("text/t/compact/adopt/")
    assert "That is open in “Conference”" in sample.text
    sample.set_day("2018-12-10")
    sample.go("text/t/compact/adopt/")
    assert "Brackets still open, " in sample.text
    while "Brackets still open, " in sample.text:
        before = sample.page.locator("main .task-list a").count()
        sample.page.locator("main .task-list a").first.click()
        lift_first(sample)
        sample.go("text/t/compact/adopt/")
        assert sample.page.locator("main .task-list a").count() < before
    sample.page.get_by_label("The conference has adopted the text as it stands").check()
    sample.press("Adopt the text")
    assert "Adopted text" in sample.text


def lift_first(sample: Sample) -> None:
    """Lift the first open bracket of the paragraph shown, with its first alternative."""
    sample.page.get_by_role("link", name="Lift this bracket").first.click()
    sample.page.locator("main input[type=radio]").first.check()
    sample.press("Lift the bracket")


def commit(sample: Sample) -> None:
    sample.be("officer")
    sample.go("commitments/")
    sample.page.get_by_role("link", name="Register").first.click()
    sample.page.locator("main form button.button").first.click()
    assert "newcomers ask most" in sample.text


def trace(sample: Sample, paper: str) -> None:
    sample.be("")
    sample.go("trace/")
    sample.page.get_by_label("Find a paper").fill(paper)
    sample.page.locator("main form button").first.click()
    sample.page.get_by_role("link", name=re.compile("One page for newcomers")).click()
    row = sample.page.locator("main tr", has_text="nine questions")
    assert "in the adopted text" in row.inner_text()
    row.locator("a").click()
    assert all(words in sample.text for words in (SENTENCE, "newcomers ask most on one page", "In the adopted text"))
    sample.page.locator("main a[href*='trace/paragraphs']").first.click()
    assert "HCN" in sample.text
