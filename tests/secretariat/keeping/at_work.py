"""A restore or a move in a process of its own, killed at the word of progress that is named: no cleaning up, no commit.

python -m tests.secretariat.keeping.at_work restore FILE WORDS | move URL WORDS
"""

import os
import signal
import sys
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "secretariat.settings"
django.setup()

# ruff: noqa: E402 - models can be imported only after Django is set up
from secretariat import commands  # noqa: F401 - every room is there, as with the command
from secretariat.frame.addresses import database_at
from secretariat.keeping.services.restoring import move, restore

what, where, at = sys.argv[1:]


def tell(words: str) -> None:
    """Die at the words."""
    if at and words.startswith(at):
        os.kill(os.getpid(), signal.SIGKILL)


if what == "restore":
    restore(Path(where), tell=tell)
else:
    move(database_at(where), tell=tell)
