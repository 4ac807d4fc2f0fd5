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
WIDEST = 4
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
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    more: tuple[str, ...]
    results: tuple[LabResult, ...]


def step_words(path: str | None) -> tuple[str, ...]:
    """The steps of a path in words."""
    return tuple(gettext(part.removesuffix("?")) for part in (path or "").split(".") if part and not part.startswith("half-"))


def shown_number(value: float) -> str:
    """As the office writes it: 2,4 million, 8.000, 0,45."""
    if value >= 1_000_000:
        return gettext(N_("%(count)s million"), count=f"{value / 1_000_000:g}".replace(".", ","))
    return f"{value:,.0f}".replace(",", ".") if value >= 1000 else f"{value:g}".replace(".", ",")


def cell_of(found: list[LabResult]) -> Cell:
    if not found:
        return Cell("none", gettext(N_("not compared")))
    if len({row.conclusion for row in found}) > 1:
        return Cell("inconclusive", gettext(N_("rows differ")), tuple(gettext(CONCLUSION_WORDS[Conclusion(row.conclusion)]) for row in found))
    row = found[-1]
    lines = []
    if row.differences is not None:
        lines.append(gettext(N_("%(count)s differences"), count=row.differences))
    if row.lr is not None and row.conclusion != Conclusion.exclude:
        lines.append(f"LR {shown_number(row.lr)}")
    if row.compared:
        lines.append(row.compared)
    return Cell(KINDS[Conclusion(row.conclusion)], gettext(CONCLUSION_WORDS[Conclusion(row.conclusion)]), tuple(lines))


def matrix(session: Session, martyr_code: str, chosen: LabResult) -> MartyrMatrix:
    """Everything the laboratory said of this martyr's donors, the chosen remains first."""
    tubes = [tube for tube in samples.for_martyrs(session, [martyr_code]) if any(claim.martyr_code == martyr_code for claim in tube.claims)]
    claims = {tube.code: next(claim for claim in tube.claims if claim.martyr_code == martyr_code) for tube in tubes}
    results = of_samples(session, list(claims))
    others = sorted({row.remains_code for row in results} - {chosen.remains_code})
    shown = [chosen.remains_code, *others[: WIDEST - 1]]
    hints = samples.remains_hints(session, shown)
    pairs = sorted({(row.sample_code, row.method) for row in results if row.remains_code in shown}, key=lambda pair: (pair[0] != chosen.sample_code, pair))
    rows = tuple(
        Row(labels.spaced(code), f"{kin_words(claims[code].relation_path)} · {gettext(METHOD_WORDS[MethodKind(method)])}",
            tuple(cell_of([r for r in results if (r.sample_code, r.method, r.remains_code) == (code, method, remains)]) for remains in shown))
        for code, method in pairs
    )
    of = families.martyr(session, martyr_code)
    mine = claims.get(chosen.sample_code)
    return MartyrMatrix(
        of.code, of.name, mine.maternal_line if mine else "unknown", step_words(mine.relation_path if mine else None),
        tuple(Column(code, hints.get(code, ""), code == chosen.remains_code) for code in shown), rows, tuple(others[WIDEST - 1 :]), tuple(results),
    )


def kin_words(path: str | None) -> str:
    """The kinship in a few words; a path nobody stated says so."""
    words = step_words(path)
    return " → ".join(words) if words else gettext(N_("kinship not clear"))
