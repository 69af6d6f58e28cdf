"""Whether a role may do a deed now: the question that every deed is put to, answered by the modalities."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from travaux.modalities.modalities import Modalities
from travaux.modalities.shapes import Phase, Rule
from travaux.refusal import NotEntitled, Unknown


class NoSuchDeed(Unknown):
    """No rule of the process speaks of the deed."""

    asked = "You asked to {deed}."
    because = "The modalities of this process ({symbol}) have no rule on it, so nobody may do it."
    rule = "What the process file does not give to anyone is not done."
    remedy = (
        "If it should be done in this process, the secretariat adds a rule, with its paragraph, to the process file."
    )


class NotForRole(NotEntitled):
    """The rules give the deed to others."""

    asked = "You asked to {deed} as {role}."
    because = "That is for: {roles}."
    rule = "{cited}"
    remedy = "Ask one of those to do it, or sign in with the seat that you hold."


class OutsidePhase(NotEntitled):
    """The rules give the deed to this role, in another phase."""

    asked = "You asked to {deed} on {day} at {time}, as the clocks show in {zone}."
    because = "That is open in {open_in}; at that time the process is in {now}."
    rule = "{cited}"
    remedy = "Do it while that phase is open, or ask the secretariat whether the modalities have been changed."


def permit(modalities: Modalities, deed: str, *, role: str, at: datetime) -> None:
    """Return if `role` may do `deed` at `at`; else raise NoSuchDeed, NotForRole or OutsidePhase, with the paragraph."""
    if modalities.allows(deed, role=role, at=at):
        return
    rules = modalities.rules_on(deed)
    facts = {"deed": deed_words(deed), "symbol": modalities.symbol}
    if not rules:
        raise NoSuchDeed(**facts)
    own = tuple(rule for rule in rules if role in rule.roles)
    facts["cited"] = cited(own or rules, modalities.symbol)
    if not own:
        raise NotForRole(**facts, role=words(role), roles=_joined(words(r) for rule in rules for r in rule.roles))
    local, zone = at.astimezone(ZoneInfo(modalities.timezone)), modalities.timezone
    facts |= {"day": str(local.date()), "time": f"{local:%H:%M:%S}", "zone": zone.replace("_", " ")}
    now = _joined(phase.title for phase in modalities.phases_at(at)) or "no phase"
    raise OutsidePhase(**facts, now=now, open_in=_open_in(modalities, own))


def cited(rules: Iterable[Rule], symbol: str) -> str:
    """Return the rules one by one, each with its own paragraphs and reason; `symbol` stands once, with the first.

    For instance “Paragraphs 8, 9 of A/RES/1: Inputs are taken early. Paragraph 30: Stakeholders give theirs.”
    """
    reasons = dict.fromkeys((rule.paragraph, rule.because) for rule in rules)
    said = [(_source(paragraph), because) for paragraph, because in reasons]
    sources = (f" of {symbol}" if said and said[0][0] != _source("") else "", *("" for _ in said[1:]))
    return " ".join(f"{where}{of}: {because}" for (where, because), of in zip(said, sources, strict=True))


def _source(paragraph: str) -> str:
    """Say where a rule comes from: paragraphs, or the usual rules where the resolution is silent."""
    if not paragraph:
        return "Usual rule, as the resolution is silent"
    return f"Paragraph{'s' if ', ' in paragraph else ''} {paragraph}"


def deed_words(deed: str) -> str:
    """Return what a deed does as words: `lift_bracket` as “lift a bracket”, `suggest_codes` as “suggest codes”."""
    verb, _, noun = words(deed).partition(" ")
    if not noun or noun.endswith("s"):
        return f"{verb} {noun}".strip()
    return f"{verb} {'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def words(name: str) -> str:
    """Return the name of a deed or a role as words: `focal_point` as “focal point”."""
    return name.replace("_", " ")


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(parts))


def _open_in(modalities: Modalities, rules: Iterable[Rule]) -> str:
    named = {key for rule in rules for key in rule.phases}
    phases = (phase for phase in modalities.phases if phase.key in named)
    return _joined(f"“{phase.title}” ({phase.opens} to {phase.closes}{_until(phase)})" for phase in phases)


def _until(phase: Phase) -> str:
    return f", before {phase.closes_at:%H:%M:%S}" if phase.closes_at else ""
