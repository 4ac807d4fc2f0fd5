"""Whom to ask next, for one martyr or for the whole bank: pedigrees, tubes and consent put before the rules. Codes only, no name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sqlmodel import Session

import consent
import families
import samples
from core import clock
from core.i18n import N_, gettext
from matching.queries.profiles import profile_of
from matching.queries.standing import sufficiency
from matching.queries.ties import ties
from matching.rules.advice import RULES_VERSION, Action, AdviceLine, Evidence, Family, Profile, ranked

CAME_TO_NOTHING = frozenset({"rejected", "lost", "missing"})
NOBODY_KNOWN = N_(
    "Nobody of the maternal line is known yet. Ask the family who is still living: the mother, brothers and sisters by the same mother, the mother's "
    "brothers and sisters, the children of the martyr's sisters."
)


@dataclass(frozen=True)
class Advice:
    """The rules and the profile by which it was ranked are part of it. `declined` counts who said no; they are not listed.

    `question` is what to ask where nobody of the maternal line is known.
    """

    martyr_code: str
    rules_version: str
    profile: Profile
    sufficiency: int
    lines: tuple[AdviceLine, ...]
    declined: int = 0
    question: str = ""

    @property
    def next(self) -> AdviceLine | None:
        """The first whom to ask for anything but news, and whose sample the profile's methods can read something of."""
        return next((line for line in self.lines if line.action is not Action.inform and line.score > 0), None)


def advise(session: Session, martyr_code: str, profile: Profile | None = None, *, present: str = "") -> Advice:
    """One martyr's advice. `present` is a donor who is giving a sample just now: reckoned with, and not asked again. Raises NotFound."""
    pedigree = families.pedigree_of(session, martyr_code)
    code = martyr_code.upper()
    donors = [key for key in {*pedigree.by_key, *pedigree.unplaced} if not key.startswith(("~", "i-", "LS-"))]
    bank = _Bank(session, profile, samples.for_martyrs(session, [code]), _declined(session, donors))
    return bank.advice(pedigree, code, present)


def advise_many(session: Session, codes: Iterable[str] | None = None, profile: Profile | None = None) -> Iterator[Advice]:
    """These martyrs, or the whole bank: a few questions to the database for each five hundred, then arithmetic family by family."""
    wanted = None if codes is None else list(dict.fromkeys(codes))
    tubes = samples.sample_facts(session) if wanted is None else samples.for_martyrs(session, wanted)
    bank = _Bank(session, profile, tubes, _declined(session))
    asked = None if wanted is None else set(wanted)
    for pedigree in families.pedigrees(session, wanted):
        for code in pedigree.martyrs:
            if asked is None or code in asked:
                yield bank.advice(pedigree, code)


def _declined(session: Session, donors: Iterable[str] | None = None) -> set[str]:
    """Who is never asked again: whoever said no, and the places of those who asked to be erased."""
    return consent.declined(session, donors) | families.erased_places(session)


class _Bank:
    """What is known of tubes and consent, by martyr."""

    def __init__(self, session: Session, profile: Profile | None, tubes: Iterable[samples.SampleFacts], declined: set[str]):
        self.profile, self.words = profile or profile_of(session), families.relation_words(session)
        self.declined, self.year = frozenset(declined), clock.today().year
        self.mt = families.mt_log10_lr(self.profile.mt_database)
        self.usable: dict[str, set[str]] = defaultdict(set)
        self.failed: dict[str, set[str]] = defaultdict(set)
        listed = list(tubes)
        self.enough = sufficiency(listed)
        for tube in listed:
            if tube.can_answer:
                for claim in tube.agreed:
                    self.usable[claim.martyr_code].add(tube.donor_code)
            elif tube.status in CAME_TO_NOTHING:
                for claim in tube.claims:
                    self.failed[claim.martyr_code].add(tube.donor_code)

    def advice(self, pedigree: families.Pedigree, code: str, present: str = "") -> Advice:
        usable, enough = frozenset(self.usable.get(code, ())), self.enough.get(code, 0)
        known = pedigree.by_key.keys() | pedigree.unplaced.keys()
        evidence = evidence_of(self.profile, code)
        tie_of = ties(pedigree, code, evidence, self.words)
        coming = present in pedigree.by_key and present not in usable and (tie := tie_of(present)) is not None and tie.line == "yes"
        family = Family(
            pedigree, code, tie_of, self.year, (usable | {present}) & known, enough + coming, (self.declined & known) - {present},
            frozenset(self.failed.get(code, ())) - usable,
        )
        lines = ranked(family, evidence, self.mt)
        hopeful = enough > 1 or any(line.line != "no" and line.action is not Action.inform for line in lines)
        return Advice(code, RULES_VERSION, self.profile, enough, lines, len(family.declined), "" if hopeful else gettext(NOBODY_KNOWN))


CASES = 200
"""Simulated for a set that the table does not know: enough to order people (standard error about 0.1), and a page does not wait for it."""


def evidence_of(profile: Profile, martyr: str) -> Evidence:
    """Mean log10 LR of a set of donors under the profile: of STR and SNP the stronger, never the two together."""
    panels = ([profile.str_panel] if profile.str_panel else []) + ([f"snp-{profile.snps}"] if profile.snps else [])
    known: dict[tuple[int, frozenset[str]], float] = {}
    readings: dict[int, tuple[families.Pedigree, tuple[families.Pedigree, ...]]] = {}

    def one(pedigree: families.Pedigree, donors: frozenset[str], panel: str) -> float:
        power = families.power(pedigree, martyr, donors, panel, typed=profile.typed, cases=CASES)
        return sum(power.range) / 2 if power.range else power.mean

    def evidence(pedigree: families.Pedigree, donors: frozenset[str]) -> float:
        key = id(pedigree), donors
        if key not in known and donors:
            _, each = readings.setdefault(id(pedigree), (pedigree, settled(pedigree)))
            known[key] = max((sum(one(reading, donors, panel) for reading in each) / len(each) for panel in panels), default=0.0)
        return known.get(key, 0.0)

    return evidence


def settled(pedigree: families.Pedigree) -> tuple[families.Pedigree, ...]:
    """The pedigree itself; with more than one open sibling its first and its last reading, as all of them together are soon a thousand."""
    if sum(bool(person.readings) for person in pedigree.people) < 2:
        return (pedigree,)
    return tuple(
        replace(pedigree, opens=(), people=tuple(
            replace(person, father=person.readings[place][0] or person.father, mother=person.readings[place][1] or person.mother, readings=())
            if person.readings else person
            for person in pedigree.people
        ))
        for place in (0, -1)
    )
