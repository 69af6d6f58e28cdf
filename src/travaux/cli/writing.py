"""Where a command writes to: a file in a folder that is there, told before the work is done and not after it."""

from pathlib import Path
from typing import Any

import click


class NewFile(click.Path):
    """A file that is to be written; a folder that is not there is told as a wrong option."""

    def __init__(self, *, dir_okay: bool = False) -> None:
        """Take the path of a file, or with `dir_okay` of a folder."""
        super().__init__(dir_okay=dir_okay, writable=True, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path, or fail where it stands in a folder that is not there."""
        path = Path(str(super().convert(value, param, ctx)))
        if not path.parent.is_dir():
            self.fail(f"there is no folder “{path.parent}”.", param, ctx)
        return path
