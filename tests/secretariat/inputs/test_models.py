from secretariat.inputs.models import Endorsement


def test_each_thing_kept_has_a_name_for_people(submission, suggested, at):
    assert str(submission) == "GCM-S-001 Cities receive first"
    assert str(Endorsement(submission=submission, name="Old Quay", at=at)) == "Old Quay"
    assert str(submission.passages.first()) == "Cities receive first"
    assert str(suggested[0]) == f"{suggested[0].theme_id} suggested"
