"""A family's tree as a file: which tube stands for whom at a laboratory, and how people of a family's own file are shown."""

from collections.abc import Callable
from dataclasses import dataclass

import families
import samples
from core.work import Work


def tubes_for(work: Work, martyr_code: str) -> dict[str, str]:
    """A donor's code → the newest tube that may be tested for this martyr right now (law 7)."""
    tubes = [
        tube for tube in samples.for_martyrs(work.session, [martyr_code])
        if tube.can_answer and any(claim.martyr_code == martyr_code for claim in tube.agreed)
    ]
    return {tube.donor_code: tube.code for tube in sorted(tubes, key=lambda tube: tube.collected_at)}


def commented(form: str) -> Callable[[bytes, str], bytes] | None:
    """How the mark of an export is put into the file: PED knows comments; `.fam` knows none; a GEDCOM's head says who and when already."""
    return (lambda content, mark: f"# {mark}\n".encode() + content) if form == "ped" else None


@dataclass(frozen=True)
class InFile:
    """Somebody in a family's file, as a clerk tells people apart: name, years, parents."""

    ref: str
    name: str
    born: str
    died: str
    parents: str


def in_file(tree: families.TreeFile, people: list[families.FilePerson]) -> list[InFile]:
    above = tree.parents()
    return [
        InFile(person.ref, person.name, person.birth, person.death, ", ".join(
            name for tie in above.get(person.ref, ()) if (name := tree.by_ref[tie.parent].name)
        ))
        for person in people
    ]


@dataclass(frozen=True)
class TreeRow:
    """One person of the preview; `offers` are the answers to "who is this?"."""

    ref: str
    name: str
    born: str
    died: str
    parents: str
    verdict: str
    reasons: list[str]
    offers: list[tuple[str, str]]


SHOWN = 100
ORDER = {"refused": 0, "flagged": 1, "accepted": 2, "skipped": 3}


def tree_rows(staged: families.StagedTree, verdict: str = "") -> tuple[list[TreeRow], int]:
    """The people to show, those who need an answer first, and how many more there are."""
    chosen = [row for row in staged.staged.rows if verdict in ("", row.verdict)]
    chosen.sort(key=lambda row: (row.values["ref"] not in staged.offers, ORDER[row.verdict]))
    rows = [
        TreeRow(
            row.values["ref"], row.raw["name"], row.raw["birth"], row.raw["death"], row.raw["kin"], row.verdict,
            [reason.sentence() for reason in row.reasons],
            [(kin.key, families.offered_words(kin)) for kin in staged.offers.get(row.values["ref"], ())],
        )
        for row in chosen[:SHOWN]
    ]
    return rows, max(0, len(chosen) - SHOWN)
