"""A staged family tree is loaded: all of it that was accepted, or nothing."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from core.work import Work
from families.commands.growing import Growing
from families.intake.tree_files import StagedTree
from families.models import Parentage, TreeMark, Union
from families.queries.kin_rows import PORTION, PersonRow
from families.rules.pedigree import Life, TieKind
from families.rules.pedigree.kin_facts import KinFacts

COUPLE = "couple"


@dataclass(frozen=True)
class TreeLoaded:
    """How many people and ties were added."""

    people: int
    ties: int


def load_tree(work: Work, martyr_code: str, staged: StagedTree) -> TreeLoaded:
    """Save every accepted and flagged person with the ties that hold. What stands on record already, or was ended here by somebody, is not said again.

    Raises families.rules.pedigree.refusals, and NotFound outside the actor's units.
    """
    change = Growing(work, martyr_code)
    people, added = _people(change, staged)
    before = len(change.new)
    _ties(change, staged, people)
    ties = len(change.new) - before
    change.new += _marks(work, staged, people)
    if change.new:
        change.keep("families.tree_loaded", people=added, ties=ties)
    return TreeLoaded(added, ties)


def _people(change: Growing, staged: StagedTree) -> tuple[dict[str, PersonRow], int]:
    known = {*change.before.by_key, *change.before.aliases}
    people = {ref: change.person(key) for ref, key in staged.same.items() if key in known}
    added = 0
    for ref, row in staged.rows.items():
        if row.loadable:
            said = row.values
            people[ref] = change.add_person(KinFacts(
                said["name"], said["sex"], said["birth_year"], said["birth_text"], said["death_year"], said["death_text"], Life(said["life"]),
            ))
            added += 1
    return people, added


def _ties(change: Growing, staged: StagedTree, people: dict[str, PersonRow]) -> None:
    said = _said_before(change, people)
    for tie in staged.ties:
        if tie.child in people and tie.parent in people:
            child, parent = people[tie.child], people[tie.parent]
            blood = change.rows.parentages.get((child.id, parent.id))
            if (child.id, parent.id, tie.kind) not in said and not (blood and blood.kind == TieKind.biological):
                change.parentage(child, parent, tie.role, tie.kind)
    for couple in staged.couples:
        if couple[0] in people and couple[1] in people:
            first, second = sorted((people[couple[0]].id, people[couple[1]].id))
            if (first, second, COUPLE) not in said:
                change.union(people[couple[0]], people[couple[1]])


def _said_before(change: Growing, people: dict[str, PersonRow]) -> set[tuple[UUID, UUID, str]]:
    """Ties that somebody wrote down before, ended ones included: a file does not bring back what a person took away."""
    ids, found = sorted(person.id for person in people.values()), set[tuple[UUID, UUID, str]]()
    for start in range(0, len(ids), PORTION):
        portion = ids[start : start + PORTION]
        parents = select(Parentage.child_id, Parentage.parent_id, Parentage.kind).where(col(Parentage.child_id).in_(portion))
        couples = select(Union.first_id, Union.second_id).where(col(Union.first_id).in_(portion))
        found |= {(child, parent, kind) for child, parent, kind in change.work.session.exec(parents)}
        found |= {(first, second, COUPLE) for first, second in change.work.session.exec(couples)}
    return found


def _marks(work: Work, staged: StagedTree, people: dict[str, PersonRow]) -> list[TreeMark]:
    wanted = {row.values["mark"]: people[ref].id for ref, row in staged.rows.items() if ref in people and row.values["mark"] and ref != staged.martyr}
    listed, held = sorted(wanted), set[str]()
    for start in range(0, len(listed), PORTION):
        held |= set(work.session.exec(select(TreeMark.mark).where(col(TreeMark.mark).in_(listed[start : start + PORTION]))))
    return [TreeMark(individual_id=own, mark=mark) for mark, own in wanted.items() if mark not in held]
