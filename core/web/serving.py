"""Starting and stopping: `serve`, the demo, backups. One process."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from granian.constants import Interfaces
from granian.server.embed import Server
from granian.utils.proxies import wrap_asgi_with_proxy_headers

from core import auth, chain, cli
from core.db import Database
from core.errors import HoiAmError
from core.i18n import N_, gettext
from core.installation import copy_sqlite, is_demo, open_installation, restore_sqlite
from core.settings import Settings
from core.web.edge import LOOPBACK, names_of
from core.web.jobs import Job, Jobs
from core.web.site import build_site
from core.work import Work


@dataclass
class House:
    """What `app.py` hands over: this file knows no room."""

    routes: list[Any]
    first_start: Callable[[Work], object]
    load_demo: Callable[[Database], object]
    jobs: Sequence[Job]


house: House


def install(
    routes: list[Any], *, first_start: Callable[[Work], object], load_demo: Callable[[Database], object], jobs: Sequence[Job] = ()
) -> None:
    global house  # noqa: PLW0603 - set once, when the program starts
    house = House(routes, first_start, load_demo, jobs)


def prepare(database: Database) -> str | None:
    """What a first start needs: a form text and, in a real installation, one administrator; returns its password once."""
    demo = is_demo(database)
    with database.transaction() as session:
        work = Work(session, auth.SYSTEM)
        house.first_start(work)
        if demo or any(auth.Role.province_admin in account.roles for account in auth.accounts(session)):
            return None
        _, password = auth.add_account(session, "admin", gettext(N_("Administrator")), [auth.Role.province_admin])
        work.audit("account.added", "account:admin")
        return password


def site(database: Database, host: str = "127.0.0.1", names: Sequence[str] = (), proxy: str | None = None) -> Any:
    """The application for one address. `proxy` is the one address whose word on who asks, and over https, is believed."""
    built = build_site(house.routes, database, demo=is_demo(database), hosts=names_of(host, names))
    return wrap_asgi_with_proxy_headers(built, [proxy]) if proxy else built


@click.command()
@click.option("--demo", is_flag=True, help="the fictional province, on loopback only")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--name", "names", multiple=True, help="a further name by which browsers open this site")
@click.option("--proxy", help="the address of a web server in front that speaks https for this one")
def serve(*, demo: bool, host: str, port: int, names: tuple[str, ...], proxy: str | None) -> None:
    """Serve the pages. `--demo` refuses a real home; a plain start refuses a demo home."""
    if demo and (host not in LOOPBACK or proxy):
        cli.fail(gettext(N_("The demo signs anybody in, so it is served on this computer only. Leave out --host and --proxy.")))
    try:
        database = open_installation(Settings.from_environment(), demo=demo)
        if demo:
            house.load_demo(database)
        password = prepare(database)
    except HoiAmError as error:
        cli.fail(error.sentence())
    click.echo(f"Hồi Âm: http://{host}:{port}")
    if demo:
        click.echo(gettext(N_("Invented data. Sign in with one click as any role on the first page.")))
    if password:
        click.echo(gettext(N_("First sign-in (shown only now): admin / %(password)s"), password=password))
    run(database, host, port, site(database, host, names, proxy))


def run(database: Database, host: str, port: int, served: Any = None) -> None:
    """Serve until the terminal says stop."""

    async def listen() -> None:
        await Server(served or site(database, host), address=host, port=port, interface=Interfaces.ASGI, log_access=False).serve()

    with Jobs(database, house.jobs), suppress(KeyboardInterrupt):
        asyncio.run(listen())


@click.command("demo")
def demo_command() -> None:
    """Load the fictional province and stop."""
    try:
        database = open_installation(Settings.from_environment(), demo=True)
        house.load_demo(database)
    except HoiAmError as error:
        cli.fail(error.sentence())
    click.echo(gettext(N_("The fictional province is loaded.")))


@click.command("migrate")
def migrate_command() -> None:
    """Create or bring up to date the tables, and stop."""
    prepare(cli.opened_database())


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Copy the running SQLite database into FILE, and its wrapped keys into FILE.keys; the master key is in neither."""
    settings = Settings.from_environment()
    cli.opened_database()
    if not settings.on_sqlite:
        cli.fail(gettext(N_("This installation uses PostgreSQL: take the backup with pg_dump. Nothing was written.")))
    copy_sqlite(settings, file.absolute())
    click.echo(gettext(
        N_("The backup is written, and the keys beside it in %(keys)s. Keep the two apart, and both apart from the key file."), keys=f"{file.name}.keys"))


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Put a backup back, with the keys from FILE.keys and from here; what lay here is kept in `backups`."""
    try:
        restore_sqlite(Settings.from_environment(), file.absolute())
    except HoiAmError as error:
        cli.fail(error.sentence())
    with cli.opened() as work:
        seq = chain.head(work.session).seq
        work.audit("audit.restored", "audit:chain", rows=seq)
    click.echo(gettext(N_("The backup is back in place. What was here before is kept in the folder of backups.")))
    click.echo(gettext(
        N_("The log ends at No. %(number)s again. Seals printed with a higher number are not reached any more: keep those papers, and the copy."), number=seq,
    ))
