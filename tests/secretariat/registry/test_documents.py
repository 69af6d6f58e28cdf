from datetime import date

import pytest

from secretariat.documents.models import Document
from secretariat.participation import services as participation
from secretariat.participation.models import Entity
from secretariat.people.access import Actor
from secretariat.record.access import is_sealed
from secretariat.record.models import Entry
from secretariat.registry import queries, services
from secretariat.registry.models import Issued
from secretariat.registry.services import File
from travaux.refusal import Refusal

OWED = "organization-of-work"


@pytest.fixture
def register(process, officer, at, entering):
    def done(**other):
        return services.register_document(process, entering=entering(**other), by=officer, at=at)

    return done


def refused(do):
    with pytest.raises(Refusal) as info:
        do()
    return type(info.value).__name__, " ".join(info.value.parts)


def test_a_document_takes_the_next_symbol_of_its_series_and_its_file_is_kept(register):
    row, other = register(owed=OWED), register(title="Another")
    assert (row.symbol, other.symbol, row.series) == ("A/CONF.231/1", "A/CONF.231/2", "A/CONF.231/{number}")
    version = queries.version_in(row, "en")
    assert (version.document.filename, bytes(version.document.blob.content)) == ("note.docx", b"words of the note")
    entry = Entry.objects.filter(deed="register_document").first()
    assert (entry.subject, entry.facts["symbol"], list(entry.facts["languages"])) == (
        f"document:{row.uuid}",
        "A/CONF.231/1",
        ["en"],
    )


def test_a_symbol_is_given_once_however_it_is_written(register):
    register(symbol="A/CONF.231/7", series="")
    name, told = refused(lambda: register(symbol="a/conf.231/7"))
    assert (name, "Note on the organization of work" in told) == ("SymbolTaken", True)
    assert register(symbol="A/CONF.231/7/Corr.1").series == "A/CONF.231/{number}"
    assert register().symbol == "A/CONF.231/8"


def test_numbers_that_were_passed_over_are_shown(process, register, officer):
    register(symbol="A/CONF.231/1")
    register(symbol="A/CONF.231/4")
    register(symbol="Informal paper 3")
    (series,) = queries.desk(process, date(2018, 4, 5), officer).series
    assert (series.count, series.following, series.gaps) == (2, "A/CONF.231/5", ("A/CONF.231/2", "A/CONF.231/3"))


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"title": " "}, "It has no title"),
        ({"by": ""}, "It is not said who issues it"),
        ({"series": ""}, "It has neither a symbol nor a series"),
        ({"symbol": "A\n1"}, "signs that none has"),
        ({"symbol": "A" * 61}, "more than 60 characters"),
        ({"owed": "nothing"}, "Nothing is owed as that"),
        ({"distribution": "secret"}, "neither general nor limited nor restricted"),
        ({"issued_on": date(2018, 4, 6)}, "Its day of issue has not come"),
        ({"files": []}, "It is in no language"),
        ({"files": [File("en"), File("en")]}, "in one of them twice"),
        ({"files": [File("EN")]}, "no code of two or three small letters"),
    ],
)
def test_what_a_document_must_have_is_told(register, other, why):
    name, told = refused(lambda: register(**other))
    assert (name, why in told, Issued.objects.unscoped("counted").count()) == ("WrongDocument", True, 0)


def test_only_the_secretariat_enters_documents(process, entering, at):
    delegate = Actor(role="delegate")
    name, _told = refused(lambda: services.register_document(process, entering=entering(), by=delegate, at=at))
    assert name == "NotForRole"


def test_a_language_is_added_once_with_or_without_a_file(register, officer, at):
    row = register(files=[File("en")])
    assert Document.objects.count() == 0
    assert refused(lambda: queries.version_in(row, "en"))[0] == "NoFile"
    add = lambda **other: services.issue_in_language(  # noqa: E731 - tried
        row, **{"file": File("fr", "n.pdf", b"mots"), "issued_on": date(2018, 4, 2), "by": officer, "at": at} | other
    )
    assert add().document.filename == "n.pdf"
    assert refused(add)[0] == "AlreadyInLanguage"
    assert refused(lambda: add(file=File("french")))[0] == "WrongDocument"
    assert refused(lambda: add(file=File("es"), issued_on=date(2018, 4, 6)))[0] == "WrongDocument"


def test_what_is_withdrawn_keeps_its_symbol_and_is_owed_again(process, register, officer, at):
    row = register(owed=OWED)
    standing = lambda: next(  # noqa: E731 - asked twice
        each for each in queries.desk(process, date(2018, 4, 5), officer).owed if each.standing.paper.key == OWED
    )
    assert (standing().standing.status, [each.symbol for each in standing().issued]) == ("issued", ["A/CONF.231/1"])
    assert refused(lambda: services.withdraw_document(row, reason=" ", by=officer, at=at))[0] == "WrongDocument"
    services.withdraw_document(row, reason="Wrong file", by=officer, at=at)
    assert (standing().issued, register().symbol) == ((), "A/CONF.231/2")
    assert refused(lambda: services.withdraw_document(row, reason="Again", by=officer, at=at))[0] == "AlreadyWithdrawn"


@pytest.fixture
def seated(process, officer, at):
    """Actors by name: a State, an observer, civil society, the chair, the secretariat, and one who only looks."""
    for code, kind in (("ARL", "state"), ("OBS", "observer"), ("HCN", "civil_society")):
        participation.admit_entity(process, code=code, name=code, kind=kind, by=officer, at=at)
    codes = dict(Entity.objects.filter(process=process).values_list("code", "pk"))
    return {
        "state": Actor(role="delegate", entity_id=codes["ARL"], at=at),
        "observer": Actor(role="delegate", entity_id=codes["OBS"], at=at),
        "society": Actor(role="focal_point", entity_id=codes["HCN"], at=at),
        "chair": Actor(role="cofacilitator", at=at),
        "officer": officer,
        "visitor": Actor(at=at),
    }


def test_what_is_not_of_general_distribution_is_seen_as_the_process_file_says_until_it_is(
    process, register, seated, officer, at
):
    rows = {each: register(distribution=each, owed=OWED) for each in ("general", "limited", "restricted")}
    seen = lambda who: {each.distribution for each in queries.documents(process, who)}  # noqa: E731 - asked twice
    told = {name: seen(who) for name, who in seated.items()}
    everything = set(rows)
    assert told == {
        "state": everything,
        "observer": {"general", "limited"},
        "society": {"general", "limited"},
        "chair": everything,
        "officer": everything,
        "visitor": {"general"},
    }
    kept = rows["restricted"]
    assert refused(lambda: queries.document_named(process, kept.uuid, seated["visitor"]))[0] == "NoSuchDocument"
    assert refused(lambda: queries.document_under(process, kept.symbol, seated["society"]))[0] == "NoSuchDocument"
    assert queries.document_under(process, kept.symbol.lower(), seated["state"]) == kept
    services.distribute_document(kept, by=officer, at=at)
    assert seen(seated["visitor"]) == {"general", "restricted"}
    assert refused(lambda: services.distribute_document(kept, by=officer, at=at))[0] == "AlreadyGeneral"
    assert refused(lambda: services.distribute_document(rows["limited"], by=seated["chair"], at=at))[0] == "NotForRole"


def test_that_something_owed_was_issued_is_told_to_those_who_may_not_read_it(process, register, seated):
    register(distribution="restricted", owed=OWED)
    desk = queries.desk(process, date(2018, 4, 5), seated["visitor"])
    owed = next(each for each in desk.owed if each.standing.paper.key == OWED)
    assert (owed.standing.status, owed.issued, desk.documents, desk.series) == ("issued", (), (), ())


def test_the_record_tells_outsiders_of_a_document_from_its_general_distribution(register, officer, at):
    row = register(distribution="limited")
    services.issue_in_language(row, file=File("fr", "n.pdf", b"mots"), issued_on=at.date(), by=officer, at=at)
    services.distribute_document(row, by=officer, at=at)
    services.withdraw_document(row, reason="A wrong file", by=officer, at=at)
    found = {each.deed: is_sealed(each) for each in Entry.objects.filter(subject=f"document:{row.uuid}")}
    assert found == {
        "register_document": True,
        "issue_in_language": True,
        "distribute_document": False,
        "withdraw_document": False,
    }
    facts = Entry.objects.get(deed="distribute_document").facts
    assert (facts["symbol"], facts["distribution"], sorted(facts["languages"])) == (row.symbol, "limited", ["en", "fr"])


def test_a_document_that_is_not_there_is_unknown(process, register, officer):
    row = register()
    assert refused(lambda: queries.document_named(process, replace_last(row.uuid), officer))[0] == "NoSuchDocument"


def replace_last(uuid):
    return type(uuid)(int=uuid.int ^ 1)


def test_a_document_in_two_languages_stands_so_among_what_is_owed(process, register, officer):
    register(owed="report", files=[File("en"), File("fr")], symbol="A/72/643", series="")
    rows = {each.standing.paper.key: each.standing for each in queries.desk(process, date(2018, 4, 5), officer).owed}
    assert (rows["report"].status, rows["report"].missing) == ("partly", ("ar", "zh", "ru", "es"))
