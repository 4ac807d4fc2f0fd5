"""The matrix donors × remains of one martyr, and the kinship that was stated."""

from dataclasses import dataclass

from sqlmodel import Session

import families
import labels
import samples
from core.i18n import N_, gettext
from matching.models import LabResult
from matching.queries.results import of_samples
from matching.rules import CONCLUSION_WORDS, Conclusion
from matching.rules.results import METHOD_WORDS, MethodKind

KINDS = {Conclusion.match: "not-excluded", Conclusion.exclude: "excluded", Conclusion.open: "inconclusive", Conclusion.poor: "none"}
WEIGHT = [Conclusion.match, Conclusion.exclude, Conclusion.open, Conclusion.poor]
WIDEST = 3
"""More remains than this do not fit beside the opinions; the chosen one always stands first."""


@dataclass(frozen=True)
class Column:
    title: str
    hint: str
    chosen: bool


@dataclass(frozen=True)
class Cell:
    kind: str
    word: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    title: str
    hint: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class MartyrMatrix:
    code: str
    name: str
    line: str
    path: tuple[str, ...]
    tree: families.Drawing | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    more: tuple[str, ...]
    results: tuple[LabResult, ...]


def shown_number(value: float) -> str:
    """As the office writes it: 2,4 million, 8.000, 0,45."""
    if value >= 1_000_000:
        return gettext(N_("%(count)s million"), count=f"{value / 1_000_000:g}".replace(".", ","))
    return f"{value:,.0f}".replace(",", ".") if value >= 1000 else f"{value:g}".replace(".", ",")


def cell_of(found: list[LabResult]) -> Cell:
    """What was said of one donor and one remains, by every method: the most telling first, each on its own line where they differ."""
    if not found:
        return Cell("none", gettext(N_("Not compared")))
    said = sorted({Conclusion(row.conclusion) for row in found}, key=WEIGHT.index)
    if {Conclusion.match, Conclusion.exclude} <= set(said):
        return Cell("inconclusive", gettext(N_("Rows differ")), tuple(line_of(row, alone=False) for row in found))
    lines = (line_of(row, alone=len(said) == 1) for row in found)
    return Cell(KINDS[said[0]], capital(gettext(CONCLUSION_WORDS[said[0]])), tuple(line for line in lines if line))


def line_of(row: LabResult, *, alone: bool) -> str:
    """The method and its numbers; with the conclusion where another method says something else."""
    told = [] if alone else [gettext(CONCLUSION_WORDS[Conclusion(row.conclusion)])]
    if row.differences is not None:
        told.append(gettext(N_("%(count)s differences"), count=row.differences))
    if row.lr is not None and row.conclusion != Conclusion.exclude:
        told.append(f"LR {shown_number(row.lr)}")
    method = gettext(METHOD_WORDS[MethodKind(row.method)])
    return f"{method}: {', '.join(told)}" if told else method


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def matrix(session: Session, martyr_code: str, chosen: LabResult) -> MartyrMatrix:
    """Everything the laboratory said of this martyr's donors, the chosen remains first."""
    tubes = [tube for tube in samples.for_martyrs(session, [martyr_code]) if any(claim.martyr_code == martyr_code for claim in tube.claims)]
    claims = {tube.code: next(claim for claim in tube.claims if claim.martyr_code == martyr_code) for tube in tubes}
    results = of_samples(session, list(claims))
    others = sorted({row.remains_code for row in results} - {chosen.remains_code})
    shown = [chosen.remains_code, *others[: WIDEST - 1]]
    hints = samples.remains_hints(session, shown)
    codes = sorted({row.sample_code for row in results if row.remains_code in shown}, key=lambda code: (code != chosen.sample_code, code))
    rows = tuple(
        Row(labels.spaced(code), kin_words(claims[code].relation_path),
            tuple(cell_of([r for r in results if (r.sample_code, r.remains_code) == (code, remains)]) for remains in shown))
        for code in codes
    )
    of, mine = families.martyr(session, martyr_code), claims.get(chosen.sample_code)
    path = mine.relation_path if mine else None
    return MartyrMatrix(
        of.code, of.name, mine.maternal_line if mine else "unknown", tuple(families.paths.spoken(path or "")), tree_of(of, path, chosen.sample_code),
        tuple(Column(code, hints.get(code, ""), code == chosen.remains_code) for code in shown), rows, tuple(others[WIDEST - 1 :]), tuple(results),
    )


def tree_of(of: families.MartyrView, path: str | None, sample_code: str) -> families.Drawing | None:
    """The stated kinship, drawn; the donor stands there by the tube's code and nothing else."""
    if not path:
        return None
    given = gettext(N_("Martyr %(name)s"), name=of.name.rpartition(" ")[2])
    return families.lay_out(path, martyr_sex=of.sex, martyr_words=given, donor_words=labels.spaced(sample_code))


def kin_words(path: str | None) -> str:
    """The kinship in a few words, the last two steps; a path nobody stated says so."""
    words = families.paths.spoken(path or "")
    return " → ".join(words[-2:]) if words else gettext(N_("kinship not clear"))
