"""`hoiam user add|password`: passwords are made up here and shown once, never given on the command line."""

import click

from core import auth, cli

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
