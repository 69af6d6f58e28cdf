"""The keys of what a resolution arranges beside its calendar: organs, speaking, participation, documents, decisions."""

from collections.abc import Mapping

from travaux.modalities.wants import NAMED, Key, Table, Want, needed

ARRANGED: Mapping[str, Table] = {
    "organs": {
        **NAMED,
        "kind": needed(
            Want.KEY, "`officer`, `co-facilitators`, `bureau`, `committee`, `secretariat`: a word of your own"
        ),
        "seats": Key(Want.COUNT, "how many sit in it"),
        "groups": Key(Want.SEATS, "seats of each regional group: `{ african = 2, … }`; together no more than `seats`"),
        "members": Key(
            Want.TEXTS, "from where its members come: one from a developing country, one from a developed one"
        ),
        "appointed_by": Key(Want.TEXTS, "who appoints or elects them"),
        "due": Key(Want.TIME, "by when"),
        "balance": Key(Want.TEXTS, "what is kept in balance: geography, gender, origin, transit and destination"),
    },
    "speaking": {
        **NAMED,
        "events": Key(Want.KEYS, "at which events; left out: at all"),
        "minutes": Key(Want.COUNT, "minutes of a statement at most"),
        "group_minutes": Key(Want.COUNT, "minutes of a statement for a group of States at most"),
        "speakers": Key(Want.TEXTS, "who speaks, where it is said who does"),
        "precedence": Key(Want.TEXTS, "in which order"),
    },
    "participation": {
        **NAMED,
        "route": needed(Want.ROUTE, "how they get in"),
        "parts": Key(Want.KEYS, "what they may do: `attend`, `speak`, `panel`, `contribute`: words of your own"),
        "events": Key(Want.KEYS, "at which events; left out: at all"),
        "proposed_by": Key(Want.TEXTS, "who proposes the names"),
        "decided_by": Key(Want.TEXTS, "who decides on them"),
        "due": Key(Want.TIME, "by when; no later than the events that it is for"),
        "balance": Key(Want.TEXTS, "what is kept in balance"),
    },
    "documents": {
        **NAMED,
        "kind": needed(Want.KEY, "`note`, `issue-brief`, `summary`, `report`, `zero-draft`: a word of your own"),
        "by": needed(Want.TEXTS, "who writes it"),
        "due": Key(Want.TIME, "by when"),
        "before": Key(Want.KEYS, "the events that it must be there for"),
        "days_before": Key(Want.COUNT, "how many days ahead of them"),
        "after": Key(Want.KEYS, "the events that it is written after"),
        "languages": Key(Want.LANGUAGES, "in which languages"),
        "basis": Key(Want.TEXTS, "on what basis"),
        "series": Key(Want.SERIES, "pattern of its symbol: `A/CONF.231/{number}`"),
    },
    "decisions": {
        **NAMED,
        "by": needed(Want.TEXTS, "who decides"),
        "method": needed(Want.METHOD, "how"),
        "majority": Key(Want.MAJORITY, "with which majority, where there is a vote"),
        "silence_hours": Key(Want.COUNT, "how long a silence lasts"),
        "otherwise": Key(Want.TEXT, "what holds if it does not come about"),
    },
    "outcomes": {
        **NAMED,
        "kind": needed(Want.KEY, "`political-declaration`, `compact`, `summary`: a word of your own"),
        "components": Key(Want.TEXTS, "what it is made of"),
        "event": Key(Want.KEY, "at which event it is adopted"),
        "records": Key(Want.TEXTS, "what is kept of the meetings"),
    },
    "interpretation": {
        **NAMED,
        "languages": needed(Want.LANGUAGES, "into which languages"),
        "events": Key(Want.KEYS, "at which events; left out: at all"),
    },
    "funding": {
        **NAMED,
        "source": needed(Want.SOURCE, "where the means come from"),
        "covers": Key(Want.TEXTS, "what is paid for"),
        "priorities": Key(Want.TEXTS, "who comes first"),
    },
    "deferred": {
        **NAMED,
        "decided_by": needed(Want.TEXTS, "who decides later"),
        "due": Key(Want.TIME, "by when"),
    },
    "amendments": {
        **NAMED,
        "symbol": needed(Want.SYMBOL, "of the later decision"),
        "adopted": needed(Want.DAY, "from which day it holds"),
    },
}
