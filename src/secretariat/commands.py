"""The site's doors on the command line: one name for each matter, found by the `travaux` command as entry points."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.settings")
django.setup()

# ruff: noqa: E402 - models can be imported only after Django is set up
from secretariat.record.commands import record

__all__ = ["record"]
