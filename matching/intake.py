"""The laboratory's workbook: its columns in any order, what each cell says, and every row's verdict."""

from collections.abc import Sequence
from datetime import date
from math import isfinite
from typing import Any

import labels
from core import clock
from core.dates import read_date
from core.errors import Refused
from core.i18n import N_
from core.names import tidy
from core.staging import Column, Reason, Staged, StagedRow, UnknownLayout, fingerprint, must_carry_nothing, reason, stage
from matching import rules
from matching.rules import ResultRow, TubeFact

RESULT_COLUMNS = [
    Column("report_no", N_("report number"), ("so phieu", "report no", "report number", "so bao cao")),
    Column("reported_on", N_("reported on"), ("ngai tra ket qua", "reported on", "ngai bao cao", "ngai", "date")),
    Column("remains_code", N_("remains' code"), ("ma mau hai cot", "remains code", "hai cot", "ma hai cot"), required=True),
    Column("sample_code", N_("sample's code"), ("ma mau than nhan", "sample code", "ma mau", "than nhan"), required=True),
    Column("method", N_("method"), ("phuong phap", "method", "ki thuat")),
    Column("compared", N_("compared"), ("vung locus so sanh", "compared", "vung so sanh", "locus so sanh")),
    Column("differences", N_("differences"), ("so khac biet", "differences", "khac biet")),
    Column("lr", N_("LR"), ("lr", "ti so hop li", "likelihood ratio")),
    Column("prior", N_("prior"), ("xs tien nghiem", "prior", "xac suat tien nghiem")),
    Column("posterior", N_("posterior"), ("xs hau nghiem", "posterior", "xac suat hau nghiem")),
    Column("conclusion", N_("conclusion"), ("ket luan", "conclusion"), required=True),
]
SENTENCES = {
    "check-digits": N_("The last two digits of the sample code do not fit. This row is not loaded; ask the laboratory for the code on the tube."),
    "unknown-sample": N_("This sample was never sent from here. This row is not loaded; ask the laboratory which tube it means."),
    "unknown-remains": N_("These remains are not on record. This row is not loaded; load the register of remains or ask the laboratory."),
    "missing-conclusion": N_("The conclusion is empty or cannot be read. This row is not loaded; ask the laboratory."),
    "future-date": N_("The report is dated after today. This row is not loaded; ask the laboratory for the right day."),
    "number-unreadable": N_("A number in this row cannot be read. This row is not loaded; ask the laboratory."),
    "consent-withdrawn": N_("The consent for this sample is not in force. This row is not loaded; recall the sample."),
    "not-received": N_("The laboratory never confirmed receiving this sample. This row is not loaded; load the receipt first."),
    "not-on-maternal-line": N_("mtDNA was compared with a donor who is not on the martyr's maternal line: it says nothing. Check the kinship."),
    "maternal-line-unknown": N_("mtDNA was compared with a donor whose line nobody has asked: it says nothing yet. Ask the family first."),
    "posterior-disagrees": N_("The posterior is not LR and prior put together. Ask the laboratory before going on."),
    "contradiction-in-file": N_("In this file the same pair is matched in one row and excluded in another. Ask the laboratory which holds."),
    "contradiction-on-record": N_("An earlier file says the opposite of the same pair by the same method. Ask the laboratory which holds."),
    "remains-claimed-twice": N_("These remains match donors of different martyrs. Nobody goes on before both are looked at together."),
}
ALREADY = reason("already-there", N_("This result was loaded before. Nothing was added."))


def why(code: str) -> Reason:
    return reason(code, SENTENCES[code])


def read_number(cell: Any) -> float | None:
    """A number with a comma or a point; a blank is None and never 0. Raises ValueError."""
    text = tidy(cell).replace(" ", "")
    if not text:
        return None
    percent = text.endswith("%")
    value = float(text.rstrip("%").replace(",", "."))
    if not isfinite(value):
        raise ValueError(text)
    return value / 100 if percent else value


def read_row(row: StagedRow) -> ResultRow:
    """The row as values; its own reading problems become refusals."""
    raw, numbers = row.raw, {}
    for key in ("differences", "lr", "prior", "posterior"):
        try:
            numbers[key] = read_number(raw.get(key))
            if key == "differences" and numbers[key] is not None and numbers[key] % 1:
                raise ValueError(key)
        except ValueError:
            numbers[key] = None
            row.refusals.append(why("number-unreadable"))
    try:
        sample_code = labels.read_code(tidy(raw.get("sample_code")))
    except Refused:
        sample_code = tidy(raw.get("sample_code"))
        row.refusals.append(why("check-digits"))
    differences = numbers.pop("differences")
    reported = read_date(raw.get("reported_on"), latest_year=clock.today().year + 50)
    return ResultRow(
        sample_code=sample_code, remains_code=tidy(raw.get("remains_code")).upper(), method=rules.read_method(tidy(raw.get("method"))),
        conclusion=rules.read_conclusion(tidy(raw.get("conclusion"))), differences=None if differences is None else int(differences),
        reported_on=reported.value, **numbers,
    )


def stage_results(
    name: str, content: bytes, tubes: dict[str, TubeFact], remains: set[str], known: frozenset[str] = frozenset(),
    mapping: dict[str, str] | None = None, today: date | None = None, earlier: Sequence[ResultRow] = (),
) -> Staged | UnknownLayout:
    """Stage a laboratory's sheet whole: each row judged on its own, then all rows together and against what is on record (`earlier`)."""
    today = today or clock.today()
    kept: list[tuple[StagedRow, ResultRow]] = []
    upper = {code.upper() for code in remains}
    prints: set[str] = set()

    def judge(row: StagedRow) -> None:
        read = read_row(row)
        row.values = values_of(row, read)
        coded = any(r.code == "check-digits" for r in row.refusals)
        tube = tubes.get(read.sample_code)
        found = rules.refusals(read, tube, remains_known=read.remains_code in upper, today=today)
        row.refusals += [why(code) for code in found if not (coded and code == "unknown-sample")]
        if row.refusals or tube is None:
            return
        mark = row.values["fingerprint"]
        if mark in known or mark in prints:
            row.skips.append(ALREADY)
            return
        prints.add(mark)
        row.flags += [why(code) for code in rules.flags(read, tube)]
        kept.append((row, read))

    staged = stage(name, content, RESULT_COLUMNS, judge, mapping=mapping)
    must_carry_nothing(content)  # the laboratory's file is kept, and whoever asks for the original opens it
    judge_together(kept, tubes, earlier)
    return staged


def judge_together(kept: list[tuple[StagedRow, ResultRow]], tubes: dict[str, TubeFact], earlier: Sequence[ResultRow]) -> None:
    rows = [read for _, read in kept]
    martyrs = {read.sample_code: frozenset(tubes[read.sample_code].lines) for read in (*rows, *earlier)}
    inside = rules.contradictions(rows)
    for code, places in (
        ("contradiction-in-file", inside), ("contradiction-on-record", rules.contradictions(rows, earlier) - inside),
        ("remains-claimed-twice", rules.claimed_twice(rows, martyrs, earlier)),
    ):
        for place in places:
            kept[place][0].flags.append(why(code))


def values_of(row: StagedRow, read: ResultRow) -> dict[str, Any]:
    mark = fingerprint(*(tidy(row.raw.get(column.key)) for column in RESULT_COLUMNS))
    return {
        "report_no": tidy(row.raw.get("report_no")), "reported_on": read.reported_on.isoformat() if read.reported_on else None,
        "remains_code": read.remains_code, "sample_code": read.sample_code, "method": read.method.value, "compared": tidy(row.raw.get("compared")),
        "differences": read.differences, "lr": read.lr, "prior": read.prior, "posterior": read.posterior,
        "conclusion": read.conclusion.value if read.conclusion else None, "fingerprint": mark,
    }
