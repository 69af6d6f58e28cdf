"""The Word loop in the browser: the text is taken along, changed with tracked changes, handed in, confirmed, tabled."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.secretariat.exchange.conftest import Paper

pytestmark = pytest.mark.journey
TEXT = "/processes/gcm-2018/text/"
ADDED = "We will train those who welcome newcomers at the border."
READ_WITHIN = 60_000  # milliseconds: a worker reads it, in a process of its own


def signed_in(page: Page, username: str) -> None:
    page.goto("/sample/")
    page.check(f"input[value={username}]")
    page.locator("main form").first.get_by_role("button").click()


def changed(content: bytes) -> bytes:
    """Return the document as a delegate sends it back: words inserted, a paragraph added, another one struck."""
    paper = Paper.of(content)
    long = [line for line in paper.said() if len(line) > 60]
    word = next(word for word in long[6].split() if word.isalpha() and len(word) > 6)
    paper.replace(word, f"{word} and sustained")
    paper.add_after(long[7], ADDED)
    paper.remove(long[9][:50])
    return paper.bytes()


def faults(page: Page) -> list[str]:
    """Return what is wrong with a page for those who cannot see it, and whether it is wider than its window."""
    found = [each["id"] for each in Axe().run(page).response["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [*found, *(["wider than its window"] if wide else [])]


def test_what_a_delegate_changes_in_word_is_confirmed_and_tabled(page: Page, tmp_path: Path) -> None:
    signed_in(page, "arlandia")
    page.goto(TEXT)
    page.get_by_role("link", name="Take this text with you").first.click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Word document to change").click()
    file = tmp_path / "changed.docx"
    file.write_bytes(changed(taken.value.path().read_bytes()))
    page.get_by_role("link", name="Hand in a document that you changed").click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Hand it in").click()
    expect(page.locator("main")).to_contain_text("What it suggests", timeout=READ_WITHIN)
    expect(page.locator("main")).to_contain_text(ADDED)
    wrong = {1280: faults(page)}
    page.set_viewport_size({"width": 320, "height": 640})
    wrong[320] = faults(page)
    assert wrong == {1280: [], 320: []}
    page.get_by_role("button", name="Prepare those that are ticked").click()
    expect(page.locator("main")).to_contain_text("3 proposals are prepared")
    page.get_by_role("link", name="The proposal").first.click()
    page.get_by_role("button", name="Table it").click()
    expect(page.get_by_role("status")).to_contain_text("Your proposal is on the table")
    page.goto("/processes/gcm-2018/record/")
    newest = page.locator("main tbody tr")
    expect(newest.nth(0)).to_contain_text("proposal tabled")
    expect(newest.nth(1)).to_contain_text("suggestions of a document confirmed")
