import pytest

SMALL = """
key = "assembly"
title = "Process for a compact on rivers"
short_title = "Rivers"
symbol = "A/RES/1"
timezone = "America/New_York"

[paragraphs]
"1" = "Consultations"
"2" = "Negotiations"
"3 (a)" = "Sessions"

[[phases]]
key = "consultations"
title = "Consultations"
paragraph = "1"
opens = 2017-04-01
closes = 2017-11-30

[[phases]]
key = "negotiations"
title = "Negotiations"
paragraph = "2"
opens = 2017-12-01
closes = 2018-07-31

[[themes]]
key = "water"
title = "Water"
paragraph = "3 (a)"
words = ["river", "lake"]

[[events]]
key = "session"
title = "Session on water"
paragraph = "3 (a)"
phase = "consultations"
kind = "session"
theme = "water"
place = "Geneva"
opens = "2017-06"
days = 2
held = { opens = 2017-06-19, closes = 2017-06-20, place = "Vienna", source = "A letter" }

[[events]]
key = "round"
title = "Round"
paragraph = "2"
phase = "negotiations"
kind = "round"
opens = 2017-12-01
closes = 2017-12-10
days = 3

[[obligations]]
key = "summary"
title = "Sum up"
paragraph = "1, 3 (a)"
phase = "consultations"
addressees = ["Co-facilitators"]
due_from = "2017-10"
due = "2017-11"

[[obligations]]
key = "draft"
title = "Draft"
paragraph = "2"
phase = "negotiations"
addressees = ["Co-facilitators", "Secretariat"]
due = 2018-06-30

[[limits]]
key = "sessions"
title = "Sessions"
paragraph = "3 (a)"
kind = "session"
days_at_most = 4

[[rules]]
deeds = ["file_submission", "withdraw_submission"]
roles = ["delegate", "officer"]
phases = ["consultations"]
paragraph = "1"
because = "Inputs are taken in the consultations."

[[rules]]
deeds = ["file_submission"]
roles = ["officer"]
phases = ["negotiations"]
paragraph = "2"
because = "Late papers come through the secretariat."

[[rules]]
deeds = ["fulfil_obligation"]
roles = ["officer"]
paragraph = "1"
because = "The secretariat keeps the calendar."
"""


@pytest.fixture
def small():
    return SMALL
