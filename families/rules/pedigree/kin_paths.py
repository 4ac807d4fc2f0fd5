"""Every independent way in which two people of a pedigree are kin, as paths of the relation grammar. Pure (science.md §7).

Two are kin through each ancestor both have, where the ways up to that ancestor meet nowhere else; the father and mother of two full siblings
make one way, not two. Double first cousins have two ways, a child of first cousins many. A way that nobody settled keeps its `?`.
"""

from collections.abc import Collection, Iterator

from families.rules.pedigree import Individual, Pedigree

LONGEST = 8
"""Steps on one side: farther kin shares nothing that a sample would show."""

_Chain = tuple[str, ...]
"""Keys from somebody up to an ancestor, both included."""


def paths_between(pedigree: Pedigree, one: str, other: str) -> tuple[str, ...]:
    """The ways from `one` to `other`, the nearest first; by a couple or an adoption only where there is none by blood. Empty: no kin that is known."""
    one, other = pedigree.aliases.get(one, one), pedigree.aliases.get(other, other)
    people = pedigree.by_key
    if one not in people or other not in people or one == other:
        return ()
    return _by_blood(pedigree, one, other) or _by_tie(pedigree, one, other) or _said(pedigree, one, other)


def unsaid_fathers(pedigree: Pedigree, one: str, other: str, paths: Collection[str]) -> frozenset[str]:
    """Those of `paths` with a half-m step of which only the mother is sure: a father is not on record, and nobody said that there were two."""
    if not any("half-m" in path for path in paths):
        return frozenset()
    one, other = pedigree.aliases.get(one, one), pedigree.aliases.get(other, other)
    turns = ((_path(pedigree, up, down), up[-2], down[-2]) for up, down in _meetings(pedigree, one, other) if min(len(up), len(down)) > 1)
    return frozenset(path for path, a, b in turns if "half-m" in path and not _two_fathers(pedigree, a, b))


def _two_fathers(pedigree: Pedigree, one: str, other: str) -> bool:
    fathers = {pedigree.by_key.get(pedigree.by_key[key].father or "") for key in (one, other)}
    return (one, other) in pedigree.halves or (len(fathers) == 2 and all(father and not father.inferred for father in fathers))  # noqa: PLR2004 - his and hers


def _by_blood(pedigree: Pedigree, one: str, other: str) -> tuple[str, ...]:
    found = {_path(pedigree, up, down) for up, down in _meetings(pedigree, one, other)}
    return tuple(sorted(found, key=lambda path: (path.count("."), path)))


def _meetings(pedigree: Pedigree, one: str, other: str) -> Iterator[tuple[_Chain, _Chain]]:
    """The ways of both up to one ancestor that meet nowhere else."""
    ups, downs = _chains(pedigree, one), _chains(pedigree, other)
    return ((up, down) for top in ups.keys() & downs.keys() for up in ups[top] for down in downs[top] if not set(up[:-1]) & set(down[:-1]))


def _chains(pedigree: Pedigree, key: str) -> dict[str, list[_Chain]]:
    """Ancestor → the ways up to him or her; a person is the top of a way of no step."""
    found: dict[str, list[_Chain]] = {key: [(key,)]}
    level: list[_Chain] = [(key,)]
    for _ in range(LONGEST):
        level = [(*chain, parent) for chain in level for parent in _parents(pedigree, chain[-1]) if parent not in chain]
        for chain in level:
            found.setdefault(chain[-1], []).append(chain)
    return found


def _parents(pedigree: Pedigree, key: str) -> tuple[str, ...]:
    """Father and mother, those that remain possible too."""
    person = pedigree.by_key[key]
    both = [parent for pair in ((person.father, person.mother), *person.readings) for parent in pair]
    return tuple(dict.fromkeys(parent for parent in both if parent is not None and parent in pedigree.by_key))


def _path(pedigree: Pedigree, up: _Chain, down: _Chain) -> str:
    people = pedigree.by_key
    if len(up) == 1 or len(down) == 1:
        return ".".join([*_upward(pedigree, up), *_downward(people, down[:-1])])
    fullness = _fullness(people[up[-2]], people[down[-2]], said=(up[-2], down[-2]) in pedigree.halves)
    step = "sister" if people[down[-2]].sex == "female" else "brother"
    sibling = step + "?" if fullness == "?" else f"{fullness}.{step}" if fullness else step
    return ".".join([*_upward(pedigree, up[:-1]), sibling, *_downward(people, down[:-2])])


def _upward(pedigree: Pedigree, chain: _Chain) -> Iterator[str]:
    for child, parent in zip(chain, chain[1:], strict=False):
        yield "mother" if _is_mother(pedigree.by_key[child], parent, pedigree) else "father"


def _is_mother(child: Individual, parent: str, pedigree: Pedigree) -> bool:
    return pedigree.by_key[parent].sex == "female" or any(mother == parent for _, mother in ((child.father, child.mother), *child.readings))


def _downward(people: dict[str, Individual], chain: _Chain) -> Iterator[str]:
    """Steps down to the foot of a chain of somebody's descendants."""
    for key in reversed(chain):
        yield "daughter" if people[key].sex == "female" else "son"


def _fullness(one: Individual, other: Individual, *, said: bool) -> str:
    """How two children of one parent are siblings: by both (nothing said), half-m, half-p, or "?" where nobody asked."""
    if (one.readings or other.readings) and not said:
        return "?"
    same_father, same_mother = one.father == other.father is not None, one.mother == other.mother is not None
    return "" if same_father and same_mother else "half-m" if same_mother else "half-p"


def _by_tie(pedigree: Pedigree, one: str, other: str) -> tuple[str, ...]:
    found = [f"{way}spouse" for partner in pedigree.partners.get(other, ()) for way in _ways_to(pedigree, one, partner)]
    raised = [tie.parent for tie in pedigree.social if tie.child == other]
    found += [f"{way}adopted" for parent in raised for way in _ways_to(pedigree, one, parent)]
    return tuple(dict.fromkeys(found))


def _ways_to(pedigree: Pedigree, one: str, other: str) -> tuple[str, ...]:
    return ("",) if one == other else tuple(path + "." for path in _by_blood(pedigree, one, other))


def _said(pedigree: Pedigree, one: str, other: str) -> tuple[str, ...]:
    """What an open word still may mean, from the martyr to the donor."""
    return tuple(path for each in pedigree.opens if (each.of, each.person) == (one, other) for path in each.paths)


def elder_of(pedigree: Pedigree, martyr: str, path: str, key: str) -> bool | None:
    """Whether a sibling is elder than the martyr, or an aunt or uncle than the martyr's parent; None where a year is missing."""
    steps = [step for step in path.replace("?", "").split(".") if not step.startswith("half-")]
    own, person = pedigree.by_key[martyr], pedigree.by_key[key]
    beside: Individual | None = own
    if len(steps) == 2 and steps[0] in ("mother", "father"):
        beside = pedigree.by_key.get((own.mother if steps[0] == "mother" else own.father) or "")
    if steps[-1] not in ("brother", "sister") or len(steps) > 2 or beside is None or not (beside.birth_year and person.birth_year):
        return None
    return person.birth_year < beside.birth_year if person.birth_year != beside.birth_year else None
