"""An installation with one presented text, and a hand that changes it: one change for each line that comes in.

Run in a process of its own, with TRAVAUX_DATA naming an empty folder. For each line read it redrafts the paragraph
that is before the room, and prints its place in the log and the time at which it was asked for.
"""

import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.settings")
django.setup()

# ruff: noqa: E402 - models can be imported only after Django is set up
from datetime import UTC, datetime, timedelta

from secretariat.frame.serving import bring_up_to_date
from secretariat.negotiation import queries, services
from secretariat.negotiation.models import Provision
from secretariat.people.access import COFACILITATOR, OFFICER, Actor
from secretariat.processes.services import open_process
from secretariat.room.queries import newest
from secretariat.room.services import show_provision
from travaux.modalities import library_file

DRAFTING, TABLE = datetime(2018, 1, 10, tzinfo=UTC), datetime(2018, 3, 1, tzinfo=UTC)
PARAGRAPHS = 60
WORDS = "We commit to give accurate, accessible and current information on migration to all who need it, {} time{}."


def made() -> Provision:
    """Make a text of sixty paragraphs, present it and put one before the room."""
    chair = Actor(role=COFACILITATOR)
    process = open_process(library_file("gcm-2018"), by=Actor(role=OFFICER), at=DRAFTING)
    text = services.open_text(process, key="compact", title="Compact", by=chair, at=DRAFTING)
    kept = [
        services.draft_provision(text, kind="operative", wording=WORDS.format(i, "s"), by=chair, at=DRAFTING)
        for i in range(PARAGRAPHS)
    ]
    services.present_draft(text, by=chair, at=TABLE)
    show_provision(queries.working_row(kept[PARAGRAPHS // 2]), by=chair, at=TABLE)
    return kept[PARAGRAPHS // 2]


def main() -> None:
    bring_up_to_date()
    provision = made()
    print("made", flush=True)
    for number, _line in enumerate(sys.stdin, 1):
        at, asked = TABLE + timedelta(minutes=number), time.time()
        words = WORDS.format(number, " and again")
        services.redraft_provision(provision, wording=words, reason="Plainer.", by=Actor(role=COFACILITATOR), at=at)
        print(newest(), asked, flush=True)


if __name__ == "__main__":
    main()
