"""A letter to those who handed a paper in: what became of each passage, in words, with the checkpoint of the record."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.utils.translation import get_language, gettext

from secretariat.people.access import Actor
from secretariat.processes.access import modalities_of
from secretariat.processes.models import Process
from secretariat.public.queries.trail import Trail, trail
from secretariat.record.queries import checkpoint
from secretariat.stocktaking.queries import reasons_of
from travaux.formats.convert import WRITERS
from travaux.formats.document import Document, Paragraph, Role, Run
from travaux.formats.reading import About
from travaux.refusal import Unknown

FORMS = tuple(form for form in ("docx", "pdf", "html", "md") if form in WRITERS)


class NoSuchForm(Unknown):
    """A letter is not written in that form."""

    asked = "You asked for a letter as .{form}."
    because = "It is written as: {known}."
    remedy = "Choose one of these."


def letter(process: Process, actor: Actor, uuid: UUID, form: str, *, at: datetime) -> bytes:
    """Return the letter on a paper as a file. Raises NoSuchForm, NothingToTrace."""
    if form not in FORMS:
        raise NoSuchForm(form=form, known=", ".join(FORMS))
    return WRITERS[form](written(process, trail(process, actor, "submission", uuid), at=at))


def written(process: Process, found: Trail, *, at: datetime) -> Document:
    """Write the letter: a number, the words, and what became of them, for each passage that asks for something."""
    day = modalities_of(process).day_of(at)
    title = gettext("What became of your input")
    return Document(
        About(title=title, symbol=process.symbol, date=day.isoformat(), language=get_language() or "en"),
        tuple(_paragraphs(process, found, title)),
    )


def _paragraphs(process: Process, found: Trail, title: str) -> Iterator[Paragraph]:
    names = ", ".join(entity.name for entity in found.start.entities)
    yield Paragraph(Role.TITLE, (Run(title),))
    yield Paragraph(Role.PARAGRAPH, (Run(gettext("To: %(names)s") % {"names": names}),))
    told = {"title": found.start.title, "process": process.title}
    yield Paragraph(Role.PARAGRAPH, (Run(gettext("Your paper “%(title)s”, in: %(process)s.") % told),))
    passages = [each for each in found.of("passage") if not each.standing]
    reasons = reasons_of([each.uuid for each in passages if each.uuid])
    for number, passage in enumerate(passages, start=1):
        yield Paragraph(Role.HEADING, (Run(f"{number}. {passage.title}"),))
        yield Paragraph(Role.QUOTATION, (Run(" ".join(passage.words.split())),))
        for line in fate(found, passage.key):
            yield Paragraph(Role.PARAGRAPH, (Run(line),))
        if passage.uuid in reasons:
            reason = gettext("The reason given: %(reason)s") % {"reason": reasons[passage.uuid].reason}
            yield Paragraph(Role.PARAGRAPH, (Run(reason),))
    yield Paragraph(Role.HEADING, (Run(gettext("The record when this letter was written")),))
    for line in checkpoint().text().splitlines():
        yield Paragraph(Role.PARAGRAPH, (Run(line),))


def fate(found: Trail, key: str) -> list[str]:
    """Say in words how far a passage came, one line a stage; that it was not taken up, where it was not."""
    after = [found.things[step.node.key] for step in found.graph.forward(key)]
    said = {
        "theme": gettext("It was read under: %(titles)s."),
        "sentence": gettext("The summary rests on it: %(titles)s."),
        "provision": gettext("Paragraphs of the text rest on it: %(titles)s."),
        "adopted": gettext("It is in the adopted text: %(titles)s."),
    }
    lines = []
    for stage, words in said.items():
        titles = [each.title for each in after if each.stage == stage]
        if titles:
            lines.append(words % {"titles": "; ".join(dict.fromkeys(titles))})
    if not {"sentence", "provision"} & {each.stage for each in after}:
        lines.append(gettext("It was not taken up: no sentence of an issued summary and no paragraph rests on it."))
    return lines
