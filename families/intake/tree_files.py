"""A family's own tree file, person by person: who is new, who is known, who may be somebody on record, and what cannot be.

Nobody is ever merged by the program: where somebody in the file may be somebody on record, the clerk says which, and until then that person
is left out. Whoever hangs on nobody but left-out people is left out, too. The same file again adds nobody: see `mark`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from core import clock
from core.crypto import blind
from core.i18n import N_, gettext
from core.names import fold, looks_legacy
from core.staging import Staged, StagedRow, fingerprint, reason
from families.intake.registers import DEATH_BEFORE_BIRTH, LEGACY
from families.rules.pedigree import Individual, Life, ParentRole, Pedigree, TieKind
from families.rules.people import may_be_one
from families.rules.treefile import FilePerson, FileTie, Near, TreeFile, decoded, first_columns, impossible, near, read_gedcom, read_plink
from families.rules.treefile.fitting import fitting
from families.rules.treefile.kin import IMPOSSIBLE_WORDS, OWN_ANCESTOR

NEW = "new"
"""The clerk's answer "somebody else than those on record"."""
THE_MARTYR = reason("the-martyr", N_("Chosen as the martyr."))
ALREADY = reason("already-there", N_("This person was loaded from this family's tree before. Nobody was added."))
IS_KNOWN = reason("is-known", N_("Chosen as somebody on record. Only the kinship is added."))
MAY_BE = reason("may-be-known", N_("This may be somebody on record. Say who it is; until then the person is left out."))
TWICE_CHOSEN = reason("chosen-twice", N_("The same person on record was chosen for two people of this file. Neither is loaded; please choose again."))
HANGS = reason("hangs", N_("Only people who are left out lead from the martyr to this person. Left out as well."))
NAMELESS = reason("nameless", N_("The file gives no name. The person is saved without one."))
DOES_NOT_FIT = reason(
    "does-not-fit", N_("The file and the record contradict each other about a parent of this person. That tie was left out; please ask the family.")
)
SHOWN_BESIDE = 20
SEX_OF = {ParentRole.father: "male", ParentRole.mother: "female"}
COLUMNS = {"name": N_("name"), "birth": N_("birth"), "death": N_("death"), "kin": N_("parents in the file")}


@dataclass(frozen=True)
class KnownKin:
    """Somebody of this martyr's family on record whom this viewer may see."""

    key: str
    name: str
    sex: str | None
    birth_year: int | None


@dataclass(frozen=True)
class KnownTree:
    """What a file is compared with. `marks` leads from the marks of people loaded before to their keys; `hidden` relatives live outside the viewer's units."""

    martyr: str
    pedigree: Pedigree
    kin: tuple[KnownKin, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)
    hidden: int = 0


@dataclass
class StagedTree:
    """`same` leads from references to keys on record; `offers` names who may be whom; `ties` and `couples` hold between those who are loaded or known."""

    staged: Staged
    martyr: str
    left: int
    same: dict[str, str]
    offers: dict[str, tuple[KnownKin, ...]] = field(default_factory=dict)
    ties: list[FileTie] = field(default_factory=list)
    couples: list[tuple[str, str]] = field(default_factory=list)
    hidden: int = 0

    @property
    def rows(self) -> dict[str, StagedRow]:
        return {row.values["ref"]: row for row in self.staged.rows}


def read_tree(content: bytes) -> TreeFile:
    """A GEDCOM or PLINK file by what it says, not by its name. Raises the refusals of `rules.treefile` and `rules.plink`."""
    text = decoded(content)
    return read_gedcom(text, latest_year=clock.today().year) if _is_gedcom(text) else read_plink(text)


def _is_gedcom(text: str) -> bool:
    return text.lstrip("\ufeff \t\r\n")[:6].upper().split() == ["0", "HEAD"]


def without_genotypes(content: bytes) -> bytes:
    """A PED file may bring genotypes behind its six columns. They are cut off before anything is kept: this house stores no DNA profile."""
    text = decoded(content)
    return content if _is_gedcom(text) else first_columns(text).encode()


def mark(martyr: str, tree: TreeFile, parents: Mapping[str, Iterable[FileTie]], person: FilePerson) -> str:
    """By what the same person in the same family's file is known again, however the program numbers people."""
    above = {tie.role: tree.by_ref[tie.parent].name for tie in parents.get(person.ref, ())}
    own = (person.name, person.sex, person.birth, person.death, above.get(ParentRole.father), above.get(ParentRole.mother))
    return fingerprint("tree", martyr, *(fold(str(part or "")) for part in own))


def marks_of(martyr: str, tree: TreeFile, refs: Iterable[str]) -> dict[str, str]:
    """Reference → blind mark; two people of one description are told apart by their order."""
    parents, times, plain = tree.parents(), Counter[str](), dict[str, str]()
    for person in tree.people:
        said = mark(martyr, tree, parents, person)
        times[said] += 1
        plain[person.ref] = f"{said}/{times[said]}"
    return {ref: blind(plain[ref], "tree_mark.mark") for ref in refs}


def stage_tree(file: str, tree: TreeFile, martyr: str, known: KnownTree, choices: Mapping[str, str] | None = None) -> StagedTree:
    """`martyr` is the reference whom the clerk chose as the martyr; `choices` says who is whom: reference → key on record, or NEW."""
    part, wrong = near(tree, martyr), impossible(tree)
    marks = marks_of(known.martyr, tree, part.refs)
    staged = StagedTree(Staged(file, [], COLUMNS), martyr, part.left, {martyr: known.martyr}, hidden=known.hidden)
    staged.same |= {ref: known.marks[marks[ref]] for ref in part.refs if ref != martyr and marks[ref] in known.marks}
    parents, roles, kept = tree.parents(), _roles(tree), set(part.refs)
    for ref in (*part.refs, *_impossible_near(tree, part, wrong)):
        row = _row(tree, parents.get(ref, []), roles.get(ref, set()), tree.by_ref[ref], marks.get(ref, ""))
        staged.staged.rows.append(row)
        _judge(row, tree.by_ref[ref], wrong.get(ref), kept=ref in kept)
    _recognise(staged, tree, part, known, choices or {})
    _connect(staged, part)
    _connect(staged, _fitted(staged, part, known))
    return staged


def _roles(tree: TreeFile) -> dict[str, set[ParentRole]]:
    roles: dict[str, set[ParentRole]] = {}
    for tie in tree.ties:
        if tie.kind is TieKind.biological:
            roles.setdefault(tie.parent, set()).add(tie.role)
    return roles


def _impossible_near(tree: TreeFile, part: Near, wrong: Mapping[str, str]) -> list[str]:
    """Whoever cannot be as the file says and is tied to somebody kept only so: shown, so that nobody looks for them in vain."""
    kept = set(part.refs)
    ends = [ref for tie in tree.ties for ref, other in ((tie.child, tie.parent), (tie.parent, tie.child)) if other in kept and ref not in kept]
    return [ref for ref in dict.fromkeys(ends) if ref in wrong][:SHOWN_BESIDE]


def _row(tree: TreeFile, above: list[FileTie], roles: set[ParentRole], person: FilePerson, own_mark: str) -> StagedRow:
    """A mother whose sex the file does not say is a woman."""
    kin = ", ".join(name for tie in above if (name := tree.by_ref[tie.parent].name))
    raw = {"name": person.name, "birth": person.birth, "death": person.death, "kin": kin}
    sex = person.sex or (SEX_OF[next(iter(roles))] if len(roles) == 1 else None)
    values = {
        "ref": person.ref, "name": person.name, "sex": sex, "birth_year": person.birth_year, "birth_text": person.birth, "death_year": person.death_year,
        "death_text": person.death, "life": (Life.dead if person.dead else Life.unknown).value, "mark": own_mark,
    }
    return StagedRow(person.ref, person.line, raw, values)


def _judge(row: StagedRow, person: FilePerson, wrong: str | None, *, kept: bool) -> None:
    if wrong and (wrong == OWN_ANCESTOR or not kept):
        row.refuse(reason(wrong, IMPOSSIBLE_WORDS[wrong]))
    elif wrong:
        row.flag(reason(wrong, IMPOSSIBLE_WORDS[wrong]))
    if person.birth_year and person.death_year and person.death_year < person.birth_year:
        row.flag(DEATH_BEFORE_BIRTH)
    if looks_legacy(person.name):
        row.refuse(LEGACY)
    elif not person.name:
        row.flag(NAMELESS)


def _recognise(staged: StagedTree, tree: TreeFile, part: Near, known: KnownTree, choices: Mapping[str, str]) -> None:
    """People loaded before are skipped; people who may be somebody on record wait for the clerk's word."""
    chosen = Counter(choices.values())
    taken = set(staged.same.values())
    for ref, row in staged.rows.items():
        if ref in staged.same:
            row.skips.append(THE_MARTYR if ref == staged.martyr else ALREADY)
            row.flags = [why for why in row.flags if why != NAMELESS]
            continue
        offers = tuple(kin for kin in alike(tree, part, tree.by_ref[ref], staged, known) if kin.key not in taken)
        choice = choices.get(ref, "")
        if offers:
            staged.offers[ref] = offers
        if choice in {kin.key for kin in offers}:
            if chosen[choice] > 1:
                row.refuse(TWICE_CHOSEN)
            else:
                staged.same[ref] = choice
                row.skips.append(IS_KNOWN)
        elif offers and choice != NEW:
            row.refuse(MAY_BE)


def alike(tree: TreeFile, part: Near, person: FilePerson, staged: StagedTree, known: KnownTree) -> list[KnownKin]:
    """Who on record this person may be: by our own code in the file, as the same parent of the same child, or by name and year."""
    place = set()
    for tie in part.ties:
        child = known.pedigree.by_key.get(staged.same.get(tie.child, "")) if tie.parent == person.ref and tie.kind is TieKind.biological else None
        if child:
            place.add(child.father if tie.role is ParentRole.father else child.mother)
    return [kin for kin in known.kin if kin.key == person.code or kin.key in place or _looks_like(person, kin)]


def _looks_like(person: FilePerson, kin: KnownKin) -> bool:
    if not person.name or not kin.name or (person.sex and kin.sex and person.sex != kin.sex):
        return False
    return may_be_one(person.name, kin.name, person.birth_year, kin.birth_year, same_commune=True)


def _connect(staged: StagedTree, part: Near) -> None:
    """Whom no chain of loaded or known people ties to the martyr would stand in no tree at all: left out, and said."""
    rows, ties = staged.rows, [*((tie.child, tie.parent) for tie in part.ties), *part.couples]
    usable = {ref for ref in part.refs if ref in staged.same or ref == staged.martyr or rows[ref].loadable}
    beside: dict[str, set[str]] = {}
    for one, other in ties:
        if one in usable and other in usable:
            beside.setdefault(one, set()).add(other)
            beside.setdefault(other, set()).add(one)
    reached, todo = set(staged.same), list(staged.same)
    while todo:
        for other in beside.get(todo.pop(), set()) - reached:
            reached.add(other)
            todo.append(other)
    for ref in usable - reached:
        rows[ref].refuse(HANGS)
    kept = usable & reached
    staged.ties = [tie for tie in part.ties if {tie.child, tie.parent} <= kept]
    staged.couples = [pair for pair in part.couples if set(pair) <= kept]


def _fitted(staged: StagedTree, part: Near, known: KnownTree) -> Near:
    """Ties of blood that contradict the record are left out, and the child is flagged."""
    def key(ref: str) -> str:
        return staged.same.get(ref, f"file:{ref}")

    new = [
        Individual(key(ref), row.values["sex"], birth_year=row.values["birth_year"], death_year=row.values["death_year"])
        for ref, row in staged.rows.items() if row.loadable
    ]
    known_keys = {*known.pedigree.by_key, *(person.key for person in new)}
    blood = {replace(tie, child=key(tie.child), parent=key(tie.parent)): tie for tie in staged.ties if tie.kind is TieKind.biological}
    _, dropped = fitting(known.pedigree, new, [tie for tie in blood if {tie.child, tie.parent} <= known_keys])
    gone = {blood[tie] for tie in dropped}
    for ref in {tie.child for tie in gone}:
        staged.rows[ref].flag(DOES_NOT_FIT)
    return replace(part, ties=tuple(tie for tie in part.ties if tie not in gone))


def offered_words(kin: KnownKin) -> str:
    """How somebody on record stands in the list of answers."""
    return gettext("%(name)s, born %(year)s", name=kin.name, year=kin.birth_year) if kin.birth_year else kin.name
