"""What is asked for twice with the same key is done once."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from secretariat.frame.refusals import refused_page
from secretariat.record import queries
from secretariat.record.models import Entry
from secretariat.record.services import Once, asked_once
from travaux.refusal import Invalid, Refusal

FIELD = "once"
AT_MOST = 255
NOT_SENT_BY_HAND = frozenset({FIELD, "csrfmiddlewaretoken"})
FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})


class NotAKey(Invalid):
    """The key is empty or too long."""

    asked = "You asked that what you send be done once, whatever happens on the way."
    because = "The key has {length} characters."
    rule = "The header Idempotency-Key holds between 1 and 255 characters."
    remedy = "Send a random key of, say, 22 characters."


class KeyTaken(Invalid):
    """Something else was done with the same key."""

    asked = "You sent a form that had been sent before, with something else in it."
    because = "What it held the first time was done already, and a form is good for one deed."
    rule = "With one key one thing is done once (draft-ietf-httpapi-idempotency-key-header)."
    remedy = "If you want this done too, open the form anew and copy what you wrote from here."


class SeeOther(HttpResponseRedirect):
    """The answer to a repeat: look there, and do not send it again."""

    status_code = 303


class DoneOnce:
    """Answer a repeated POST, known by its header `Idempotency-Key` or its field `once`, with the first one's receipt.

    A deed that was refused left no entry, so its key can be used again. Who has neither account nor session does no
    deeds, and a key of theirs means nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Do what is asked for unless it was done; whoever was overtaken meanwhile is led to the receipt too."""
        try:
            once = _once(request) if request.method == "POST" else None
            if once is None:
                return self.get_response(request)
            return _answered(request, once) or self._do(request, once)
        except Refusal as refusal:  # what a middleware raises does not pass by the one that tells refusals
            return refused_page(request, refusal)

    def _do(self, request: HttpRequest, once: Once) -> HttpResponse:
        token = asked_once.set(once)
        try:
            response = self.get_response(request)
        finally:
            asked_once.reset(token)
        request.was_entered = once.entry is not None  # type: ignore[attr-defined] # what follows must not undo the answer
        return response if once.entry else _answered(request, once) or response


def _once(request: HttpRequest) -> Once | None:
    key = request.headers.get("Idempotency-Key")
    key = request.POST.get(FIELD) if key is None else key
    who = _who(request)
    if key is None or not who:
        return None
    if not 1 <= len(key) <= AT_MOST:
        raise NotAKey(length=len(key))
    return Once(_digest([who, request.path, key]), _sent(request))


def _who(request: HttpRequest) -> str:
    """Return what tells the one who asks from all others: the account, or the session of one who has none."""
    user: Any = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return f"account {user.pk}"
    return f"session {request.session.session_key}" if request.session.session_key else ""


def _sent(request: HttpRequest) -> str:
    """Return a digest of what was sent, without what a page adds by itself."""
    if request.content_type not in FORMS:
        return hashlib.sha256(request.body).hexdigest()
    fields = [[name, values] for name, values in sorted(request.POST.lists()) if name not in NOT_SENT_BY_HAND]
    files = [[name, [[file.name, _digest_of(file)] for file in found]] for name, found in sorted(request.FILES.lists())]
    return _digest([fields, files])


def _digest_of(file: Any) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _digest(parts: list[Any]) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _answered(request: HttpRequest, once: Once) -> HttpResponse | None:
    """Return the way to the receipt if the deed was done before; raise KeyTaken if it was another."""
    entry = queries.entry_of_key(once.key)
    if entry is None:
        return None
    if entry.sent != once.sent:
        raise KeyTaken
    messages.info(request, _said(entry))
    return SeeOther(entry.get_absolute_url())


def _said(entry: Entry) -> str:
    when = date_format(entry.entered_at or entry.at, "Y-m-d H:i:s")
    return _("This was done already, at %(when)s UTC. It was not done a second time.") % {"when": when}
