"""`travaux convert`: a paper in another format."""

from pathlib import Path

import click

from travaux.cli.writing import NewFile
from travaux.formats.convert import converted


@click.command()
@click.argument("source", metavar="IN", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("target", metavar="OUT", type=NewFile())
def convert(source: Path, target: Path) -> None:
    """Write IN in the format that the suffix of OUT names: .docx, .odt, .md, .txt, .html, .pdf or .xml.

    IN is .docx, .odt, .pdf, .html, .md, .txt or .xml (Akoma Ntoso). From .xml to .xml is import and export: words and
    markup stay, what is missing (eId, wId) is given, what is not valid is mended. What was mended or left out is said
    on the error stream.
    """
    result = converted(source.read_bytes(), source.name, target.name)
    for said in result.said:
        click.echo(f"{source.name}: {said}", err=True)
    target.write_bytes(result.content)
