"""`hoiam privacy report`: the law's questions answered on the command line."""

import click

from core import cli
from core.i18n import N_, gettext, speaking
from privacy.queries import report

MARKS = {"good": "✓", "wait": "…", "stop": "✗", "plain": "·"}


@click.group("privacy")
def privacy_group() -> None:
    """Protection of personal data: what a controller must be able to answer."""


@privacy_group.command("report")
@click.option("--json", "as_json", is_flag=True, help="One document for another program.")
def report_command(*, as_json: bool) -> None:
    """Answer the law's questions with numbers. Exit 1 when something is late."""
    with cli.opened() as work, speaking("vi"):
        answers = report.all_answers(work.session)
        late = any(each.kind == "stop" for each in answers)
        if as_json:
            cli.answer({each.key: {"state": each.kind, "answer": each.words, "numbers": dict(each.numbers)} for each in answers})
        for each in answers if not as_json else ():
            click.echo(f"{MARKS[each.kind]} {each.question}\n  {each.words}")
            for title, count in each.numbers:
                click.echo(f"    {title}: {count}")
        if not as_json and late:
            click.echo(gettext(N_("Something is late: look at the lines marked ✗.")))
    raise SystemExit(1 if late else 0)
