"""Citation: no sentence of a summary stands without the passages that it rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from travaux.refusal import Changed, Invalid, Unknown


class Uncited(Invalid):
    """Sentences of a summary rest on no passage, and the chair has not taken them as the chair's own."""

    asked = "You asked to issue the summary."
    because = "{count} of its sentences rest on no passage and are not marked as the chair's own: {sentences}."
    rule = (
        "A summary is made on the basis of the views expressed (A/RES/71/280, paragraphs 21 and 25): "
        "each sentence names its passages, or the chair answers for it."
    )
    remedy = "Choose the passages on which each of them rests, mark it as the chair's own, or strike it."


class NoSuchSource(Unknown):
    """A citation names a source that is not there."""

    asked = "You asked for the words that a citation rests on."
    because = "There is no source “{source}”."
    rule = "A citation names a paper of the process."
    remedy = "Choose the passage again from the paper."


class Misquoted(Changed):
    """The words at the cited place are not those that were quoted."""

    asked = "You asked for the words that a citation rests on."
    because = "Source “{source}” reads “{found}” at the cited place, where “{quoted}” was quoted."
    rule = "A quotation gives the exact words of its source."
    remedy = "Choose the passage again from the paper as it stands."


@dataclass(frozen=True, slots=True)
class Citation:
    """A stretch of a source, `[start, end)` in characters, and the words that are quoted from it."""

    source: str
    start: int
    end: int
    quoted: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a summary with its citations; `own` where the chair alone answers for it."""

    wording: str
    citations: tuple[Citation, ...] = ()
    own: bool = False


def uncited(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """Return the sentences that rest on nothing and that the chair has not taken as the chair's own."""
    return tuple(sentence for sentence in sentences if not sentence.citations and not sentence.own)


def check(sentences: Iterable[Sentence]) -> None:
    """Refuse with Uncited, which lists them, where sentences rest on nothing."""
    found = uncited(sentences)
    if found:
        listed = "; ".join(f"“{sentence.wording}”" for sentence in found)
        raise Uncited(count=len(found), sentences=listed)


def resolve(citation: Citation, sources: Mapping[str, str]) -> str:
    """Return the exact words that a citation rests on, from the texts by their names.

    Raises NoSuchSource, and Misquoted where the words at that place are others than those quoted.
    """
    if citation.source not in sources:
        raise NoSuchSource(source=citation.source)
    found = sources[citation.source][citation.start : citation.end]
    if found != citation.quoted:
        raise Misquoted(source=citation.source, found=found, quoted=citation.quoted)
    return found
