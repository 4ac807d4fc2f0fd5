"""What was said of a family, read as a pedigree (ADR 0010). Pure: claims stay as they were declared, and are expanded on reading.

    mother.mother        up from the martyr: one shared inferred person per martyr and path
    mother.sister.son    a sibling has both parents of the one before (half-m: the mother only; half-p: the father only); the donor stands at the end
    sister?.son          nobody asked how full: the sister keeps three readings of her parents, and her line is unknown
    son                  of a martyr whose sex is not on record: two readings
    (a parentage)        a father and no mother: of one mother with his other children, or of another (rules/pedigree/one_mother.py)
    spouse, adopted      a union, a social tie: no genetics

Then two places that are mother of one child become one person (rules/pedigree/unify.py). So a mother who gives a sample *is* the placeholder that her
daughter's kinship needed, and a donor of two martyrs joins their families.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from families.rules.pedigree import (
    Confidence,
    Individual,
    Life,
    Open,
    OpenKind,
    ParentRole,
    Parents,
    Pedigree,
    Reachable,
    SocialTie,
    TieKind,
    Trouble,
)
from families.rules.pedigree.one_mother import unasked_mothers
from families.rules.pedigree.possible_parents import Pair, possible
from families.rules.pedigree.unify import FATHER, MOTHER, OTHER_SEX, Because, Family
from families.rules.relation.grammar import LONGEST, SEX_OF, steps_of


@dataclass(frozen=True)
class MartyrNode:
    key: str
    sex: str | None = None
    birth_year: int | None = None
    death_year: int | None = None


@dataclass(frozen=True)
class ClaimFact:
    """What stands of one donor's kinship to one martyr: a path, or the readings that a word left open.

    Somebody on record who is no donor, said to be a sibling of somebody else on record, is told the same way.
    """

    donor: str
    martyr: str
    path: str | None
    readings: tuple[str, ...] = ()
    confidence: Confidence = Confidence.unasked


@dataclass(frozen=True)
class TieFact:
    """A parentage on record: biological, or one that never feeds genetics."""

    child: str
    parent: str
    role: ParentRole
    kind: TieKind = TieKind.biological


def expand(
    martyrs: Sequence[MartyrNode], claims: Sequence[ClaimFact], known: Sequence[Individual] = (), ties: Sequence[TieFact] = (),
    unions: Iterable[tuple[str, str]] = (), merges: Iterable[tuple[str, str]] = (),
) -> Pedigree:
    """The pedigree of these martyrs, donors and others on record. `merges` lead from a key to the key it is now read as.

    The order of what is handed in never matters. What contradicts itself is told in `contradictions`; parentage on record beats a claim.
    """
    return _Telling(dict(merges)).tell(martyrs, claims, known, ties, unions)


_Stays = tuple[OpenKind, int, dict[str, Pair]]
"""What is open of somebody, towards whom, and what each answer would mean."""


class _Telling:
    def __init__(self, merges: dict[str, str]):
        self.family = Family()
        self.merges = merges
        self.social: set[tuple[str, str, TieKind]] = set()
        self.couples: set[tuple[int, int]] = set()
        self.half: set[tuple[int, int]] = set()
        self.unasked: list[tuple[OpenKind, int, int]] = []
        self.words: dict[tuple[str, str], tuple[str, ...]] = {}

    def tell(
        self, martyrs: Sequence[MartyrNode], claims: Sequence[ClaimFact], known: Sequence[Individual], ties: Sequence[TieFact],
        unions: Iterable[tuple[str, str]],
    ) -> Pedigree:
        claims = sorted(claims, key=lambda claim: (claim.martyr, claim.donor, claim.path or ""))
        self._people(martyrs, claims, known)
        self._parentage(known, ties)
        for one, other in sorted(unions):
            self.couples.add((self._of(one), self._of(other)))
        for claim in claims:
            path = claim.path or (claim.readings[0] if len(claim.readings) == 1 else None)
            if path:
                self._lead(self._now(claim.martyr), self._now(claim.donor), path)
            else:
                self.words[self._now(claim.donor), self._now(claim.martyr)] = claim.readings
        self._partners_on_record()
        return self._pedigree()

    def _now(self, key: str) -> str:
        for _ in range(len(self.merges)):
            if key not in self.merges:
                break
            key = self.merges[key]
        return key

    def _of(self, key: str) -> int:
        key = self._now(key)
        return self.family.add(key, None, None if key.startswith("~") else Individual(key))

    def _people(self, martyrs: Sequence[MartyrNode], claims: Sequence[ClaimFact], known: Sequence[Individual]) -> None:
        record: dict[str, Individual] = {}
        for person in sorted(known, key=lambda person: (person.key in self.merges, person.key)):
            key = self._now(person.key)
            record[key] = _joined(record[key], person) if key in record else replace(person, key=key)
        for node in martyrs:
            said = Individual(node.key, node.sex, birth_year=node.birth_year, death_year=node.death_year, martyr=True)
            record[node.key] = _joined(said, record[node.key]) if node.key in record else said
        for claim in claims:
            for key, is_donor in ((self._now(claim.martyr), False), (self._now(claim.donor), True)):
                nameless = key.startswith("i-")
                record.setdefault(key, Individual(key, donor=is_donor and not nameless, martyr=not is_donor and not nameless))
        for key in sorted(record):
            self.family.add(key, record[key].sex, None if record[key].inferred else record[key])

    def _parentage(self, known: Sequence[Individual], ties: Sequence[TieFact]) -> None:
        said = {TieFact(p.key, parent, role) for p in known for parent, role in ((p.father, ParentRole.father), (p.mother, ParentRole.mother)) if parent}
        for tie in sorted({*said, *ties}, key=lambda tie: (tie.child, tie.parent, tie.role, tie.kind)):
            if tie.kind is TieKind.biological:
                self.family.link(self._of(tie.child), self._of(tie.parent), FATHER if tie.role is ParentRole.father else MOTHER)
            else:
                self.social.add((self._now(tie.child), self._now(tie.parent), tie.kind))

    def _lead(self, martyr: str, donor: str, path: str) -> None:
        """Everybody on the way from the martyr to the donor."""
        here, trail, steps, up = self._of(martyr), "", steps_of(path), True
        for number, step in enumerate(steps, 1):
            half, _, bare = step.rpartition(".")
            kin = bare.removesuffix("?")
            above = f"~{martyr}:{trail}" if up else f"~{martyr}:{donor}:{trail}"
            up = up and kin in ("mother", "father")
            trail = f"{trail}{kin}."
            key = donor if number == len(steps) else (f"~{martyr}:" if up else f"~{martyr}:{donor}:") + trail[:-1]
            end = self.family.add(key, SEX_OF.get(kin))
            if kin in SEX_OF and kin not in ("mother", "father"):
                self._sex(end, SEX_OF[kin])
            self._step(here, end, kin, half or ("?" if bare.endswith("?") else ""), above)
            here = end

    def _sex(self, person: int, said: str) -> None:
        if self.family.sex[person] not in (None, said):
            self.family.trouble(Trouble.wrong_sex, (person,))
        self.family.sex[person] = self.family.sex[person] or said

    def _step(self, here: int, end: int, kin: str, fullness: str, above: str) -> None:
        if kin in ("mother", "father"):
            self.family.link(here, end, MOTHER if kin == "mother" else FATHER)
        elif kin in ("son", "daughter"):
            self._child(here, end)
        elif kin in ("brother", "sister"):
            self._sibling(here, end, fullness, above)
        elif kin == "spouse":
            self.family.sex[end] = self.family.sex[end] or OTHER_SEX.get(self.family.sex[self.family.find(here)] or "")
            self.couples.add((here, end))
        else:
            self.social.add((self.family.keys[end], self.family.keys[self.family.find(here)], TieKind.adoptive))

    def _child(self, here: int, end: int) -> None:
        sex = self.family.sex[self.family.find(here)]
        if sex:
            self.family.link(end, here, MOTHER if sex == "female" else FATHER)
        else:
            self.unasked.append((OpenKind.child, end, here))

    def _sibling(self, here: int, end: int, fullness: str, above: str) -> None:
        for role, kin, sex, apart in ((FATHER, "father", "male", "half-m"), (MOTHER, "mother", "female", "half-p")):
            if fullness == apart:
                continue
            parent = self.family.add(above + kin, sex)
            self.family.link(here, parent, role)
            if fullness != "?":
                self.family.link(end, parent, role)
        if fullness == "?":
            self.unasked.append((OpenKind.sibling, end, here))
        elif fullness:
            self.half.add((here, end))

    def _partners_on_record(self) -> None:
        """Whom somebody married, or who raised somebody, has no child through whom to be known: a placeholder is the partner on record of the same place."""
        family, beside = self.family, dict[int, set[int]]()
        for one, other in self.couples:
            beside.setdefault(family.find(one), set()).add(family.find(other))
            beside.setdefault(family.find(other), set()).add(family.find(one))
        for child, parent, _ in self.social:
            beside.setdefault(family.add(child), set()).add(family.add(parent))
        for person, found in sorted(beside.items(), key=lambda each: family.keys[each[0]]):
            known = sorted((one for one in found if family.facts[family.find(one)]), key=lambda one: family.keys[one])
            for place in sorted(found.difference(known), key=lambda one: family.keys[one]):
                same = [one for one in known if self._same_place(place, one)]
                if len(same) == 1:
                    family.unite(same[0], place, Because(person, FATHER))

    def _same_place(self, one: int, other: int, depth: int = LONGEST) -> bool:
        """Whether two of one sex are children of the same people, as far as those are known, or are said to be siblings of the same person."""
        family = self.family
        one, other = family.find(one), family.find(other)
        if one == other:
            return True
        if not depth or family.sex[one] != family.sex[other] or (family.facts[one] and family.facts[other]):
            return False
        of = [{family.find(of) for kind, person, of in self.unasked if kind is OpenKind.sibling and family.find(person) == each} for each in (one, other)]
        parents = [(family.parent(one, role), family.parent(other, role)) for role in (FATHER, MOTHER)]
        alike = all(a == b or (min(a, b) >= 0 and self._same_place(a, b, depth - 1)) for a, b in parents)
        return alike and (max(max(pair) for pair in parents) >= 0 or bool(of[0] & of[1]))

    def _settled(self) -> dict[int, list[_Stays]]:
        """What stays open, by person; a question whose answer follows from the rest is answered, until nothing more follows."""
        family, moved = self.family, True
        while moved:
            moved, left = False, []
            stays: dict[int, list[_Stays]] = {}
            for kind, one, two in self.unasked:
                person, other = family.find(one), family.find(two)
                if person == other:
                    continue
                pairs = possible(family, kind, person, other)
                if len(pairs) > 1:
                    left.append((kind, person, other))
                    stays.setdefault(person, []).append((kind, other, pairs))
                elif not pairs:
                    family.trouble(Trouble.not_siblings, (other, person))
                for role, parent in enumerate(next(iter(pairs.values())) if len(pairs) == 1 else ()):
                    if parent >= 0 and family.parent(person, role) != parent:
                        family.link(person, parent, role)
                        moved = True
            self.unasked = left
        return stays

    def _pedigree(self) -> Pedigree:
        family = self.family
        family.check()
        self.unasked += list(unasked_mothers(family, self.half, self.unasked))
        stays = self._settled()
        family.check()
        for one, other in sorted(self.half):
            if all(family.parent(one, role) == family.parent(other, role) >= 0 for role in (FATHER, MOTHER)):
                family.trouble(Trouble.not_half, (one, other))
        people = [self._individual(number, stays.get(number, [])) for number in family.roots()]
        people.sort(key=lambda person: (not person.martyr, not person.donor, person.inferred, person.key))
        opens = [Open(kind, family.keys[person], family.keys[other], tuple(pairs)) for person, each in stays.items() for kind, other, pairs in each]
        opens += [Open(OpenKind.word, donor, martyr, paths=paths) for (donor, martyr), paths in self.words.items()]
        unplaced: dict[str, tuple[str, ...]] = {}
        for (donor, _), paths in self.words.items():
            unplaced[donor] = tuple(dict.fromkeys((*unplaced.get(donor, ()), *paths)))
        return Pedigree(
            tuple(people), self._unions(), self._social(), unplaced, tuple(sorted(opens, key=lambda each: (each.of, each.person))),
            tuple(sorted(family.troubles, key=lambda each: (each.kind, each.people))), self._halves(),
            family.aliases() | {key: self._now(key) for key in self.merges},
        )

    def _halves(self) -> frozenset[tuple[str, str]]:
        keys, find = self.family.keys, self.family.find
        return frozenset((keys[find(a)], keys[find(b)]) for pair in self.half for a, b in (pair, pair[::-1]))

    def _individual(self, number: int, stays: list[_Stays]) -> Individual:
        family = self.family
        father, mother = family.key_parents(number)
        readings: dict[Parents, None] = {(family.key(f), family.key(m)): None for _, _, pairs in stays for f, m in pairs.values()}
        person = family.facts[number]
        if person:
            return replace(person, sex=family.sex[number], father=father, mother=mother, readings=tuple(readings))
        return Individual(family.keys[number], family.sex[number], father, mother, inferred=True, readings=tuple(readings))

    def _unions(self) -> tuple[tuple[str, str], ...]:
        pairs = ({self.family.keys[self.family.find(number)] for number in couple} for couple in self.couples)
        return tuple(sorted({(min(pair), max(pair)) for pair in pairs if len(pair) == 2}))

    def _social(self) -> tuple[SocialTie, ...]:
        known, aliases = self.family.place, self.family.aliases()
        ties = {(aliases.get(child, child), aliases.get(parent, parent), kind) for child, parent, kind in self.social}
        return tuple(SocialTie(*tie) for tie in sorted(ties) if tie[0] in known and tie[1] in known)


def _joined(one: Individual, other: Individual) -> Individual:
    """Two records of one person: what the first leaves open is taken from the second."""
    return replace(
        one, sex=one.sex or other.sex, father=one.father or other.father, mother=one.mother or other.mother,
        birth_year=one.birth_year or other.birth_year, death_year=one.death_year or other.death_year,
        life=other.life if one.life is Life.unknown else one.life, reach=other.reach if one.reach is Reachable.unknown else one.reach,
        martyr=one.martyr or other.martyr, donor=one.donor or other.donor,
    )
