import click
@click.command("project")
def project() -> None:
    """To come."""
