"""Whom to ask next: every candidate weighed, ranked, and set beside the official order (science.md §7 "Who next", docs/whom-to-ask.md).

    score = (autosomal gain + term of the maternal line) × urgency × chance that asking leads to a sample

The score orders people. It is no likelihood ratio: mtDNA and autosomal evidence are shown apart and never multiplied by us.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from families import Reachable
from matching.rules.advice import words
from matching.rules.advice.family import Action, Candidate, Evidence, Family, Tie, candidates
from matching.rules.advice.loss import loss, still_lives
from matching.rules.advice.order import NOT_LISTED, Official, official

RULES_VERSION = "2026-11.1"
CONFIRMING = 0.5
"""The second donor of the maternal line adds no new haplotype but confirms the first; official guidance asks for two."""
URGENCY = 4.0
"""A donor who is lost for certain counts five times one who can be asked next year."""
ASKED = 0.5
"""An open line turns out to be shared about every second time. Inference."""


@dataclass(frozen=True)
class AdviceLine:
    """One individual and what to do. `gain` is autosomal, `lineage` the term of the maternal line, both in log10 LR; places count from 1.

    `loss`: that the donor cannot give any more in two years; `chance`: that asking leads to a sample at all.
    """

    key: str
    donor_code: str | None
    path: str
    words: str
    line: str
    action: Action
    gain: float
    lineage: float
    loss: float
    chance: float
    tier: int | None
    age: int | None = None
    official_place: int | None = None
    our_place: int | None = None
    reason: str = ""
    difference: str = ""
    question: str = ""
    ask_laboratory: bool = False
    again: bool = False
    with_child: str = ""
    reach: Reachable = Reachable.unknown
    given: bool = False

    @property
    def action_words(self) -> str:
        return words.ACTION_WORDS[self.action]

    @property
    def value(self) -> float:
        return self.gain + self.lineage

    @property
    def urgency(self) -> float:
        return 1 + URGENCY * self.loss

    @property
    def score(self) -> float:
        return self.value * self.urgency * self.chance


def ranked(family: Family, evidence: Evidence, mt: float) -> tuple[AdviceLine, ...]:
    """Everybody worth asking, the most useful first, then those who can only tell. `mt` is what a matching haplotype is worth in log10 LR."""
    found = candidates(family)
    orders = {each.key: _order(family, each) for each in found}
    lines = [_line(family, each, orders[each.key], evidence, mt) for each in found]
    lines = [line for line in lines if not line.key.startswith("~") or words.useful(line)]
    asked = sorted((line for line in lines if line.action is not Action.inform), key=lambda line: (-line.score, orders[line.key], line.key))
    ours = {line.key: place for place, line in enumerate(asked, 1)}
    officially = sorted(asked, key=lambda line: (orders[line.key], ours[line.key]))
    theirs = {line.key: place for place, line in enumerate(officially, 1)}
    placed = [replace(line, our_place=ours[line.key], official_place=theirs[line.key]) for line in asked]
    explained = [replace(line, difference=_difference(line, placed, orders)) for line in placed]
    return (*explained, *sorted((line for line in lines if line.action is Action.inform), key=lambda line: line.key))


def _order(family: Family, each: Candidate) -> Official:
    tie = family.tie_of(each.key)
    return official(tie.path, tie.line) if tie and not each.with_child else NOT_LISTED


def _line(family: Family, each: Candidate, order: Official, evidence: Evidence, mt: float) -> AdviceLine:
    tie = family.tie_of(each.key)
    line = tie.line if tie else "no"
    age = family.year - each.born if each.born is not None else None
    informs = each.action is Action.inform
    gain = 0.0 if informs or each.given else _gain(family, each, tie, evidence)
    lineage = 0.0 if informs or each.with_child else _lineage(family, line, mt)
    lost = loss(age, each.person.reach)
    chance = still_lives(age) if each.person.life.value == "unknown" and not each.person.donor else 1.0
    chance *= ASKED if each.action is Action.ask else 1.0
    made = AdviceLine(
        each.key, each.key if each.person.donor else None, tie.path if tie else "", tie.words if tie else "", line, each.action, gain, lineage, lost,
        chance, order.tier if order != NOT_LISTED else None, age if each.person.birth_year else None,
        question=tie.question if tie and each.action is Action.ask else "", ask_laboratory=order.tier == 3 or bool(each.with_child),
        again=each.key in family.again, with_child=each.with_child, reach=each.person.reach,
        given=each.given,
    )
    if made.action in (Action.sample, Action.confirm) and made.line == "no" and not made.value:
        made = replace(made, action=Action.consult)
    return replace(made, reason=words.reason(made, family.sufficiency))


def _lineage(family: Family, line: str, mt: float) -> float:
    """Full for the first donor of the line, half for the second, nothing after that; an open line as if it were shared."""
    share = {0: 1.0, 1: CONFIRMING}.get(family.sufficiency, 0.0)
    return mt * share if line != "no" else 0.0


def _gain(family: Family, each: Candidate, tie: Tie | None, evidence: Evidence) -> float:
    """Mean log10 LR of the donors with this one, minus without; of somebody whom no pedigree can place yet, what the tie gives alone."""
    if each.key not in family.pedigree.by_key or (tie and tie.alone):
        return tie.alone if tie else 0.0
    before = family.usable | ({each.with_child} if each.with_child else frozenset())
    pedigree = each.pedigree or family.pedigree
    return max(0.0, evidence(pedigree, before | {each.key}) - evidence(pedigree, before))


def _difference(line: AdviceLine, lines: list[AdviceLine], orders: Mapping[str, Official]) -> str:
    """One sentence where this line and another stand the other way round in the official order: first whom it overtakes, else who overtakes it."""
    place = line.our_place or 0
    behind = [other for other in lines if (other.our_place or 0) > place and orders[other.key] < orders[line.key]]
    if behind:
        other = min(behind, key=lambda each: each.official_place or 0)
        return words.difference(official_first=other, ours_first=line)
    ahead = [other for other in lines if (other.our_place or 0) < place and orders[other.key] > orders[line.key]]
    return words.difference(official_first=line, ours_first=ahead[0]) if ahead else ""


