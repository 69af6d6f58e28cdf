from datetime import UTC, datetime

from secretariat.negotiation.models import Decision
from secretariat.public.queries.thing import decision

AGREED = datetime(2018, 2, 22, 10, tzinfo=UTC)


def test_a_decision_that_stands_tells_its_day_alone():
    told = decision(Decision(pk=1, level="ad_referendum", at=AGREED))
    assert (told.title, told.words, told.standing, told.at) == ("Agreed ad referendum", "", "", AGREED)


def test_a_decision_that_was_reopened_tells_when_and_why():
    reopened = datetime(2018, 4, 4, 16, tzinfo=UTC)
    row = Decision(pk=1, level="agreed", at=AGREED, reopened_at=reopened, reopened_because="BRU tabled a proposal")
    told = decision(row)
    assert (told.words, told.standing) == ("Reopened on 4 April 2018: BRU tabled a proposal", "Reopened")
