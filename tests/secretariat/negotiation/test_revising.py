from django.urls import reverse

from secretariat.negotiation import queries
from secretariat.negotiation.models import Proposal

from .conftest import words

OFFICIAL = "Publish one official national website."


def prepared(table):
    """A proposal of Arlandia whose paragraph has been worded anew since."""
    proposal = table.prepare("ARL", table.action, OFFICIAL, reason="Clarity.")
    table.redraft(table.action, "Publish and keep one national website.")
    return proposal


def test_a_prepared_proposal_whose_paragraph_changed_says_so_and_cannot_be_tabled_as_it_is(table, site):
    proposal = prepared(table)
    page = site.as_("ARL").get("proposal", proposal.uuid)
    assert "The paragraph now reads: Publish and keep one national website. Revise it" in words(page)
    assert ("Table it" in words(page), "Drop it" in words(page)) == (False, True)
    assert reverse("negotiation:revise", args=["sample", proposal.uuid]) in page.content.decode()


def test_a_prepared_proposal_whose_paragraph_stands_as_it_was_seen_shows_no_warning(table, site):
    proposal = table.prepare("ARL", table.action, OFFICIAL)
    page = words(site.as_("ARL").get("proposal", proposal.uuid))
    assert ("now reads" in page, "Table it" in page) == (False, True)


def test_it_is_revised_on_the_wording_that_now_stands_tabled_and_the_earlier_one_dropped(table, site):
    earlier = prepared(table)
    html = site.as_("ARL").get("revise", earlier.uuid).content.decode()
    carried = "Publish and keep one official national website."
    assert (f"{carried}</textarea>" in html, "Clarity.</textarea>" in html) == (True, True)
    seen = table.row(table.action).sha256
    page = site.post("revise", earlier.uuid, wording=carried, reason="Clarity.", seen=seen)
    assert "The earlier one stays among those that you prepare until you drop it." in words(page)
    later = Proposal.objects.exclude(pk=earlier.pk).get()
    site.post("table", later.uuid)
    site.post("withdraw", earlier.uuid)
    assert list(Proposal.objects.order_by("id").values_list("status", flat=True)) == ["withdrawn", "tabled"]


def test_where_the_words_that_it_changed_are_gone_the_box_holds_what_was_prepared(table):
    proposal = table.prepare("ARL", table.action, OFFICIAL.replace("one", "an"))
    table.redraft(table.action, "Publish a page.")
    assert queries.revised(proposal, table.row(table.action)) == proposal.wording


def test_a_deletion_and_a_new_paragraph_are_revised_in_their_own_forms(table, site):
    gone = table.prepare("BRU", table.action, kind="delete_paragraph", reason="Not needed.")
    new = table.prepare(
        "BRU", table.action, "Keep it.", kind="new_paragraph", on_behalf_of=table.entities["G12"], provision_kind="item"
    )
    table.redraft(table.action, "Publish a page.")
    site.as_("BRU")
    assert "Revise it" in words(site.get("proposal", gone.uuid))
    assert "Revise it" not in words(site.get("proposal", new.uuid))
    assert "Propose to delete the paragraph" in words(site.get("revise", gone.uuid))
    html = site.get("revise", new.uuid).content.decode()
    assert "Keep it.</textarea>" in html
    assert '<option value="item" selected>' in html
    assert f'<option value="{table.entities["G12"].pk}" selected>' in html


def test_a_prepared_proposal_on_a_paragraph_that_was_struck_says_so(table, site):
    proposal = table.prepare("ARL", table.desk, "Set up open desks.")
    table.table("BRU", table.desk, kind="delete_paragraph")
    table.lift(table.desk, "")
    page = words(site.as_("ARL").get("proposal", proposal.uuid))
    assert "no longer part of the text" in page
    assert ("Table it" in page, "Revise it" in page) == (False, False)


def test_only_what_the_own_delegation_still_prepares_is_revised(table, site):
    mine, tabled = prepared(table), table.table("ARL", table.desk, "Set up open desks.")
    assert site.as_("BRU").get("revise", mine.uuid).status_code == 404
    answer = site.as_("ARL").get("revise", tabled.uuid)
    assert answer.url == reverse("negotiation:proposal", args=["sample", tabled.uuid])
