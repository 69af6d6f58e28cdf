"""Recommending: which passages ask for something, and which give the context; in six languages, with the words for it.

A passage recommends where it, or somebody whom it reports, asks anybody to do something, says what should, must or
needs to be done, or decides, requests, invites or encourages. An item recommends as the words that open its list do,
where it completes their sentence. What is announced, recalled, hoped for, thanked for or scheduled is context.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from travaux.passages.segment import Kind, Passage
from travaux.words.phrases import phrases

RULE = "words that ask, 1"
"""Name of the rule; a changed rule gets another number."""

_ASKING = phrases(
    (
        *("should", "must", "shall", "ought to", "need to", "needs to", "needed to", "is needed", "are needed"),
        *("need for", "have to be", "has to be", "requires", "require that", "call upon", "call on", "call for"),
        *(
            "called for",
            "urge",
            "urged",
            "recommend",
            "request the",
            "request that",
            "requests",
            "also request",
            "invite",
        ),
        *("encourage", "decide", "decide that", "decide to", "propose", "importance of", "it is essential"),
        *("was essential", "is crucial", "was crucial", "be crucial", "is vital", "is imperative", "it is necessary"),
        *("equally critical", "let us", "we support", "support for", "way forward is", "path forward", "task now is"),
        *("could be held", "could take the form", "could discuss", "demand", "appeal to", "we ask", "it is important"),
        *(
            "is essential",
            "are essential",
            "we look to",
            "it is time to",
            "would have to",
            "advised to",
            "advised that",
        ),
        *("devrait", "devraient", "doit", "doivent", "devons", "devrions", "il faut", "il convient", "recommand*"),
        *("demande à", "demande au", "demandons", "prie", "prions", "invite", "invitons", "encourage", "encourageons"),
        *("exhort*", "engage", "demande instamment", "décide", "il importe", "il est essentiel", "il est nécessaire"),
        *("nécessité de", "nécessité d", "importance de", "importance d", "appelle à", "appelons à", "propose de"),
        *("debe", "deben", "debería*", "deberá*", "debemos", "es necesario", "hay que", "recomienda*", "recomendamos"),
        *("insta", "instamos", "exhorta*", "invita", "invitamos", "alienta*", "alentamos", "pide", "pedimos", "decide"),
        *("solicita", "solicitamos", "necesidad de", "importancia de", "es esencial", "es fundamental", "propone"),
        *("должн*", "следует", "необходимо", "рекоменду*", "призыва*", "просит", "просим", "предлагает", "предлагаем"),
        *("рекомендовал*", "поощряет", "постановляет", "настоятельно", "важность", "необходимость", "важно"),
        *(
            "ينبغي",
            "يجب",
            "يتعين",
            "توصي",
            "نوصي",
            "تدعو",
            "ندعو",
            "تهيب",
            "نهيب",
            "تطلب",
            "نطلب",
            "تحث",
            "نحث",
            "تشجع",
        ),
        *("نشجع", "تقرر", "ضرورة", "أهمية", "أوصى", "لا بد", "من الضروري", "من المهم"),
        *("应当", "应该", "应确保", "应采取", "应在", "应由", "应为", "必须", "需要", "有必要", "建议", "呼吁", "敦促"),
        *("邀请", "鼓励", "决定", "促请", "要求", "请秘书长", "请大会", "请会员国", "重要性", "又请", "吁请", "还请"),
    )
)
_ORDERS = """
abolish abrogate accede accelerate accept accord achieve acknowledge act adapt address adhere adjust adopt align
allocate allow amend apply appoint approve assess assist assure authorize avoid ban become begin bring broaden build
carry cease change clarify collect combat commit commute complete comply conclude condemn conduct consider
consolidate consult continue cooperate create criminalize declare decriminalize deepen define deliver demonstrate
deploy design designate develop devise devote discuss disseminate draft draw elaborate eliminate enable enact
encourage end endorse enforce engage enhance enlarge ensure envisage eradicate establish evaluate examine execute
exert expand expedite explore extend facilitate fight finalize find focus follow formulate foster fulfil fulfill
fully give grant guarantee halt harmonize hold identify implement impose improve include incorporate increase inform
initiate institute integrate intensify introduce invest investigate invite involve issue join keep launch lift look
maintain make meet mobilize modify monitor move offer organize pass pay permit persevere persist place prepare
present preserve prevent prioritize proceed prohibit promote propose prosecute protect provide publish punish pursue
put raise ratify reach recognize reconsider redouble reduce reform refrain regulate reinforce reinstate release
remain remove renew repeal report request resolve respect respond restore review revise revoke safeguard seek set
share sign spare speed spread start step stop strengthen strive study submit support suspend sustain tackle take
train transform treat undertake update uphold use utilize withdraw work
"""
"""Verbs with which a recommendation may begin as a bare order, as in "Ratify …"; from the general use of the field."""
_ORDERED = frozenset(_ORDERS.split())
_PREAMBLE = re.compile(
    r"\W*(?:(?:also|further|deeply|fully|gravely|strongly|noting|taking)\s+){0,2}"
    r"(?:recalling|noting|welcoming|recognizing|reaffirming|bearing|mindful|guided|convinced|concerned|acknowledging|"
    r"considering|stressing|emphasizing|reiterating|aware|having|taking note|rappelant|notant|considérant|constatant|"
    r"saluant|se félicitant|réaffirmant|consciente?|ayant|recordando|observando|considerando|acogiendo|reafirmando|"
    r"consciente|habiendo|teniendo|tomando|reconociendo|ссылаясь|отмечая|признавая|приветствуя|подтверждая|учитывая|"
    r"إذ\s|回顾|注意到|认识到|重申|欢迎)",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"[\W_]*(?:to\s+)?(?:(?:further|also|[a-z]+ly),?\s+)?(?P<word>[^\W\d_]+)(?P<next>,?\s+[^\W\d_]+)?", re.IGNORECASE
)
_OPENS = re.compile(
    r"(?:\b(?:should|must|shall|to|that|on|for|de|à|que|a)|[应须])\W{0,4}[:\uff1a]\W{0,4}\Z", re.IGNORECASE
)
_SPOKEN = (Kind.PARAGRAPH, Kind.ITEM, Kind.TABLE, Kind.QUOTATION)


@dataclass(frozen=True, slots=True)
class Asking:
    """Whether a passage recommends, and the words for which it was taken so (none where it gives the context)."""

    is_recommendation: bool
    words: tuple[str, ...]


def told_apart(passages: Iterable[Passage]) -> Iterator[Asking]:
    """Tell the recommendations of a paper apart from their context, passage by passage in order."""
    opening: Asking | None = None
    for passage in passages:
        found = asking(passage.text) if passage.kind in _SPOKEN else Asking(is_recommendation=False, words=())
        if passage.kind is Kind.ITEM and opening and not found.is_recommendation:
            found = opening
        elif passage.kind is not Kind.ITEM:
            opening = found if found.is_recommendation and _OPENS.search(passage.text) else None
        yield found


def asking(text: str) -> Asking:
    """Say whether a passage that stands alone recommends, and by which of its words."""
    if _PREAMBLE.match(text):
        return Asking(is_recommendation=False, words=())
    words = [text[found.start : found.end] for found in _ASKING.find(text)]
    ordered = _order(text)
    found = tuple(dict.fromkeys([ordered, *words] if ordered else words))
    return Asking(bool(found), found)


def _order(text: str) -> str:
    """Return the verb with which the text orders something at its beginning: "Ensure that …", "To ensure …"."""
    first = _FIRST.match(text)
    if first and first["word"].casefold() in _ORDERED and first["next"]:
        return first["word"]
    return ""
