"""A text in another language than the one in which it is negotiated, paragraph by paragraph, and how far it lags."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings

from secretariat.frame.scope import PART
from secretariat.negotiation.models import NegotiatingText, ProvisionVersion
from secretariat.negotiation.queries import Paragraph
from secretariat.room.models import Rendering
from travaux.refusal import Unknown
from travaux.words.align import Run, runs


class NoSuchLanguage(Unknown):
    """The text is not kept in that language."""

    asked = "You asked for “{text}” in the language “{language}”."
    because = "It is negotiated in that language, or the site has no such language."
    remedy = "Choose one of: {known}."


class Keeps(StrEnum):
    """Whether a language keeps up with a paragraph: it renders the words that stand, or others, or is not there."""

    UP = "up"
    LAGS = "lags"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Beside:
    """A paragraph as the text has it, and in another language, if it is kept there."""

    paragraph: Paragraph
    written: Rendering | None

    @property
    def row(self) -> ProvisionVersion:
        """Its row in the version that is read."""
        return self.paragraph.row

    @property
    def keeps(self) -> Keeps:
        """Whether the other language renders the wording that this version has."""
        if self.written is None:
            return Keeps.MISSING
        return Keeps.UP if self.written.of_sha256 == self.row.sha256 else Keeps.LAGS

    @property
    def changes(self) -> Sequence[Run]:
        """What of the original changed since it was rendered; nothing where it keeps up, or nobody knows."""
        return since(self.written, self.row) if self.written else ()


def others(text: NegotiatingText) -> list[tuple[str, str]]:
    """Return the languages of the site, with their names, in which a text may be kept beside its own."""
    return [(code, name) for code, name in settings.LANGUAGES if code != text.language]


def named(text: NegotiatingText, language: str) -> str:
    """Return the name of one of them, or raise NoSuchLanguage."""
    known = dict(others(text))
    if language not in known:
        raise NoSuchLanguage(text=text, language=language, known=", ".join(known))
    return str(known[language])


def since(rendering: Rendering, row: ProvisionVersion) -> Sequence[Run]:
    """Return how the original differs from the wording that was rendered."""
    lags = rendering.of and rendering.of_sha256 != row.sha256
    return runs(rendering.of, row.wording) if lags else ()


def renderings(row: ProvisionVersion) -> list[Rendering]:
    """Return a paragraph in the other languages in which it is kept; call it with one that was found for its reader."""
    rows = Rendering.objects.unscoped(PART).filter(provision=row.provision).order_by("at", "id")
    kept: dict[str, list[Rendering]] = defaultdict(list)
    for each in rows:
        kept[each.language].append(each)
    return [found for _, some in sorted(kept.items()) if (found := _fitting(some, row))]


def in_language(paragraphs: Iterable[Paragraph], text: NegotiatingText, language: str) -> list[Beside]:
    """Return paragraphs of a text beside what is kept of them in another language."""
    kept = _kept(text).get(language, {})
    return [Beside(each, _fitting(kept.get(each.row.provision_id, ()), each.row)) for each in paragraphs]


def how_far(paragraphs: Sequence[Paragraph], text: NegotiatingText) -> list[tuple[str, str, int]]:
    """Return each other language, with its name, and in how many of these paragraphs it keeps up."""
    kept = _kept(text)
    return [(code, str(name), _up(paragraphs, kept.get(code, {}))) for code, name in others(text)]


def _up(paragraphs: Iterable[Paragraph], kept: Mapping[int, Sequence[Rendering]]) -> int:
    shown = (Beside(each, _fitting(kept.get(each.row.provision_id, ()), each.row)) for each in paragraphs)
    return sum(each.keeps is Keeps.UP for each in shown)


def _kept(text: NegotiatingText) -> Mapping[str, Mapping[int, list[Rendering]]]:
    """Return all that is kept of a text in other languages, by language and provision, the latest last."""
    kept: dict[str, dict[int, list[Rendering]]] = defaultdict(lambda: defaultdict(list))
    for each in Rendering.objects.unscoped(PART).filter(provision__text=text).order_by("at", "id"):
        kept[each.language][each.provision_id].append(each)
    return kept


def _fitting(kept: Sequence[Rendering], row: ProvisionVersion) -> Rendering | None:
    """Return the rendering of the very words of a row, or else the latest."""
    of_these = [each for each in kept if each.of_sha256 == row.sha256]
    return next(reversed([*kept, *of_these]), None)
