"""What a secretariat keeps beside the text: documents under symbols, a question put, the trust fund, mail."""

from decimal import Decimal

from secretariat.demo.services.cast import Cast, Row
from secretariat.fund import services as fund
from secretariat.fund.models import Contribution, Fund, Request
from secretariat.outbox import queries as outbox_queries
from secretariat.outbox import services as outbox
from secretariat.people.access import OFFICER
from secretariat.registry import services as registry


def keep_house(cast: Cast, sample: Row) -> None:
    """Enter documents, put a question, keep the fund, write to delegations."""
    _documents(cast, sample)
    money = fund.open_fund(cast.process, terms=sample["fund"]["terms"], by=cast.actor(OFFICER), at=sample["fund"]["at"])
    for row in sample["pledge"]:
        _pledged(cast, money, row)
    for row in sample["support"]:
        _supported(cast, money, row)
    _write(cast, sample["mail"])


def _documents(cast: Cast, sample: Row) -> None:
    by = cast.actor(OFFICER)
    for row in sample["document"]:
        files = [registry.File(language) for language in row["languages"]]
        told = {part: row[part] for part in ("series", "owed", "symbol") if part in row}
        entering = registry.Entering(row["title"], row["author"], row["at"].date(), files, **told)
        registry.register_document(cast.process, entering=entering, by=by, at=row["at"])
    for row in sample["question"]:
        ways = [registry.Way(each["title"], each["words"], each["timeline"]) for each in row["ways"]]
        parts = (row["title"], row["paragraph"], row["background"], ways, row["draft"], row["body"], row["due"])
        registry.put_question(cast.process, putting=registry.Putting(*parts), by=by, at=row["at"])


def _pledged(cast: Cast, money: Fund, row: Row) -> Contribution:
    by, at = cast.actor(OFFICER), row["at"]
    rate = Decimal(row["rate"]) if "rate" in row else None
    given = {"donor": row["donor"], "amount": Decimal(row["amount"]), "earmark": row.get("earmark", "")}
    pledge = fund.pledge_contribution(money, **given, money_=(row["currency"], rate), on=at.date(), by=by, at=at)
    for paid in row.get("paid", ()):
        fund.receive_payment(pledge, amount=Decimal(paid), on=at.date(), rate=rate, by=by, at=at)
    return pledge


def _supported(cast: Cast, money: Fund, row: Row) -> Request:
    by, at = cast.actor(OFFICER), row["at"]
    journey = {"fare": Decimal(row["fare"]), "days": row["days"], "place": row["place"]}
    entity = cast.entities[row["entity"]]
    asked = fund.apply_for_support(
        money, entity=entity, traveller=row["traveller"], facts=row["facts"], journey=journey, by=by, at=at
    )
    if "granted" in row:
        fund.award_support(asked, amount=Decimal(row["granted"]), on=at.date(), by=by, at=at)
    if "paid" in row:
        fund.pay_support(asked, amount=Decimal(row["paid"]), what=row["what"], on=at.date(), by=by, at=at)
    return asked


def _write(cast: Cast, row: Row) -> None:
    """Release one message, and leave another for whoever looks at the outbox."""
    by, at, group = cast.actor(OFFICER), row["at"], outbox.Group(addresses=row["addresses"])
    words = [outbox.Worded(each["language"], each["subject"], each["body"]) for each in row["words"]]
    gone = outbox.prepare_message(cast.process, group=group, words=words, by=by, at=at)
    outbox.release_message(gone, seen=outbox_queries.digest(gone), by=by, at=at)
    outbox.prepare_message(cast.process, group=group, words=words[:1], by=by, at=at)
