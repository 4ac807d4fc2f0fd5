"""A family as whoever works with it may see it: names inside the viewer's units, everybody else a relative in another commune."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from sqlmodel import Session, col, select

from core.crypto import opened
from core.i18n import N_, gettext
from core.work import Work
from families.models import Individual
from families.queries.kin_rows import PORTION, KinRows, PersonRow
from families.queries.martyrs import martyr_names
from families.queries.pedigrees import pedigree_from, rows_of
from families.queries.words import relation_words
from families.rules.pedigree import Contradiction, Pedigree, Reachable, Trouble
from families.rules.pedigree.kin_paths import paths_between, unsaid_fathers
from families.rules.relation.names import UNKNOWN, names_for
from families.rules.relation.reading import Words

NAMELESS = N_("name not known yet")
ERASED = N_("Erased at the person's wish")
ELSEWHERE = N_("relative in another commune")
TROUBLE_WORDS = {
    Trouble.two_parents: N_("%(first)s cannot have two: %(second)s and %(third)s. Ask the family which is right, or whether the two are one person."),
    Trouble.wrong_sex: N_("The kinship of %(first)s and %(second)s does not fit their sex. Ask the family again."),
    Trouble.own_ancestor: N_("%(first)s would be an ancestor of themselves. Some kinship here was written down the wrong way round."),
    Trouble.not_half: N_("%(first)s and %(second)s were said to share one parent only, but the tree gives them both."),
    Trouble.not_siblings: N_("%(first)s and %(second)s were said to be siblings, but the tree gives them other parents."),
    Trouble.years: N_("The years of %(first)s and of the parent %(second)s cannot both be right."),
}


@dataclass(frozen=True)
class FamilyTree:
    """`names` says what to show for every key; of those in `hidden` nothing else may be shown, not even the key. `named` are those whose name is
    known; everybody else is shown by what they are to the martyr.

    `erased` are places without a person: whoever stood there asked to be erased.

    `people` leads from a key to the individual's id, for those on record inside the viewer's units.
    """

    martyr: str
    pedigree: Pedigree
    names: Mapping[str, str]
    hidden: frozenset[str]
    contradictions: tuple[str, ...]
    people: Mapping[str, UUID]
    named: frozenset[str]
    erased: frozenset[str] = frozenset()


def family_tree(work: Work, martyr_code: str) -> FamilyTree:
    """The family of one martyr; each relative whose name is shown is written down as seen. Raises NotFound."""
    rows = rows_of(work.session, martyr_code)
    pedigree = pedigree_from(work.session, rows)
    seen = inside_units(work, rows)
    inside = {rows.key(person.id): person for person in rows.standing() if person.id in seen}
    hidden = frozenset(rows.key(person.id) for person in rows.standing() if not person.martyr_id) - inside.keys()
    known = _names(work, rows, inside)
    office = relation_words(work.session)
    kin = {key: placeholder_words(pedigree, martyr_code.upper(), key, office) for key in pedigree.by_key if key not in known}
    erased = frozenset(key for key, person in inside.items() if person.erased)
    names = kin | known | dict.fromkeys(erased, gettext(ERASED)) | dict.fromkeys(hidden, gettext(ELSEWHERE))
    for person in inside.values():
        if person.martyr_id is None:
            work.saw(subject_of(person), "family tree")
    return FamilyTree(
        martyr_code.upper(), _masked(pedigree, hidden), names, hidden, tuple(said(found, names) for found in pedigree.contradictions),
        {key: person.id for key, person in inside.items()}, frozenset(known) | erased, erased,
    )


def inside_units(work: Work, rows: KinRows) -> frozenset[UUID]:
    """Ids of those whom the actor may see. Whoever has a commune or a donor code belongs there; anybody else to those through whom the family
    knows them, the martyr at home included: the daughter of an aunt in another commune is as hidden as the aunt."""
    if work.actor.communes is None:
        return frozenset(rows.people)
    beside = defaultdict[UUID, list[UUID]](list)
    for one, other in rows.ties():
        beside[one].append(other)
        beside[other].append(one)
    settled = {person.id: work.actor.sees(person.commune_code) for person in rows.people.values() if person.donor_id or person.commune_code}
    homes = {row.id for row in rows.martyrs.values() if any(work.actor.sees(code) for code in row.commune_codes)}
    reached = homes | {own for own, seen in settled.items() if seen}
    ahead = list(reached)
    while ahead:
        new = [each for each in beside[ahead.pop()] if each in rows.people and each not in settled and each not in reached]
        reached.update(new)
        ahead += new
    return frozenset(reached & rows.people.keys())


def in_units(work: Work, rows: KinRows, person: PersonRow) -> bool:
    return person.id in inside_units(work, rows)


def standing_name(session: Session, rows: KinRows, person: PersonRow) -> str | None:
    """The name of a person, or of a record that is read as this one, or none."""
    ids = [person.id, *sorted(one for one, into in rows.merges if into == person.id)]
    names = _names_of(session, ids)
    return next((names[own] for own in ids if names.get(own)), None)


def _names_of(session: Session, ids: list[UUID]) -> dict[UUID, str | None]:
    return {own: opened(session, own, name) for own, name in session.exec(select(Individual.id, Individual.name).where(col(Individual.id).in_(ids)))}


def subject_of(person: PersonRow) -> str:
    """Whose record a row of the log is about."""
    return f"donor:{person.key}" if person.donor_id else f"individual:{person.key}"


def _names(work: Work, rows: KinRows, inside: Mapping[str, PersonRow]) -> dict[str, str]:
    ids, known = [*(person.id for person in inside.values()), *(one for one, _ in rows.merges)], dict[UUID, str | None]()
    for start in range(0, len(ids), PORTION):
        known |= _names_of(work.session, ids[start : start + PORTION])
    merged = {into: known[one] for one, into in rows.merges if known.get(one)}
    names = {key: name for key, person in inside.items() if (name := known[person.id] or merged.get(person.id))}
    codes = [row.code for row in rows.martyrs.values()]
    return names | martyr_names(work.session, codes)


def placeholder_words(pedigree: Pedigree, martyr: str, key: str, office: Words) -> str:
    """What somebody nobody named is to the martyr, in the family's words, the office's own first: "bà ngoại"."""
    ways = paths_between(pedigree, martyr, key)
    person = pedigree.by_key[key]
    unsaid = unsaid_fathers(pedigree, martyr, key, ways)
    return " / ".join(names_for(ways[:2], sex=person.sex or UNKNOWN, words=office, unsaid=unsaid)) if ways else gettext(NAMELESS)


def _masked(pedigree: Pedigree, hidden: Iterable[str]) -> Pedigree:
    kept = frozenset(hidden)
    return replace(pedigree, people=tuple(
        replace(person, birth_year=None, death_year=None, reach=Reachable.unknown) if person.key in kept else person for person in pedigree.people
    ))


def said(found: Contradiction, names: Mapping[str, str]) -> str:
    """A contradiction in a sentence, with the names that this viewer may see."""
    first, second, third = (*(names.get(key, "?") for key in found.people), "", "", "")[:3]
    return gettext(TROUBLE_WORDS[found.kind], first=first, second=second, third=third)
