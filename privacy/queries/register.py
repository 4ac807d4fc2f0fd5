"""The register of processing, read from the settings, the permissions and the schema itself, as they are at this moment."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Column, Table
from sqlmodel import Session, func, select

import consent
import samples
from core import clock, office
from core.auth import PERMISSIONS, ROLE_WORDS, Role
from core.crypto import BlindIndex, SealedBytes, SealedJSON, SealedText
from core.db import metadata
from core.i18n import N_, gettext
from privacy.queries import retention, wording
from privacy.rules.classes import CLASSES, LEVEL_WORDS, DataClass, Level
from privacy.rules.columns import EVERYWHERE, class_of
from privacy.rules.retention import END_WORDS

SEALED = (SealedBytes, SealedJSON, SealedText)
SEALED_WORDS = {"sealed": N_("sealed"), "index": N_("keyed index"), "plain": N_("plain")}


@dataclass(frozen=True)
class Held:
    """Columns of one table that hold data of one class, by how they are kept."""

    table: str
    rows: int
    sealed: tuple[str, ...]
    index: tuple[str, ...]
    plain: tuple[str, ...]


@dataclass(frozen=True)
class ClassLine:
    key: str
    title: str
    holds: str
    whose: str
    level: Level
    level_words: str
    purposes: tuple[str, ...]
    basis: str
    seen_by: str
    kept: str
    protection: str
    held: tuple[Held, ...]

    @property
    def sealed(self) -> int:
        return sum(len(each.sealed) + len(each.index) for each in self.held)

    @property
    def columns(self) -> int:
        return self.sealed + sum(len(each.plain) for each in self.held)


@dataclass(frozen=True)
class Register:
    """`version` is a hash of everything but the counts and the day: the same processing has the same version."""

    on: date
    controller: tuple[tuple[str, str], ...]
    bases: tuple[str, ...]
    processors: tuple[str, ...]
    recipients: tuple[str, ...]
    abroad: tuple[str, ...]
    classes: tuple[ClassLine, ...]
    version: str


def how_kept(column: Column[object]) -> str:
    """sealed, index or plain: read from the type of the column."""
    return "sealed" if isinstance(column.type, SEALED) else "index" if isinstance(column.type, BlindIndex) else "plain"


def _counts(session: Session) -> dict[str, int]:
    return {name: session.exec(select(func.count()).select_from(table)).one() for name, table in metadata.tables.items()}


def holdings(counts: dict[str, int]) -> dict[str, list[Held]]:
    """Class → what holds it. Columns nobody classified stand under `unclassified`; a test keeps that empty."""
    found: dict[str, list[Held]] = defaultdict(list)
    for name, table in sorted(metadata.tables.items()):
        for key, columns in _of_table(table).items():
            kept = {how: tuple(c for c, kind in columns if kind == how) for how in SEALED_WORDS}
            found[key].append(Held(name, counts.get(name, 0), kept["sealed"], kept["index"], kept["plain"]))
    return found


def _of_table(table: Table) -> dict[str, list[tuple[str, str]]]:
    by_class: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for column in table.columns:
        if column.name not in EVERYWHERE:
            by_class[class_of(table.name, column.name) or "unclassified"].append((column.name, how_kept(column)))
    return by_class


def roles_that_see(permissions: tuple[str, ...]) -> list[str]:
    """The roles that hold any of these permissions, in the order of the plan."""
    able = {role for permission in permissions for role in PERMISSIONS[permission]}
    return [gettext(ROLE_WORDS[role]) for role in Role if role in able]


def _line(each: DataClass, held: list[Held], periods: dict[str, retention.Period]) -> ClassLine:
    period = periods[each.kept]
    then = gettext(END_WORDS[period.then])
    kept = gettext(N_("%(long)s, then: %(then)s"), long=period.told, then=then)
    purposes = tuple(gettext(words) for purpose, words in consent.PURPOSE_WORDS.items() if purpose in each.purposes)
    return ClassLine(
        each.key, gettext(each.title), gettext(each.holds), gettext(each.whose), each.level, gettext(LEVEL_WORDS[each.level]), purposes,
        gettext(each.basis), ", ".join(roles_that_see(each.seen_by)), kept if each.level is not Level.none else "", gettext(each.protection), tuple(held),
    )


def controller(session: Session, words: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return (
        (gettext(N_("Controller")), office.get(session, "office_name")), (gettext(N_("Address")), words["controller_address"]),
        (gettext(N_("Represented by")), words["controller_head"]), (gettext(N_("Data-protection officer")), words["officer_name"]),
        (gettext(N_("How to reach the officer")), words["officer_contact"]), (gettext(N_("Named by decision")), words["officer_decision"]),
        (gettext(N_("Where the data lie")), words["hosting"]),
    )


def register(session: Session) -> Register:
    words, periods = wording.everything(session), retention.periods(session)
    held = holdings(_counts(session))
    classes = tuple(_line(each, held.get(each.key, []), periods) for each in CLASSES.values())
    laboratories = [gettext(N_("%(name)s: tests samples, sees codes only"), name=each.name) for each in samples.laboratories(session)]
    made = Register(
        clock.today(), controller(session, words), tuple(wording.lines(words["bases"])), (*laboratories, *wording.lines(words["processors"])),
        tuple(wording.lines(words["recipients"])), tuple(wording.lines(words["abroad"])), classes, "",
    )
    return Register(**{**vars(made), "version": _version(made)})


def _version(made: Register) -> str:
    said = [made.controller, made.bases, made.processors, made.recipients, made.abroad]
    for each in made.classes:
        said.append((each.key, each.holds, each.whose, each.level_words, each.purposes, each.basis, each.seen_by, each.kept, each.protection,
                     *((h.table, h.sealed, h.index, h.plain) for h in each.held)))
    return hashlib.sha256(repr(said).encode()).hexdigest()[:12].upper()
