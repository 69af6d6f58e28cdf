"""What is in the repository names nothing outside it: no machine's folders, no registry."""

import re
from pathlib import Path

FOREIGN = re.compile(
    r"(?<![\w.-])/(?:work|root|home)/"  # folders of one machine
    r"|(?:pypi|pythonhosted|npmjs|deb\.debian|snapshot\.debian)\.(?:org|com)"  # registries
)


def test_no_file_names_a_machine_or_a_registry(tracked: list[Path], root: Path) -> None:
    found = [
        (str(path.relative_to(root)), match.group())
        for path in tracked
        if path != Path(__file__)
        for match in FOREIGN.finditer(path.read_text(errors="ignore"))
    ]
    assert found == []
