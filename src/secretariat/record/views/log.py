"""The log as such, which spans all processes: its checkpoint, tiles and key, and the page that explains it."""

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from secretariat.record import queries
from secretariat.record.forms import CheckReceipt
from travaux.record import verifier

REFUSED = 422
A_FEW_SECONDS, A_YEAR = "public, max-age=3", "public, max-age=31536000, immutable"
PLAIN = "text/plain; charset=utf-8"


def _text(words: str, cached: str = A_FEW_SECONDS) -> HttpResponse:
    return HttpResponse(words, content_type=PLAIN, headers={"Cache-Control": cached})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Explain how anybody can hold the site to its record, and what that does not protect."""
    context = {"text": queries.signed(queries.checkpoint()), "key": queries.public_key(), "form": CheckReceipt()}
    return render(request, "record/about.html", context)


@require_safe
def checkpoint(_request: HttpRequest) -> HttpResponse:
    """Hand out the signed checkpoint (C2SP tlog-checkpoint)."""
    return _text(queries.signed(queries.checkpoint()))


@require_safe
def key(_request: HttpRequest) -> HttpResponse:
    """Hand out the key by which the checkpoints of this site are known (C2SP signed-note)."""
    return _text(f"{queries.public_key()}\n")


@require_safe
def tile(_request: HttpRequest, path: str) -> HttpResponse:
    """Hand out a tile of hashes (C2SP tlog-tiles): it never changes, so everybody may keep it."""
    return HttpResponse(
        queries.tile_at(path), content_type="application/octet-stream", headers={"Cache-Control": A_YEAR}
    )


@require_safe
def consistency(_request: HttpRequest, old: int) -> HttpResponse:
    """Hand out the proof that today's log continues that of `old` entries."""
    found = queries.consistency(old)
    if found is None:
        raise queries.NoSuchSize(size=old)
    return _text(found)


@require_safe
def program(_request: HttpRequest) -> HttpResponse:
    """Hand out the one file that checks a record or a receipt offline."""
    response = _text(Path(verifier.__file__).read_text(encoding="utf-8"))
    response.headers["Content-Disposition"] = 'attachment; filename="verifier.py"'
    return response


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Say whether a short code, or a receipt that was kept, is in the log."""
    form = CheckReceipt(request.POST, request.FILES) if request.method == "POST" else CheckReceipt()
    found = form.judged() if form.is_valid() else None
    context = {"form": form, "found": found}
    return render(request, "record/check.html", context, status=REFUSED if form.errors else 200)
