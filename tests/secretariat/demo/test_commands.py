import pytest

from secretariat.demo import commands
from secretariat.demo.models import SampleClock
from secretariat.frame.databases import also
from secretariat.frame.sqlite.library import UnsoundLibrary
from secretariat.processes.models import Process

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def opened(monkeypatch, settings, tmp_path):
    """Open the sample without serving it, on the database of the tests; return where it would listen."""
    settings.TRAVAUX_DATA = tmp_path
    served = []
    monkeypatch.setattr(commands, "listen", lambda host, port: served.append((host, port)))

    def once(**words):
        commands.demo(host="127.0.0.1", port=8123, **{"fresh": False, **words})
        return served

    return once


def test_the_sample_is_made_once_and_opened_again_as_it_was_left(opened, tmp_path):
    assert opened() == [("127.0.0.1", 8123)]
    assert (tmp_path / "sample-complete").exists()
    assert (Process.objects.count(), SampleClock.objects.count()) == (1, 1)
    assert len(opened()) == 2


def test_an_installation_in_earnest_is_never_thrown_away(opened, tmp_path):
    database = tmp_path / "travaux.sqlite3"
    database.write_bytes(b"in earnest")
    with pytest.raises(commands.NotTheSample):
        opened(fresh=True)
    assert database.read_bytes() == b"in earnest"


def test_where_a_sample_was_thrown_away_a_new_one_can_be_opened(settings, tmp_path):
    settings.TRAVAUX_DATA = tmp_path
    place = {"ENGINE": "secretariat.frame.sqlite", "NAME": str(tmp_path / "travaux.sqlite3")}
    for _again in range(2):
        with also("sample", place) as sample, sample.cursor() as cursor:
            cursor.execute("CREATE TABLE made (id integer)")
        commands._throw_away()  # noqa: SLF001 - what `--fresh` does first
    assert (tmp_path / "travaux.sqlite3").stat().st_size == 0


def test_what_was_not_finished_is_thrown_away_first(opened, tmp_path):
    (tmp_path / "sample-begun").touch()
    left = [tmp_path / name for name in ("travaux.sqlite3", "travaux.sqlite3-wal")]
    for path in left:
        path.write_bytes(b"half a sample")
    opened()
    assert (left[0].read_bytes(), left[1].exists()) == (b"", False)


def test_a_library_with_the_fault_is_refused_before_anything_is_written(opened, tmp_path, monkeypatch):
    def refuse(_version):
        raise UnsoundLibrary(version="3.40.1")

    monkeypatch.setattr(commands, "require_sound", refuse)
    monkeypatch.setattr(commands.connection, "vendor", "sqlite")
    monkeypatch.setattr(commands.connection, "get_database_version", lambda: (3, 40, 1))
    with pytest.raises(UnsoundLibrary):
        opened()
    assert list(tmp_path.iterdir()) == []
