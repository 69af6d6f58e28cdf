"""A version of the text as the paper that the engines write: its paragraphs, and what is proposed on them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext, ngettext, override

from secretariat.exchange.queries.renderings import Worded, worded
from secretariat.exchange.queries.stamps import stamp_line
from secretariat.negotiation import queries as negotiation
from secretariat.negotiation.models import Position, Proposal, TextVersion, VersionStatus
from secretariat.negotiation.queries import Paragraph as Shown
from secretariat.people.access import Actor
from travaux.formats.document import Document, Paragraph, Role, Run
from travaux.formats.reading import About
from travaux.formats.word.rolling import Shown as InWord
from travaux.formats.word.rolling import Voice
from travaux.formats.word.skeleton import CHECKPOINT
from travaux.text.contest import ProvisionState
from travaux.text.provision import Kind, Provision
from travaux.text.rolling import DASH, Mark, Segment

_ROLES = {
    Kind.TITLE: Role.TITLE,
    Kind.HEADING: Role.HEADING,
    Kind.OBJECTIVE: Role.HEADING,
    Kind.ANNEX: Role.HEADING,
    Kind.PREAMBULAR: Role.PREAMBULAR,
    Kind.SUBPARAGRAPH: Role.SUB,
    Kind.ITEM: Role.SUB,
}
_RANKS = {Kind.SUBPARAGRAPH: 1, Kind.ITEM: 2}
_CHANGES = {Mark.ADDED: "ins", Mark.REMOVED: "del", Mark.BRACKET: "bracket"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is asked for: a version, for whom, when, in which language; `old` is the one that it is compared with."""

    version: TextVersion
    actor: Actor
    at: datetime
    language: str
    old: TextVersion | None = None

    @property
    def line(self) -> str:
        """The line that every file bears."""
        return stamp_line(self.version, self.at)

    @property
    def short(self) -> str:
        """The language as the engines name it (zh, not zh-hans)."""
        return self.language.partition("-")[0]

    def worded(self) -> Worded:
        """Return what stands in the version, in the language asked for."""
        return worded(self.version, self.language)


def clean(sheet: Sheet) -> Document:
    """Return what stands, without what is proposed, in the language asked for."""
    found = sheet.worded()
    body = [_paragraph(each, (Run(each.wording),)) for each in found.provisions]
    return _paper(sheet, body, _lag(found))


def rolling(sheet: Sheet, *, is_printed: bool = True) -> Document:
    """Return what stands with all that is proposed on it.

    For one that is printed the words stand in brackets with the names behind them, as on the page; else they are marked
    up and attributed (Akoma Ntoso), and the brackets of the wording itself only are brackets.
    """
    write = _printed if is_printed else _marked
    body = [
        _paragraph(_shape(each), tuple(run for segment in each.rolling.segments for run in write(segment)))
        for each in negotiation.paragraphs(sheet.version)
        if not each.is_struck
    ]
    return _paper(sheet, body, [])


def in_word(sheet: Sheet) -> list[InWord]:
    """Return what stands with what is proposed on it, what is said on that and when it was tabled, for Word.

    Of a frozen version nothing is open any more: its brackets are in its words.
    """
    voices, dates = _said(sheet.version)
    return [
        InWord(
            _shape(each),
            each.state,
            tuple(voice for key in each.tabled for voice in voices.get(key, ())),
            {key: dates[key] for key in each.tabled if key in dates},
        )
        for each in negotiation.paragraphs(sheet.version)
        if not each.is_struck
    ]


def bracketed(sheet: Sheet) -> list[InWord]:
    """Return the provisions with their brackets and names written out, as they are printed."""
    return [
        InWord(_shape(each, each.rolling.plain), ProvisionState(str(each.row.provision.uuid), each.rolling.plain))
        for each in negotiation.paragraphs(sheet.version)
        if not each.is_struck
    ]


def _said(version: TextVersion) -> tuple[dict[str, list[Voice]], dict[str, str]]:
    """Return what is said on each open proposal, its reason first, and when it was tabled."""
    voices: dict[str, list[Voice]] = {}
    dates: dict[str, str] = {}
    if version.status != VersionStatus.WORKING:
        return voices, dates
    is_named = version.text.attributed
    for proposal in negotiation.open_proposals(text=version.text):
        key = str(proposal.uuid)
        dates[key] = f"{proposal.tabled_at:%Y-%m-%dT%H:%M:%SZ}"
        voices[key] = [*_reason(proposal, dates[key], is_named=is_named), *_positions(proposal)]
    return voices, dates


def _reason(proposal: Proposal, date: str, *, is_named: bool) -> Iterator[Voice]:
    if proposal.reason:
        yield Voice(str(proposal.uuid), proposal.proponent.code if is_named else "", proposal.reason, date)


def _positions(proposal: Proposal) -> Iterator[Voice]:
    rows: Iterable[Position] = proposal.positions.all()
    for row in rows:
        words = f"{row.get_stance_display()}. {row.note}" if row.note else str(row.get_stance_display())
        yield Voice(str(proposal.uuid), row.entity.code, words, f"{row.at:%Y-%m-%dT%H:%M:%SZ}")


def _shape(shown: Shown, wording: str = "") -> Provision:
    row = shown.row
    return Provision(str(row.provision.uuid), Kind(row.kind), wording or row.wording, row.number)


def _paragraph(provision: Provision, runs: tuple[Run, ...]) -> Paragraph:
    role = _ROLES.get(provision.kind, Role.OPERATIVE if provision.number else Role.PARAGRAPH)
    name = f"p-{provision.key}"
    return Paragraph(role, runs, number=provision.number, rank=_RANKS.get(provision.kind, 0), name=name)


def _printed(segment: Segment) -> Iterator[Run]:
    """Yield the runs of a segment as it is printed: brackets and names around the words that are not agreed."""
    if segment.mark in (Mark.PLAIN, Mark.BRACKET) or not segment.core:
        yield Run(segment.words, change=_CHANGES.get(segment.mark, ""))
        return
    names = ", ".join(segment.proponents)
    told = ": ".join(filter(None, (names, gettext("delete") if segment.mark is Mark.REMOVED else "")))
    yield Run(f"{segment.lead}[")
    yield Run(segment.core, change=_CHANGES.get(segment.mark, ""))
    yield Run(f"{f' {DASH} {told}' if told else ''}]{segment.tail}")


def _marked(segment: Segment) -> Iterator[Run]:
    yield Run(segment.words, change=_CHANGES.get(segment.mark, ""), by=segment.proponents)


def _lag(found: Worded) -> Sequence[str]:
    """Say how far a language lags behind."""
    told = []
    if found.missing:
        said = ngettext(
            "%d paragraph is not in this language yet and stands in the original.",
            "%d paragraphs are not in this language yet and stand in the original.",
            found.missing,
        )
        told.append(said % found.missing)
    if found.lagging:
        said = ngettext(
            "%d paragraph renders an earlier wording.", "%d paragraphs render an earlier wording.", found.lagging
        )
        told.append(said % found.lagging)
    return told


def _paper(sheet: Sheet, body: Sequence[Paragraph], notes: Sequence[str]) -> Document:
    version = sheet.version
    head = [version.symbol, status(sheet), *notes]
    with override(sheet.language):
        about = About(sheet.short, version.symbol, _day(sheet), version.text.title)
    furniture = [Paragraph(Role.FURNITURE, (Run(words),)) for words in head if words]
    end = Paragraph(Role.FURNITURE, (Run(f"{CHECKPOINT}: {sheet.line}"),))
    return Document(about, (*furniture, *body, end))


def _day(sheet: Sheet) -> str:
    return f"{sheet.version.frozen_at or sheet.at:%Y-%m-%d}"


def status(sheet: Sheet) -> str:
    """Return in words which version it is, and as of when."""
    version = sheet.version
    if version.frozen_at:
        told = {"label": version.label, "day": f"{version.frozen_at:%-d %B %Y, %H:%M}"}
        return gettext("%(label)s, frozen on %(day)s UTC") % told
    return gettext("Rolling text, status on %(day)s UTC") % {"day": f"{sheet.at:%-d %B %Y, %H:%M}"}
