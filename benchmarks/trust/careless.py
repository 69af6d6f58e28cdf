"""Controls: run a module of ours or the command `travaux` with one precaution taken away.

`python -m benchmarks.trust.careless HOW MODULE WORD…`. A drill that does not see the difference shows nothing.
"""

import os
import runpy
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db.backends.signals import connection_created

from secretariat.frame import serving
from travaux.cli import main as travaux


def normal() -> None:
    """SQLite does not wait for the disk at each commit."""
    connection_created.connect(_not_waiting, weak=False)


def _not_waiting(connection: Any, **_: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=NORMAL")


def default() -> None:
    """SQLite as Django sets it up: a rollback journal, transactions that begin by reading, Python's own library."""
    name = Path(os.environ["TRAVAUX_DATA"]) / "travaux.sqlite3"
    settings.DATABASES["default"] = {"ENGINE": "django.db.backends.sqlite3", "NAME": name}


def early() -> None:
    """Acknowledge what is not done yet."""
    serving.Server.load = _hasty  # type: ignore[method-assign, assignment] # that is what this control is


def _hasty(_server: Any) -> Callable[..., Any]:
    site: Any = get_wsgi_application()

    def answer(environ: dict[str, Any], start: Callable[..., object]) -> Any:
        if environ["REQUEST_METHOD"] != "POST":
            return site(environ, start)
        environ["wsgi.input"] = _read(environ)
        threading.Timer(0.05, lambda: site(environ, lambda *_: None)).start()
        start("303 See Other", [("Location", "/"), ("Content-Length", "0")])
        return [b""]

    return answer


def _read(environ: dict[str, Any]) -> Any:
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    return type("Body", (), {"read": lambda _self, _size=-1, left=[body]: left.pop() if left else b""})()


WAYS = {"normal": normal, "default": default, "early": early}

if __name__ == "__main__":
    how, module, *words = sys.argv[1:]
    WAYS[how]()
    sys.argv = [module, *words]
    if module == "travaux":
        travaux(prog_name=module)
    runpy.run_module(module, run_name="__main__", alter_sys=True)
