"""What this body calls things: words of the process file take the place of the site's own on its pages."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import trans_real

from secretariat.processes.access import Request, modalities_of

_CONTEXT = "\x04"  # what gettext sets between a context and the words
_APART = re.compile(r"[^a-z0-9]+")
_LABEL_MOST = 60


@lru_cache(maxsize=4096)
def key_of(label: str) -> str:
    """Return the key by which a process file names a label of the site: “Focal point” is `focal-point`."""
    words = label.rpartition(_CONTEXT)[2]
    return _APART.sub("-", words.lower()).strip("-") if words[:1].isupper() and len(words) <= _LABEL_MOST else ""


class Relabelled:
    """A translation in which whole labels give way to the terms of a body; all else is as it was."""

    def __init__(self, plain: Any, terms: Mapping[str, str]) -> None:
        self.plain, self.terms = plain, terms

    def gettext(self, message: str) -> str:
        """Return what this body calls it, else the site's own word in the language of the page."""
        return self.terms.get(key_of(message)) or str(self.plain.gettext(message))

    def __getattr__(self, name: str) -> Any:
        """Leave the rest to the translation that stands behind."""
        return getattr(self.plain, name)


class Terms:
    """Let the pages of a process speak as its body does; call it behind the one that opens its door."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        """Pass the request on, and let the next page speak as the site does again."""
        try:
            return self.get_response(request)
        finally:
            if isinstance(_active(), Relabelled):
                translation.activate(translation.get_language() or "en")

    def process_view(self, request: Request, _view: object, _args: object, _kwargs: dict[str, Any]) -> None:
        """Take up the terms of the process, where it has some."""
        door = getattr(request, "door", None)
        modalities = modalities_of(door.process) if door else None
        if modalities and modalities.terms:
            language = (translation.get_language() or "").partition("-")[0]
            terms = {key: modalities.term(key, language=language) for key, _ in modalities.terms}
            trans_real._active.value = Relabelled(_active(), terms)  # type: ignore[attr-defined] # noqa: SLF001 - Django has no other way to lay words over a language


def _active() -> Any:
    return getattr(trans_real._active, "value", None)  # type: ignore[attr-defined] # noqa: SLF001 - as above
