from secretariat.followup import queries, services


def test_each_paragraph_but_headings_says_why_it_seems_to_be_a_commitment(text, uuids):
    assert [(each.key, each.why) for each in queries.candidates(text)] == [
        (uuids[1], "The text marks it as: objective."),
        (uuids[2], "The text marks it as: commitment."),
        (uuids[3], ""),
    ]


def test_what_is_registered_is_no_candidate_any_more(text, uuids, process, officer, at):
    services.register_commitments(text, provisions=[uuids[1]], by=officer, at=at)
    assert [each.key for each in queries.candidates(text)] == [uuids[2], uuids[3]]
    assert [str(row) for row in queries.commitments(process)] == ["Objective 1"]


def test_only_an_adopted_text_has_candidates(draft, process):
    assert (queries.candidates(draft), list(queries.adopted_texts(process))) == ([], [])


def test_an_adopted_text_is_found(text, process):
    assert list(queries.adopted_texts(process)) == [text]
