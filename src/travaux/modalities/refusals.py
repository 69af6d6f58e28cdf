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


class UnknownEvent(UnknownReference):
    """Something names an event that is not listed."""

    because = "{where} names the event “{given}”, which is not among the events."
    remedy = "Did you mean “{nearest}”? Known: {known}."


class UnknownModel(UnknownReference):
    """The file whose rules should hold is none of the library, or has none of its own."""

    because = "{where} takes its rules from “{given}”, which is no file of the library with rules of its own."
    rule = "Rules are taken from a file that everybody can read, and that says them itself."
    remedy = "Choose one of: {known}."


class CircularOrder(ModalitiesError):
    """Events that must each be over before the other begins."""

    because = "{where} comes after itself: {circle}."
    rule = "An event that follows another begins when the other is over."
    remedy = "Take one of these out of “after”."


class OutOfOrder(ModalitiesError):
    """An event must follow another, and its dates do not let it."""

    because = "{where} follows “{given}”, which cannot begin before {opens}; it must be over by {closes}."
    rule = "An event that follows another begins when the other is over."
    remedy = "Put the dates of one of the two right, or take “{given}” out of “after”."


class DueTooLate(ModalitiesError):
    """What is for an event is due after it."""

    because = "{where} is for “{given}”, which is over on {ends}, and is due on {due}."
    rule = "What is meant for an event is there when it takes place."
    remedy = "Put one of the two dates right, or take “{given}” out of “{key}”."


class DueTooEarly(ModalitiesError):
    """What follows an event is due before it."""

    because = "{where} follows “{given}”, which does not begin before {begins}, and is due on {due}."
    rule = "What comes of an event cannot be there before it."
    remedy = "Put one of the two dates right, or take “{given}” out of “after”."


class TooFewDays(ModalitiesError):
    """An event is longer than the time that it is given."""

    because = "{where} lasts {days} days, and there are {room} from {opens} to {closes}."
    rule = "An event is held within the days that are set for it."
    remedy = "Put the days or the dates right."


class TooManySeats(ModalitiesError):
    """The seats of the groups are more than there are."""

    because = "{where} gives the groups {given} seats together, and has {seats}."
    rule = "The seats of the groups are seats of the body."
    remedy = "Put one of the figures right."
