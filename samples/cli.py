"""`hoiam days|samples|shipments …`, and the imports of remains and receipts."""

from pathlib import Path
from uuid import UUID

import click

import labels
from core import auth, cli, clock, crypto, files
from core.cli import import_command
from samples import commands, queries
from samples.models import Shipment

import_remains = import_command(
    "remains", "remains", lambda work, name, content, mapping: queries.stage_remains(work.session, name, content, mapping),
    lambda work, staged, _: commands.load_remains(work, staged),
)
import_receipt = import_command(
    "receipt", "receipt", lambda work, name, content, mapping: queries.stage_receipt(work.session, name, content, mapping),
    lambda work, staged, _: commands.load_receipt(work, staged),
)


@click.command("days")
@click.option("--json", "as_json", is_flag=True)
def days_command(*, as_json: bool) -> None:
    """Collection days."""
    with cli.opened() as work:
        rows = [{"code": day.code, "status": day.status, "held_on": day.held_on, "commune_code": day.commune_code} for day in queries.days(work.session)]
    _print(rows, as_json=as_json)


def _print(rows: list[dict[str, object]], *, as_json: bool) -> None:
    if as_json:
        cli.answer(rows)
    else:
        for row in rows:
            click.echo("  ".join(str(value) for value in row.values()))


@click.group("samples")
def samples_group() -> None:
    """Samples."""


def _facts(tube: queries.SampleFacts) -> dict[str, object]:
    return {"code": tube.code, "status": tube.status, "testing_permitted": tube.testing_permitted}


@samples_group.command("list")
@click.option("--json", "as_json", is_flag=True)
def list_samples(*, as_json: bool) -> None:
    with cli.opened() as work:
        rows = [_facts(tube) for tube in queries.sample_facts(work.session)]
    _print(rows, as_json=as_json)


@samples_group.command("show")
@click.argument("code")
@click.option("--json", "as_json", is_flag=True)
def show_sample(code: str, *, as_json: bool) -> None:
    with cli.opened() as work:
        tube = queries.by_code(work.session, code)
        links = queries.custody(work.session, tube.id)
    row = _facts(tube) | {
        "donor_code": tube.donor_code, "kind": tube.kind, "collected_on": clock.local(tube.collected_at).date(),
        "claims": [{"martyr_code": c.martyr_code, "relation_path": c.relation_path, "maternal_line": c.maternal_line} for c in tube.claims],
        "custody": [{"at": link.at, "status": link.status, "place": link.place, "words": link.words} for link in links],
    }
    if as_json:
        cli.answer(row)
    else:
        click.echo(f"{labels.spaced(tube.code)}  {tube.status_words}")
        for link in links:
            click.echo(f"{clock.local(link.at):%d/%m/%Y %H:%M}  {link.words} {link.place}")


@click.group("shipments")
def shipments_group() -> None:
    """Shipments."""


@shipments_group.command("list")
@click.option("--json", "as_json", is_flag=True)
def list_shipments(*, as_json: bool) -> None:
    with cli.opened() as work:
        rows = [{"code": row.code, "status": row.status} for row in queries.shipments(work.session)]
    _print(rows, as_json=as_json)


@shipments_group.command("key")
def show_key() -> None:
    """The Ed25519 public key that checks our signatures, as PEM."""
    with cli.opened():
        click.echo(crypto.as_pem(crypto.keyring().public_key).decode(), nl=False)


@shipments_group.command("manifest")
@click.argument("code")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
def write_manifest(code: str, out: Path) -> None:
    """The newest frozen version: its files, SHA256SUMS, the signature of the sums, and the public key that checks it."""
    with cli.opened() as work:
        shipment = queries.one(work.session, Shipment, code.upper())
        versions = queries.manifests(work.session, shipment.id)
        if not versions:
            cli.fail(f"{code}: {shipment.status}")
        frozen = versions[-1]
        made = {queries.FILE_NAMES[kind]: files.content(work.session, UUID(file_id)) for kind, file_id in frozen.file_ids.items()}
        work.audit("samples.manifest_exported", f"shipment:{shipment.code}", version=frozen.version)
    made |= {
        "SHA256SUMS": queries.checksums(frozen.hashes), "SHA256SUMS.sig": bytes.fromhex(frozen.signature),
        "hoiam-public-key.pem": crypto.as_pem(bytes.fromhex(frozen.public_key)),
    }
    out.mkdir(parents=True, exist_ok=True)
    for name, content in made.items():
        cli.write_whole(out / name, content)


@click.group("token")
def token_group() -> None:
    """Access for other systems."""


@token_group.command("add")
@click.argument("login")
@click.option("--name", required=True)
@click.option("--role", default="laboratory", type=click.Choice([role.value for role in auth.Role]))
@click.option("--laboratory", help="its code; may be left out while there is only one")
def add_token(login: str, name: str, role: str, laboratory: str | None) -> None:
    """A new bearer token, printed once. A laboratory's opens its own shipments only."""
    with cli.opened() as work:
        code = commands.laboratory_for_token(work, laboratory) if role == auth.Role.laboratory or laboratory else None
        _, secret = auth.add_token(work.session, login, name, [auth.Role(role)], code)
        work.audit("token.added", f"account:{login}", role=role, laboratory=code)
    click.echo(secret)
