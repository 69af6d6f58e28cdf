"""The evidence in the browser: a file of figures registered, flows estimated, a fact stated, a report issued."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.test_road_in_browser import press, visit
from tests.secretariat.evidence.conftest import QUERY, SENTENCE, STOCK

pytestmark = pytest.mark.journey
__all__ = ["visit"]
HOME = "/processes/gcm-2018/evidence/"
SAID = {
    "Key": "stock",
    "Edition": "2015",
    "Title": "Migrant stock",
    "Publisher": "Office",
    "Licence": "CC0",
    "Day of publication": "2015-12-01",
}


def fill(page: Page, given: dict[str, str]) -> None:
    for label, words in given.items():
        page.get_by_label(label, exact=False).first.fill(words)


def faults(page: Page) -> list[str]:
    """Return what is wrong with a page for those who cannot see it, and whether it is wider than its window."""
    found = [each["id"] for each in Axe().run(page).response["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [*found, *(["wider than its window"] if wide else [])]


def test_a_figure_goes_from_its_file_into_the_report(visit, tmp_path: Path):
    file = tmp_path / "stock.csv"
    file.write_text(f"{STOCK}MEX,ARL,2015,both,-7\n")
    page = visit("officer")
    page.goto(f"{HOME}data/add/")
    page.locator("input[type=file]").set_input_files(file)
    fill(page, SAID)
    press(page, "Register it")
    expect(page.locator("main")).to_contain_text("-7 is below nought")
    page.goto(f"{HOME}data/estimate/")
    page.get_by_label("Method").select_option("min")
    press(page, "Estimate and register")
    page.goto(f"{HOME}facts/state/")
    fill(page, {"Key": "abroad", "Sentence": SENTENCE, "Query": QUERY, "How the figures are worded": "year plain"})
    page.get_by_label("Data set").select_option(label="Migrant stock (2015)")
    press(page, "Try it")
    expect(page.get_by_role("status")).to_contain_text("In 2015, 270 people lived abroad.")
    press(page, "State it")
    page.goto(f"{HOME}reports/open/")
    fill(page, {"Title": "Facts and figures"})
    press(page, "Open the report")
    fill(page, {"Heading": "Abroad", "Text": "In 2015, 720 people lived abroad.[^abroad]"})
    press(page, "Write the section")
    press(page, "Issue the report")
    expect(page.get_by_role("alert")).to_contain_text("Figures in it are not those of their facts")
    with page.expect_navigation():
        page.get_by_role("link", name="Mend").click()
    fill(page, {"Text": "In 2015, 270 people lived abroad.[^abroad]"})
    press(page, "Mend the section")
    press(page, "Issue the report")
    reader = visit()
    reader.set_viewport_size({"width": 320, "height": 640})
    wrong = {}
    for address in ("", "areas/ARL/", "compare/?areas=ARL&areas=BRU", "flows/", "world/", "facts/", "facts/abroad/"):
        reader.goto(HOME + address)
        wrong[address] = faults(reader)
    reader.goto(HOME)
    press(reader, "Facts and figures")
    expect(reader.locator("main")).to_contain_text("270 people lived abroad.1")
    assert {address: found for address, found in {**wrong, "report": faults(reader)}.items() if found} == {}
