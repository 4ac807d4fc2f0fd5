"""`hoiam privacy report`: the law's questions answered on the command line."""

import click


@click.group("privacy")
def privacy_group() -> None:
    """Protection of personal data: what a controller must be able to answer."""
