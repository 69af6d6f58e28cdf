from datetime import date

from travaux.modalities import load_modalities


def test_an_event_begins_where_it_was_set_and_else_where_it_may(small):
    session, meeting = load_modalities(small).events
    assert (session.begins, session.ends, session.venue) == (date(2017, 6, 19), date(2017, 6, 20), "Vienna")
    assert (meeting.begins, meeting.ends, meeting.venue) == (date(2017, 12, 1), date(2017, 12, 10), "")
    assert (session.days_known, meeting.days_known) == (True, False)
