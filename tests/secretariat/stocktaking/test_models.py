def test_each_thing_kept_has_a_name_for_people(summary, write, passages):
    sentence = write("Several asked.", passages["ARL"])
    assert str(summary) == "GCM-SUM-1 Chair's summary"
    assert str(sentence) == "Several asked."
    assert str(sentence.citations.get()) == f"{sentence.pk} rests on {passages['ARL'].pk}"
