"""The card of one person of a family tree: what is known, and what may be done for him or her."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import families
from core.i18n import N_, gettext
from core.work import Work

FIRST_STEPS = ("mother", "father", "sister", "brother", "half-m.sister", "half-m.brother", "daughter", "son", "spouse")
"""What a clerk adds every day; everything else is one click further."""
JOINS = {
    "spouse": (None, N_("husband or wife of")), "mother": ("female", N_("mother of")), "father": ("male", N_("father of")), "child": (None, N_("child of")),
}
"""What somebody of the tree may be to somebody else who already stands there, and the sex it says."""
SEX_WORDS = {"male": N_("male"), "female": N_("female")}
LIFE_WORDS = {families.Life.alive: N_("living"), families.Life.dead: N_("dead"), families.Life.unknown: N_("not known whether living")}
REACH_WORDS = {
    families.Reachable.near: N_("near, can come or be visited"), families.Reachable.far: N_("far away"), families.Reachable.weak: N_("weak or ill: visit soon"),
    families.Reachable.unknown: N_("not known yet"),
}


@dataclass(frozen=True)
class Card:
    """`adding` is the step whose form is open; `known` fills the form of corrections; `tied` and `others` are (key, words).

    `partners` are who may be the other parent of a child that is added; `joins` says what this person may be to one of `people`, everybody else here.
    """

    key: str
    drawn: families.DrawnPerson
    kin: str
    facts: list[tuple[str, str]]
    first: list[tuple[str, str]]
    more: list[tuple[str, str]]
    tied: list[tuple[str, str]]
    others: list[tuple[str, str]]
    href: str
    may_register: bool
    adding: str
    adding_words: str
    ask_sex: bool
    correcting: bool
    known: families.KinFacts | None
    partners: list[tuple[str, str]]
    joins: list[tuple[str, str]]
    people: list[tuple[str, str]]
    sure: list[tuple[str, str]]
    erased: bool = False


def card_of(
    work: Work, tree: families.FamilyTree, drawing: families.Drawing, words: Mapping[str, str], key: str, *, adding: str, correcting: bool,
) -> Card:
    person, drawn = tree.pedigree.by_key[key], drawing.by_key[key]
    steps = [step for step in families.KIN_STEPS if _fits(step, person, tree)]
    adding = adding if adding in families.KIN_STEPS else ""
    known = families.kin_facts(work, tree.martyr, key) if correcting and key not in tree.erased else None
    href = f"/ho-so/liet-si/{key}" if person.martyr else f"/ho-so/{key}" if person.donor else ""
    return Card(
        key, drawn, words.get(key, ""), _facts(tree, person) + _told(work, tree, key), _labelled(step for step in FIRST_STEPS if step in steps),
        _labelled(step for step in steps if step not in FIRST_STEPS), _tied(tree, drawing, person), _others(tree, drawing, person), href,
        not (person.martyr or person.donor or person.inferred) and person.life is not families.Life.dead,
        adding, gettext(families.KIN_STEPS[adding].label) if adding else "", not adding or families.KIN_STEPS[adding].sex is None, correcting, known,
        _partners(tree, person) if adding in ("son", "daughter", "child") else [], [(value, gettext(label)) for value, label in _joins(person)],
        [_line(tree, p) for p in drawing.people if p.key not in (key, *tree.hidden)],
        [(value.value, gettext(label)) for value, label in families.SURE_WORDS.items()], key in tree.erased,
    )


def _joins(person: families.Individual) -> list[tuple[str, str]]:
    return [(value, label) for value, (sex, label) in JOINS.items() if person.sex in (None, sex) or sex is None]


def _partners(tree: families.FamilyTree, person: families.Individual) -> list[tuple[str, str]]:
    """Everybody who married this person or has a child with him or her."""
    pedigree, key = tree.pedigree, person.key
    found = {end for couple in pedigree.unions if key in couple for end in couple}
    found |= {parent for child in pedigree.people if key in (child.mother, child.father) for parent in (child.mother, child.father) if parent}
    kept = sorted(found - {key, *tree.hidden}, key=lambda each: (pedigree.by_key[each].inferred, tree.names[each]))
    return [(each, tree.names[each]) for each in kept if pedigree.by_key[each].sex != person.sex or person.sex is None]


def _told(work: Work, tree: families.FamilyTree, key: str) -> list[tuple[str, str]]:
    """"Theo lời …": whose words the place of this person rests on."""
    if key not in tree.people:
        return []
    who = {own: tree.names[each] for each, own in tree.people.items()}
    said = []
    for told in families.told_of(work.session, tree.people[key]):
        name = who.get(told.informant, gettext(N_("a relative in another commune"))) if told.informant else gettext(N_("whoever wrote it down"))
        sure = gettext(families.SURE_WORDS[told.confidence])
        said.append(f"{name} ({sure[:1].lower()}{sure[1:]})")
    return [(gettext(N_("As told by")), ", ".join(dict.fromkeys(said)))]


def _labelled(steps: Iterable[str]) -> list[tuple[str, str]]:
    return [(step, gettext(families.KIN_STEPS[step].label)) for step in steps]


def _fits(step: str, person: families.Individual, tree: families.FamilyTree) -> bool:
    """A parent on record is not asked for again; one who only stands there as a placeholder may be named."""
    parent = {"mother": person.mother, "father": person.father}.get(step)
    return parent is None or (tree.pedigree.by_key[parent].inferred and parent not in tree.hidden)


def _facts(tree: families.FamilyTree, person: families.Individual) -> list[tuple[str, str]]:
    parents = [tree.names[key] for key in (person.mother, person.father) if key in tree.names]
    died = gettext(N_("Died")) if person.martyr else gettext(N_("Year of death"))
    told = [
        (gettext(N_("Sex")), gettext(SEX_WORDS[person.sex]) if person.sex in SEX_WORDS else ""),
        (gettext(N_("Born")), str(person.birth_year or "")), (died, str(person.death_year or "")),
        (gettext(N_("Living?")), "" if person.martyr else gettext(LIFE_WORDS[person.life])),
        (gettext(N_("Can be reached")), gettext(REACH_WORDS[person.reach]) if person.life is families.Life.alive else ""),
        (gettext(N_("Parents")), ", ".join(parents)),
    ]
    return [(label, value) for label, value in told if value]


def _tied(tree: families.FamilyTree, drawing: families.Drawing, person: families.Individual) -> list[tuple[str, str]]:
    """Those on record whom something ties to this person directly."""
    pedigree, key = tree.pedigree, person.key
    near = {person.mother, person.father, *(p.key for p in pedigree.people if key in (p.mother, p.father))}
    near |= {end for couple in pedigree.unions if key in couple for end in couple}
    near |= {end for tie in pedigree.social if key in (tie.child, tie.parent) for end in (tie.child, tie.parent)}
    near |= {end for each in pedigree.opens if key in (each.person, each.of) for end in (each.person, each.of)}
    parents = {person.mother, person.father} - {None}
    near |= {p.key for p in pedigree.people if parents & {p.mother, p.father}}
    kept = near - {None, key, *tree.hidden}
    return [_line(tree, p) for p in drawing.people if p.key in kept and not p.of.inferred]


def _others(tree: families.FamilyTree, drawing: families.Drawing, person: families.Individual) -> list[tuple[str, str]]:
    """Everybody who may turn out to be this very person."""
    coded = person.donor or person.martyr
    return [
        _line(tree, p) for p in drawing.people
        if p.key != person.key and p.key not in tree.hidden and (p.of.sex == person.sex or None in (p.of.sex, person.sex))
        and not (coded and (p.of.donor or p.of.martyr))
    ]


def _line(tree: families.FamilyTree, p: families.DrawnPerson) -> tuple[str, str]:
    return p.key, f"{p.number} {tree.names[p.key]}"
