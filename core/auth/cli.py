"""`hoiam user add|password|second-step`: passwords are made up here and shown once, never given on the command line."""

from datetime import datetime

import click

from core import auth, cli
from core.i18n import N_, gettext

ROLES = click.Choice([role.value for role in auth.Role])


@click.group()
def user() -> None:
    """Staff accounts."""


@user.command("add")
@click.argument("login")
@click.option("--name", required=True)
@click.option("--role", "roles", multiple=True, required=True, type=ROLES)
@click.option("--commune", "communes", multiple=True, help="2025 commune code; repeat; none means the whole province")
def add_user(login: str, name: str, roles: tuple[str, ...], communes: tuple[str, ...]) -> None:
    """A new account; its password is printed once."""
    with cli.opened() as work:
        _, password = auth.add_account(work.session, login, name, [auth.Role(r) for r in roles], list(communes) or None)
        work.audit("account.added", f"account:{login}", roles=list(roles))
    click.echo(password)


@user.command("password")
@click.argument("login")
def change_password(login: str) -> None:
    """A new password for LOGIN, printed once; the old one stops working and open pages are signed out."""
    with cli.opened() as work:
        person = auth.account_named(work.session, login)
        password = auth.new_password(work.session, person)
        auth.forget_failures(work.session, login)
        ended = auth.end_sessions(work.session, person.id)
        work.audit("account.password", f"account:{login}", sessions_ended=ended)
    click.echo(password)


@user.command("second-step")
@click.argument("login")
@click.option("--reset", is_flag=True, required=True, help="take it back: the telephone and the paper codes are lost")
def reset_second_step(login: str, *, reset: bool) -> None:
    """The way back for the last administrator: LOGIN sets up a new telephone at the next sign-in. Open pages are signed out."""
    with cli.opened() as work:
        person = auth.account_named(work.session, login)
        taken = auth.end_second_step(work.session, person.id) if reset else 0
        ended = auth.end_sessions(work.session, person.id)
        auth.forget_failures(work.session, f"second step\0{login}")
        work.audit("account.second_step_ended", f"account:{login}", sessions_ended=ended)
    click.echo(gettext(N_("The second step is taken back. At the next sign-in a new telephone is set up.")) if taken
               else gettext(N_("This account had no second step.")))


@user.command("training")
@click.argument("login")
@click.option("--skill", required=True, type=click.Choice([skill.value for skill in auth.Skill]))
@click.option("--held-on", required=True, type=click.DateTime(["%Y-%m-%d"]))
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--certificate", default="")
def add_training(login: str, skill: str, held_on: datetime, until: datetime | None, certificate: str) -> None:
    """Write down that LOGIN was trained, as the page /tap-huan does."""
    with cli.opened() as work:
        person = auth.account_named(work.session, login)
        facts = auth.TrainingFacts(auth.Skill(skill), held_on.date(), until.date() if until else None, certificate)
        auth.add_training(work.session, person, facts, None)
        work.audit("account.training_added", f"account:{login}", what=skill, day=facts.held_on)
