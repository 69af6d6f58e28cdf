import io
import json
import logging

import pytest

from secretariat.frame.logs import Json


class Written:
    """What the log wrote, read again as the operator's machine reads it."""

    def __init__(self):
        self.stream = io.StringIO()

    @property
    def lines(self):
        return self.stream.getvalue().splitlines()

    @property
    def told(self):
        return [json.loads(line) for line in self.lines]

    def of(self, event):
        return [line for line in self.told if line["event"] == event]


@pytest.fixture
def written():
    """The log of the site as it goes to the error stream, one object a line."""
    log = Written()
    handler = logging.StreamHandler(log.stream)
    handler.setFormatter(Json())
    root, traffic = logging.getLogger(), logging.getLogger("travaux.request")
    root.addHandler(handler)
    traffic.setLevel(logging.INFO)
    yield log
    root.removeHandler(handler)
    traffic.setLevel(logging.NOTSET)
