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

from secretariat.frame import logs
from secretariat.negotiation import queries
from secretariat.people.models import Person
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
            sent = {"wording": kana("prepared"), "reason": kana("newreason")}
            canaries.got(world, "owner", case.address(world), sent)
    finally:
        logging.getLogger("django.request").removeHandler(handler)
        get_default_exception_reporter_filter.cache_clear()
    (sent,) = mail.outbox
    return "\n".join([sent.subject, sent.body, *(content for content, _kind in sent.alternatives)])


def of_a_broken_row(world: World) -> "Kept":
    """Return what is logged of a row that the database refuses, which PostgreSQL tells with all that is in it."""

    def broken(*_given: object, **_more: object) -> None:
        Person.objects.create(username=kana("prepared"), name=None)

    (case,) = (
        each for each in matrix.cases() if (each.view, each.state) == ("negotiation:propose", "presented, change")
    )
    with log() as kept, patch.object(queries, "working_row", broken):
        canaries.got(world, "owner", case.address(world))
    return kept


class Kept(logging.Handler):
    """Keeps all that is logged."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self.plain: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line as the site writes it, for programs and for eyes; and as a library would, without addresses."""
        self.lines += [logs.Json().format(record), logs.Lines().format(record)]
        self.plain.append(re.sub(r"/\S*", "", logging.Formatter().format(record)))


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
