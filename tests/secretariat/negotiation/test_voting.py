import pytest

from secretariat.negotiation import queries
from secretariat.negotiation.services.binding import NoTitle
from secretariat.negotiation.services.preparing import NoSuchChoice, NotOfThatGroup, NotYours
from secretariat.negotiation.services.voting import AlreadyWithdrawn, HasNoVote, NoWordsOnRecord
from secretariat.record.models import Entry
from travaux.text.vote import NobodyVoted, NoSuchRule, VotedTwice


def voted(room, columns, rule="simple", **more):
    votes = {name: [room.entities[code] for code in codes.split()] for name, codes in columns.items()}
    return room.do("record_vote", room.text, **{"question": "The text as a whole", "rule": rule, "votes": votes} | more)


def test_a_text_is_adopted_by_a_vote_that_was_carried_on_its_words(conference):
    with pytest.raises(queries.NotCarried):
        conference.do("adopt_text", conference.text, how="vote")
    vote = voted(conference, {"in_favour": "ARL BRU", "against": "COR", "abstaining": "DEL"})
    assert vote.carried
    facts = Entry.objects.get(deed="record_vote").facts
    assert (facts["result"], facts["against"], facts["carried"]) == ("2-1-1", ["COR"], True)
    version = conference.do("adopt_text", conference.text, how="vote")
    assert version.status == "adopted"
    assert Entry.objects.get(deed="adopt_text").facts["vote"] == str(vote.uuid)
    assert {each.how for each in conference.action.decisions.unscoped("test")} == {"vote"}


def test_a_vote_that_was_lost_or_taken_on_other_words_adopts_nothing(conference):
    voted(conference, {"in_favour": "ARL", "against": "COR"})
    with pytest.raises(queries.NotCarried):
        conference.do("adopt_text", conference.text, how="vote")
    voted(conference, {"in_favour": "ARL BRU", "against": "COR"})
    conference.now = conference.negotiations
    conference.redraft(conference.action, "Publish websites.")
    with pytest.raises(queries.NotCarried):
        queries.carried_vote(conference.text)


def test_a_vote_is_taken_on_a_paragraph_too(conference):
    vote = voted(conference, {"in_favour": "ARL"}, rule="two_thirds", provision=conference.action)
    assert (vote.carried, vote.wording_sha256) == (True, conference.row(conference.action).sha256)
    assert queries.votes(conference.text, conference.actors["visitor"]) == [vote]


@pytest.mark.parametrize(
    ("columns", "more", "refusal"),
    [
        ({"in_favour": "ARL", "against": "ARL"}, {}, VotedTwice),
        ({"absent": "ARL"}, {}, NobodyVoted),
        ({"in_favour": "G12"}, {}, HasNoVote),
        ({"maybe": "ARL"}, {}, NoSuchChoice),
        ({"in_favour": "ARL"}, {"rule": "golden"}, NoSuchRule),
        ({"in_favour": "ARL"}, {"question": " "}, NoTitle),
    ],
)
def test_a_vote_that_cannot_be_counted_is_not_recorded(conference, columns, more, refusal):
    with pytest.raises(refusal):
        voted(conference, columns, **more)


def test_a_delegation_explains_its_position_and_enters_a_reservation(table):
    group = table.entities["G12"]
    told = table.do("explain_position", table.text, words="We joined with regret.", on_behalf_of=group, by="BRU")
    kept = table.do("enter_reservation", table.text, words="Not for us.", provision=table.action, by="ARL")
    assert queries.statements(table.text, table.actors["visitor"]) == [told, kept]
    with pytest.raises(NotYours):
        table.do("withdraw_statement", kept, by="BRU")
    table.do("withdraw_statement", kept, by="ARL")
    assert queries.statement_named(table.process, table.actors["visitor"], kept.uuid).withdrawn_at == table.now
    with pytest.raises(AlreadyWithdrawn):
        table.do("withdraw_statement", kept, by="ARL")


def test_nobody_speaks_without_words_or_for_a_group_that_is_not_theirs(table):
    with pytest.raises(NoWordsOnRecord):
        table.do("explain_position", table.text, words=" ", by="ARL")
    with pytest.raises(NotOfThatGroup):
        table.do("explain_position", table.text, words="We all agree.", on_behalf_of=table.entities["G12"], by="ARL")


@pytest.mark.parametrize("named", ["package_named", "statement_named", "bridge_named"])
def test_what_is_not_there_is_not_found(table, named):
    with pytest.raises(queries.NoSuchThing):
        getattr(queries, named)(table.process, table.actors["ARL"], table.action.uuid)
