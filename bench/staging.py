"""Registers staged end to end, from the file's bytes to a verdict for every row, against pandas and calamine reading the same file alone."""

import random
from functools import partial
from io import BytesIO
from itertools import product

import pandas
from openpyxl import Workbook

import labels
from bench.table import Row, best_seconds
from core.places import old_units
from core.staging import Staged
from families.intake import Known, stage_martyrs
from matching.intake import stage_results
from matching.rules import TubeFact

MARTYRS, RESULTS, LIMIT = 30_000, 20_000, 12
FAMILY, MIDDLE = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Võ", "Đặng", "Bùi", "Đỗ"), ("Văn", "Đức", "Xuân", "Quốc", "Thị", "Trọng")
GIVEN = ("An", "Ân", "Bình", "Cường", "Dũng", "Giáp", "Hải", "Khánh", "Lợi", "Mậu", "Nghĩa", "Ước", "Vỵ", "Thìn", "Tuất", "Sửu", "Quý", "Điều")
MARTYR_HEAD = ("TT", "Họ và tên liệt sĩ", "Năm sinh", "Nam/Nữ", "Nguyên quán", "Đơn vị", "Cấp bậc, chức vụ", "Ngày hy sinh", "Nơi hy sinh", "Nơi an táng",
               "Số bằng TQGC", "Ghi chú")
RESULT_HEAD = ("Số phiếu", "Ngày trả kết quả", "Mã mẫu hài cốt", "Mã mẫu thân nhân", "Phương pháp", "Vùng/Locus so sánh", "Số khác biệt", "LR",
               "XS tiền nghiệm", "XS hậu nghiệm", "Kết luận")


def run() -> list[Row]:
    martyrs, (results, tubes, remains) = martyr_file(), result_file()
    return [
        _against_reading(f"{MARTYRS:,} martyr rows", martyrs, lambda: _all(stage_martyrs("m.xlsx", martyrs, Known()), MARTYRS)),
        _against_reading(f"{RESULTS:,} result rows", results, lambda: _all(stage_results("r.xlsx", results, tubes, remains), RESULTS)),
    ]


def _against_reading(what: str, content: bytes, work) -> Row:
    ours, bare = best_seconds(work, partial(_read_alone, content))
    return Row(f"{what} staged against pandas+calamine reading", f"{ours:.2f} s", f"{bare:.2f} s", ours / bare, LIMIT, at_most=True)


def _read_alone(content: bytes) -> None:
    pandas.read_excel(BytesIO(content), engine="calamine", header=None)


def _all(staged, rows: int) -> None:
    assert isinstance(staged, Staged)
    assert staged.counts["refused"] == 0
    assert len(staged.loadable) > 0.9 * rows


def _workbook(head: tuple[str, ...], rows) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("DS")
    sheet.append(["UBND TỈNH HÀ TĨNH"])
    sheet.append(head)
    for row in rows:
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def martyr_file() -> bytes:
    chance, names = random.Random(1), list(product(FAMILY, MIDDLE, MIDDLE, GIVEN))
    old = old_units()

    def death() -> object:
        day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(1949, 1988)
        return chance.choice((f"{day:02d}/{month:02d}/{year}", f"{day}.{month}.{year % 100}", f"năm {year}", year, f"00/{month:02d}/{year}", f"mùa khô {year}",
                              "không rõ", f"{day:02d}/{month:02d}/{year} (ÂL)"))

    def rows():
        for number in range(MARTYRS):
            place = chance.choice(old)
            yield (number + 1, " ".join(chance.choice(names)), chance.randint(1925, 1934), chance.choice(("Nam", "nam", "Nữ", None)),
                   f"{place.kind} {place.name}, {place.district}, tỉnh Hà Tĩnh", chance.choice(("Đoàn 559", "E270 F341", "KBM")), "Chiến sĩ", death(),
                   "Quảng Trị", chance.choice(("Nầm", None)), f"{number} BTQGC", None)

    return _workbook(MARTYR_HEAD, rows())


def result_file() -> tuple[bytes, dict[str, TubeFact], set[str]]:
    chance = random.Random(2)
    codes = [labels.make_code(number) for number in range(1, 8_001)]
    tubes = {code: TubeFact(received=True, permitted=True, lines={"LS-00001": "yes"}) for code in codes}
    remains = [f"HC-HT-{number:04d}" for number in range(1, 1_000)]

    def rows():
        for number in range(RESULTS):
            yield (f"{number:05d}/GĐ", "14/06/2026", chance.choice(remains), chance.choice(codes), "mtDNA (HV1, HV2)", f"16024-16365; {number}", 0,
                   "67", "0,0003", None, chance.choice(("Không loại trừ", "Loại trừ")))

    return _workbook(RESULT_HEAD, rows()), tubes, set(remains)
