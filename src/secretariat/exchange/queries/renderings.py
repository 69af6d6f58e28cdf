"""A version in another language: the words kept in it, and how far they lag behind those that are negotiated."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from secretariat.frame.scope import PART
from secretariat.negotiation import queries as negotiation
from secretariat.negotiation.models import TextVersion
from secretariat.room.models import Rendering
from travaux.text.provision import Provision
from travaux.words.tokens import digest


@dataclass(frozen=True, slots=True)
class Worded:
    """The provisions of a version in a language; `missing` stand in the original, `lagging` render earlier words."""

    provisions: tuple[Provision, ...]
    missing: int = 0
    lagging: int = 0


def languages_of(version: TextVersion) -> list[str]:
    """Return the languages in which a version can be had, the one in which it is negotiated first."""
    rows = Rendering.objects.unscoped(PART).filter(provision__text=version.text).order_by("language")
    return [version.text.language, *rows.values_list("language", flat=True).distinct()]


def worded(version: TextVersion, language: str) -> Worded:
    """Return what stands in a version, in one of its languages: what renders its very words, or else the latest."""
    own = negotiation.shapes(version)
    if language == version.text.language:
        return Worded(tuple(own))
    kept: dict[str, dict[str, str]] = defaultdict(dict)
    rows = Rendering.objects.unscoped(PART).filter(provision__text=version.text, language=language)
    for uuid, wording, of in rows.order_by("at", "id").values_list("provision__uuid", "wording", "of_sha256"):
        kept[str(uuid)][of] = wording
    told = tuple(replace(each, wording=_fitting(kept[each.key], each)) if each.key in kept else each for each in own)
    missing = sum(each.key not in kept for each in own)
    lagging = sum(each.key in kept and digest(each.wording) not in kept[each.key] for each in own)
    return Worded(told, missing, lagging)


def _fitting(kept: Mapping[str, str], provision: Provision) -> str:
    """Return the rendering of these very words, or the latest; `kept` by the digest of what was rendered, in order."""
    return kept.get(digest(provision.wording)) or list(kept.values())[-1]
