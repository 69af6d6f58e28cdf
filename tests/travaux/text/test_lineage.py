from travaux.text.lineage import Node, Step, lineage

PASSAGES = [Node("p1", "passage"), Node("p2", "passage")]
SENTENCE, PROVISION, ADOPTED = Node("s", "sentence"), Node("v", "provision", "19"), Node("a", "adopted")
ROAD = lineage(
    [*PASSAGES, SENTENCE, PROVISION, ADOPTED],
    [("p1", "s"), ("p2", "s"), ("s", "v"), ("p1", "v"), ("v", "a"), ("v", "a"), ("v", "lost")],
)


def test_what_became_of_a_passage_is_told_nearest_first():
    assert ROAD.forward("p1") == [Step(SENTENCE, 1, "p1"), Step(PROVISION, 1, "p1"), Step(ADOPTED, 2, "v")]


def test_who_asked_for_a_paragraph_is_told_nearest_first():
    assert [step.node.key for step in ROAD.back("a")] == ["v", "s", "p1", "p2"]


def test_a_node_that_nothing_came_of_leads_nowhere():
    assert ROAD.forward("a") == []


def test_a_circle_is_walked_once():
    circle = lineage(PASSAGES, [("p1", "p2"), ("p2", "p1")])
    assert circle.forward("p1") == [Step(PASSAGES[1], 1, "p1")]
