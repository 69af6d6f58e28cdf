"""The rolling text of a large negotiation: 420 provisions, 5,000 proposals, 193 delegations."""

import difflib
import random
from collections.abc import Iterator
from html import escape

from benchmarks.figure import Figure, seconds
from travaux.text.contest import ProvisionState, Tabled
from travaux.text.proposal import edits_of
from travaux.text.rolling import Mark, Segment, rolling

SEED = 20171201
PROVISIONS, PROPOSALS, DELEGATIONS = 420, 5_000, 193
WORDS = (
    "migration migrants States cooperation rights protection shall should ensure promote strengthen voluntary regional",
    "national safe orderly regular framework commitments support development countries origin transit destination and",
    "of the to in with all their through including",
)
VOCABULARY = " ".join(WORDS).split()
PEER = "difflib, each proposal by itself"


def wording(chance: random.Random) -> list[str]:
    return [chance.choice(VOCABULARY) for _ in range(chance.randint(30, 90))]


def changed(words: list[str], chance: random.Random) -> list[str]:
    """Return the words with one to three runs replaced, removed or added, as proposals do."""
    new = list(words)
    for _ in range(chance.randint(1, 3)):
        place, length = chance.randrange(len(new)), chance.randint(0, 4)
        new[place : place + length] = [chance.choice(VOCABULARY) for _ in range(chance.randint(0, 4))]
    return new if new and new != words else changed(words, chance)


def negotiation(chance: random.Random) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return each provision's wording with the wordings that delegations propose for it."""
    provisions = [wording(chance) for _ in range(PROVISIONS)]
    proposed: list[list[tuple[str, str]]] = [[] for _ in provisions]
    for _ in range(PROPOSALS):
        number = chance.randrange(PROVISIONS)
        delegation = f"D{chance.randrange(DELEGATIONS):03}"
        proposed[number].append((delegation, " ".join(changed(provisions[number], chance))))
    return [(" ".join(words), proposals) for words, proposals in zip(provisions, proposed, strict=True)]


Negotiation = list[tuple[str, list[tuple[str, str]]]]


def states(texts: Negotiation) -> list[ProvisionState]:
    """Compare every proposal with its provision: what is done once, when a proposal is tabled."""
    return [
        ProvisionState(
            key=f"p{number}",
            wording=base,
            tabled=tuple(
                Tabled(proposal=f"{number}.{i}", proponents=(who,), edits=tuple(edits_of(base, new)))
                for i, (who, new) in enumerate(proposals)
            ),
        )
        for number, (base, proposals) in enumerate(texts)
    ]


TAG = {Mark.REMOVED: "del", Mark.ADDED: "ins", Mark.PLAIN: "span", Mark.BRACKET: "b"}


def html(provisions: list[ProvisionState]) -> str:
    """Render the rolling text, with who proposes what."""
    return "\n".join(f"<p>{''.join(map(segment, rolling(state).segments))}" for state in provisions)


def segment(one: Segment) -> str:
    """Render a run of words shown alike."""
    return f"<{TAG[one.mark]}>{escape(one.words)}</{TAG[one.mark]}> {' '.join(one.proponents)}"


def peer_html(texts: Negotiation) -> str:
    """Render the same with the standard library: every proposal as a paragraph of its own."""
    return "\n".join(
        f"<p>{who}: {peer_words(base.split(), new.split())}" for base, proposals in texts for who, new in proposals
    )


def peer_words(base: list[str], new: list[str]) -> str:
    parts = []
    matcher = difflib.SequenceMatcher(a=base, b=new, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        kept, added = escape(" ".join(base[start:end])), escape(" ".join(new[new_start:new_end]))
        parts.append(kept if kind == "equal" else f"<del>{kept}</del><ins>{added}</ins>")
    return " ".join(parts)


def figures() -> Iterator[Figure]:
    texts = negotiation(random.Random(SEED))  # noqa: S311 - a sample that can be made again, no secret
    provisions = states(texts)
    rendered = seconds(lambda: html(provisions), times=3)
    both = seconds(lambda: html(states(texts)), times=3)
    peer = seconds(lambda: peer_html(texts), times=3)
    size = f"{PROVISIONS} provisions, {PROPOSALS:,} proposals, {DELEGATIONS} delegations (seed {SEED})"
    yield Figure(f"rolling text rendered: {size}", f"{rendered:.2f} s", "1 s", met=rendered < 1)
    yield Figure("the same, every proposal compared with the text anew", f"{both:.2f} s", "", f"{peer:.2f} s", PEER)
