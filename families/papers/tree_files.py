"""A family's tree as a file, for the family's own program or for a laboratory's tool.

Codes only, unless whoever takes it asks for names and may see them. A laboratory knows tubes, so a sampled donor is the tube's code there, the
martyr the martyr's code, and everybody else U1, U2 …: no donor code, no year, no name. With names, those inside the viewer's units bear
name and years; whoever is only inferred, or lives elsewhere, stays without. The head of the file says who took it, and when.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from core import clock
from core.i18n import N_, gettext
from core.work import Work
from families.queries.family_tree import family_tree, inside_units
from families.queries.pedigrees import pedigree_from, rows_of
from families.rules.pedigree import Pedigree
from families.rules.treefile import FORMS, Head, as_tree, doubts, write_tree

TAKEN = N_("Taken from Hồi Âm on %(day)s at %(time)s by %(who)s, for the file of martyr %(code)s only. Not to be passed on.")
OPEN = N_("%(count)s kinships are still open. A file cannot say that; their parents stand here as unknown.")
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
MEDIA = {"fam": "text/plain; charset=utf-8", "ped": "text/plain; charset=utf-8", "ged": "text/vnd.familysearch.gedcom; charset=utf-8"}


@dataclass(frozen=True)
class TreePaper:
    """`doubts` are the open kinships that the file cannot carry, `social` the ties of care that .fam and PED leave out."""

    name: str
    media: str
    content: bytes
    people: int
    doubts: int
    social: int


def tree_paper(work: Work, martyr_code: str, form: str, tubes: Mapping[str, str], *, names: bool = False) -> TreePaper:
    """`tubes` leads from a donor's code to the tube that a laboratory knows. Names only in GEDCOM. Raises NotFound."""
    code, ending = martyr_code.upper(), FORMS[form]
    if names and ending == "ged":
        seen = family_tree(work, code)
        pedigree, own = seen.pedigree, {key: key for key in (*seen.people, *seen.pedigree.martyrs)}
        said: Mapping[str, str] | None = {key: seen.names[key] for key in own if key in seen.named}
    else:
        rows = rows_of(work.session, code)
        seen = inside_units(work, rows)
        inside = {rows.key(person.id) for person in rows.standing() if person.id in seen}
        pedigree, said = pedigree_from(work.session, rows), None
        own = {key: key for key in pedigree.martyrs} | {donor: tube for donor, tube in tubes.items() if donor in inside}
    tree = as_tree(pedigree, references(pedigree, own), said)
    content = write_tree(tree, form, _head(work, code, pedigree)).encode()
    return TreePaper(f"pha-he-{code}.{ending}", MEDIA[ending], content, len(tree.people), doubts(pedigree), len(pedigree.social))


def references(pedigree: Pedigree, own: Mapping[str, str]) -> dict[str, str]:
    """What everybody is called in the file: a code of their own, or U1, U2 … in the order of the pedigree."""
    others = [person.key for person in pedigree.people if person.key not in own]
    return {key: f"U{number}" for number, key in enumerate(others, 1)} | {key: own[key] for key in pedigree.by_key if key in own}


def _head(work: Work, code: str, pedigree: Pedigree) -> Head:
    now, open_ends = clock.local(clock.now()), doubts(pedigree)
    note = [gettext(TAKEN, day=f"{now:%d/%m/%Y}", time=f"{now:%H:%M}", who=work.actor.login, code=code)]
    note += [gettext(OPEN, count=open_ends)] if open_ends else []
    return Head(code, f"{now.day} {MONTHS[now.month - 1]} {now.year}", work.actor.login, tuple(note))
