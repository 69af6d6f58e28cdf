"""What may be asked of the stocktaking: who has spoken on what, and what the chair's summaries say."""

from secretariat.stocktaking.queries.choosing import OFFERED, Chosen, Offered, convergence_of, offered, outline_of
from secretariat.stocktaking.queries.coverage import AXES, Axis, Coverage, coverage
from secretariat.stocktaking.queries.plans import Plan, elements, plan, workplan
from secretariat.stocktaking.queries.summaries import (
    NoSuchSentence,
    NoSuchSummary,
    as_cited,
    balance_of,
    citations_of,
    misfits_of,
    reasons_of,
    sentence_named,
    sentences_of,
    sources_of,
    stamp_of,
    summaries,
    summary_named,
    theme_of,
)

__all__ = [
    "AXES",
    "OFFERED",
    "Axis",
    "Chosen",
    "Coverage",
    "NoSuchSentence",
    "NoSuchSummary",
    "Offered",
    "Plan",
    "as_cited",
    "balance_of",
    "citations_of",
    "convergence_of",
    "coverage",
    "elements",
    "misfits_of",
    "offered",
    "outline_of",
    "plan",
    "reasons_of",
    "sentence_named",
    "sentences_of",
    "sources_of",
    "stamp_of",
    "summaries",
    "summary_named",
    "theme_of",
    "workplan",
]
