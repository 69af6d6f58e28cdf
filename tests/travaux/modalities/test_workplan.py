from dataclasses import replace

from travaux.modalities import library_file, load_modalities
from travaux.modalities.workplan import organization_of_work

YOUTH = load_modalities(library_file("youth-2025"))
TRAFFICKING = load_modalities(library_file("trafficking-2021"))


def section(text, title):
    return text.split(f"## {title}\n\n")[1].split("\n\n")[0].splitlines()


def test_the_note_says_what_meets_when_with_the_paragraph_of_each():
    lines = section(organization_of_work(TRAFFICKING), "Meetings")
    assert lines[0] == (
        "- within 2021-06-07 to 2021-08-31: Informal interactive hearing, two meetings (2 working days) — paragraph 11"
    )
    assert lines[1] == "- 2021-11-22: Opening plenary (10:00-11:00) — paragraphs 1, 2 (a)"


def test_the_note_says_who_owes_what_and_for_what_a_paper_is():
    text = organization_of_work(TRAFFICKING)
    assert section(text, "What is owed, by whom, by when")[0] == (
        "- By 2021-08-31: Organize the hearing, and preside over it (President of the General Assembly) — paragraph 11"
    )
    assert section(text, "Documents")[1] == (
        "- Summaries of the panels, given at the closing plenary (Chairs of the panels; for: Closing plenary) "
        "— paragraph 4 (c)"
    )


def test_the_note_says_how_long_one_speaks_and_who_takes_part():
    text = organization_of_work(YOUTH)
    assert section(text, "Speaking")[1] == (
        "- Statements in the plenary segment; time shared with youth representatives where a delegation wishes "
        "(3 minutes; 5 minutes for a group; Member States, Members of the specialized agencies, Observers) "
        "— paragraph 3 (b)"
    )
    assert section(text, "Who takes part")[-1] == (
        "- Youth and other stakeholders in the delegations of States (route delegation; balance Gender) — paragraph 10"
    )


def test_what_the_modalities_say_nothing_on_is_left_out():
    assert "## Interpretation" not in organization_of_work(YOUTH)
    bare = replace(YOUTH, speaking=tuple(replace(each, speakers=(), precedence=()) for each in YOUTH.speaking))
    assert section(organization_of_work(bare), "Speaking")[0] == "- Speakers of the opening segment — paragraph 3 (a)"
