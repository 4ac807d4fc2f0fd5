"""`hoiam outbox send`: one pass, for laptops and for a timer."""

import click

from core import cli
from core.errors import HoiAmError
from notifications import commands


@click.group("outbox")
def outbox_group() -> None:
    """Messages to families."""


@outbox_group.command("send")
def send() -> None:
    """Send what is due, once. Exit 1 when something did not go through, 2 when mail may not leave this computer."""
    database = cli.opened_database()
    try:
        counts = commands.send_due(database, cli.operator())
    except HoiAmError as error:
        cli.fail(error.sentence())
    click.echo(str(counts))
    raise SystemExit(1 if counts.later or counts.given_up or counts.in_doubt else 0)
