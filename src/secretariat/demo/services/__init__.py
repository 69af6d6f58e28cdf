"""Making the sample: every deed in it is done by the services that everybody else uses, in order, on its day."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from secretariat.demo import queries
from secretariat.demo.models import SampleClock
from secretariat.demo.services.cast import Cast, Row, Tell
from secretariat.demo.services.joining import apply_and_register
from secretariat.demo.services.running import keep_house
from secretariat.evidence.services import sampling
from secretariat.frame.scope import DEED, unscoped
from secretariat.inputs import services as inputs
from secretariat.inputs.models import Code, Passage, Submission
from secretariat.negotiation import queries as texts
from secretariat.negotiation import services as negotiation
from secretariat.negotiation.models import NegotiatingText, Proposal, Provision, Standing
from secretariat.participation import services as participation
from secretariat.people.access import COFACILITATOR, DELEGATE, FOCAL_POINT, OFFICER, Actor
from secretariat.people.services import register_person
from secretariat.precedents import services as precedents
from secretariat.processes import services as processes
from secretariat.room import services as room
from secretariat.stocktaking import services as stocktaking
from travaux.formats.intake import opened
from travaux.modalities import library_file
from travaux.text.precedents.shapes import Adopted, Paragraph
from travaux.words.tokens import digest

Step = Callable[[Cast, NegotiatingText, Row], object]


def set_day(day: date, *, seen: datetime) -> None:
    """Let it be `day` in the sample, at the time of day that it was when `seen`."""
    wanted = datetime.combine(day, seen.astimezone(UTC).time(), tzinfo=UTC)
    SampleClock.objects.update_or_create(pk=1, defaults={"seconds": queries.seconds_back() + _seconds(wanted, seen)})


def _seconds(one: datetime, other: datetime) -> int:
    return round((one - other).total_seconds())


def make_sample(*, now: datetime, tell: Tell) -> None:
    """Make the sample process from its data, telling what is under way; its clock starts last, when all is there."""
    sample = queries.sample()
    cast = _open(sample)
    for words, make in (
        ("those who take part", _admit),
        ("the papers and their coding", _file),
        ("the chair's summary", _sum_up),
        ("the zero draft", _draft),
        ("what was agreed before", _take_up),
        ("the negotiation", _negotiate),
        ("lists on a non-objection basis and registration", apply_and_register),
        ("documents, money and mail", keep_house),
        ("what was done of what the resolution asks", _fulfil),
    ):
        tell(words)
        make(cast, sample)
    sampling.later(cast.process, at=sample["today"])  # figures take their time: a worker makes them
    SampleClock.objects.create(pk=1, seconds=_seconds(sample["today"], now))


def _open(sample: Row) -> Cast:
    text = library_file(queries.KEY)
    by = Actor(role=OFFICER)
    return Cast(processes.open_process(text, by=by, at=sample["opened"], is_sample=True))


def _admit(cast: Cast, sample: Row) -> None:
    at, by = sample["opened"], cast.actor(OFFICER)
    for row in sample["entity"]:
        cast.entities[row["code"]] = participation.admit_entity(cast.process, **row, by=by, at=at)
    for row in sample["person"]:
        staff = row["role"] == OFFICER
        person = register_person(row["username"], name=row["name"], password=None, staff=staff, by=by, at=at)
        entity = cast.entities.get(row.get("entity", ""))
        participation.seat_person(cast.process, person=person, role=row["role"], entity=entity, by=by, at=at)
        cast.persons[row["username"]] = person


def _file(cast: Cast, sample: Row) -> None:
    for row in sample["submission"]:
        entity = cast.entities[row["entity"]]
        role = DELEGATE if entity.kind == "state" else FOCAL_POINT
        content = row["text"].lstrip().encode()
        filing = inputs.Filing(
            entity=entity,
            title=row["title"],
            content=content,
            opened=opened(content, row["filename"]),  # the sample's own words: nothing hostile to wall in
            filename=row["filename"],
            kind=row["kind"],
            themes=row["themes"],
            language="en",
        )
        by = cast.actor(role, entity.code)
        paper = inputs.file_submission(cast.process, filing=filing, by=by, at=row["at"])
        for name in row.get("endorsed", ()):
            inputs.endorse_submission(paper, name=name, by=by, at=row["at"])
        cast.papers[entity.code] = paper
        _code(cast, paper, row)


def _code(cast: Cast, paper: Submission, row: Row) -> None:
    """Confirm what was suggested under the paper's own themes; the rest waits for whoever tries the sample."""
    by = cast.actor(OFFICER)
    inputs.suggest_codes(paper, by=by, at=row["at"])
    for code in (
        Code.objects.unscoped(DEED).filter(passage__submission=paper, theme__key__in=row["themes"]).order_by("id")
    ):
        inputs.confirm_code(code, by=by, at=row["at"])


def _sum_up(cast: Cast, sample: Row) -> None:
    by, given = cast.actor(COFACILITATOR), sample["summary"]
    summary = stocktaking.open_summary(cast.process, title=given["title"], by=by, at=given["opened"])
    for row in sample["sentence"]:
        passages = [_passage(cast, code, words) for code, words in row["cites"]]
        cast.sentences.append(
            stocktaking.write_sentence(
                summary,
                wording=row["wording"],
                passages=passages,
                theme=row["theme"],
                own=row.get("own", False),
                by=by,
                at=given["opened"],
            )
        )
    stocktaking.issue_summary(summary, by=by, at=given["issued"])


def _passage(cast: Cast, code: str, words: str) -> Passage:
    """Return the passage of a paper that holds `words`, however its lines are broken."""
    passages = Passage.objects.filter(submission=cast.papers[code]).order_by("ordinal")
    return next(passage for passage in passages if words in " ".join(passage.text.split()))


def _draft(cast: Cast, sample: Row) -> None:
    by, given = cast.actor(COFACILITATOR), sample["text"]
    text = negotiation.open_text(
        cast.process, key=given["key"], title=given["title"], kind=given["kind"], by=by, at=given["opened"]
    )
    for row in sample["provision"]:
        sentences = [cast.sentences[number - 1] for number in row.get("from", ())]
        negotiation.draft_provision(
            text, kind=row["kind"], wording=row["wording"], sentences=sentences, by=by, at=given["opened"]
        )
    negotiation.present_draft(text, symbol=given["symbol"], by=by, at=given["presented"])


def _negotiate(cast: Cast, sample: Row) -> None:
    text = NegotiatingText.objects.unscoped(DEED).get(process=cast.process)
    for row in sample["step"]:
        made = STEPS[row["deed"]](cast, text, row)
        if "name" in row:
            cast.made[row["name"]] = made


def _on(text: NegotiatingText, words: str) -> Provision:
    """Return the one provision of the working text that stands, or is proposed, and whose wording holds `words`."""
    (row,) = (
        unscoped(texts.working(text).rows, DEED)
        .filter(wording__contains=words)
        .exclude(standing=Standing.STRUCK)
        .select_related("provision__text__process")
    )
    return row.provision


def _given(cast: Cast, text: NegotiatingText, row: Row) -> dict[str, Any]:
    """Return what a step gives to its deed: those who take part by code, paragraphs by their words, things by name."""
    found = {name: given for name, given in row.items() if name not in OF_A_STEP}
    for name, given in found.items():
        if name in CODES:
            found[name] = [cast.entities[code] for code in given]
        elif name in PARAGRAPHS:
            found[name] = [_on(text, words) for words in given]
        elif name in PARAGRAPH:
            found[name] = _on(text, given)
        elif name in THINGS:
            found[name] = [cast.made[each] for each in given] if isinstance(given, list) else cast.made[given]
    if "on_behalf_of" in found:
        found["on_behalf_of"] = cast.entities[found["on_behalf_of"]]
    return found


def _by(cast: Cast, row: Row) -> Actor:
    """Return who does a step: the delegation that it names, or else those who lead."""
    return cast.actor(DELEGATE, row["by"]) if "by" in row else cast.actor(COFACILITATOR)


def _plainly(deed: Callable[..., object]) -> Step:
    """Return the step that is one deed: on the paragraph, or the thing, that it names, or else on the text."""

    def done(cast: Cast, text: NegotiatingText, row: Row) -> object:
        named = _on(text, row["on"]) if "on" in row else cast.made[row["of"]] if "of" in row else text
        return deed(named, **_given(cast, text, row), by=_by(cast, row), at=row["at"])

    return done


def _propose(cast: Cast, text: NegotiatingText, row: Row) -> Proposal:
    prepared = negotiation.prepare_proposal(
        _on(text, row["on"]), **_given(cast, text, row), by=_by(cast, row), at=row["at"]
    )
    return negotiation.table_proposal(prepared, by=_by(cast, row), at=row["at"])


def _lift(cast: Cast, text: NegotiatingText, row: Row) -> None:
    """Lift every bracket that a proposal opens, in its favour."""
    provision, taken = _on(text, row["on"]), str(cast.made[row["take"]].uuid)
    while wanted := next(_wanted(provision, taken), None):  # a bracket that is lifted moves those behind it
        key, words = wanted
        negotiation.lift_bracket(provision, bracket=key, wording=words, by=cast.actor(COFACILITATOR), at=row["at"])


def _wanted(provision: Provision, taken: str) -> Iterator[tuple[str, str]]:
    for bracket in texts.paragraph(texts.row_of(provision)).brackets:
        for choice in bracket.alternatives:
            if taken in choice.proposals:
                yield bracket.key, choice.words


def _answer(cast: Cast, text: NegotiatingText, row: Row) -> object:
    """Take a position on the first open bracket of a paragraph."""
    provision = _on(text, row["on"])
    key = texts.paragraph(texts.working_row(provision)).brackets[0].key
    given = _given(cast, text, row)
    return negotiation.take_bracket_position(provision, bracket=key, **given, by=_by(cast, row), at=row["at"])


def _render(cast: Cast, text: NegotiatingText, row: Row) -> None:
    """Keep paragraphs in a language: pairs of words that occur in one paragraph only, and of all its words there."""
    by = cast.actor(OFFICER)
    for words, wording in row["wordings"]:
        found = texts.working_row(_on(text, words))
        room.render_provision(found, language=row["language"], wording=wording, by=by, at=row["at"])


def _show(cast: Cast, text: NegotiatingText, row: Row) -> None:
    room.show_provision(texts.working_row(_on(text, row["on"])), by=cast.actor(COFACILITATOR), at=row["at"])


OF_A_STEP = frozenset({"deed", "name", "by", "at", "on", "of"})
CODES, PARAGRAPHS = frozenset({"pending", "shared_with"}), frozenset({"provisions"})
PARAGRAPH, THINGS = frozenset({"other", "provision"}), frozenset({"amends", "proposals"})
STEPS: dict[str, Step] = {
    "prepare": _plainly(negotiation.prepare_proposal),
    "propose": _propose,
    "cosponsor": _plainly(negotiation.cosponsor_proposal),
    "position": _plainly(negotiation.take_position),
    "answer": _answer,
    "accept": _plainly(negotiation.accept_amendment),
    "lift": _lift,
    "redraft": _plainly(negotiation.redraft_provision),
    "undo": _plainly(negotiation.undo_deed),
    "agree": _plainly(negotiation.agree_provision),
    "bundle": _plainly(negotiation.bundle_provisions),
    "silence": _plainly(negotiation.open_silence),
    "break": _plainly(negotiation.break_silence),
    "conclude": _plainly(negotiation.conclude_silence),
    "explain": _plainly(negotiation.explain_position),
    "reserve": _plainly(negotiation.enter_reservation),
    "bridge": _plainly(negotiation.offer_bridging_text),
    "freeze": _plainly(negotiation.freeze_version),
    "render": _render,
    "show": _show,
}


def _take_up(cast: Cast, sample: Row) -> None:
    """Take up what was adopted before, in which agreed language is found."""
    for row in sample["adopted"]:
        paragraphs = tuple(Paragraph(str(number), wording) for number, wording in enumerate(row["paragraphs"], 1))
        text = Adopted(row["symbol"], row["date"].isoformat(), paragraphs)
        reading = precedents.Reading(text, digest("\n".join(row["paragraphs"])), row["title"])
        precedents.add_precedents(cast.process, reading=reading, by=cast.actor(OFFICER), at=row["at"])


def _fulfil(cast: Cast, sample: Row) -> None:
    for row in sample["met"]:
        processes.fulfil_obligation(
            cast.process, obligation=row["obligation"], evidence=row["evidence"], by=cast.actor(OFFICER), at=row["at"]
        )
