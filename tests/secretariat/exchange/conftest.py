"""The room of the negotiation's tests, with a document that goes out, is changed as Word does it, and comes back."""

import io
import zipfile
from dataclasses import dataclass

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import etree

from secretariat.exchange import queries, services
from secretariat.exchange.models import Returned, Suggested
from secretariat.jobs.services import Worker
from secretariat.negotiation.queries import current
from secretariat.record.services import sequence
from tests.secretariat.negotiation.conftest import drafted, room, site, table, words

__all__ = ["drafted", "room", "site", "table", "words"]  # fixtures of the room below
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DATE = "2018-03-02T10:00:00Z"


def w(name):
    return f"{{{W}}}{name}"


@dataclass
class Paper:
    """A Word document under somebody's hands; each change is tracked as Word tracks it."""

    parts: dict[str, bytes]
    author: str = "Arlandia (A. Ng)"
    number: int = 900

    @classmethod
    def of(cls, content):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return cls({name: packed.read(name) for name in packed.namelist()})

    def __post_init__(self):
        self.body = etree.fromstring(self.parts["word/document.xml"])[0]

    def bytes(self):
        self.parts["word/document.xml"] = etree.tostring(self.body.getparent(), encoding="UTF-8", xml_declaration=True)
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, content in self.parts.items():
                packed.writestr(name, content)
        return whole.getvalue()

    def said(self):
        return ["".join(t.text or "" for t in p.iter(w("t"))) for p in self.body.iter(w("p"))]

    def paragraph(self, start):
        return next(p for p in self.body.iter(w("p")) if start in "".join(t.text or "" for t in p.iter(w("t"))))

    def change(self, tag):
        self.number += 1
        marks = {w("id"): str(self.number), w("author"): self.author, w("date"): DATE}
        return etree.Element(w(tag), {key: value for key, value in marks.items() if value})

    def run(self, words, tag="t"):
        run = etree.Element(w("r"))
        text = etree.SubElement(run, w(tag))
        text.text = words
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return run

    def replace(self, old, new):
        """Take words out and put others in, in the one run that holds them."""
        run = next(r for r in self.body.iter(w("r")) if old in "".join(t.text or "" for t in r.iter(w("t"))))
        head, _, tail = "".join(t.text or "" for t in run.iter(w("t"))).partition(old)
        pieces = [self.run(head)] if head else []
        gone, come = self.change("del"), self.change("ins")
        gone.append(self.run(old, "delText"))
        pieces += [gone]
        if new:
            come.append(self.run(new))
            pieces += [come]
        pieces += [self.run(tail)] if tail else []
        for piece in pieces:
            run.addprevious(piece)
        run.getparent().remove(run)

    def add_after(self, start, words):
        """Put a new paragraph behind another."""
        paragraph = etree.Element(w("p"))
        mark = etree.SubElement(etree.SubElement(paragraph, w("pPr")), w("rPr"))
        mark.append(self.change("ins"))
        come = self.change("ins")
        come.append(self.run(words))
        paragraph.append(come)
        self.paragraph(start).addnext(paragraph)

    def remove(self, start):
        """Delete a whole paragraph, its mark too."""
        paragraph = self.paragraph(start)
        for run in list(paragraph.iter(w("r"))):
            for text in run.iter(w("t")):
                text.tag = w("delText")
            gone = self.change("del")
            run.addprevious(gone)
            gone.append(run)
        properties = paragraph.find(w("pPr"))
        marks = properties.find(w("rPr"))
        marks = etree.SubElement(properties, w("rPr")) if marks is None else marks
        marks.insert(0, self.change("del"))


class Desk:
    """Where documents go out and come back."""

    def __init__(self, table):
        self.table, self.text = table, table.text

    def sheet(self, who="ARL", version=None, **more):
        actor = self.table.actors[who]
        at = self.table.at()
        language = more.pop("language", self.text.language)
        return queries.Sheet(version or current(self.text), actor, at, language, **more)

    def out(self, form="to-change", **more):
        return queries.FORMS[form].write(self.sheet(**more))

    def paper(self, **more):
        return Paper.of(self.out(**more))

    def hand_in(self, content, filename="changed.docx", who="ARL", entity="ARL", **more):
        document = services.HandedIn(self.table.entities[entity], content, filename, **more)
        by = self.table.actors[who]
        return services.hand_in_document(self.text, document=document, by=by, at=self.table.at())

    def read(self, content, filename="changed.docx", **more):
        """Hand a document in and let the worker read it."""
        returned = self.hand_in(content, filename, **more)
        work()
        return Returned.objects.get(pk=returned.pk)

    def rows(self, returned=None):
        rows = Suggested.objects.order_by("returned", "ordinal")
        return list(rows.filter(returned=returned) if returned else rows)

    def confirm(self, rows, who="ARL", **more):
        wishes = [services.Wish(row, **more) for row in rows]
        by = self.table.actors[who]
        return services.confirm_suggestions(rows[0].returned, wishes=wishes, by=by, at=self.table.at())


def work():
    """Let the worker do all that waits."""
    worker = Worker()
    while worker.step():
        pass


@pytest.fixture
def desk(table):
    return Desk(table)


@pytest.fixture
def pages(site):
    """The pages of this room, asked for as one of those in the room."""

    class Pages:
        client = site.client

        def as_(self, who):
            site.as_(who)
            return self

        def get(self, name, *args, **query):
            sequence()
            return self.client.get(self.address(name, *args), query)

        def post(self, name, *args, **given):
            return self.client.post(self.address(name, *args), given, follow=True)

        def address(self, name, *args):
            return reverse(f"exchange:{name}", args=["sample", *args])

        def hand_in(self, content, filename="changed.docx", entity="ARL", **more):
            return self.post("documents", "compact", paper=SimpleUploadedFile(filename, content), entity=entity, **more)

    return Pages()
