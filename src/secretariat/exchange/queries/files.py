"""Every form in which a version is handed out: its suffix, its kind of file, and how it is written."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secretariat.exchange.queries import papers
from secretariat.exchange.queries.instructions import instructions
from secretariat.exchange.queries.papers import Sheet
from secretariat.exchange.queries.renderings import languages_of
from secretariat.frame.files import PAPERS
from secretariat.negotiation import queries as negotiation
from secretariat.negotiation.models import NegotiatingText, TextVersion, VersionStatus
from secretariat.negotiation.queries.concordance import Line, before, concordance
from secretariat.negotiation.queries.decided import votes_counted
from travaux.formats import markdown, webpage
from travaux.formats import typeset as typesetter
from travaux.formats.akn.build import Edition, export
from travaux.formats.akn.identity import Count, Facts, Step, Vote
from travaux.formats.akn.metadata import Change
from travaux.formats.convert import plain_text
from travaux.formats.word.rolling import Form as Looks
from travaux.formats.word.rolling import rolling_out
from travaux.formats.word.skeleton import clean, skeleton
from travaux.formats.word.versions import versions_out
from travaux.refusal import Invalid, Refusal, Unknown

WORD = PAPERS["docx"]
_LARGE = 300
"""From how many provisions on a rolling text in Word is made by a worker: about half a second of work."""
_SUBSTITUTES = {"edited": "substitution", "new": "insertion", "struck": "repeal", "renumbered": "renumbering"}
_WAYS = {"in_favour": "inFavour", "against": "against", "abstaining": "abstaining"}


class NoSuchLanguage(Unknown):
    """The version cannot be had in that language, or not in that form."""

    asked = "You asked for the text in the language “{language}”."
    because = "It can be had in: {known}. What is proposed, and a document to change, are in the language negotiated."
    remedy = "Choose one of these, or the clean text."


class OnlyWhileItMoves(Invalid):
    """Proposals are tracked changes of the working text only."""

    asked = "You asked for “{version}” with its proposals as tracked changes."
    because = "It was frozen: nothing is open in it any more; its brackets are in its words."
    remedy = "Take it with brackets and names, or compare it with the version before."


class NothingToCompare(Invalid):
    """Two versions are needed for a comparison."""

    asked = "You asked for “{version}” compared with another version."
    because = "No other version was named, and there is none before it."
    remedy = "Choose a later version, or two versions."


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a version: what it is called, its suffix and media type, how it is written.

    `is_proposed` says that it shows what is proposed, or is to be changed, so that it is in the language negotiated;
    `lacks` is what this installation would refuse it with, whatever the text.
    """

    label: Promise | str
    hint: Promise | str
    suffix: str
    media_type: str
    write: Callable[[Sheet], bytes]
    is_proposed: bool = False
    is_slow: Callable[[TextVersion], bool] = lambda _version: False
    lacks: Callable[[], Refusal | None] = lambda: None


def _skeleton(sheet: Sheet) -> bytes:
    return skeleton(sheet.worded().provisions, sheet.short, sheet.line, instructions(sheet.short))


def _tracked(sheet: Sheet) -> bytes:
    if sheet.version.status != VersionStatus.WORKING:
        raise OnlyWhileItMoves(version=sheet.version.label)
    return rolling_out(papers.in_word(sheet), sheet.short, sheet.line)


def _bracketed(sheet: Sheet) -> bytes:
    return rolling_out(papers.bracketed(sheet), sheet.short, sheet.line, Looks.CLEAN)


def _clean(sheet: Sheet) -> bytes:
    return clean(sheet.worded().provisions, sheet.short, sheet.line)


def _compared(sheet: Sheet) -> bytes:
    old = sheet.old or before(sheet.version, sheet.actor)
    if old is None or old.pk == sheet.version.pk:
        raise NothingToCompare(version=sheet.version.label)
    earlier, later = negotiation.shapes(old), negotiation.shapes(sheet.version)
    date = f"{sheet.version.frozen_at or sheet.at:%Y-%m-%dT%H:%M:%SZ}"
    return versions_out(earlier, later, sheet.short, sheet.line, sheet.version.label, date)


def _pdf(sheet: Sheet) -> bytes:
    version = sheet.version
    layout = typesetter.Layout(
        body=version.text.process.title,
        distribution="Distr.: General" if version.status == VersionStatus.ADOPTED else "Distr.: Limited",
        date=f"{version.frozen_at or sheet.at:%Y-%m-%d}",
        original=version.text.language.partition("-")[0],
        languages=tuple(each.partition("-")[0] for each in languages_of(version)),
        checkpoint=sheet.line,
    )
    is_original = sheet.language == version.text.language
    return typesetter.typeset(papers.rolling(sheet) if is_original else papers.clean(sheet), layout)


def _akn(sheet: Sheet) -> bytes:
    is_original = sheet.language == sheet.version.text.language
    document = papers.rolling(sheet, is_printed=False) if is_original else papers.clean(sheet)
    facts = Facts(steps=tuple(_steps(sheet)), votes=tuple(_votes(sheet)))
    lines = concordance(sheet.version, before(sheet.version, sheet.actor), sheet.actor)
    renumbered = frozenset(f"p-{line.key}" for line in lines if "renumbered" in line.what)
    return export(Edition(document, facts, renumbered, tuple(_changes(lines)), sheet.version.text.kind))


def _steps(sheet: Sheet) -> Iterator[Step]:
    for row in negotiation.versions(sheet.version.text, sheet.actor).filter(ordinal__lte=sheet.version.ordinal):
        if row.frozen_at:
            yield Step(f"{row.frozen_at:%Y-%m-%d}", f"#{row.status}", f"#{row.symbol or row.label}")


def _votes(sheet: Sheet) -> Iterator[Vote]:
    for shown in votes_counted(sheet.version.text, sheet.actor):
        counts = [Count(way, str(len(shown.columns[cast])), tuple(shown.columns[cast])) for cast, way in _WAYS.items()]
        yield Vote("#carried" if shown.row.carried else "#rejected", tuple(counts))


def _changes(lines: Iterable[Line]) -> Iterator[Change]:
    """Yield what the proposals that were taken up since the version before did to which paragraph."""
    for line in lines:
        kind = next((_SUBSTITUTES[what] for what in line.what if what in _SUBSTITUTES), "")
        for ground in line.grounds:
            if kind and ground.kind == "proposal":
                yield Change(kind, f"#proposal-{ground.key}", f"p-{line.key}")  # type: ignore[arg-type] # one of them


def _in_words(write: Callable[..., str]) -> Callable[[Sheet], bytes]:
    def written(sheet: Sheet) -> bytes:
        is_original = sheet.language == sheet.version.text.language
        return write(papers.rolling(sheet) if is_original else papers.clean(sheet)).encode()

    return written


FORMS: Mapping[str, Form] = {
    "to-change": Form(
        _("Word document to change"),
        _("Track changes is on. Change it, then hand it in again."),
        "docx",
        WORD,
        _skeleton,
        is_proposed=True,
    ),
    "tracked": Form(
        _("Rolling text in Word, proposals as tracked changes"),
        _("Each proposal is a tracked change of its delegations; positions and reasons are comments."),
        "docx",
        WORD,
        _tracked,
        is_proposed=True,
        is_slow=lambda version: len(negotiation.shapes(version)) > _LARGE,
    ),
    "bracketed": Form(
        _("Rolling text in Word, with brackets and names"),
        _("As it is printed."),
        "docx",
        WORD,
        _bracketed,
        is_proposed=True,
    ),
    "clean": Form(_("Clean text in Word"), _("Without what is only proposed."), "docx", WORD, _clean),
    "compared": Form(
        _("Compared with the version before, in Word"),
        _("Reject all: the old text. Accept all: the new one."),
        "docx",
        WORD,
        _compared,
        is_proposed=True,
    ),
    "pdf": Form(
        _("PDF in the official layout"),
        _("With numbers of lines, brackets and names."),
        "pdf",
        "application/pdf",
        _pdf,
        is_slow=lambda _version: True,
        lacks=lambda: None if typesetter.typst else typesetter.NoTypesetter(),
    ),
    "akn": Form(_("Akoma Ntoso (XML)"), _("For other systems."), "xml", "application/akn+xml", _akn),
    "page": Form(
        _("One page that works offline (HTML)"),
        _("To read without a network, and to print."),
        "html",
        "text/html",
        _in_words(webpage.written),
    ),
    "markdown": Form(_("Markdown"), "", "md", "text/markdown", _in_words(markdown.written)),
    "text": Form(_("Plain text"), "", "txt", "text/plain", _in_words(plain_text)),
}


def sheet_of(version: TextVersion, form: Form, sheet: Sheet) -> Sheet:
    """Return the sheet, if the version can be had in that form and language; raises NoSuchLanguage."""
    own = version.text.language
    known = [own] if form.is_proposed else languages_of(version)
    if sheet.language not in known:
        raise NoSuchLanguage(language=sheet.language, known=", ".join(known))
    return sheet


def filename_of(text: NegotiatingText, version: TextVersion, name: str, language: str) -> str:
    """Return the name of a file: text, version, form, and its language where that is another one."""
    tail = "" if language == text.language else f"-{language}"
    return f"{text.key}-{version.ordinal}-{name}{tail}.{FORMS[name].suffix}"
