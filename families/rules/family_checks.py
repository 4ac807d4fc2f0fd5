"""What may be wrong with a family's file, or one with another file: said to a person, who decides. Nothing is merged by a program. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.i18n import N_
from core.names import fold
from families.rules.pedigree import Pedigree
from families.rules.pedigree.kin_paths import paths_between
from families.rules.pedigree.lineage import line
from families.rules.people import may_be_one
from families.rules.relation.grammar import PathUnreadable, check_path


class CheckKind(StrEnum):
    same_person = "same_person"
    """Two donor codes, perhaps of one person, in this family or across two."""
    one_family = "one_family"
    """Two martyrs' files that share an informant, a telephone, or a grandmother."""
    one_line = "one_line"
    """Two or more donors of one maternal line: what a laboratory says of them must agree."""
    wrong_line = "wrong_line"
    """A donor declared on a line on which the tree does not see him or her."""
    other_way = "other_way"
    """A donor whose declared kinship is not the one that the tree shows; the clerk states it anew."""


CHECK_WORDS = {
    CheckKind.same_person: N_("%(first)s and %(second)s may be one person with two codes. Look at both records; a person decides."),
    CheckKind.one_family: N_("The files of %(first)s and %(second)s may be one family: %(why)s. Ask the families; nothing is joined by itself."),
    CheckKind.one_line: N_("%(first)s are of one maternal line, so the laboratory's results of all of them must agree."),
    CheckKind.wrong_line: N_("Declared for %(first)s: maternal line %(second)s; by the tree: %(why)s. Ask again before the sample is used."),
    CheckKind.other_way: N_("Declared for %(first)s: %(second)s; the tree shows: %(why)s. If the tree is right, state the kinship anew."),
}
SHARED_WORDS = {
    "informant": N_("the same person told of both"), "phone": N_("one telephone in both"), "ancestor": N_("a mother or grandmother of the same name in both"),
}
LINE_WORDS = {"yes": N_("shared"), "no": N_("not shared"), "unknown": N_("not known")}


@dataclass(frozen=True)
class Found:
    kind: CheckKind
    keys: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True)
class Declared:
    """What stands of one donor's kinship to one martyr."""

    donor: str
    martyr: str
    path: str | None
    line: str


def of_the_tree(pedigree: Pedigree, declared: Iterable[Declared]) -> list[Found]:
    """Where what was declared and what the tree shows disagree, and who shares a line with whom."""
    found, of_line = list[Found](), dict[str, list[str]]()
    for each in declared:
        by_tree = line(pedigree, each.martyr, each.donor)
        if by_tree == "yes":
            of_line.setdefault(each.martyr, []).append(each.donor)
        if each.line != by_tree and "unknown" not in (each.line, by_tree):
            found.append(Found(CheckKind.wrong_line, (each.donor, each.martyr), f"{each.line} {by_tree}"))
            continue
        ways = [path for path in paths_between(pedigree, each.martyr, each.donor) if _readable(path)]
        if each.path and ways and each.path not in ways:
            found.append(Found(CheckKind.other_way, (each.donor, each.martyr), ways[0]))
    lines = {tuple(sorted(donors)) for donors in of_line.values() if len(donors) > 1}
    return found + [Found(CheckKind.one_line, donors) for donors in sorted(lines)]


def _readable(path: str) -> bool:
    try:
        return bool(check_path(path))
    except PathUnreadable:
        return False


@dataclass(frozen=True)
class Seen:
    """What two records are compared by, inside this room: numbers as blind indexes. `ancestor` is a mother or grandmother of a martyr."""

    key: str
    name: str
    sex: str | None
    birth_year: int | None
    commune: str | None
    number: str | None
    phone: str | None
    donor: bool
    ancestor: bool = False


def same_person(one: Seen, other: Seen) -> bool:
    """Whether two who have codes may be one: the same citizen number, or a like name and year and no other number."""
    if not (one.donor and other.donor):
        return False
    if one.number and other.number:
        return one.number == other.number
    at_home = one.commune is not None and one.commune == other.commune
    known = one.birth_year is not None and other.birth_year is not None and {one.sex, other.sex} != {"male", "female"}
    return known and may_be_one(one.name, other.name, one.birth_year, other.birth_year, same_commune=at_home)


def shared(one: Seen, other: Seen) -> str | None:
    """Why the files of two people may be of one family, or None."""
    if one.phone and one.phone == other.phone:
        return "phone"
    apart = abs(one.birth_year - other.birth_year) if one.birth_year and other.birth_year else 0
    women = one.ancestor and other.ancestor and "male" not in (one.sex, other.sex)
    long_name = len(fold(one.name).split()) > 2
    return "ancestor" if women and long_name and fold(one.name) == fold(other.name) and apart <= 2 else None


def foremothers(pedigree: Pedigree) -> set[str]:
    """Mothers and grandmothers of the martyrs."""
    people, found = pedigree.by_key, set[str]()
    for martyr in pedigree.martyrs:
        above: Iterable[str | None] = (people[martyr].mother, people[martyr].father)
        for parent in above:
            place = people.get(parent or "")
            if place:
                found |= {key for key in (place.key, place.mother) if key and people[key].sex == "female"}
    return found


Translate = Callable[[str], str]


def places(found: Found, shown: Mapping[str, str], said: str, translate: Translate, path_words: Translate) -> dict[str, str]:
    """The values of the sentence: codes as this viewer may see them, and what was said."""
    names = [shown.get(key, key) for key in found.keys]
    if found.kind is CheckKind.one_line:
        return {"first": ", ".join(names)}
    if found.kind is CheckKind.wrong_line:
        declared, by_tree = found.why.split(" ")
        return {"first": names[0], "second": translate(LINE_WORDS[declared]), "why": translate(LINE_WORDS[by_tree])}
    if found.kind is CheckKind.other_way:
        return {"first": names[0], "second": said, "why": path_words(found.why)}
    return {"first": names[0], "second": names[1], "why": translate(SHARED_WORDS[found.why]) if found.why else ""}
