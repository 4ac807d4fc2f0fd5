"""What a family's tree file is compared with before it is loaded."""

from collections.abc import Iterable, Mapping

from sqlmodel import Session, col, select

from core.i18n import gettext
from core.names import tokens
from core.work import Work
from families.intake.tree_files import KnownKin, KnownTree, StagedTree, marks_of, stage_tree
from families.models import TreeMark
from families.queries.family_tree import NAMELESS, family_tree
from families.queries.kin_rows import PORTION, key_of
from families.queries.martyrs import martyr
from families.rules.treefile import FilePerson, NobodySuch, TreeFile, likely_martyrs, near


def known_tree(work: Work, martyr_code: str, tree: TreeFile, ref: str) -> KnownTree:
    """The family on record as this viewer may see it, and whom of the file it holds already. Every name that is compared is a look. Raises NotFound."""
    seen = family_tree(work, martyr_code)
    people = seen.pedigree.by_key
    kin = tuple(
        KnownKin(key, "" if (name := seen.names[key]) == gettext(NAMELESS) else name, people[key].sex, people[key].birth_year)
        for key in dict.fromkeys((*seen.people, *seen.pedigree.martyrs)) if key in people and key != seen.martyr
    )
    marks = known_marks(work.session, marks_of(seen.martyr, tree, near(tree, ref).refs).values())
    return KnownTree(seen.martyr, seen.pedigree, kin, {mark: seen.pedigree.aliases.get(key, key) for mark, key in marks.items()}, len(seen.hidden))


def known_marks(session: Session, marks: Iterable[str]) -> dict[str, str]:
    """Mark → key of whoever was loaded by it."""
    listed, found = sorted(marks), dict[str, str]()
    for start in range(0, len(listed), PORTION):
        query = select(TreeMark.mark, TreeMark.individual_id).where(col(TreeMark.mark).in_(listed[start : start + PORTION]))
        found |= {mark: key_of(individual_id) for mark, individual_id in session.exec(query)}
    return found


def who_may_be(session: Session, martyr_code: str, tree: TreeFile) -> list[FilePerson]:
    """Who in a file may be the martyr, the likeliest first; a person chooses. Raises NotFound."""
    of = martyr(session, martyr_code)
    return [tree.by_ref[ref] for ref in likely_martyrs(tree, of.name, of.birth_year, of.code)]


def called(tree: TreeFile, name: str, limit: int = 12) -> list[FilePerson]:
    """People of a file who bear every word of the typed name, then those whose name is like it."""
    wanted = set(tokens(name))
    whole = [person.ref for person in tree.people if wanted and wanted <= set(tokens(person.name))]
    return [tree.by_ref[ref] for ref in dict.fromkeys([*whole[:limit], *likely_martyrs(tree, name, None)])][:limit]


def tree_staged(work: Work, martyr_code: str, file: str, tree: TreeFile, ref: str, choices: Mapping[str, str] | None = None) -> StagedTree:
    """Every near person of the file with a verdict; `ref` is whom somebody chose as the martyr. Raises NotFound, and NobodySuch."""
    if ref not in tree.by_ref:
        raise NobodySuch()
    return stage_tree(file, tree, ref, known_tree(work, martyr_code, tree, ref), choices)
