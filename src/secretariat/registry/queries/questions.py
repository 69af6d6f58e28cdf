"""Questions that were put, with their options, and the note that says both."""

import re
from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext

from secretariat.processes.models import Process
from secretariat.registry.models import Option, Question
from travaux.refusal import Unknown

_SIGNS = re.compile(r"[\\`*_{}\[\]<>#+!|~-]|(?<=^\d)[.)]|(?<=^\d\d)[.)]")


class NoSuchQuestion(Unknown):
    """No question of that number was put."""

    asked = "You asked for the question no. {number} of this process."
    because = "None was put under that number."
    remedy = "Choose one from the list of questions to be decided."


def questions(process: Process) -> QuerySet[Question]:
    """Return the questions that were put, the newest first, each with its options."""
    rows = Question.objects.filter(process=process).select_related("chosen")
    return rows.prefetch_related("options").order_by("-number")


def question_numbered(process: Process, number: int) -> Question:
    """Return the question with a number, or raise NoSuchQuestion."""
    found = questions(process).filter(number=number).first()
    if found is None:
        raise NoSuchQuestion(number=number)
    return found


def note_of(question: Question) -> str:
    """Return the note on a question in Markdown: background, options, their timelines, the draft, the decision."""
    return "\n\n".join(_note(question)) + "\n"


def _note(question: Question) -> Iterator[str]:
    process = question.process
    yield f"# {_plain(question.title)}"
    yield _plain(
        gettext("Options for decision by %(body)s, until %(day)s, under paragraph %(paragraph)s of %(symbol)s")
        % {
            "body": question.body,
            "day": question.decide_by,
            "paragraph": question.paragraph,
            "symbol": process.symbol,
        }
    )
    yield f"## {_plain(gettext('Background'))}"
    yield from _paragraphs(question.background)
    for option in question.options.all():
        yield from _option(option)
    yield f"## {_plain(gettext('Draft decision'))}"
    yield from _paragraphs(question.draft)
    if question.decision:
        yield f"## {_plain(gettext('Decision taken on %(day)s') % {'day': question.decided_on})}"
        if question.chosen:
            yield _plain(_called(question.chosen))
        yield from _paragraphs(question.decision)
        yield from _paragraphs(question.evidence)


def _called(option: Option) -> str:
    return gettext("Option %(number)s: %(title)s") % {"number": option.ordinal, "title": option.title}


def _option(option: Option) -> Iterator[str]:
    yield f"## {_plain(_called(option))}"
    yield from _paragraphs(option.says)
    if option.steps:
        yield f"### {_plain(gettext('Timeline'))}"
        yield "\n".join(f"- {_plain(step)}" for step in option.steps)


def _paragraphs(text: str) -> Iterator[str]:
    yield from (_plain(line.strip()) for line in text.splitlines() if line.strip())


def _plain(text: str) -> str:
    """Return words that Markdown takes as they are; a number at the head is no list."""
    return _SIGNS.sub(r"\\\g<0>", text)
