import pytest

from travaux.participation.names_known import known
from travaux.participation.parts import Part, is_of_people, is_said, library_kind, listed, read_part


def read(words, *, title=False):
    return read_part(words, known(), may_be_title=title)


@pytest.mark.parametrize("words", ["", "17.3", "…", " - "])
def test_what_has_no_letters_names_nobody_and_needs_nobody_to_look(words):
    assert read(words) == Part(unread=words)


def test_unknown_is_no_name():
    assert read("Unknown").doubts == ("names nobody",)


@pytest.mark.parametrize(
    ("words", "keys", "sure"),
    [
        ("Kenya", ("KEN",), 1.0),
        ("Kenya's", ("KEN",), 1.0),
        ("the group of AILAC countries", ("AILAC",), 1.0),
        ("AILAC (in Spanish)", ("AILAC",), 1.0),
        ("Aillance of Small Island States", ("AOSIS",), 0.85),
        ("Antigua and Barbuda, Bosnia and Herzegovina and Chad", ("ATG", "BIH", "TCD"), 0.97),
        ("Burundi, Congo, Democratic Republic of the Congo", ("BDI", "COG", "COD"), 0.97),
        ("Kenya and the Eureopean Comission", ("KEN", "EC"), 0.85),
        ("تونس والجزائر", ("TUN", "DZA"), 0.97),
        ("法国和德国", ("FRA", "DEU"), 0.97),
    ],
)
def test_names_and_lists_are_read(words, keys, sure):
    assert read(words) == Part(keys, sure=sure)


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("AILAC Opening Statement", ("AILAC",)),
        ("Group of 77 and China on capacity-building", ("G77",)),
        ("EIG. Submission on item 3", ("EIG",)),
        ("AOSIS, on item 3", ("AOSIS",)),
        ("LMDC, Arab Group and ALBA on item 6, adaptation", ("LMDC", "ARAB", "ALBA")),
        ("Environmetal Integrity Group comprising Mexico and Monaco", ("EIG",)),
        ("Least Developped Countries' countries of the group", ("LDC",)),
        ("African Group members beyond Bruma", ("AG",)),
    ],
)
def test_what_stands_behind_a_name_is_a_title_where_a_state_speaks(words, keys):
    found = read(words, title=True)
    assert (found.keys, found.doubts) == (keys, ())


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("Kenya Garden Friends", ("KEN",)),
        ("AOSIS, LDC and Arlandia", ("AOSIS", "LDC")),
        ("SOUMISSION COMIFAC", ("COMIFAC",)),
        ("Gender issues", ()),
        ("Slovania", ()),
    ],
)
def test_where_it_may_be_more_than_a_title_a_person_looks(words, keys):
    found = read(words, title=True)
    assert found.keys == keys
    assert found.doubts
    assert found.sure == 0.5


@pytest.mark.parametrize("words", ["Denmark (Garden)", "GUINEA (GARDEN)", "Congo (East)", "Denmark (Greenland)"])
def test_what_stands_in_brackets_may_make_another_of_a_name(words):
    assert read(words).keys == ()
    assert read(words).doubts
    assert read(words, title=True).doubts


def test_a_title_alone_is_nobody():
    assert read("Submission on item 3", title=True) == Part(unread="Submission on item 3", sure=0.9)
    assert read("Opening statement") == Part(unread="Opening statement", sure=0.9)


def test_a_group_before_a_title_is_for_a_person_to_look_at_where_no_state_speaks():
    assert read("LDC on gardens").keys == ("LDC",)
    assert read("LDC on gardens").doubts
    assert read("European Union for Gardens").new == ("European Union for Gardens",)
    assert read("Kenya Garden Friends").new == ("Kenya Garden Friends",)


def test_what_means_more_than_one_is_not_decided():
    found = read_part("Union", {"union": ("A", "B")}, may_be_title=False)
    assert found == Part(unread="Union", sure=0.5, doubts=("means more than one: A, B",))


def test_a_name_that_a_list_taught_is_a_little_less_sure():
    assert read_part("Garden", {"garden": ("new:garden",)}, may_be_title=False) == Part(("new:garden",), sure=0.8)


@pytest.mark.parametrize(
    ("words", "new", "doubtful"),
    [
        ("Garden Friends", ("Garden Friends",), False),
        ("Women's Garden and House Union", ("Women's Garden and House Union",), False),
        ("Great Garden Friends and Small House Union", ("Great Garden Friends and Small House Union",), True),
        (
            "Great Garden Friends and Small House Union (GGFSHU)",
            ("Great Garden Friends and Small House Union (GGFSHU)",),
            False,
        ),
        ("Garden (GDN) and House (HSE)", ("Garden (GDN)", "House (HSE)"), False),
        ("Garden (GDN) and House (Town)", ("Garden (GDN) and House (Town)",), True),
        ("GHT (Garden, House and Town)", ("GHT (Garden, House and Town)",), False),
        ("Garden and GDN", ("Garden and GDN",), True),
        ("Garden, the friends", ("Garden, the friends",), True),
        ("Garden, House, Town", ("Garden", "House", "Town"), True),
        ("GDN, HSE", ("GDN", "HSE"), True),
        ("Garden; House", ("Garden", "House"), True),
        ("Korea", ("Korea",), True),
    ],
)
def test_what_the_library_does_not_hold_is_itself(words, new, doubtful):
    found = read(words)
    assert found.new == new
    assert bool(found.doubts) is doubtful


def test_a_list_of_known_and_of_names_with_their_acronyms_needs_nobody_to_look():
    found = read("Garden Friends (GF) and UNICEF")
    assert (found.keys, found.new, found.doubts) == (("UNICEF",), ("Garden Friends (GF)",), ())


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("Environmental Integrity Group, the EIG, comprising Liechtenstein, Mexico and Monaco", ("EIG",)),
        ("BASIC - Brazil, South Africa, India and China", ("BASIC",)),
        ("Kenya, BASIC, India", ("KEN", "BASIC", "IND")),
        ("BASIC - Brazil and Kenya", ("BASIC", "BRA", "KEN")),
    ],
)
def test_whom_a_group_comprises_is_the_group(words, keys):
    assert read(words).keys == keys


@pytest.mark.parametrize(
    ("words", "keys", "doubtful"),
    [
        ("H.E. Ms. Ana Ruiz (Kenya)", ("KEN",), False),
        ("Mr. Ruiz", (), True),
        ("Ms. Ruiz (gardener)", (), True),
        ("Kenya and Chad, co-chairs", ("KEN", "TCD"), False),
    ],
)
def test_the_card_of_a_speaker_names_an_entity_and_a_person(words, keys, doubtful):
    found = read(words)
    assert (found.keys, bool(found.doubts)) == (keys, doubtful)


def test_a_paper_and_people_with_their_posts_are_told_apart_from_names():
    assert is_said("Joint friends' submission")
    assert not is_said("")
    assert is_of_people("Ana Ruiz, Chair, Bo Li, Senior Project Manager, Garden Friends")
    assert not is_of_people("Chair of the Committee")


def test_a_constituency_behind_a_name_that_a_list_taught_describes_it():
    taught = {**known(), "garden friends": ("new:garden friends",)}
    assert read_part("Garden Friends Indigenous Peoples organization", taught, may_be_title=False) == Part(
        ("new:garden friends",), sure=0.7
    )
    assert read_part("Garden Friends of the House", taught, may_be_title=False).new == ("Garden Friends of the House",)


def test_a_letter_is_no_name():
    assert read("dear " * 21).doubts == ("is no name",)


def test_known_beside_unknown_names_are_for_a_person_to_look_at():
    found = read("Garden Friends and UNICEF")
    assert (found.keys, found.new, found.doubts) == (("UNICEF",), ("Garden Friends",), ("known beside unknown names",))
    long = read("Garden Friends and UNICEF, " + "which is a garden " * 12)
    assert "much of it is not a name" in long.doubts


def test_a_list_is_cut_at_its_marks():
    assert listed("a, b; c/d and f") == ["a", "b", "c", "d", "f"]


def test_who_is_not_of_the_library_has_no_kind():
    assert (library_kind("KEN"), library_kind("new:x")) == ("state", "")
