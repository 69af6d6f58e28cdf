"""What this body calls things: words of the process file take the place of the site's own on its pages.

Everything that the site says goes through the catalog of the language, which Django hands out “for further processing”
(`trans_real.catalog`): what it gives is looked through once more while a page of such a process is made.
"""

from collections.abc import Callable
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from django.http import HttpResponse
from django.utils import translation
from django.utils.translation.trans_real import catalog

from secretariat.processes.access import Request, modalities_of
from travaux.modalities.speech import Speech, term_in

Said = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
_body: ContextVar[Said] = ContextVar("the terms of the process whose page is made", default=())


@lru_cache(maxsize=64)
def _speech(terms: Said, language: str) -> Speech:
    own, english = ({key: term_in(forms, spoken) for key, forms in terms} for spoken in (language, "en"))
    return Speech(own, english)


class Spoken:
    """What a catalog gives for a message, in the words of the body whose page is made."""

    def __init__(self, plain: Callable[..., str]) -> None:
        self.plain = plain

    def __call__(self, message: str, *plural: Any) -> str:
        """Return what this body calls it, else the site's own words in the language of the page."""
        said = str(self.plain(message, *plural))
        terms = _body.get()
        if not terms:
            return said
        language = (translation.get_language() or "").partition("-")[0]
        return _speech(terms, language).say(plural[0] if plural and said == plural[0] else message, said)


class Terms:
    """Let the pages of a process speak as its body does; call it behind the one that opens its door."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        """Pass the request on, and let the next page speak as the site does again."""
        token = _body.set(())
        try:
            return self.get_response(request)
        finally:
            _body.reset(token)

    def process_view(self, request: Request, _view: object, _args: object, _kwargs: dict[str, Any]) -> None:
        """Take up the terms of the process, where it has some."""
        door = getattr(request, "door", None)
        modalities = modalities_of(door.process) if door else None
        if modalities and modalities.terms:
            _look_through(catalog())
            _body.set(modalities.terms)


def _look_through(held: Any) -> None:
    """Look through what a catalog gives, from now on; a second time changes nothing."""
    for name in ("gettext", "ngettext"):
        if not isinstance(vars(held).get(name), Spoken):
            setattr(held, name, Spoken(getattr(held, name)))
