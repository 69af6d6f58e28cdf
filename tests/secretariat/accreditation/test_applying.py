import pytest
from django.core import mail

from secretariat.accreditation import queries, services
from secretariat.accreditation.models import Application
from secretariat.accreditation.services import applying
from secretariat.record.models import Entry

pytestmark = pytest.mark.django_db


def test_an_application_begins_with_a_name_and_an_address_to_which_its_link_is_mailed(process, begin):
    application, token = begin()
    assert queries.application_at(process, token) == application
    assert (application.state, [each.key for each in application.lists]) == ("draft", ["listed-for-the-conference"])
    assert (mail.outbox[0].to, f"mine/{token}/" in mail.outbox[0].body) == (["quay@example.org"], True)
    entry = Entry.objects.get(deed="begin_application")
    assert (entry.actor, entry.facts) == ("visitor", {"lists": ["listed-for-the-conference"]})


def test_a_wrong_link_opens_nothing(process, begin):
    begin()
    with pytest.raises(queries.NoSuchApplication):
        queries.application_at(process, "guess")


def test_an_application_for_no_list_is_refused(begin):
    with pytest.raises(applying.NoListNamed):
        begin(lists=[""])
    with pytest.raises(queries.UnknownList):
        begin(lists=["neither"])


@pytest.mark.parametrize(
    ("name", "email"), [("", "a@example.org"), ("A" * 201, "a@example.org"), ("A", "nobody"), ("A\nB", "a@example.org")]
)
def test_a_name_that_is_none_or_an_address_that_takes_no_mail_is_refused(begin, name, email):
    with pytest.raises(applying.WrongValue):
        begin(name, email=email)


def test_an_address_begins_three_applications_and_no_fourth_until_one_is_handed_in(begin, fill, visitor, at):
    first, _, _ = (begin(f"Name {i}")[0] for i in range(3))
    with pytest.raises(applying.TooManyBegun):
        begin("Name 4")
    services.hand_in_application(fill(first), by=visitor, at=at)
    assert begin("Name 4")[0].state == "draft"


def test_a_step_is_saved_half_way_and_the_rest_is_still_missing(begin, visitor, at):
    application, _ = begin()
    saved = services.save_application(application, step="aims", given={"aims": "Reading."}, by=visitor, at=at)
    assert queries.missing(saved) == {
        "organization": ["category", "country", "region"],
        "aims": ["relevance"],
        "people": ["representatives", "women"],
    }
    assert Entry.objects.get(deed="save_application").facts == {"step": "aims", "missing": 1}


@pytest.mark.parametrize(
    ("step", "given"),
    [
        ("organization", {"category": "state"}),
        ("organization", {"region": "moon"}),
        ("organization", {"website": "javascript:alert(1)"}),
        ("people", {"representatives": 1, "women": 2}),
    ],
)
def test_what_cannot_stand_in_a_step_is_refused_and_nothing_is_kept(begin, visitor, at, step, given):
    application, _ = begin()
    with pytest.raises(applying.WrongValue):
        services.save_application(application, step=step, given=given, by=visitor, at=at)
    application.refresh_from_db()
    assert (application.category, application.region, application.website, application.women) == ("", "", "", None)


def test_there_is_no_other_step(begin, visitor, at):
    with pytest.raises(queries.NoSuchStep):
        services.save_application(begin()[0], step="money", given={}, by=visitor, at=at)


def test_an_application_that_is_not_whole_is_not_handed_in(begin, visitor, at):
    with pytest.raises(applying.StillMissing) as refused:
        services.hand_in_application(begin()[0], by=visitor, at=at)
    assert "category, country, region" in str(refused.value)


def test_an_application_is_handed_in_once_and_then_no_longer_changed(hand_in, visitor, at):
    application = hand_in()
    assert (application.state, application.handed_in_at) == ("handed_in", at)
    for again in (
        lambda: services.hand_in_application(application, by=visitor, at=at),
        lambda: services.save_application(application, step="aims", given={}, by=visitor, at=at),
    ):
        with pytest.raises(applying.NotWithYou):
            again()


def test_an_application_is_withdrawn_once(begin, visitor, at):
    application, _ = begin()
    services.withdraw_application(application, by=visitor, at=at)
    assert Application.objects.get().state == "withdrawn"
    with pytest.raises(applying.NotWithYou):
        services.withdraw_application(application, by=visitor, at=at)
