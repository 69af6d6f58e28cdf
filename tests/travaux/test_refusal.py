from travaux.refusal import Changed


class BracketGone(Changed):
    asked = "You asked to lift a bracket in paragraph {number}."
    because = "{who} lifted it at {hour}."


def test_a_refusal_says_what_was_asked_and_why_not_and_leaves_out_what_it_does_not_know():
    refusal = BracketGone(number="3 (a)", who="A co-facilitator", hour="11:40")
    assert str(refusal) == "You asked to lift a bracket in paragraph 3 (a). A co-facilitator lifted it at 11:40."
    assert refusal.parts[2:] == ("", "")


def test_a_refusal_is_known_to_machines_by_its_name():
    assert BracketGone(number="1", who="x", hour="y").code == "BracketGone"
