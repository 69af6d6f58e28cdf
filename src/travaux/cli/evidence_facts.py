import click
@click.command("facts")
def facts() -> None:
    """To come."""
