"""The tables of a process file: the keys that each may have, which must be there, and what they mean."""

from collections.abc import Mapping

from travaux.modalities.arranged import ARRANGED
from travaux.modalities.wants import NAMED, Key, Table, Want, needed

PROCESS: Table = {
    "key": needed(Want.KEY, "how the process is named in addresses and on the command line"),
    "title": needed(Want.TEXT, "its full title"),
    "short_title": needed(Want.TEXT, "its title where there is little room"),
    "symbol": needed(Want.SYMBOL, "symbol of the resolution that sets the modalities"),
    "timezone": needed(Want.ZONE, "where the days of the process begin: `America/New_York`"),
    "numbering": Key(
        Want.NUMBERING, "whether *bis* in the text marks an added paragraph (so if left out) or an alternative"
    ),
    "rules_as": Key(Want.KEY, "where this file has no rule or sight: as in that file of the library, stage by stage"),
    "without": Key(Want.KEYS, "deeds that nobody may do here, though the file in `rules_as` gives them"),
    "paragraphs": needed(
        Want.PARAGRAPHS, "each paragraph of the resolution: its number, and a short heading of our own"
    ),
    "no_rule": Key(Want.ACCOUNTS, "paragraphs that nothing in the file rests on, and why"),
    "terms": Key(
        Want.TERMS,
        "what this body calls a thing that the site names otherwise, by the site's own word in English: "
        '`delegate = "Party"`, or by language: `{ en = "Party", fr = "Partie" }`',
    ),
    "remind": Key(
        Want.COUNT,
        "how many days before its last day those of whom something is asked are reminded by mail; left out: never",
    ),
}
HELD: Table = {
    "opens": needed(Want.DAY, "its first day in fact"),
    "closes": needed(Want.DAY, "its last day in fact"),
    "place": needed(Want.TEXT, "where it was in fact"),
    "source": needed(Want.TEXT, "the letter, decision or report that says so"),
    "since": Key(Want.DAY, "from which day that was known; left out: from its first day in fact"),
}
MOVE: Table = {
    "by": needed(Want.PARAGRAPH, "the paragraph of the later decision, as `[paragraphs]` has it"),
    "decided": needed(Want.DAY, "from which day it holds"),
    "opens": needed(Want.DAY, "its first day from then on"),
    "closes": needed(Want.DAY, "its last day from then on"),
    "place": needed(Want.TEXT, "its place from then on"),
}
TABLES: Mapping[str, Table] = {
    "phases": {
        **NAMED,
        "opens": needed(Want.DAY, "its first day"),
        "closes": needed(Want.DAY, "its last day"),
        "closes_at": Key(Want.CLOCK, "when on its last day it closes; what comes in before that second is in time"),
        "stages": Key(Want.STAGES, "to which phases of the file in `rules_as` it answers"),
    },
    "themes": {
        **NAMED,
        "words": needed(Want.TEXTS, "words and phrases that suggest, and never decide, that a passage is on the theme"),
    },
    "events": {
        **NAMED,
        "phase": needed(Want.KEY, "to which phase it belongs"),
        "kind": needed(Want.KEY, "of which kind it is: a word of your own, the same for all of a kind"),
        "place": Key(Want.TEXT, "where"),
        "opens": needed(Want.TIME, "its first day; a month leaves the day open"),
        "closes": Key(Want.TIME, "its last day; left out: as `opens`"),
        "days": Key(Want.COUNT, "its length in working days; fewer than from `opens` to `closes`: the days are open"),
        "hours": Key(Want.HOURS, "its hours, in the time of its place"),
        "theme": Key(Want.KEY, "its theme, of those under which inputs are taken"),
        "topics": Key(Want.TEXTS, "what it is about, in our own words"),
        "formats": Key(Want.KEYS, "`plenary`, `panel`, `round-table`, `dialogue`, `hearing`: words of your own"),
        "part_of": Key(Want.KEY, "the event that it is a part of"),
        "after": Key(Want.KEYS, "the events that must be over before it"),
        "panels": Key(Want.COUNT, "how many panels it has"),
        "panellists_at_most": Key(Want.COUNT, "how many speak on each"),
        "chairs": Key(Want.TEXTS, "who chairs it, and how they are found"),
        "balance": Key(Want.TEXTS, "what is kept in balance"),
        "level": Key(Want.TEXT, "at which level States come"),
        "webcast": Key(Want.FLAG, "whether it is shown to the public"),
        "held": Key(Want.HELD, "when and where it was set in fact, if the resolution left that open"),
        "moves": Key(Want.MOVES, "later decisions that gave it other days or another place, the earliest first"),
    },
    "obligations": {
        **NAMED,
        "phase": needed(Want.KEY, "with which phase it opens"),
        "addressees": needed(Want.TEXTS, "of whom it is asked"),
        "due": needed(Want.TIME, "its last day (of a month: the last of the month)"),
        "due_from": Key(Want.TIME, "where it has a window: the first day of the window"),
        "before": Key(Want.KEYS, "the events that it is for; it must not be due after them"),
        "after": Key(Want.KEYS, "the events that it follows; it cannot be due before them"),
        "holds": Key(Want.KEY, "the kind of events that must be held for it: it is impossible once they have no room"),
        "conditions": Key(Want.TEXTS, "on what condition"),
        "reading": Key(Want.TEXT, "where the paragraph names no day: how `due` was chosen"),
    },
    "limits": {
        **NAMED,
        "kind": needed(Want.KEY, "for which kind of events it holds"),
        "days_at_most": Key(Want.COUNT, "working days of all of them together"),
        "events_at_least": Key(Want.COUNT, "how many there must be"),
        "events_at_most": Key(Want.COUNT, "how many there may be"),
        "panels_at_least": Key(Want.COUNT, "panels of each"),
        "panels_at_most": Key(Want.COUNT, "panels of each"),
    },
    **ARRANGED,
    "rules": {
        "deeds": needed(Want.KEYS, "what may be done ([deeds](deeds.md))"),
        "roles": needed(Want.ROLES, "by whom"),
        "phases": Key(Want.KEYS, "in which phases; left out: at any time"),
        "paragraph": needed(Want.PARAGRAPH, "by which paragraph"),
        "because": needed(Want.TEXT, "why: the sentence that a refusal shows"),
    },
    "sights": {
        "things": needed(Want.KEYS, "of what: `proposal`, `text`, `summary`, … ([who sees what](policy.md))"),
        "states": Key(Want.KEYS, "in which states of the thing; left out: in any"),
        "relations": Key(
            Want.KEYS, "for those who stand in one of these relations to it, such as `own`; left out: in any"
        ),
        "roles": needed(Want.ROLES, "by whom it may be known of"),
        "phases": Key(Want.KEYS, "in which phases; left out: at any time"),
        "paragraph": needed(Want.PARAGRAPH, "by which paragraph"),
        "because": needed(Want.TEXT, "why"),
        "voluntary": Key(Want.FLAG, "whether those who could give the thing may leave it; left out: `false`"),
    },
}
