"""Settings of the tests: data in a folder of their own, and the database that TRAVAUX_TEST_DATABASE names.

The engines' tests run where Django is not installed, so nothing here imports it. PostgreSQL is a real server,
started from the wheel that carries one (or from Debian's package) before the first test and stopped after the last.
"""

import atexit
import importlib
import importlib.util
import os
import shutil
import signal
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

from benchmarks import postgresql
from secretariat.frame.kept import forget_everything

# A busy machine makes an example slow, not wrong.
settings.register_profile("house", settings.default, deadline=None)
settings.load_profile("house")


def start_postgresql(programs: Path, folder: Path) -> str:
    """Start a server in `folder`, have it stopped at the end, and return the address of the tests' database."""
    server = postgresql.PostgreSQL(programs, folder, postgresql.CARELESS)
    server.start()
    atexit.register(server.stop)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended from outside, the tests still stop the server
    return server.address("travaux")


def prepare() -> None:
    """Point Django's settings at a folder, a secret and a database of the tests' own, before anything loads them."""
    folder = Path(tempfile.mkdtemp(prefix="travaux-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["TRAVAUX_DATA"] = str(folder / "data")
    os.environ["TRAVAUX_SECRET_KEY"] = "the secret of the tests"  # noqa: S105 - keeps nothing
    os.environ.pop("TRAVAUX_DATABASE_URL", None)
    if os.environ.get("TRAVAUX_TEST_DATABASE") == "postgresql" and (programs := postgresql.found_programs()):
        os.environ["TRAVAUX_DATABASE_URL"] = start_postgresql(programs, folder)


@pytest.fixture(autouse=True)
def nothing_is_kept() -> None:
    """Let no test read a page that was made in another."""
    forget_everything()


def is_without_its_database() -> bool:
    return os.environ.get("TRAVAUX_TEST_DATABASE") == "postgresql" and "TRAVAUX_DATABASE_URL" not in os.environ


def pytest_configure() -> None:
    if is_without_its_database() and os.environ.get("CI") == "true":
        pytest.exit(postgresql.MISSING, returncode=1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if is_without_its_database():
        for item in items:
            item.add_marker(pytest.mark.skip(reason=postgresql.MISSING))


if importlib.util.find_spec("django"):
    if "PYTEST_XDIST_WORKER" not in os.environ:  # a worker is given all this by the one who started it
        prepare()
    os.environ["DJANGO_SETTINGS_MODULE"] = "secretariat.settings"
    # Passwords are slow to check on purpose; the tests guard none.
    site = importlib.import_module("django.conf").settings
    if site.DATABASES["default"]["ENGINE"] == "secretariat.frame.sqlite":
        # In a file, as in earnest, so that several can write at once; in memory they would meet each other's locks.
        site.DATABASES["default"].setdefault("TEST", {})["NAME"] = site.TRAVAUX_DATA / "test.sqlite3"
    site.TRAVAUX_COSTLY = 0  # tests ask for much in a minute; those of the limit set one
    site.SHOW_COMPONENTS = True  # as in the sample; a site in earnest has no such page
    # Whoever a test signs in has shown no second factor; the tests of that question ask it.
    site.TRAVAUX_SECOND_FACTOR = frozenset()
    site.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    importlib.import_module("django").setup()
