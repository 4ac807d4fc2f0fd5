"""`hoiam import results FILE`, `hoiam advise`, `hoiam sufficiency`, `hoiam race`: codes only, never a name."""

from typing import Any

import click

from core import cli, places
from core.cli import import_command
from core.i18n import N_, gettext
from matching import commands, queries
from matching.rules.advice import ACTION_WORDS, RULES_VERSION, AdviceLine, sufficiency_words

import_results = import_command(
    "results", "results", lambda work, name, content, mapping: queries.stage_results(work.session, name, content, mapping), commands.load_results
)
COMMUNE = click.option("--commune", "commune_code", required=True, help="code of a commune of July 2025, or of one before it")
AS_JSON = click.option("--json", "as_json", is_flag=True)


@click.command("advise")
@click.argument("martyr_code")
@click.option("--laboratory", default="", help="rank by this laboratory's profile instead of the province's")
@AS_JSON
def advise_command(martyr_code: str, laboratory: str, *, as_json: bool) -> None:
    """Whom to ask next for one martyr, with the reason and the official order beside it."""
    with cli.opened() as work:
        found = queries.advise(work.session, martyr_code, queries.profile_of(work.session, laboratory))
        if as_json:
            cli.answer(_advice(found))
            return
        click.echo(f"{found.martyr_code}: {found.profile.shown}, {gettext(N_('rules %(version)s'), version=found.rules_version)}")
        for line in found.lines:
            place = f"{line.our_place}." if line.our_place else "-"
            click.echo(f"{place:>3} {gettext(ACTION_WORDS[line.action])}: {line.words} ({line.key}). {line.question or line.reason} {line.difference}".rstrip())
        if found.question:
            click.echo(found.question)


def _advice(found: queries.Advice) -> dict[str, Any]:
    profile = found.profile
    return {
        "martyr": found.martyr_code, "rules_version": found.rules_version,
        "profile": {"name": profile.shown, "mt_database": profile.mt_database, "str_panel": profile.str_panel, "snps": profile.snps, "typed": profile.typed},
        "sufficiency": sufficiency_words(found.sufficiency), "declined": found.declined, "question": found.question,
        "advice": [_line(line) for line in found.lines],
    }


def _line(line: AdviceLine) -> dict[str, Any]:
    return {
        "key": line.key, "donor": line.donor_code, "action": line.action.value, "relation": line.path, "relation_vi": line.words, "maternal_line": line.line,
        "gain": round(line.gain, 3), "lineage": round(line.lineage, 3), "loss": round(line.loss, 3), "score": round(line.score, 3), "tier": line.tier,
        "official_place": line.official_place, "our_place": line.our_place, "reason": line.reason, "difference": line.difference, "question": line.question,
        "ask_laboratory": line.ask_laboratory, "sample_again": line.again,
    }


@click.command("sufficiency")
@COMMUNE
@AS_JSON
def sufficiency_command(commune_code: str, *, as_json: bool) -> None:
    """How many usable maternal-line donors each martyr of a commune has: 0, 1 or 2+."""
    with cli.opened() as work:
        found = queries.commune_sufficiency(work.session, places.commune_now(commune_code).code)
    if as_json:
        cli.answer(found.as_json())
        return
    for martyr in found.martyrs:
        click.echo(f"{martyr.code} {sufficiency_words(len(martyr.donors))} {' '.join(martyr.donors)}".rstrip())
    click.echo(", ".join(f"{words}: {count}" for words, count in found.totals.items()))


@click.command("race")
@COMMUNE
@AS_JSON
def race_command(commune_code: str, *, as_json: bool) -> None:
    """Who of a commune's martyrs' kin is to be reached first, the oldest useful donor first."""
    with cli.opened() as work:
        commune = places.commune_now(commune_code)
        found = queries.race(work.session, commune.code)
    document = {
        "commune": commune.code, "rules_version": RULES_VERSION, "martyrs": len(found.advice), "wanting": found.wanting,
        "race": [_entry(entry) for entry in found.reach], "questions": [_entry(entry) for entry in found.asked],
    }
    if as_json:
        cli.answer(document)
        return
    for place, entry in enumerate(found.reach, 1):
        click.echo(f"{place:>3}. {entry.key} {entry.age or '?'}: {', '.join(f'{code} ({line.words})' for code, line in entry.lines)}")


def _entry(entry: queries.RaceEntry) -> dict[str, Any]:
    return {
        "key": entry.key, "donor": entry.donor_code, "age": entry.age, "home_visit": entry.home_visit, "action": entry.best.action.value,
        "martyrs": [
            {
                "martyr": code, "relation": line.path, "relation_vi": line.words, "maternal_line": line.line, "gain": round(line.gain, 3),
                "reason": line.reason, "question": line.question,
            }
            for code, line in entry.lines
        ],
    }
