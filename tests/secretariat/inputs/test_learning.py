"""What the machine learns from the coders, when, and how that comes back as suggestions."""

import pytest

from secretariat.inputs import queries, services
from secretariat.inputs.models import LearnedModel
from secretariat.inputs.services.books import entries_of
from secretariat.inputs.services.learning import learn, learn_later
from secretariat.jobs.models import Job
from secretariat.record.models import Entry
from tests.secretariat.inputs.conftest import AT, OPERATOR

HARVEST = "Pickers say that quarters near the orchard be looked at in row {} of the harvest."
KIND = "learn"


@pytest.fixture
def harvest(file):
    """A paper of twelve passages on the orchard, of which no word stands in the codebook."""
    text = "\n\n".join(HARVEST.format(number) for number in range(12))
    return list(file("ARL", content=text.encode(), filename="harvest.txt", themes=[]).passages.order_by("ordinal"))


def code_all(passages):
    for passage in passages:
        services.code_passage(passage, theme="drivers", by=OPERATOR, at=AT)


def done():
    learn(Job.objects.filter(kind=KIND).latest("pk"))()


def test_what_coders_decide_is_suggested_for_the_next_paper_with_the_words_that_weighed(harvest, file):
    code_all(harvest[:10])
    done()
    model = LearnedModel.objects.get()
    assert (model.passages, model.known, model.edition) == (10, 10, 0)
    paper = file("BRU", content=b"Pickers of the orchard are not heard at the harvest.", filename="b.txt")
    (code,) = services.suggest_codes(paper, by=OPERATOR, at=AT)
    assert (code.theme.key, code.suggested_by) == ("drivers", "learned weights, 1; 10 passages")
    assert {word.lower() for word in code.why} & {"pickers", "orchard", "harvest"}
    facts = Entry.objects.get(deed="suggest_codes").facts
    assert facts["learned"] == {"passages": 10, "edition": 0, "sha256": model.sha256}


def test_it_does_not_begin_before_ten_nor_learn_anew_before_there_is_enough_new(harvest):
    code_all(harvest[:9])
    done()
    assert LearnedModel.objects.count() == 0
    code_all(harvest[9:10])
    done()
    first = LearnedModel.objects.get()
    code_all(harvest[10:])
    done()
    assert LearnedModel.objects.get().sha256 == first.sha256


def test_a_new_edition_of_the_codebook_is_learned_at_once_and_the_same_codes_give_the_same_model(process, harvest):
    code_all(harvest[:10])
    done()
    before = LearnedModel.objects.get()
    services.revise_codebook(process, entries=entries_of(process), by=OPERATOR, at=AT)
    done()
    after = LearnedModel.objects.get()
    assert (before.edition, after.edition, after.sha256 == before.sha256) == (0, 1, True)


def test_nothing_is_taught_by_what_is_only_suggested_or_half_decided(process, submission, suggested):
    assert queries.labels_of(process).known == 0
    services.reject_code(suggested[0], by=OPERATOR, at=AT)
    assert [one.themes for one in queries.labels_of(process).confirmed] == [frozenset()]
    services.code_passage(suggested[1].passage, theme="drivers", by=OPERATOR, at=AT)
    assert sorted(map(sorted, (one.themes for one in queries.labels_of(process).confirmed))) == [[], ["drivers"]]
    services.withdraw_submission(submission, by=OPERATOR, at=AT)
    assert queries.labels_of(process).known == 0


def test_what_two_coders_say_is_on_nothing_teaches_too(process, submission, actors):
    passage = submission.passages.get(ordinal=2)
    for role in ("officer", "cofacilitator"):
        services.judge_passage(passage, themes=[], by=actors[role], at=AT)
    assert [one.themes for one in queries.labels_of(process).confirmed] == [frozenset()]


def test_what_is_decided_within_a_minute_is_learned_once(process):
    learn_later(process)
    learn_later(process)
    job = Job.objects.get(kind=KIND)
    assert (job.run_after - job.enqueued_at).total_seconds() > 0


def test_the_bench_says_from_what_it_learned_and_where_nothing_was_found(signed_in, harvest):
    client = signed_in("officer")
    address = f"/processes/gcm-2018/inputs/{harvest[0].submission.key}/"
    assert client.post(f"{address}suggest/").status_code == 302
    page = client.get(f"{address}coding/").content.decode()
    assert ("begins to learn once ten" in page, page.count("no theme found")) == (True, 12)
    code_all(harvest[:10])
    done()
    assert "It has learned from 10 coded passages" in client.get(f"{address}coding/").content.decode()
