"""A file of Akoma Ntoso checked: well formed, valid, and how many of its provisions bear a name for good."""

from dataclasses import dataclass

from travaux.formats.akn.load import Fault, load
from travaux.formats.akn.names import named
from travaux.formats.akn.validity import invalid
from travaux.formats.detect import AKOMA_NTOSO, detect
from travaux.formats.guard import weighed
from travaux.formats.reading import Limits
from travaux.refusal import Invalid


class NotAkomaNtoso(Invalid):
    """The file is of another format."""

    asked = "You asked whether “{filename}” is valid Akoma Ntoso."
    because = "It is {found}."
    rule = "Files whose first element is akomaNtoso are checked."
    remedy = "Make one of it with “travaux convert”."


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found: where it is malformed, where invalid; its provisions, and those with a `wId`."""

    malformed: tuple[Fault, ...]
    invalid: tuple[Fault, ...]
    provisions: int
    named: int

    @property
    def is_valid(self) -> bool:
        """Whether it is well formed and as the schema has it."""
        return not self.malformed and not self.invalid


def checked(content: bytes, filename: str, *, limits: Limits | None = None) -> Checked:
    """Check a file against the schema of OASIS. Raises NotAkomaNtoso, and what opening a file raises."""
    limits = limits or Limits()
    weighed(content, filename, limits.text)
    paper = detect(content, filename)
    if paper.format != AKOMA_NTOSO:
        raise NotAkomaNtoso(filename=filename, found=paper.format)
    loaded = load(paper, limits)
    return Checked(loaded.faults, invalid(loaded.root), *named(loaded.root))
