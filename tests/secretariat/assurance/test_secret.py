"""What an installation keeps to itself: its secret, its folder, its inner workings."""

import os
import subprocess
import sys

import pytest
from django.core import signing

ASK = "from secretariat import settings as s; print(s.DEBUG, len(s.SECRET_KEY), s.SECRET_KEY)"


def started(folder, code=ASK, **more):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRAVAUX_")}
    kept |= {"TRAVAUX_DATA": str(folder), "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **more}
    done = subprocess.run([sys.executable, "-c", code], env=kept, capture_output=True, text=True, check=True)  # noqa: S603 - our own program
    return done.stdout.split()


def mode(path):
    return oct(path.stat().st_mode & 0o777)


def test_the_secret_of_a_site_is_long_random_and_its_owners_alone(tmp_path):
    first, again, other = started(tmp_path / "a"), started(tmp_path / "a"), started(tmp_path / "b")
    assert (int(first[1]) >= 64, first == again, first[2] == other[2]) == (True, True, False)
    assert mode(tmp_path / "a" / "secret-key") == "0o600"


def test_the_folder_of_the_data_is_its_owners_alone(tmp_path):
    started(tmp_path / "made")
    assert mode(tmp_path / "made") == "0o700"


@pytest.mark.parametrize(("set_to", "debug"), [(None, "False"), ("0", "False"), ("true", "False"), ("1", "True")])
def test_debugging_is_off_unless_it_is_asked_for(tmp_path, set_to, debug):
    given = {} if set_to is None else {"TRAVAUX_DEBUG": set_to}
    assert started(tmp_path, **given)[0] == debug


DOORS = "from secretariat import settings as s; print(s.TRAVAUX_DEMO, s.SHOW_COMPONENTS)"


@pytest.mark.parametrize(
    ("there", "open_"),
    [((), "True"), (("sample-begun",), "True"), (("sample-begun", "travaux.sqlite3"), "True")],
)
def test_the_doors_of_the_sample_are_open_where_a_sample_is_or_is_to_be(tmp_path, there, open_):
    for name in there:
        (tmp_path / name).touch()
    assert started(tmp_path, DOORS, TRAVAUX_DEMO="1") == [open_, open_]


def test_the_doors_of_the_sample_are_shut_over_data_in_earnest_whatever_is_asked(tmp_path):
    (tmp_path / "travaux.sqlite3").touch()
    assert started(tmp_path, DOORS, TRAVAUX_DEMO="1") == ["False", "False"]


def test_without_asking_there_are_neither_doors_nor_components(tmp_path):
    assert started(tmp_path, DOORS) == ["False", "False"]
    assert started(tmp_path, DOORS, TRAVAUX_DEBUG="1") == ["False", "True"]


def test_a_new_secret_leaves_what_the_one_before_signed_good_and_what_none_signed_is_not(settings):
    settings.SECRET_KEY = "the secret before"  # noqa: S105 - guards nothing
    signed, forged = signing.dumps("seat"), signing.dumps("seat", key="a secret of nobody's")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the new secret", ["the secret before"]
    assert signing.loads(signed) == "seat"
    with pytest.raises(signing.BadSignature):
        signing.loads(forged)
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(signing.BadSignature):
        signing.loads(signed)


def test_the_secret_before_is_named_by_the_operator(tmp_path):
    ask = "from secretariat import settings as s; print(len(s.SECRET_KEY_FALLBACKS), *s.SECRET_KEY_FALLBACKS)"
    assert started(tmp_path, ask) == ["0"]
    done = started(tmp_path, ask, TRAVAUX_SECRET_KEY_BEFORE="old")  # noqa: S106 - guards nothing
    assert done == ["1", "old"]
