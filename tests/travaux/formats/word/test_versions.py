from travaux.formats.word.package import open_package
from travaux.formats.word.plain import lines
from travaux.formats.word.read import read_revisions
from travaux.formats.word.resolve import accept, reject
from travaux.formats.word.versions import versions_out
from travaux.text.provision import Kind, Provision


def provision(key, words, number):
    return Provision(key, Kind.OPERATIVE, words, number)


OLD = [
    provision("a", "Decides that States shall promote cooperation", "1."),
    provision("b", "Requests a report", "2."),
    provision("c", "Invites cities to take part", "3."),
]
NEW = [
    provision("a", "Decides that States may promote cooperation", "1."),
    provision("d", "Welcomes the outcome", "2."),
    provision("b", "Thanks all who came", "3."),
]


def settled(content, settle):
    package = open_package(content, "a.docx")
    settle(package)
    return lines(package)


def printed(version):
    return [f"{each.number}\t{each.wording}" for each in version]


def test_rejected_it_is_the_old_version_and_accepted_the_new_one():
    content = versions_out(OLD, NEW, "en", "c 2", "Secretariat", "2026-01-01T00:00:00Z")
    assert settled(content, reject) == printed(OLD)
    assert settled(content, accept) == printed(NEW)
    found = read_revisions(open_package(content, "a.docx"))
    assert {(each.author, each.date) for each in found} == {("Secretariat", "2026-01-01T00:00:00Z")}


def test_a_provision_is_compared_with_itself_whatever_its_words_say():
    found = read_revisions(open_package(versions_out(OLD[:2], NEW[::2], "en", "c 2", "S"), "a.docx"))
    assert [(each.kind, each.paragraph) for each in found if each.kind in ("para_ins", "para_del")] == []
    assert {each.paragraph for each in found} == {0, 1}


def test_one_that_moved_is_deleted_and_inserted():
    content = versions_out(OLD, [OLD[2], OLD[0], OLD[1]], "en", "c 2", "S")
    kinds = [each.kind for each in read_revisions(open_package(content, "a.docx"))]
    assert (kinds.count("para_ins"), kinds.count("para_del")) == (1, 1)
    assert settled(content, accept) == printed([OLD[2], OLD[0], OLD[1]])


def test_the_same_version_twice_has_no_change_in_arabic_and_chinese_too():
    for language, words in (("ar", "تقرر أن تعزز الدول التعاون"), ("zh", "决定各国应促进合作")):
        version = [provision("a", words, "1.")]
        assert read_revisions(open_package(versions_out(version, version, language, "c", "S"), "a.docx")) == ()
