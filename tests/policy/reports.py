"""What is told of an error: the mail to the site's administrators, and the log."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.core import mail
from django.test import override_settings
from django.utils.log import AdminEmailHandler
from django.views.debug import get_default_exception_reporter_filter

from secretariat.negotiation import queries
from tests.policy import canaries, matrix
from tests.policy.world import World, kana


class BreaksError(RuntimeError):
    """An error that was planted."""


def of_an_error(world: World) -> str:
    """Return the mail of an error that came while a delegate wrote a proposal, and looked at one."""

    def broken(*given: object, **more: object) -> None:
        held = (given, more, [canaries.WORDS, kana("prepared")])
        raise BreaksError(len(held))

    handler = AdminEmailHandler(include_html=True)
    logging.getLogger("django.request").addHandler(handler)
    mail.outbox = []
    get_default_exception_reporter_filter.cache_clear()  # Django asks the settings once
    try:
        with override_settings(ADMINS=[("A", "a@example.org")]), patch.object(queries, "working_row", broken):
            (case,) = (
                each
                for each in matrix.cases()
                if (each.view, each.state) == ("negotiation:propose", "presented, change")
            )
            world.clients["owner"].post(case.address(world), {"wording": kana("prepared"), "reason": kana("newreason")})
    finally:
        logging.getLogger("django.request").removeHandler(handler)
        get_default_exception_reporter_filter.cache_clear()
    (sent,) = mail.outbox
    return "\n".join([sent.subject, sent.body, *(content for content, _kind in sent.alternatives)])


class Kept(logging.Handler):
    """Keeps all that is logged."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))

    def without_addresses(self) -> list[str]:
        """Return the lines without the address that was asked for, which whoever asked gave."""
        return [re.sub(r"/processes/\S*", "", line) for line in self.lines]


@contextmanager
def log() -> Iterator[Kept]:
    """Keep all that is logged meanwhile, at the most talkative level."""
    kept, root, django = Kept(), logging.getLogger(), logging.getLogger("django")
    levels = root.level, django.level
    root.addHandler(kept)
    root.setLevel(logging.DEBUG)
    django.setLevel(logging.DEBUG)
    try:
        yield kept
    finally:
        root.removeHandler(kept)
        root.setLevel(levels[0])
        django.setLevel(levels[1])
