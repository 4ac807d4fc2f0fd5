"""What an office expects of our paper, whatever the room that draws it."""

import unicodedata
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from core import paper


@pytest.mark.parametrize("font", paper.FONT_FILES)
def test_every_font_has_every_vietnamese_letter(font):
    paper.register_fonts()
    assert len(paper.VIETNAMESE_LETTERS) == 2 * (12 * 6 + 1)
    assert paper.missing_letters(font) == ""


def test_a_font_that_lacks_letters_is_noticed():
    paper.register_fonts()
    assert paper.missing_letters(paper.REGULAR, "Đỗ 漢") == "漢"


def test_decomposed_text_is_composed_before_it_is_drawn():
    assert paper.composed(unicodedata.normalize("NFD", "Nguyễn Thị Ộ")) == "Nguyễn Thị Ộ"


def test_the_same_parts_give_the_same_bytes():
    assert _record() == _record()


def test_each_page_says_which_of_how_many_with_code_and_date():
    feet = [page.extract_text() for page in PdfReader(BytesIO(_record(rows=120))).pages]
    assert len(feet) > 1
    for number, foot in enumerate(feet, start=1):
        assert f"Trang {number}/{len(feet)}" in foot
        assert "ND-0007" in foot
        assert "14/11/2026" in foot


def test_the_head_of_a_table_is_repeated_on_every_page_and_no_row_is_lost():
    texts = [page.extract_text() for page in PdfReader(BytesIO(_record(rows=120))).pages]
    assert all("Vị trí" in text for text in texts)
    assert all(f"O-{row:04d}" in "".join(texts) for row in range(120))


def test_a_cell_longer_than_a_page_is_continued_and_text_is_never_markup():
    pdf = paper.document([paper.table(["Ghi chú"], [["<b>&  " + "rất dài " * 2500]])], office="Sở Nội vụ", footer_code="X")
    texts = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    assert len(texts) > 1
    assert "<b>&" in texts[0]


def _record(rows: int = 3) -> bytes:
    parts = [
        paper.title("Biên bản bàn giao"),
        paper.table(["Vị trí", "Ống"], [[f"O-{row:04d}", row] for row in range(rows)], right=[1]),
        paper.qr("ND-0007", caption="ND-0007"),
        paper.signatures(paper.Signer("Bên giao"), paper.Signer("Bên nhận", name="(đã ký)")),
    ]
    return paper.document(parts, office=["UBND tỉnh Hà Tĩnh", "Sở Nội vụ"], footer_code="ND-0007", on=date(2026, 11, 14), place="Hà Tĩnh")
