"""The register of remains and the laboratory's receipt: columns, meaning, verdicts."""

import labels
from core.errors import Refused
from core.i18n import N_
from core.names import fold, tidy
from core.staging import Column, Staged, StagedRow, UnknownLayout, reason, stage
from samples.rules import MOVES, SampleStatus, tube_code

REMAINS_COLUMNS = [
    Column("code", N_("remains' code"), ("code", "ma hai cot", "ma mau hai cot", "ki hieu", "ma mau"), required=True),
    Column("element", N_("element"), ("element", "bo phan", "loai mau", "phan xuong")),
    Column("found_on", N_("found on"), ("found on", "ngai tim thai", "ngai qui tap", "nam qui tap")),
    Column("found_at", N_("found at"), ("found at", "noi tim thai", "noi qui tap")),
    Column("team", N_("team"), ("team", "doi", "don vi qui tap")),
    Column("resting_place", N_("resting place"), ("resting place", "noi an tang", "vi tri mo")),
    Column("note", N_("note"), ("note", "ghi chu")),
]
RECEIPT_COLUMNS = [
    Column("sample_code", N_("sample's code"), ("sample code", "ma mau", "ma mau than nhan", "ma"), required=True),
    Column("verdict", N_("verdict"), ("verdict", "ket qua nhan", "tinh trang", "status", "ket qua", "nhan"), required=True),
    Column("reason", N_("reason"), ("reason", "li do", "ghi chu", "note")),
]
NO_CODE = reason("no-code", N_("The code is missing. Add it and load the file again."))
ALREADY = reason("already-there", N_("These remains are on record already. Nothing was added."))
CHECK_DIGITS = reason("check-digits", N_("The last two digits of the sample code do not fit. Look at the tube and correct the row."))
UNLISTED = reason("unknown-sample", N_("This tube is on no list of ours. It is kept as an open question until somebody settles it."))
NOT_UNDER_WAY = reason("not-under-way", N_("This sample is not under way. Nothing was changed for it."))
SAID_BEFORE = reason("not-under-way", N_("This was said before. Nothing was added."))
SAID_OTHERWISE = reason("said-otherwise", N_("An earlier receipt said otherwise about this tube. Nothing was changed for it; ask the laboratory which holds."))
NO_VERDICT = reason("verdict-unreadable", N_("The verdict cannot be read: accepted, rejected or missing. Correct the row."))
NO_REASON = reason("reason-missing", N_("A rejected sample needs its reason. Ask the laboratory."))
VERDICTS = {
    "accepted": "accepted", "nhan": "accepted", "da nhan": "accepted", "dat": "accepted", "chap nhan": "accepted", "rejected": "rejected",
    "khong dat": "rejected", "tu choi": "rejected", "lai lai": "rejected", "hong": "rejected", "missing": "missing", "thieu": "missing",
    "khong co": "missing", "khong thai": "missing", "not on the list": "not_listed", "not listed": "not_listed", "khong co trong bang ke": "not_listed",
    "ngoai bang ke": "not_listed", "khong co trong danh sach": "not_listed", "ngoai danh sach": "not_listed",
}


def stage_remains(name: str, content: bytes, known: set[str], mapping: dict[str, str] | None = None) -> Staged | UnknownLayout:
    """Stage a register of remains; `known` holds the codes on record."""
    known = set(known)

    def judge(row: StagedRow) -> None:
        row.values = {column.key: tidy(row.raw.get(column.key)) for column in REMAINS_COLUMNS}
        code = row.values["code"]
        if not code:
            row.refusals.append(NO_CODE)
        elif code in known:
            row.skips.append(ALREADY)
        known.add(code)

    return stage(name, content, REMAINS_COLUMNS, judge, mapping=mapping)


def stage_receipt(
    name: str, content: bytes, status: dict[str, SampleStatus], mapping: dict[str, str] | None = None
) -> Staged | UnknownLayout:
    """Stage a laboratory's receipt; `status` is where each of our tubes stands now."""
    status = dict(status)

    def judge(row: StagedRow) -> None:
        verdict = VERDICTS.get(fold(tidy(row.raw.get("verdict"))))
        row.values = {"sample_code": tidy(row.raw.get("sample_code")), "verdict": verdict, "reason": tidy(row.raw.get("reason"))}
        code = read_tube(row, verdict)
        if not code:
            return
        row.refusals += [NO_VERDICT] if verdict is None else []
        row.refusals += [NO_REASON] if verdict == "rejected" and not row.values["reason"] else []
        judge_place(row, verdict, status.get(code))
        if not row.refusals and verdict in ("accepted", "rejected", "missing"):
            status[code] = SampleStatus(verdict)

    return stage(name, content, RECEIPT_COLUMNS, judge, mapping=mapping)


def read_tube(row: StagedRow, verdict: str | None) -> str:
    """The tube's code; a tube that is not ours may have any code. Empty, with the refusal, when it cannot be read."""
    try:
        text = row.values["sample_code"]
        row.values["sample_code"] = tube_code(text) if verdict == "not_listed" and not labels.is_code(text) else labels.read_code(text)
    except Refused:
        row.refusals.append(CHECK_DIGITS)
        return ""
    return str(row.values["sample_code"])


def judge_place(row: StagedRow, verdict: str | None, now: SampleStatus | None) -> None:
    """Where the tube stands now: a verdict that is on record adds nothing, one we never sent is an open question."""
    if now is None or verdict == "not_listed":
        row.values["verdict"] = "not_listed"
        row.flags.append(UNLISTED)
    elif now == verdict:
        row.skips.append(SAID_BEFORE)
    elif now in (SampleStatus.accepted, SampleStatus.rejected):
        row.refusals.append(SAID_OTHERWISE)
    elif now not in MOVES["accept"]:
        row.refusals.append(NOT_UNDER_WAY)
