from datetime import date

import pytest

from secretariat.documents.models import Document
from secretariat.people.access import Actor
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


def test_numbers_that_were_passed_over_are_shown(process, register):
    register(symbol="A/CONF.231/1")
    register(symbol="A/CONF.231/4")
    register(symbol="Informal paper 3")
    (series,) = queries.desk(process, date(2018, 4, 5)).series
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
        ({"distribution": "secret"}, "neither general nor limited"),
        ({"issued_on": date(2018, 4, 6)}, "Its day of issue has not come"),
        ({"files": []}, "It is in no language"),
        ({"files": [File("en"), File("en")]}, "in one of them twice"),
        ({"files": [File("EN")]}, "no code of two or three small letters"),
    ],
)
def test_what_a_document_must_have_is_told(register, other, why):
    name, told = refused(lambda: register(**other))
    assert (name, why in told, Issued.objects.count()) == ("WrongDocument", True, 0)


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
        each for each in queries.desk(process, date(2018, 4, 5)).owed if each.standing.paper.key == OWED
    )
    assert (standing().standing.status, [each.symbol for each in standing().issued]) == ("issued", ["A/CONF.231/1"])
    assert refused(lambda: services.withdraw_document(row, reason=" ", by=officer, at=at))[0] == "WrongDocument"
    services.withdraw_document(row, reason="Wrong file", by=officer, at=at)
    assert (standing().issued, register().symbol) == ((), "A/CONF.231/2")
    assert refused(lambda: services.withdraw_document(row, reason="Again", by=officer, at=at))[0] == "AlreadyWithdrawn"


def test_a_document_that_is_not_there_is_unknown(process, register):
    row = register()
    assert refused(lambda: queries.document_named(process, replace_last(row.uuid)))[0] == "NoSuchDocument"


def replace_last(uuid):
    return type(uuid)(int=uuid.int ^ 1)


def test_a_document_in_two_languages_stands_so_among_what_is_owed(process, register):
    register(owed="report", files=[File("en"), File("fr")], symbol="A/72/643", series="")
    rows = {each.standing.paper.key: each.standing for each in queries.desk(process, date(2018, 4, 5)).owed}
    assert (rows["report"].status, rows["report"].missing) == ("partly", ("ar", "zh", "ru", "es"))
