import json

import pytest
from click.testing import CliRunner

from secretariat.public.commands import compare, trace

pytestmark = pytest.mark.django_db


def printed(*arguments):
    done = CliRunner().invoke(trace, [str(each) for each in arguments], catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


def test_a_trace_is_printed_for_people_with_the_thing_asked_for_marked(negotiated):
    lines = printed(negotiated.heard.uuid).splitlines()
    assert [line.split()[0] for line in lines if line.startswith("→")] == ["→"]
    assert [line.split()[:2] for line in lines if "submission" in line] == [["submission", "COR"]]


def test_a_trace_is_printed_for_machines_with_every_link(negotiated):
    told = json.loads(printed(negotiated.provision.uuid, "--json"))
    assert told["start"] == f"provision:{negotiated.provision.uuid}"
    assert [f"passage:{negotiated.heard.uuid}", f"sentence:{negotiated.sentence.uuid}"] in told["links"]
    (own,) = [each for each in told["things"] if each["here"]]
    assert (own["stage"], own["words"], own["standing"]) == (
        "provision",
        "Open clinics to all, by night too.",
        "Adopted",
    )


@pytest.mark.usefixtures("negotiated")
def test_rows_that_say_what_the_record_says_are_compared_and_found_to_agree():
    done = CliRunner().invoke(compare, ["--json"], catch_exceptions=False)
    assert (done.exit_code, json.loads(done.output)) == (0, [])
