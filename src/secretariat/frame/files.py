"""Files that a page hands out: to be kept, never to be shown as a page of ours."""

import io

from django.http import FileResponse, HttpResponse

from travaux.formats.convert import converted

CSV, JSON = "text/csv; charset=utf-8", "application/json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAPERS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "md": "text/markdown; charset=utf-8",
}
"""The kinds of paper that are written, by the end of their names."""


def attached(content: bytes | str, kind: str, name: str) -> HttpResponse:
    """Return a file that was made here."""
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def paper(text: str, name: str) -> HttpResponse:
    """Return a text in Markdown as the kind of paper that its name ends with, which is one of PAPERS."""
    suffix = name.rpartition(".")[2]
    content = text.encode()
    made = content if suffix == "md" else converted(content, "note.md", f"note.{suffix}").content
    return attached(made, PAPERS[suffix], name)


def as_it_came(content: bytes, name: str) -> FileResponse:
    """Return a file of somebody else's, byte for byte; nothing in it may act."""
    response = FileResponse(io.BytesIO(content), as_attachment=True, filename=name)
    response.headers["Content-Type"] = "application/octet-stream"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
