"""What may be done with the evidence: data sets, estimates, facts, the report."""

from secretariat.evidence.services import sampling
from secretariat.evidence.services.estimating import METHODS, MOST_DRAWS, Choice, estimated
from secretariat.evidence.services.registering import Described, Prepared, prepare, register_dataset, retire_dataset
from secretariat.evidence.services.reporting import (
    Drawn,
    issue_report,
    mend_report_section,
    open_report,
    strike_report_section,
    write_report_section,
)
from secretariat.evidence.services.stating import Stated, Use, link_fact, restate_fact, state_fact, tried

__all__ = [
    "METHODS",
    "MOST_DRAWS",
    "Choice",
    "Described",
    "Drawn",
    "Prepared",
    "Stated",
    "Use",
    "estimated",
    "issue_report",
    "link_fact",
    "mend_report_section",
    "open_report",
    "prepare",
    "register_dataset",
    "restate_fact",
    "retire_dataset",
    "sampling",
    "state_fact",
    "strike_report_section",
    "tried",
    "write_report_section",
]
