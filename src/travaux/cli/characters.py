"""The characters of a text that is given to a command: its encoding is told by its bytes, and a guess is called one."""

import click

from travaux.formats.detect import TEXT, Paper
from travaux.formats.plain import Undecodable, decoded
from travaux.words.legacy import guessed


def characters(content: bytes, filename: str) -> str:
    """Return the text of a file in Unicode, or in an older encoding in which it makes sense, which is then said.

    Who compares two files sees the words at once; who files a paper on the site is asked for Unicode, since there a
    guess would be kept. Raises Undecodable where it makes sense in none.
    """
    try:
        return decoded(Paper(content, filename, TEXT))
    except Undecodable:
        found = guessed(content)
        if found is None:
            raise
    click.echo(f"{filename}: it is not in Unicode; it was read as {found.encoding}, by its letters.", err=True)
    return found.text
