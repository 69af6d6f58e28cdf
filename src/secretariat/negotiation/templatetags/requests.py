"""What is asked for on a paragraph as HTML: built here, for a compilation has thousands of proposals."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from uuid import UUID

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from secretariat.negotiation.templatetags.rolling_text import People, chip
from travaux.text.compilation import Request
from travaux.text.contest import Scope
from travaux.words.align import Run

register = template.Library()
NOBODY = UUID(int=0)
BESIDE = 32
TAGS = {"removed": "del", "added": "ins"}


@register.simple_tag
def asked_for(requests: Iterable[Request], people: People, process: str) -> SafeString:
    """Return what is asked for as list items: who asks, the words marked, the way to each proposal."""
    base = reverse("negotiation:proposal", args=[process, NOBODY]).removesuffix(f"{NOBODY}/")
    words = {Scope.NEW_PARAGRAPH: gettext("new paragraph"), Scope.DELETE_PARAGRAPH: gettext("delete the paragraph")}
    page = gettext("page of this proposal")
    items = (_item(request, people, base, words.get(request.scope, ""), page) for request in requests)
    return mark_safe("".join(items))  # noqa: S308 - each part escapes its words


@register.simple_tag
def marked(runs: Iterable[Run]) -> SafeString:
    """Return words kept, removed and added."""
    return mark_safe("".join(map(_run, runs)))  # noqa: S308 - each escapes its words


def _item(request: Request, people: People, base: str, scope: str, page: str) -> str:
    ways = " ".join(f'<a href="{base}{proposal}/" aria-label="{escape(page)}">↗</a>' for proposal in request.proposals)
    same = len(request.proposals)
    told = ngettext("%(n)d proposal", "%(n)d proposals that say the same", same) % {"n": same} if same > 1 else ""
    tags = "".join(f' <span class="tag suggested">{escape(word)}</span>' for word in (scope, told) if word)
    return f"<li>{chip(request.proponents, people)}{tags} {''.join(map(_run, _brief(request.runs)))} {ways}</li>"


def _brief(runs: Sequence[Run]) -> Iterator[Run]:
    """Yield the changes with the few words beside them that show where they are: the whole stands above."""
    for place, run in enumerate(runs):
        if run.status == "same" and len(runs) > 1:
            yield Run("same", _beside(run.words, is_first=place == 0, is_last=place == len(runs) - 1))
        else:
            yield run


def _beside(words: str, *, is_first: bool, is_last: bool) -> str:
    head = "" if is_first else words[:BESIDE].rpartition(" ")[0]
    tail = "" if is_last else words[-BESIDE:].partition(" ")[2]
    return words if len(words) <= 2 * BESIDE else f"{head} … {tail}"


def _run(run: Run) -> str:
    core = run.words.strip()
    if run.status not in TAGS or not core:
        return escape(run.words)
    lead, _, tail = run.words.partition(core)
    tag = TAGS[run.status]
    return f"{escape(lead)}<{tag}>{escape(core)}</{tag}>{escape(tail)}"
