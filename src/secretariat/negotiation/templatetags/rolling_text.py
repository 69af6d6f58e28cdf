"""The rolling text as HTML: built here, for a long text has tens of thousands of parts, too many for a template."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from secretariat.participation.models import Entity
from travaux.text.contest import Bracket, Scope
from travaux.text.rolling import Mark, Segment
from travaux.words.align import Run

register = template.Library()
People = Mapping[str, Entity]
Drawn = dict[tuple[str, ...], tuple[str, int]]
TAGS = {Mark.REMOVED: "del", Mark.ADDED: "ins", Mark.ASKED: "em"}


@register.simple_tag
def rolling_text(segments: Iterable[Segment], people: People, drawn: Drawn | str = "") -> SafeString:
    """Return the segments of a paragraph, with the chips of those who would add or remove words.

    A page of many paragraphs gives an empty dictionary as `drawn`, so that each chip is drawn once for all of them.
    """
    drawn = {} if isinstance(drawn, str) else drawn
    return mark_safe("".join([_segment(segment, people, drawn) for segment in segments]))  # noqa: S308 - each escapes its words


def _segment(segment: Segment, people: People, drawn: Drawn) -> str:
    """Write a segment; `format_html` would do it more slowly, and a long text has tens of thousands.

    `drawn` keeps chips and their tints: the same delegations come again and again.
    """
    words, mark, names = segment.words, segment.mark, segment.proponents
    core = words.strip()
    if mark is Mark.PLAIN or not core:
        return escape(words)
    if mark is Mark.BRACKET:
        return f'<span class="bracket">{escape(words)}</span>'
    tag, (lead, tail) = TAGS[mark], words.split(core, 1)
    if not segment.proposals:
        return f"{lead}<{tag}>{escape(core)}</{tag}>{tail}"
    if names not in drawn:
        drawn[names] = (f" {chip(names, people)}" if names else "", _tint(names, people))
    by, tint = drawn[names]
    return (
        f'{lead}<span class="bracket">[</span><{tag} class="tint-{tint}">{escape(core)}</{tag}>{by}'
        f'<span class="bracket">]</span>{tail}'
    )


@register.simple_tag
def chip(codes: Sequence[str], people: People) -> SafeString:
    """Return one chip with the codes of several entities, in the tint of the first."""
    names = escape("; ".join(people[code].name for code in codes if code in people))
    shown = escape("; ".join(codes))
    html = f'<bdi class="chip tint-{_tint(codes, people)}" title="{names}">{shown}</bdi>'
    return mark_safe(html)  # noqa: S308 - names and codes are escaped above


def _tint(codes: Sequence[str], people: People) -> int:
    return next((people[code].tint for code in codes if code in people), 7)


@register.simple_tag
def redlined(runs: Iterable[Run]) -> SafeString:
    """Return words kept, removed and added."""
    tags = {"removed": "del", "added": "ins"}
    return format_html_join("", "{}", ((_run(run, tags),) for run in runs))


def _run(run: Run, tags: Mapping[str, str]) -> SafeString | str:
    core = run.words.strip()
    if run.status not in tags or not core:
        return run.words
    lead, _, tail = run.words.partition(core)
    return format_html("{1}<{0}>{2}</{0}>{3}", tags[run.status], lead, core, tail)


@register.filter
def by_bracket(segments: Iterable[Segment], bracket: Bracket) -> list[Segment]:
    """Return the segments that belong to one bracket; all of them, for a bracket around the paragraph."""
    if bracket.scope is not Scope.WORDS:
        return list(segments)
    return [segment for segment in segments if segment.bracket == bracket.key]
