"""Why a process file is not taken: each reason located, with what to write instead."""

# ruff: noqa: N818 - refusals are named for their reason; only their common base is called an error
from travaux.refusal import Invalid


class ModalitiesError(Invalid):
    """The process file cannot be taken as it is."""

    asked = "You handed in a process file."


class NotToml(ModalitiesError):
    """It is not TOML."""

    because = "It cannot be read as TOML: {detail}."
    rule = "A process file is written in TOML 1.0, in UTF-8."
    remedy = "Correct what stands at that line; a day is written 2017-12-04, a text stands in quotation marks."


class Oversized(ModalitiesError):
    """It is larger than any process file, in a way that would keep the one who reads it busy."""

    because = "It has {count} {what}; at most {limit} are taken."
    rule = "A process file is limited in size so that the site stays open to all."
    remedy = "Leave out what is no part of the modalities, and write one entry a line."


class NoSuchDay(ModalitiesError):
    """A day is written that no calendar has, so that the file is not TOML."""

    because = "In line {line} stands “{given}”, which is no day of the calendar."
    rule = "A day is written 2017-12-04 (year, month, day), and it must exist."
    remedy = "Correct the month or the day."


class UnknownKey(ModalitiesError):
    """A key that no process file has."""

    because = "In {where} stands a key that no process file has: “{key}”."
    rule = "A process file is read strictly, so that a slip of the pen cannot change the rules of a process unseen."
    remedy = "Correct or remove it. Known here: {known}."


class MistypedKey(UnknownKey):
    """A key that no process file has, and that resembles one that it may have."""

    remedy = "Did you mean “{nearest}”? Known here: {known}."


class MissingKey(ModalitiesError):
    """A key that must be there is not."""

    because = "In {where} the key “{key}” is missing."
    rule = "A process file says all that the rights and the calendar of a process are worked out from."
    remedy = "Add “{key}”: {wanted}."


class WrongValue(ModalitiesError):
    """A value is not what its key wants."""

    because = "In {where}, “{key}” is {given}."
    rule = "Each key of a process file holds values of one kind, so that it is read in one way only."
    remedy = "Write {wanted}."


class WrongDate(WrongValue):
    """A value that should be a date is none."""

    because = "In {where}, “{key}” is {given}, which is no date."
    rule = "The calendar and the rights of a process are worked out from its dates."


class EndsBeforeItBegins(ModalitiesError):
    """A phase, an event or a window ends before it begins."""

    because = "In {where} the end ({closes}) lies before the beginning ({opens})."
    rule = "What a phase allows is allowed from its first day to its last."
    remedy = "Put the two dates right, or in the right order."


class DuplicateKey(ModalitiesError):
    """Two of a list have the same key."""

    because = "In {where} stands “{key}”, which stands earlier in the same list."
    rule = "A key names one thing, for links, records and commands to hold on to."
    remedy = "Give one of the two another key."


class UnknownReference(ModalitiesError):
    """Something refers to what is not in the file."""

    rule = "What a process file refers to stands in the same file."


class UnknownParagraph(UnknownReference):
    """Something rests on a paragraph that is not listed."""

    because = "{where} rests on paragraph “{given}”, which is not among the paragraphs."
    remedy = "Did you mean “{nearest}”? If not, add it under [paragraphs] with a short heading."


class UnknownPhase(UnknownReference):
    """Something names a phase that is not listed."""

    because = "{where} names the phase “{given}”, which is not among the phases."
    remedy = "Did you mean “{nearest}”? Known: {known}."


class UnknownTheme(UnknownReference):
    """An event names a theme that is not listed."""

    because = "{where} names the theme “{given}”, which is not among the themes."
    remedy = "Did you mean “{nearest}”? Known: {known}."


class UnknownKind(UnknownReference):
    """A limit speaks of a kind of event that does not occur."""

    because = "{where} limits events of the kind “{given}”, and there are none."
    remedy = "Did you mean “{nearest}”? Known: {known}."
