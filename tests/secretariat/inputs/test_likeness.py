"""Letters of a campaign counted together, quotations led back to their source, recommendations told apart."""

import pytest

from secretariat.inputs import queries, services
from secretariat.inputs.models import Passage, Quotation
from tests.secretariat.inputs.conftest import AT, OPERATOR

URL = "/processes/gcm-2018/inputs/"
LETTER = "We ask the conference to hear the cities of the whole region before the compact is drafted this year."
CHANGED = LETTER.replace("drafted", "written")


@pytest.fixture
def letters(file):
    """The same letter from three, in other words here and there, and a paper that says something else."""
    for number, (code, text) in enumerate([("HCN", LETTER), ("ARL", CHANGED), ("BRU", LETTER + " Thank you.")]):
        file(code, content=text.encode(), filename=f"{number}.txt", title=f"Letter {number}")
    file("BRU", content=b"The weather is quite another matter, on which nobody has written to anybody so far.")
    return list(Passage.objects.order_by("pk"))


def test_copies_are_grouped_under_the_first_and_counted_by_entity(process, letters):
    assert [row.copy_of_id for row in letters] == [None, letters[0].pk, letters[0].pk, None]
    assert [round(row.alike, 2) for row in letters[1:3]] == [0.95, 0.95]
    (group,) = queries.alike(list(queries.first_of_copies(process)))
    assert (group.first, group.number, group.entities) == (letters[0], 3, ("HCN", "ARL", "BRU"))


def test_a_letter_that_is_withdrawn_counts_no_longer(process, letters):
    services.withdraw_submission(letters[1].submission, by=OPERATOR, at=AT)
    (group,) = queries.alike(list(queries.first_of_copies(process)))
    assert group.entities == ("HCN", "BRU")


@pytest.mark.usefixtures("letters")
def test_whoever_reads_is_told_how_many_say_the_same(signed_in):
    client = signed_in("officer")
    page = client.get(f"{URL}copies/").content.decode()
    assert ("3 passages" in page, "3 entities" in page) == (True, True)
    one = client.get(f"{URL}GCM-S-001/").content.decode()
    assert "2 passages of other papers say the same" in one
    assert "Says the same as a passage of GCM-S-001" in client.get(f"{URL}GCM-S-002/").content.decode()


def test_a_paper_in_the_place_of_another_is_no_copy_of_it(file, filing):
    first = file(content=LETTER.encode(), filename="a.txt")
    better = filing(content=f"{LETTER}\n\nMore.".encode(), filename="b.txt")
    after = services.replace_submission(first, filing=better, by=OPERATOR, at=AT)
    assert list(after.passages.values_list("copy_of", flat=True)) == [None, None]


def test_what_is_quoted_leads_to_the_first_who_said_it(signed_in, file, letters):
    paper = "As others wrote: “hear the cities of the whole region before the compact is drafted”, and “so on”."
    row = file("ARL", content=paper.encode(), filename="q.txt", title="Q")
    (quotation,) = Quotation.objects.all()
    assert paper[quotation.start : quotation.end].startswith("hear the cities")
    assert (quotation.of, quotation.passage.submission) == (letters[0], row)
    assert f'href="{URL}passages/{letters[0].uuid}/"' in signed_in("officer").get(f"{URL}{row.key}/").content.decode()


@pytest.mark.usefixtures("letters")
def test_a_quotation_of_nobody_here_leads_nowhere(file):
    quoted = "> Nobody in this process ever wrote these eleven words in a row.\n\nAnd we agree with them."
    file("ARL", content=quoted.encode(), filename="q.md", title="Q")
    assert Quotation.objects.count() == 0


def test_recommendations_are_told_apart_from_their_context_with_the_words(submission, signed_in):
    rows = {row.ordinal: row.asks for row in submission.passages.all()}
    assert (rows[1], rows[2], rows[3]) == ([], [], ["should"])
    page = signed_in("officer").get(f"{URL}{submission.key}/").content.decode()
    assert page.count('<span class="tag new">asks</span>') == 1
