"""One process in which every kind of thing stands in every state, and a word of its own in all that is confidential.

The words are `kana` and the thing's name: no page says them but where the row itself is told.
"""

import io
import zipfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from types import MappingProxyType

from django.test import Client

from secretariat.accreditation import services as accreditation
from secretariat.accreditation.models import Application
from secretariat.accreditation.queries import digest_of
from secretariat.evidence import services as evidence
from secretariat.evidence.services.registering import prepared
from secretariat.exchange import services as exchange
from secretariat.exchange.models import Returned, Suggested
from secretariat.fund import services as fund
from secretariat.inputs import services as inputs
from secretariat.inputs.models import Code, Passage, SavedSearch, Submission
from secretariat.jobs.models import Job, Product
from secretariat.negotiation import queries as texts
from secretariat.negotiation import services as negotiation
from secretariat.negotiation.models import Edit, NegotiatingText, Position, Provision, Step
from secretariat.outbox import services as outbox
from secretariat.outbox.models import Delivery
from secretariat.outbox.queries import digest as seen
from secretariat.participation import services as participation
from secretariat.participation.models import Entity
from secretariat.participation.queries import actor
from secretariat.people.access import FACTOR, OFFICER, Actor
from secretariat.people.models import Person
from secretariat.people.services.accounts import register_person
from secretariat.processes.access import Door
from secretariat.processes.models import Process
from secretariat.processes.services import open_process
from secretariat.record.models import Entry, Opening
from secretariat.record.services import sequence
from secretariat.registration import services as registration
from secretariat.registration.models import Registration
from secretariat.registration.queries import badge_code
from secretariat.registry import services as registry
from secretariat.room import services as room
from secretariat.stocktaking import services as stocktaking
from secretariat.stocktaking.models import Sentence
from travaux.evidence.load import load
from travaux.formats.intake import opened
from travaux.modalities import library_file
from travaux.record.entry import code_of
from travaux.words.tokens import digest

# A day in each phase: rights follow the phase.
PHASES = MappingProxyType(
    {
        "consultations": datetime(2017, 6, 8, 12, tzinfo=UTC),
        "stocktaking": datetime(2018, 1, 10, 12, tzinfo=UTC),
        "negotiations": datetime(2018, 4, 5, 12, tzinfo=UTC),
        "conference": datetime(2018, 12, 10, 12, tzinfo=UTC),
        "followup": datetime(2019, 6, 5, 12, tzinfo=UTC),
    }
)
# Who asks: account, role of the seat, entity. The owner's delegation prepared what is prepared, the other's did not.
# The administrator is of the other's delegation; who is from elsewhere is an officer, but of another process.
SEATS = MappingProxyType(
    {
        "visitor": None,
        "person": ("nobody", "", ""),
        "staff": ("staff", "", ""),
        "officer": ("officer", "officer", ""),
        "cofacilitator": ("chair", "cofacilitator", ""),
        "owner": ("arl", "delegate", "ARL"),
        "other": ("bru", "delegate", "BRU"),
        "focal_point": ("hcn", "focal_point", "HCN"),
        "administrator": ("bruadmin", "delegate", "BRU"),
        "elsewhere": ("away", "", ""),
    }
)
ROLES = tuple(SEATS)
CALL = inputs.Calling("A call", "19", datetime(2029, 1, 1, 9), "America/New_York", asks="Clinics?")  # noqa: DTZ001 - the zone says which
PAPER = b"Clinics should be open to every migrant.\n\nFerries should carry books to every port."


def kana(name: str) -> str:
    """Return the word that is planted in the field `name` and nowhere else."""
    return f"kana{name}"


def title(name: str) -> str:
    """Return the title of a theme that stands for a code where that is confidential."""
    return f"Title {name}"


@dataclass
class World:
    """What the checks ask about: clients by role, and the identities of things by name."""

    process: Process
    clients: dict[str, Client] = field(default_factory=dict)
    things: dict[str, str] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)


def made() -> World:
    """Make the world, deed by deed where there is a deed for it."""
    shipped = library_file("gcm-2018")
    held = f"{shipped}\n# An earlier edition.\n"
    process = open_process(held, by=Actor(role=OFFICER), at=datetime(2017, 4, 10, tzinfo=UTC))
    world = World(process)
    for make in (
        _issue,
        _seat,
        _accredit,
        _register,
        _support,
        _write,
        _file,
        _figure,
        _sum_up,
        _draft,
        _negotiate,
        _hand_in,
        _adopt,
        _record,
    ):
        make(world)
    world.things |= {
        "process": process.key,
        "theme": "governance",
        "group_code": "G12",
        "nobody_person": world.things["person_person"],
        "obligation": "zero-draft",
        "rules": shipped,
        "rules_held": digest(held),
        "french": "fr",
        "english": "en",
    }
    for role, seat in SEATS.items():
        world.clients[role] = Client(raise_request_exception=False)
        if seat:
            _sign_in(world.clients[role], Person.objects.get(username=seat[0]))
    return world


def _sign_in(client: Client, person: Person) -> None:
    """Let somebody sign in, with the second factor that staff must show."""
    client.force_login(person)
    session = client.session
    session[FACTOR] = str(person.pk)
    session.save()


def _issue(world: World) -> None:
    """Enter documents in the register, and put a question."""
    at, by, process = PHASES["consultations"], Actor(role=OFFICER), world.process
    note = registry.File("en", "note.txt", b"words")
    for name in ("document", "document_to_withdraw"):
        entering = registry.Entering("A note", "Secretariat", at.date(), [note], series="A/CONF.231/{number}")
        world.things[name] = str(registry.register_document(process, entering=entering, by=by, at=at).uuid)
    for distribution in ("limited", "restricted"):
        parts = ("title", "author", "bytes", "name", "symbol")
        named, author, content, name, symbol = (kana(f"{distribution}{part}") for part in parts)
        kept = registry.File("en", f"{name}.txt", content.encode())
        entering = registry.Entering(named, author, at.date(), [kept], symbol=symbol, distribution=distribution)
        row = registry.register_document(process, entering=entering, by=by, at=at)
        world.things |= {f"{distribution}_document": str(row.uuid), f"{distribution}_symbol": symbol}
    ways = [registry.Way("One", "It."), registry.Way("Other", "It too.")]
    putting = registry.Putting("Which", "29", "Why.", ways, "Decides.", "The meeting", at.date())
    world.things["question"] = str(registry.put_question(process, putting=putting, by=by, at=at).number)


def _seat(world: World) -> None:
    at, by, process = PHASES["consultations"], Actor(role=OFFICER), world.process
    for code, kind, name in (
        *(("ARL", "state", "Arlandia"), ("BRU", "state", "Bruma"), ("COR", "state", "Cordovia")),
        ("HCN", "civil_society", "Harbour Care Network"),
    ):
        participation.admit_entity(process, code=code, name=name, kind=kind, by=by, at=at)
    participation.admit_entity(process, code="G12", name="Group of Twelve", kind="group", members=["ARL"], by=by, at=at)
    entities = {row.code: row for row in participation.queries.entities(process)}
    for role, seat in SEATS.items():
        if seat is None:
            continue
        account, held, code = seat
        person = Person.objects.create_user(account, name=kana(f"name{account}"), email=f"{kana(account)}@example.org")
        person.is_staff = role == "staff"
        person.save()
        world.things[f"{role}_person"] = str(person.uuid)
        if held:
            administers = role == "administrator"
            entity = entities.get(code)
            participation.seat_person(
                process, person=person, role=held, entity=entity, administers=administers, by=by, at=at
            )
        if role == "elsewhere":
            another = open_process(library_file("gcm-2018"), key="another-one", by=by, at=at)
            participation.seat_person(another, person=person, role=OFFICER, by=by, at=at)
    for role, seat in SEATS.items():
        person = Person.objects.get(username=seat[0]) if seat else None
        world.actors[role] = Door(process, actor(person, process), at).actor if person else Actor(at=at)


def _accredit(world: World) -> None:
    """An application whose link is known, others that wait, a list that runs with an objection, one that is over."""
    before, at = PHASES["stocktaking"], PHASES["negotiations"]
    by, owner = world.actors["officer"], world.actors["owner"]
    world.things |= {"token": "a-link-that-is-known", "application_step": "aims"}
    _application(world, "Link Society", "draft", link="a-link-that-is-known", wanted=" listed-for-the-process ")
    secret = {
        part: kana(f"application{part}") for part in ("name", "country", "aims", "relevance", "contact", "reason")
    }
    email, website = f"{kana('applicationemail')}@example.org", f"https://example.org/{kana('applicationwebsite')}"
    waiting = _application(
        world,
        **secret,
        acronym=kana("applied"),
        email=email,
        website=website,
        state="handed_in",
        wanted=" listed-for-the-conference ",
    )
    over = _application(world, "Over Society", "eligible", wanted=" listed-for-the-process ")
    ended = datetime(2018, 2, 1, 18)  # noqa: DTZ001 - the time of a place, whose zone the deed adds
    past = accreditation.circulate_list(world.process, list_="process", closes=ended, by=by, at=before)
    accreditation.object_to_name(over.names.get(), by=owner, at=before)
    for number, name in enumerate(("objectedname", "listedname")):
        place = {"country": kana(f"{name}country"), "acronym": kana(f"short{'ab'[number]}")}
        web = f"https://example.org/{kana(f'{name}web')}"
        _application(world, kana(name), "eligible", wanted=" listed-for-the-conference ", website=web, **place)
    ends = datetime(2018, 4, 10, 18)  # noqa: DTZ001 - as above
    running = accreditation.circulate_list(world.process, list_="conference", closes=ends, by=by, at=at)
    objected, plain = running.names.order_by("-name")
    accreditation.object_to_name(plain, basis=kana("basis"), by=owner, at=at)
    _application(world, "Later Society", "eligible", wanted=" listed-for-the-conference ")
    world.things |= {
        "application": str(waiting.uuid),
        "running_list": str(running.uuid),
        "past_list": str(past.uuid),
        "objected_name": str(plain.uuid),
        "plain_name": str(objected.uuid),
        "waiting_name": str(_waiting(world, by)),
        "zone": "UTC",
    }


def _waiting(world: World, by: Actor) -> object:
    """A name of which the Assembly is to decide, as the modalities of other processes have it."""
    _application(world, "Waiting Society", "eligible", wanted=" listed-for-the-process ")
    at, ends = PHASES["stocktaking"], datetime(2018, 2, 2, 18)  # noqa: DTZ001 - as above
    circulated = accreditation.circulate_list(world.process, list_="process", closes=ends, by=by, at=at)
    circulated.names.update(outcome="waits")
    return circulated.names.get().uuid


def _register(world: World) -> None:
    """A meeting with somebody of the owner's delegation approved, somebody waiting for the decision, one door badge."""
    at, by, owner = PHASES["consultations"], world.actors["officer"], world.actors["owner"]
    closes = datetime(2019, 12, 1, 18)  # noqa: DTZ001 - the time of a place, whose zone the deed adds
    days = {"first": at.date(), "last": datetime(2019, 12, 31, tzinfo=UTC).date()}
    meeting = registration.open_registration(
        world.process, key="round-1", title="Round 1", closes=closes, by=by, at=at, **days
    )
    own = Entity.objects.get(pk=owner.entity_id)
    row = {"role": "adviser", "given": kana("given"), "family": kana("family"), "gender": kana("gender")}
    told = {"email": f"{kana('registered')}@example.org", "function": kana("function")}
    plain = {"role": "adviser", "given": "Ana", "family": "Waiting", "email": "w@example.org", "consent": "public"}
    came = {"role": "head", "given": "Bo", "family": "Listed", "email": "b@example.org", "consent": "public"}
    named = [row | told, plain, came]
    person, other, head = registration.register_people(meeting, rows=named, entity=own, by=owner, at=at)
    registration.decide_registrations(meeting, chosen=[head.uuid], decision="approve", by=by, at=at)
    Registration.objects.filter(pk=person.pk).update(reason=kana("registeredreason"))
    head.refresh_from_db()
    paper = registration.receive_credentials(
        meeting, entity=own, form="letter", reference=kana("credentialreference"), by=by, at=at
    )
    fault = kana("credentialreason")
    registration.examine_credentials(paper, in_order=False, reason=fault, by=by, at=at)
    world.things |= {
        "meeting": meeting.key,
        "registered": str(person.uuid),
        "named": str(other.uuid),
        "approved": str(head.uuid),
        "badge": badge_code(head),
        "credential": str(paper.uuid),
    }


TERMS = """
[fund]
title = "Fund"
currency = "USD"
[[priorities]]
column = "status"
values = ["landlocked"]
points = 2
"""


def _support(world: World) -> None:
    """A fund with money, a request of the owner's that waits, another that was granted and in part paid out."""
    at, by, owner = PHASES["consultations"], world.actors["officer"], world.actors["owner"]
    money = fund.open_fund(world.process, terms=TERMS, by=by, at=at)
    given = fund.pledge_contribution(
        money, donor="Arlandia", amount=Decimal(9000), on=at.date(), money_=("USD", None), by=by, at=at
    )
    fund.receive_payment(given, amount=Decimal(5000), on=at.date(), by=by, at=at)
    spare = fund.receive_payment(given, amount=Decimal(1), on=at.date(), by=by, at=at)
    empty = fund.pledge_contribution(
        money, donor="Bruma", amount=Decimal(1), on=at.date(), money_=("USD", None), by=by, at=at
    )
    own, journey = Entity.objects.get(pk=owner.entity_id), {"fare": Decimal(900)}
    asked = {"entity": own, "traveller": kana("traveller"), "facts": {"status": "landlocked"}, "journey": journey}
    waits = fund.apply_for_support(money, **asked, by=owner, at=at)
    granted = fund.apply_for_support(money, **asked, by=owner, at=at)
    fund.award_support(granted, amount=Decimal(900), on=at.date(), by=by, at=at)
    spent = fund.pay_support(granted, amount=Decimal(400), what=kana("spentfor"), on=at.date(), by=by, at=at)
    wrong = fund.pay_support(granted, amount=Decimal(1), on=at.date(), by=by, at=at)
    fund.reverse_support_entry(wrong, reason=kana("spentwrong"), on=at.date(), by=by, at=at)
    other = fund.apply_for_support(money, **asked, by=owner, at=at)
    mistaken = fund.award_support(other, amount=Decimal(9), on=at.date(), by=by, at=at)
    fund.reverse_support_entry(mistaken, reason=kana("awardwrong"), on=at.date(), by=by, at=at)
    fund.award_support(other, amount=Decimal(8), on=at.date(), by=by, at=at)
    world.things |= {
        "contribution": str(given.uuid),
        "support_waits": str(waits.uuid),
        "support_granted": str(granted.uuid),
        "support_unspent": str(other.uuid),
        "payment": str(spare.uuid),
        "pledge_unpaid": str(empty.uuid),
        "expense": str(spent.uuid),
        "fund_terms": TERMS,
    }


def _write(world: World) -> None:
    """A message that waits, and one that left and came back."""
    at, by = PHASES["consultations"], world.actors["officer"]
    words = [outbox.Worded("en", kana("messagesubject"), kana("messagebody"))]
    group = outbox.Group(addresses=f"{kana('writtento')}@example.org")
    draft = outbox.prepare_message(world.process, group=group, words=words, by=by, at=at)
    group = outbox.Group(roles=[OFFICER])
    gone = outbox.prepare_message(world.process, group=group, words=words, by=by, at=at)
    outbox.release_message(gone, seen=seen(gone), by=by, at=at)
    Delivery.objects.update(bounced_at=at, bounce=kana("bouncereason"))
    world.things |= {"message_draft": str(draft.uuid), "message_gone": str(gone.uuid), "message_seen": seen(draft)}


def _application(world: World, name: str, state: str, *, link: str = "", **parts: object) -> Application:
    told = {
        "category": "civil_society",
        "region": "africa",
        "country": "Arlandia",
        "aims": "Aims.",
        "relevance": "Work.",
    }
    told |= {"relevance": "Work.", "representatives": 3, "women": 2, "contact": "Ana", "email": "ana@example.org"}
    at = PHASES["consultations"]
    return Application.objects.create(
        process=world.process,
        link=digest_of(link or name),
        name=name,
        state=state,
        begun_at=at,
        handed_in_at=None if state == "draft" else at,
        **told | parts,
    )


def _file(world: World) -> None:
    at, process = PHASES["consultations"], world.process
    by = world.actors["focal_point"]
    entities = {row.code: row for row in participation.queries.entities(process)}

    def filed(title, content=PAPER):
        told = opened(content, "paper.txt")
        filing = inputs.Filing(entities["HCN"], title, content, told, "paper.txt", themes=["governance"])
        return inputs.file_submission(process, filing=filing, by=by, at=at)

    paper, withdrawn = filed("A paper"), filed("Another paper", b"Withdrawn words.")
    inputs.withdraw_submission(withdrawn, reason="A slip.", by=by, at=at)
    passages = list(Passage.objects.filter(submission=paper).order_by("ordinal"))
    themes = [theme for theme in process.themes.order_by("ordinal") if theme.key != "governance"]
    for theme, name in zip(themes, ("themesuggested", "themerejected"), strict=False):
        theme.title = title(name)
        theme.save()
    for state, theme in zip(("suggested", "rejected", "confirmed"), themes, strict=False):
        Code.objects.create(
            passage=passages[0],
            theme=theme,
            status=state,
            suggested_by=kana(f"code{state}rule"),
            why=[kana(f"code{state}why")],
            decided_at=None if state == "suggested" else at,
        )
    call = inputs.open_call(process, calling=CALL, by=world.actors["officer"], at=at)
    for role, theme in zip(("officer", "cofacilitator"), themes, strict=False):
        inputs.judge_passage(passages[1], themes=[theme.key], by=world.actors[role], at=at)
    told = opened(kana("sealedwords").encode(), f"{kana('sealedname')}.txt")
    owner, named = world.actors["owner"], kana("sealedtitle")
    sealed = inputs.Filing(entities["ARL"], named, kana("sealedwords").encode(), told, f"{kana('sealedname')}.txt")
    until = datetime(2030, 1, 1, tzinfo=UTC)
    envelope = inputs.seal_submission(process, filing=sealed, until=until, by=owner, at=at)
    inputs.keep_half_answer(process, place="", typed={"title": kana("halfanswer")}, by=owner, at=at)
    SavedSearch.objects.create(
        process=process, person=owner.person, name=kana("searchname"), asked=kana("searchasked"), at=at
    )
    world.things |= {
        "call": call.key,
        "envelope": str(envelope.uuid),
        "judged": str(passages[1].uuid),
        "paper": paper.key,
        "paper_uuid": str(paper.uuid),
        "withdrawn": withdrawn.key,
        "withdrawn_uuid": str(withdrawn.uuid),
        "passage": str(passages[0].uuid),
        "suggested_theme": themes[0].key,
        "other_theme": themes[3].key,
    }


def _figure(world: World) -> None:
    """A data set, a fact that rests on it, a report that was issued and one that was not."""
    at, by, process = PHASES["consultations"], world.actors["officer"], world.process
    content = b"area,year,value\nARL,2015,12\nBRU,2015,30\nCOR,2015,50\n"
    said = evidence.Described("figures", "2015", "Figures", "Office", "CC0", at.date())
    ready = prepared(content, "figures.csv", load(content, "figures.csv"))
    dataset = evidence.register_dataset(process, described=said, prepared=ready, by=by, at=at)
    query = "SELECT sum(value) AS people FROM data"
    stated = evidence.Stated("people", "There are {people} people.", query, {})
    fact = evidence.state_fact(process, stated=stated, dataset=dataset, by=by, at=at)
    for state in ("issued", "draft"):
        secret = state == "draft"
        title = kana("reporttitle") if secret else "Facts and figures"
        report = evidence.open_report(process, title=title, symbol=kana("reportsymbol") if secret else "", by=by, at=at)
        heading, prose = (kana("sectionheading"), kana("sectionprose")) if secret else ("How many", fact.says)
        section = evidence.write_report_section(
            report, heading=heading, prose=f"{prose}[^people]", by=world.actors["officer"], at=at
        )
        if not secret:
            evidence.issue_report(report, no_data=True, by=by, at=at)
        world.things |= {f"{state}_report": report.key, f"{state}_section": str(section.uuid)}
    world.things |= {
        "dataset": str(dataset.uuid),
        "dataset_key": dataset.key,
        "fact": fact.key,
        "area": "ARL",
        "form": "csv",
        "paper_form": "html",
    }


def _sum_up(world: World) -> None:
    at, by = PHASES["stocktaking"], world.actors["cofacilitator"]
    passages = list(Passage.objects.filter(uuid=world.things["passage"]).select_related("submission"))
    for state in ("issued", "draft"):
        secret = state == "draft"
        title = kana("summarydrafttitle") if secret else "What was heard"
        summary = stocktaking.open_summary(world.process, title=title, by=by, at=at)
        wording = kana("sentencedraft") if secret else "Clinics were asked for."
        sentence = stocktaking.write_sentence(summary, wording=wording, passages=passages, by=by, at=at)
        struck = stocktaking.write_sentence(
            summary, wording=kana(f"sentencestruck{state}"), passages=passages, by=by, at=at
        )
        stocktaking.strike_sentence(struck, by=by, at=at)
        if not secret:
            stocktaking.issue_summary(summary, by=by, at=at)
        world.things |= {
            f"{state}_summary": summary.key,
            f"{state}_sentence": str(sentence.uuid),
            f"{state}_struck": str(struck.uuid),
        }


def _text(world: World, key: str, title: str, wording: str, at: datetime) -> tuple:
    by = world.actors["cofacilitator"]
    text = negotiation.open_text(world.process, key=key, title=title, by=by, at=at)
    head = negotiation.draft_provision(text, kind="title", wording=f"{title}.", by=by, at=at)
    provision = negotiation.draft_provision(text, kind="action", wording=wording, by=by, at=at)
    return text, head, provision


def _draft(world: World) -> None:
    """A text that was not presented, resting on a sentence that was not issued."""
    at, by = PHASES["stocktaking"], world.actors["cofacilitator"]
    text, _head, provision = _text(world, kana("textkey"), kana("texttitle"), f"{kana('firstwording')} first.", at)
    negotiation.redraft_provision(provision, wording=kana("provisionwording"), reason=kana("draftreason"), by=by, at=at)
    world.things |= {"draft_text": text.key, "draft_provision": str(provision.uuid), "draft_kind": "action"}


def _negotiate(world: World) -> None:
    """A text that was presented, with what is prepared, tabled, withdrawn, decided and reopened on it."""
    drafting, at = PHASES["stocktaking"], PHASES["negotiations"]
    by, owner, other = (world.actors[role] for role in ("cofacilitator", "owner", "other"))
    sentences = list(Sentence.objects.filter(uuid=world.things["draft_sentence"]))
    text, _head, provision = _text(world, "compact", "Compact", kana("unpresentedwords"), drafting)
    resting = negotiation.draft_provision(
        text, kind="action", wording="Open one desk.", sentences=sentences, by=by, at=drafting
    )
    plain = negotiation.draft_provision(text, kind="action", wording="Open two desks.", by=by, at=drafting)
    agreed = negotiation.draft_provision(text, kind="action", wording="Open three desks.", by=by, at=drafting)
    negotiation.redraft_provision(
        provision, wording="Open clinics to all.", reason=kana("unpresentedreason"), by=by, at=drafting
    )
    redrafts = Step.objects.filter(provision=provision, deed="redraft_provision")
    redrafts.update(undone_at=drafting, undone_because=kana("undonereason"))
    negotiation.present_draft(text, by=by, at=at)
    prepare = negotiation.prepare_proposal
    prepared = prepare(provision, wording=kana("prepared"), reason=kana("preparedreason"), by=owner, at=at)
    fresh = prepare(
        provision, wording=kana("preparednew"), kind="new_paragraph", reason=kana("newreason"), by=owner, at=at
    )
    dropped = prepare(provision, wording=kana("dropped"), reason=kana("droppedreason"), by=owner, at=at)
    negotiation.withdraw_proposal(dropped, by=owner, at=at)
    tabled = prepare(provision, wording="Open clinics to all, always.", reason="Need.", by=other, at=at)
    negotiation.table_proposal(tabled, by=other, at=at)
    mine = prepare(plain, wording="Open many desks.", reason="Need.", by=owner, at=at)
    negotiation.table_proposal(mine, by=owner, at=at)
    gone = prepare(plain, wording="Open no desks.", by=other, at=at)
    negotiation.withdraw_proposal(negotiation.table_proposal(gone, by=other, at=at), by=other, at=at)
    negotiation.take_position(tabled, stance="support", note="Good.", by=owner, at=at)
    negotiation.agree_provision(agreed, level="agreed", by=by, at=at)
    Edit.objects.create(proposal=prepared, ordinal=90, start=0, end=0, words=kana("edit"))
    Position.objects.create(
        proposal=prepared, entity_id=owner.entity_id, stance="support", note=kana("positionnote"), at=at
    )
    waiting = negotiation.draft_provision(text, kind="action", wording="Open four desks.", by=by, at=at)
    bru = Entity.objects.get(pk=other.entity_id)
    arl = Entity.objects.get(pk=owner.entity_id)
    negotiation.agree_provision(waiting, pending=[arl, bru], by=by, at=at)
    amending = prepare(provision, wording="Open clinics to all, by day.", amends=tabled, by=owner, at=at)
    negotiation.table_proposal(amending, by=owner, at=at)
    bridge = negotiation.offer_bridging_text(
        provision, wording=kana("bridge"), note=kana("bridgenote"), shared_with=[arl], by=by, at=at
    )
    ends = datetime(2018, 4, 6, 18)  # noqa: DTZ001 - the time of a place, whose zone the deed adds
    silence = negotiation.open_silence(text, ends=ends, provisions=[agreed], by=by, at=at)
    package = negotiation.bundle_provisions(text, title="Desks", provisions=[plain, agreed], by=by, at=at)
    statement = negotiation.enter_reservation(text, words="Not for us.", by=owner, at=at)
    bracket = texts.paragraph(texts.working_row(provision)).brackets[0].key
    world.things |= {
        "text": text.key,
        "provision": str(provision.uuid),
        "resting": str(resting.uuid),
        "agreed": str(agreed.uuid),
        "prepared": str(prepared.uuid),
        "prepared_new": str(fresh.uuid),
        "dropped": str(dropped.uuid),
        "tabled": str(tabled.uuid),
        "own_tabled": str(mine.uuid),
        "withdrawn_proposal": str(gone.uuid),
        "bracket": bracket,
        "waiting": str(waiting.uuid),
        "amending": str(amending.uuid),
        "bridge": str(bridge.uuid),
        "silence": str(silence.uuid),
        "package": str(package.uuid),
        "statement": str(statement.uuid),
        "seen": texts.working_row(provision).sha256,
    }


def _hand_in(world: World) -> None:
    """Documents that came back: the owner's own, one that the secretariat brought for the owner, one unreadable."""
    at, text = PHASES["negotiations"], NegotiatingText.objects.get(key=world.things["text"])
    owner, entity = world.actors["owner"], Entity.objects.get(pk=world.actors["owner"].entity_id)
    provision = Provision.objects.get(uuid=world.things["provision"])
    for name, by in (("returned", owner), ("returned_for", world.actors["officer"]), ("returned_refused", owner)):
        word = name.replace("_", "")
        document = exchange.HandedIn(entity, _packed(kana(f"{word}bytes")), kana(f"{word}name"))
        returned = exchange.hand_in_document(text, document=document, by=by, at=at)
        suggested = Suggested.objects.create(
            returned=returned,
            ordinal=1,
            kind="replace",
            provision=provision,
            base="Open clinics to all.",
            wording=kana(f"{word}wording"),
            authors=[kana(f"{word}author")],
            dated=kana(f"{word}dated"),
            traces=[{"id": "7", "kind": "ins", "author": "", "date": "", "words": kana(f"{word}trace")}],
            comments=[{"author": "", "date": "", "words": kana(f"{word}comment"), "quoted": ""}],
            found_by="identity",
        )
        reported = [{"group": "unplaced", "what": "", "where": "", "words": kana(f"{word}unplaced"), "author": ""}]
        told = {"remarks": [kana(f"{word}remark")], "reported": reported, "state": "read"}
        refused = {"refusal": [kana("refusal")], "state": "refused"}
        Returned.objects.filter(pk=returned.pk).update(**(refused if name == "returned_refused" else told))
        world.things |= {name: str(returned.uuid), name.replace("returned", "suggested"): str(suggested.uuid)}
    person = str(owner.person.uuid) if owner.person else ""
    job = Job.objects.create(
        kind=exchange.MAKE, key="a file", owner=person, state="done", enqueued_at=at, run_after=at, ended_at=at
    )
    Product.objects.create(job=job, filename="text.docx", media_type="text/plain", content=_packed("Words."))
    world.things["made_file"] = str(job.uuid)


def _packed(words: str) -> bytes:
    """Return a file in which words are found only by those who unpack it."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", f"<w>{words}</w>" * 2)
    return whole.getvalue()


def _adopt(world: World) -> None:
    at, by = PHASES["conference"], world.actors["cofacilitator"]
    text, _head, provision = _text(world, "resolution", "Resolution", "Build bridges.", PHASES["stocktaking"])
    negotiation.present_draft(text, by=by, at=PHASES["negotiations"])
    negotiation.adopt_text(text, symbol="A/1", by=by, at=at)
    room.freeze_screen(text, by=by, at=at)
    world.things |= {"adopted_text": text.key, "adopted": str(provision.uuid)}


def _record(world: World) -> None:
    """Let the log take up what was entered, which it does when a deed is committed; name an entry of each kind."""
    at = PHASES["consultations"]
    paper = Submission.objects.get(key=world.things["paper"])
    inputs.endorse_submission(paper, name=kana("endorser"), by=world.actors["focal_point"], at=at)
    Person.objects.create_user("closed", name="Closed", is_active=False)
    register_person("entered", name=kana("nameentered"), password=None, by=Actor(role=OFFICER), at=at)
    sequence()
    kinds = {
        "told": {"deed": "file_submission"},
        "withheld": {"deed": "prepare_proposal"},
        "dropped": {"deed": "withdraw_proposal", "facts__untabled": True},
        "sealed": {"deed": "open_summary"},
        "private": {"deed": "endorse_submission"},
        "of_site": {"process": "", "deed": "register_person"},
    }
    for name, kind in kinds.items():
        entry = Entry.objects.filter(**kind).order_by("pk").first()
        world.things |= {f"{name}_entry": str(entry.uuid), f"{name}_code": code_of(bytes.fromhex(entry.leaf))}
    opening = Opening.objects.get(entry__uuid=world.things["private_entry"])
    world.things |= {"salt": opening.salt, "size": "3", "tile": "0/000.p/3"}
