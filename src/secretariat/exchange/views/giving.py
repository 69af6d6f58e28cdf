"""The text out: every form of a version, and its tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from secretariat.exchange import queries, services
from secretariat.exchange.queries import FORMS, TABLES, Form, Sheet, Table
from secretariat.frame import files
from secretariat.frame.refusals import told
from secretariat.jobs.queries import one_asked_for, product_of
from secretariat.negotiation.models import NegotiatingText, TextVersion
from secretariat.negotiation.queries import current, text_named, version_numbered, versions
from secretariat.processes.access import Request, may
from travaux.formats import tables
from travaux.formats.tables import NoSpreadsheets
from travaux.refusal import Refusal

REFUSED = 422
_MEDIA = {"csv": files.CSV, "json": files.JSON, "xlsx": files.XLSX}


@dataclass(frozen=True, slots=True)
class Way:
    """A form in which a version can be had, and where."""

    key: str
    form: Form
    address: str
    is_slow: bool


@require_GET
def ways(request: Request, text: str) -> HttpResponse:
    """Show in which forms a version can be taken along; the newest unless another is asked for."""
    found, sheet = _sheet(request, text)
    door = request.door
    context: dict[str, Any] = {
        **_shared(request, found, sheet),
        "ways": list(_ways(found, sheet)),
        "tables": [(key, table, sorted(tables.WRITERS)) for key, table in TABLES.items()],
        "versions": list(versions(found, door.actor)),
        "languages": [(code, dict(settings.LANGUAGES).get(code, code)) for code in queries.languages_of(sheet.version)],
        "may_hand_in": may(door.process, door.actor, "hand_in_document", at=request.at),
    }
    return render(request, "exchange/ways.html", context)


def _ways(text: NegotiatingText, sheet: Sheet) -> Iterator[Way]:
    for key, form in FORMS.items():
        is_in_language = not form.is_proposed or sheet.language == text.language
        if is_in_language and (key != "tracked" or sheet.version.frozen_at is None):
            yield Way(key, form, _address(text, "file", key, sheet), form.is_slow(sheet.version))


def _address(text: NegotiatingText, name: str, key: str, sheet: Sheet) -> str:
    address = reverse(f"exchange:{name}", args=[text.process.key, text.key, key])
    return f"{address}?{urlencode({'version': sheet.version.ordinal, 'language': sheet.language})}"


def _shared(request: Request, text: NegotiatingText, sheet: Sheet) -> dict[str, Any]:
    return {"text": text, "process": request.door.process, "version": sheet.version, "sheet": sheet}


def _sheet(request: Request, key: str) -> tuple[NegotiatingText, Sheet]:
    """Return what is asked for: which version, compared with which, in which language."""
    door = request.door
    text = text_named(door.process, door.actor, key)
    version = _version(request, text, "version") or _newest(request, text)
    language = request.GET.get("language") or text.language
    return text, Sheet(version, door.actor, request.at, language, _version(request, text, "old"))


def _version(request: Request, text: NegotiatingText, name: str) -> TextVersion | None:
    asked = request.GET.get(name, "")
    is_number = asked.isascii() and asked.isdecimal() and len(asked) < 7  # noqa: PLR2004 - more than any text has
    return version_numbered(text, request.door.actor, int(asked)) if is_number else None


def _newest(request: Request, text: NegotiatingText) -> TextVersion:
    return versions(text, request.door.actor).last() or current(text)


@require_GET
def file(request: Request, text: str, form: str) -> HttpResponse:
    """Hand out a version in one of its forms; of one that takes its time, the page on which it is asked for."""
    found, sheet = _sheet(request, text)
    asked = FORMS[form]
    queries.sheet_of(sheet.version, asked, sheet)
    if refusal := asked.lacks():
        return _unavailable(request, found, sheet, refusal)
    if asked.is_slow(sheet.version):
        context = {
            **_shared(request, found, sheet),
            "form": asked,
            "address": _address(found, "make", form, sheet),
            "offline": _address(found, "file", "page", sheet),
        }
        return render(request, "exchange/ask.html", context)
    content = asked.write(sheet)
    return attached(content, queries.filename_of(found, sheet.version, form, sheet.language), asked.media_type)


@require_POST
def make(request: Request, text: str, form: str) -> HttpResponseBase:
    """Let a worker make a version in one of its forms."""
    found, sheet = _sheet(request, text)
    queries.sheet_of(sheet.version, FORMS[form], sheet)
    job = services.ask_for_file(sheet, form, owner=request.door.actor.person)
    return redirect("exchange:made", process=request.door.process.key, text=found.key, uuid=job.uuid)


def attached(content: bytes, filename: str, media_type: str) -> HttpResponse:
    """Return a file to keep, never a page of ours."""
    response = files.attached(content, media_type, filename)
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


@require_GET
def table(request: Request, text: str, table: str, suffix: str) -> HttpResponse:
    """Hand out a table of a text."""
    found, sheet = _sheet(request, text)
    asked: Table = TABLES[table]
    name = f"{found.key}-{sheet.version.ordinal}-{table}.{suffix}"
    try:
        content = tables.WRITERS[suffix](asked.columns, asked.rows(sheet))
    except NoSpreadsheets as refusal:
        return _unavailable(request, found, sheet, refusal)
    return attached(content, name, _MEDIA[suffix])


def _unavailable(request: Request, text: NegotiatingText, sheet: Sheet, refusal: Refusal) -> HttpResponse:
    """Say what this installation cannot write, and what there is instead."""
    context = {**_shared(request, text, sheet), "told": told(refusal), "offline": _address(text, "file", "page", sheet)}
    return render(request, "exchange/unavailable.html", context, status=REFUSED)


@require_GET
def made(request: Request, text: str, uuid: UUID) -> HttpResponse:
    """Show how a file stands that was asked for."""
    door = request.door
    found = text_named(door.process, door.actor, text)
    job = one_asked_for(uuid, [services.MAKE], owner=_owner(request))
    address = reverse("exchange:fetched", args=[door.process.key, found.key, uuid])
    context = {"text": found, "process": door.process, "job": job, "address": address}
    return render(request, "exchange/made.html", context)


@require_GET
def fetched(request: Request, text: str, uuid: UUID) -> HttpResponse:
    """Hand out a file that was made for the one who asks."""
    text_named(request.door.process, request.door.actor, text)
    product = product_of(uuid, [services.MAKE], owner=_owner(request))
    return attached(bytes(product.content), product.filename, product.media_type)


def _owner(request: Request) -> str:
    person = request.door.actor.person
    return str(person.uuid) if person else ""
