"""`hoiam days|samples|shipments …`, and the imports of remains and receipts."""

from pathlib import Path
from uuid import UUID

import click

import labels
from core import cli, clock, files
from core.cli import import_command
from samples import commands, papers, queries
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


@shipments_group.command("manifest")
@click.argument("code")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
def write_manifest(code: str, out: Path) -> None:
    """The newest frozen version: manifest.csv, .xlsx, .pdf and SHA256SUMS."""
    with cli.opened() as work:
        shipment = queries.one(work.session, Shipment, code.upper())
        frozen = queries.manifests(work.session, shipment.id)
        if not frozen:
            cli.fail(f"{code}: {shipment.status}")
        made = {kind: files.content(work.session, UUID(file_id)) for kind, file_id in frozen[-1].file_ids.items()}
        work.audit("samples.manifest_exported", f"shipment:{shipment.code}", version=frozen[-1].version)
    out.mkdir(parents=True, exist_ok=True)
    for kind, content in made.items():
        cli.write_whole(out / f"manifest.{kind}", content)
    cli.write_whole(out / "SHA256SUMS", papers.checksums(made))
