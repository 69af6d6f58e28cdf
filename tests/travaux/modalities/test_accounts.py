from travaux.modalities import Account, accounts, load_modalities, unaccounted


def with_paragraphs(small, lines):
    return load_modalities(small.replace('"2" = "Negotiations"\n', f'"2" = "Negotiations"\n{lines}'))


def test_each_paragraph_is_told_with_what_rests_on_it(small):
    assert accounts(load_modalities(small))[2] == Account(
        "3 (a)",
        "Sessions",
        (("themes", "Water"), ("events", "Session on water"), ("obligations", "Sum up"), ("limits", "Sessions")),
    )


def test_a_rule_counts_for_the_paragraph_that_gives_it(small):
    assert ("rules", "fulfil_obligation") in accounts(load_modalities(small))[0].parts


def test_a_later_decision_is_accounted_for_by_the_event_that_it_moves(small):
    move = 'moves = [{ by = "9/1", decided = 2017-05-01, opens = 2017-07-01, closes = 2017-07-02, place = "Vienna" }]\n'
    found = with_paragraphs(small.replace("days = 2\n", f"days = 2\n{move}"), '"9/1" = "Later"\n')
    assert (unaccounted(found), accounts(found)[2].parts) == ((), (("events", "Session on water"),))


def test_a_paragraph_that_nothing_rests_on_is_unaccounted_unless_the_file_says_why(small):
    assert unaccounted(with_paragraphs(small, '"4" = "Thanks"\n')) == ("4",)
    told = small.replace("[[phases]]", '[no_rule]\n"4" = "It thanks."\n\n[[phases]]', 1)
    found = with_paragraphs(told, '"4" = "Thanks"\n')
    assert (unaccounted(found), accounts(found)[2].because) == ((), "It thanks.")


def test_a_paragraph_is_accounted_for_by_its_sub_paragraphs(small):
    assert unaccounted(with_paragraphs(small, '"3" = "Sessions"\n')) == ()
