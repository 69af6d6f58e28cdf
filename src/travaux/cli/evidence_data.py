import click
@click.command("data")
def data() -> None:
    """To come."""
