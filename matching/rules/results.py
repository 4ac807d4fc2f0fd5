"""What a laboratory's row may say, and what must stop a reader. Pure; the sources are science.md §4 and domain.md §3.

    result        staged → loaded → reviewed by two different people
    review        agree, disagree, ask_laboratory, needs_donor; when two opinions do not settle it, a new round is opened with the reason
    refused       the row cannot be loaded: it names nothing we know, or says nothing
    flagged       the row may be loaded, and stops a reviewer

An mtDNA comparison with a donor off the martyr's maternal line says nothing; one whose line nobody asked says nothing yet.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from core.errors import Refused
from core.i18n import N_
from core.names import fold

TOLERANCE = 0.01
"""Relative difference allowed between the laboratory's posterior and ours: rounding, not another computation."""
POLICY = "2026-11"
"""The version of these checks; each loaded row records it."""


class Conclusion(StrEnum):
    match = "match"
    exclude = "exclude"
    open = "open"
    poor = "poor"


class Opinion(StrEnum):
    agree = "agree"
    disagree = "disagree"
    ask_laboratory = "ask_laboratory"
    needs_donor = "needs_donor"


class MethodKind(StrEnum):
    mtdna = "mtdna"
    y = "y"
    str = "str"
    snp = "snp"
    other = "other"


CONCLUSIONS = {
    Conclusion.match: ("phu hop", "cannot exclude", "khong loai tru", "match", "not excluded", "trung khop"),
    Conclusion.exclude: ("loai tru", "excluded", "exclusion", "exclude"),
    Conclusion.open: ("khong ket luan", "chua ket luan", "inconclusive", "chua du ket luan"),
    Conclusion.poor: ("khong du adn", "insufficient dna", "khong du dna", "mau kem", "that bai"),
}
CONCLUSION_WORDS = {
    Conclusion.match: N_("not excluded"), Conclusion.exclude: N_("excluded"), Conclusion.open: N_("no conclusion yet"), Conclusion.poor: N_("not enough DNA"),
}
METHOD_WORDS = {
    MethodKind.mtdna: N_("mtDNA"), MethodKind.y: N_("Y chromosome"), MethodKind.str: N_("STR"), MethodKind.snp: N_("SNP"), MethodKind.other: N_("other method"),
}
OPINION_WORDS = {
    Opinion.agree: N_("sufficient"), Opinion.disagree: N_("not sufficient"), Opinion.ask_laboratory: N_("ask the laboratory"),
    Opinion.needs_donor: N_("another donor is needed"),
}


NUCLEAR = (MethodKind.str, MethodKind.snp)
"""Methods that speak for one person; mtDNA and Y speak for a whole line of kin, so alone they never decide (science.md, conclusion 2)."""
SILENT = {"no": "not-on-maternal-line", "unknown": "maternal-line-unknown"}
REOPENED = "reopened"
"""Written like an answer to a flag when two people are asked anew."""


class SameReviewer(Refused):
    message = N_("You already wrote your opinion on this. Nothing was saved. The second opinion must come from another person.")


class ReviewedTwice(Refused):
    message = N_("Two people have already written their opinion on this. Nothing was saved.")


class LoaderReviews(Refused):
    message = N_("Whoever loaded the result does not review it. Nothing was saved. Ask two other officers.")


class ResultUnusable(Refused):
    message = N_("The consent for sample %(code)s is not in force any more, so this result may not be used. Nothing was saved.")


class NothingToAskAgain(Refused):
    message = N_("Only a result about which opinions differ, or which asks for more, is opened again. Nothing was changed.")


class NoSuchFlag(Refused):
    message = N_("There is no open question of that kind on this result. Nothing was saved.")


class AskTheFamily(Refused):
    message = N_("Only the family can answer this: ask about the kinship and write it down in their file. Nothing was saved.")


@dataclass(frozen=True)
class TubeFact:
    """What a check needs of a sample: whether it can have a result, and its claims as martyr → maternal line."""

    received: bool
    permitted: bool
    lines: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ResultRow:
    """One row as it was understood; None is a blank cell, which is never zero."""

    sample_code: str
    remains_code: str
    method: MethodKind
    conclusion: Conclusion | None
    differences: int | None = None
    lr: float | None = None
    prior: float | None = None
    posterior: float | None = None
    reported_on: date | None = None


def read_conclusion(text: str) -> Conclusion | None:
    folded = fold(text)
    return next((conclusion for conclusion, words in CONCLUSIONS.items() if folded in words), None)


def read_method(text: str) -> MethodKind:
    folded = fold(text)
    for kind, sign in ((MethodKind.mtdna, r"\b(mtdna|mt dna|ti the|hvs|adn ti the)"), (MethodKind.y, r"\by[ -]?(str|snp)|nst y"), (MethodKind.snp, r"\bsnp"),
                       (MethodKind.str, r"\bstr")):
        if re.search(sign, folded):
            return kind
    return MethodKind.other


def posterior(lr: float, prior: float) -> float:
    """Posterior probability from a likelihood ratio and a prior: LR·p / (LR·p + 1 − p). By hand: LR 67, p 1/3000 → 0.0219."""
    return lr * prior / (lr * prior + 1 - prior)


def posterior_agrees(row: ResultRow) -> bool | None:
    """Whether the row's three numbers belong together; None where one is missing. A prior of 1 or a negative LR belongs to nothing."""
    if row.lr is None or row.prior is None or row.posterior is None:
        return None
    if row.lr < 0 or not 0 <= row.prior < 1:
        return False
    ours = posterior(row.lr, row.prior)
    return abs(ours - row.posterior) <= max(TOLERANCE * max(abs(ours), abs(row.posterior)), 1e-8)


def refusals(row: ResultRow, tube: TubeFact | None, *, remains_known: bool, today: date) -> list[str]:
    """Reason codes that keep a row out."""
    found = []
    if tube is None:
        found.append("unknown-sample")
    elif not tube.permitted:
        found.append("consent-withdrawn")
    elif not tube.received:
        found.append("not-received")
    if not remains_known:
        found.append("unknown-remains")
    if row.conclusion is None:
        found.append("missing-conclusion")
    if row.reported_on and row.reported_on > today:
        found.append("future-date")
    return found


def silent_for(method: str, conclusion: str | None, lines: Mapping[str, str]) -> dict[str, str]:
    """Martyrs of whom an mtDNA comparison with this donor says nothing, and why. A donor may carry one martyr's line and not another's."""
    if method != MethodKind.mtdna or conclusion == Conclusion.poor:
        return {}
    return {martyr: SILENT[line] for martyr, line in lines.items() if line in SILENT}


def flags(row: ResultRow, tube: TubeFact) -> list[str]:
    """Reason codes of one row on its own that must stop a reviewer. While one martyr's line is shared the row speaks, and
    `silent_for` says of whom it does not."""
    silent = set(silent_for(row.method, row.conclusion, tube.lines).values())
    found = [] if "yes" in tube.lines.values() else [code for code in SILENT.values() if code in silent]
    if posterior_agrees(row) is False:
        found.append("posterior-disagrees")
    return found


def contradictions(rows: Sequence[ResultRow], earlier: Sequence[ResultRow] = ()) -> set[int]:
    """Places of rows that say match and exclusion of the same remains, sample and method, among themselves or against what is on record."""
    said: dict[tuple[str, str, MethodKind], set[Conclusion]] = {}
    for row in (*rows, *earlier):
        if row.conclusion in (Conclusion.match, Conclusion.exclude):
            said.setdefault((row.remains_code, row.sample_code, row.method), set()).add(row.conclusion)
    return {
        place for place, row in enumerate(rows)
        if row.conclusion in (Conclusion.match, Conclusion.exclude) and len(said[(row.remains_code, row.sample_code, row.method)]) == 2
    }


def claimed_twice(rows: Sequence[ResultRow], martyrs: Mapping[str, frozenset[str]], earlier: Sequence[ResultRow] = ()) -> set[int]:
    """Places of STR or SNP matches of one remains to donors who share no martyr; mtDNA never counts, many people share a line."""
    matches: dict[str, list[str]] = {}
    for row in (*rows, *earlier):
        if names_one_person(row):
            matches.setdefault(row.remains_code, []).append(row.sample_code)
    return {
        place for place, row in enumerate(rows)
        if names_one_person(row) and any(not martyrs[row.sample_code] & martyrs[other] for other in matches[row.remains_code])
    }


def names_one_person(row: ResultRow) -> bool:
    """Whether this row speaks for one martyr and not for a whole line of kin."""
    return row.conclusion is Conclusion.match and row.method in NUCLEAR


def spoken_against(rows: Sequence[ResultRow], lines: Mapping[str, Mapping[str, str]]) -> dict[int, set[str]]:
    """Places of matches, and the martyrs for whom another donor of theirs is excluded from the same remains: the pedigree or a tube is wrong.

    An exclusion counts where it can speak: STR and SNP, or mtDNA on the shared line.
    """
    excluded: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        if row.conclusion is Conclusion.exclude and row.method in (*NUCLEAR, MethodKind.mtdna):
            silent = silent_for(row.method, row.conclusion, lines[row.sample_code])
            for martyr in set(lines[row.sample_code]) - set(silent):
                excluded.setdefault((row.remains_code, martyr), set()).add(row.sample_code)
    found = {
        place: {m for m in lines[row.sample_code] if excluded.get((row.remains_code, m), set()) - {row.sample_code}}
        for place, row in enumerate(rows) if row.conclusion is Conclusion.match
    }
    return {place: martyrs for place, martyrs in found.items() if martyrs}


class ReviewState(StrEnum):
    """What the opinions of one round come to."""

    waiting = "waiting"
    agreed = "agreed"
    refuted = "refuted"
    unclear = "unclear"


STATE_WORDS = {
    ReviewState.waiting: N_("waits for opinions"), ReviewState.agreed: N_("two people agree"), ReviewState.refuted: N_("two people say: not sufficient"),
    ReviewState.unclear: N_("to be cleared up"),
}


def review_state(opinions: Sequence[str]) -> ReviewState:
    """Two people who say the same settle it; differing opinions, and whatever asks the laboratory or another donor, have their own list."""
    if len(opinions) < 2:
        return ReviewState.waiting
    return {frozenset({Opinion.agree}): ReviewState.agreed, frozenset({Opinion.disagree}): ReviewState.refuted}.get(
        frozenset(map(Opinion, opinions)), ReviewState.unclear
    )


def check_reviewer(account: object, loader: object, earlier: list[object]) -> None:
    """Two different people, neither of whom loaded the result. Raises LoaderReviews, SameReviewer or ReviewedTwice."""
    if account == loader:
        raise LoaderReviews()
    if account in earlier:
        raise SameReviewer()
    if len(earlier) >= 2:
        raise ReviewedTwice()
