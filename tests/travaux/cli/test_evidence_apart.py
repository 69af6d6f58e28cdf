from travaux.cli import evidence_apart


def test_what_cannot_be_held_is_told_as_too_heavy(monkeypatch):
    def burst(*_given):
        raise MemoryError

    monkeypatch.setattr(evidence_apart, "load", burst)
    assert evidence_apart.answer(b"", "s.csv", None) == {"heavy": True}


def test_a_refusal_is_told_in_its_parts():
    told = evidence_apart.answer(b"area,area\nARL,2\n", "s.csv", None)
    assert (told["refused"], "area" in told["facts"].values()) == ("DoubledColumn", True)
