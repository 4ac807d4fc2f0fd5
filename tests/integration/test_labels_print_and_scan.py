"""Paper is only good when a reader reads it: every label is drawn, rendered at the dots of a real printer, and scanned."""

import re
import shutil
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageDraw
from pypdf import PdfReader
from reportlab.pdfbase.pdfmetrics import stringWidth

import labels
from core import paper
from labels import rules
from labels.papers import sheets, symbols, thermal

pytestmark = pytest.mark.paper

KITS = [labels.make_code(number) for number in (1, 7, 99, 20421, 12345678, 99_999_999, *range(40_000_011, 99_000_000, 4_345_679))]
WORDS = ["Ống", "Phong bì", "Phiếu", "Sổ"]


@pytest.mark.parametrize("depth", ["-gray", "-mono"])
@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("name", labels.SHEETS)
def test_every_label_of_every_sheet_is_read_by_both_its_symbols(name, dpi, depth, tmp_path):
    sheet = labels.SHEETS[name]
    pages = rendered(labels.kit_labels_pdf(KITS, name), tmp_path, dpi, depth)
    assert len(pages) == sheet.pages_for(4 * len(KITS))
    read = [scanned(cell_of(pages[place // sheet.cells], sheet, place % sheet.cells, dpi)) for place in range(4 * len(KITS))]
    assert read == [{"Code128": code, "DataMatrix": code} for code in KITS for _ in range(4)]


@pytest.mark.parametrize("name", ["a4-65", "a4-24"])
def test_a_photo_of_the_whole_sheet_finds_every_label(name, tmp_path):
    sheet = labels.SHEETS[name]
    codes = KITS[: sheet.cells // 4]
    [page] = rendered(labels.kit_labels_pdf(codes, name), tmp_path, 300, "-gray")
    found = [found.text for found in zxingcpp.read_barcodes(page, formats=zxingcpp.BarcodeFormat.Code128)]
    assert sorted(found) == sorted(codes * 4)


def test_printing_begins_at_the_first_free_cell_and_leaves_the_used_ones_white(tmp_path):
    sheet = labels.SHEETS["a4-65"]
    [page] = rendered(labels.kit_labels_pdf(KITS[:2], "a4-65", start_at="C2"), tmp_path, 203, "-gray")
    inked = [cell for cell in range(sheet.cells) if cell_of(page, sheet, cell, 203).getextrema()[0] < 128]
    assert inked == list(range(7, 15))


def test_the_last_cell_of_a_sheet_is_used_before_a_new_sheet_begins(tmp_path):
    pages = rendered(labels.kit_labels_pdf(KITS[:1], "a4-65", start_at=64), tmp_path, 203, "-gray")
    sheet = labels.SHEETS["a4-65"]
    assert [scanned(cell_of(pages[0], sheet, cell, 203)).get("Code128") for cell in (62, 63, 64)] == [None, KITS[0], KITS[0]]
    assert [scanned(cell_of(pages[1], sheet, cell, 203)).get("Code128") for cell in (0, 1, 2)] == [KITS[0], KITS[0], None]


def test_a_label_says_the_spaced_code_and_where_it_belongs_and_nothing_else():
    text = PdfReader(BytesIO(labels.kit_labels_pdf(KITS[:1], "thermal-50x25"))).pages
    said = [page.extract_text().replace(rules.NO_BREAK, " ").strip().split("\n") for page in text]
    assert said == [[rules.spaced(KITS[0]).replace(rules.NO_BREAK, " "), word] for word in WORDS]


@pytest.mark.parametrize("name", labels.SHEETS)
def test_symbols_words_and_quiet_zones_fit_on_the_label_in_whole_dots(name):
    paper.register_fonts()
    face, label = sheets.FACES[name], labels.SHEETS[name].label
    assert len(symbols.bars(KITS[0])) == symbols.BARS
    assert len(symbols.cells(KITS[0])) == symbols.CELLS
    margin, quiet = (label[0] - face.width) / 2, symbols.BAR_QUIET * face.bar_dots * symbols.DOT
    assert margin >= quiet
    assert margin + face.bars + quiet <= label[0]
    assert face.bar_height + face.gap + face.matrix + 4 <= label[1]
    beside = label[0] - margin - face.matrix - face.gap
    longest = stringWidth(rules.spaced("HT" + "8" * 10), paper.SEMIBOLD, face.code_size)
    assert longest / paper.mm < beside


def test_the_same_codes_give_the_same_bytes():
    assert labels.kit_labels_pdf(KITS[:9], "a4-65") == labels.kit_labels_pdf(KITS[:9], "a4-65")


def test_a_code_with_wrong_check_digits_is_never_drawn():
    for draw in (lambda codes: labels.kit_labels_pdf(codes, "a4-65"), labels.kit_labels_zpl):
        with pytest.raises(labels.CheckDigitsWrong):
            draw(["HT1234567891"])


# --- ZPL -----------------------------------------------------------------------------------------------------------


def test_a_label_printer_draws_both_symbols_the_code_and_the_word():
    job = labels.kit_labels_zpl(KITS[:3]).decode("ascii")
    printed = [printed_by_zpl(label) for label in re.findall(r"\^XA(.*?)\^XZ", job, re.DOTALL)]
    assert [scanned(image) for image, _ in printed] == [{"Code128": code, "DataMatrix": code} for code in KITS[:3] for _ in range(4)]
    assert [said for _, said in printed] == [[rules.spaced(code).replace(rules.NO_BREAK, " ")] for code in KITS[:3] for _ in range(4)]


def test_the_four_words_are_four_different_pictures():
    pictures = re.findall(r"\^GFA,([^^]*)", labels.kit_labels_zpl(KITS[:2]).decode("ascii"))
    assert len(pictures) == 8
    assert len(set(pictures)) == 4


def test_a_printer_is_told_to_read_utf8_and_given_nothing_but_ascii():
    job = labels.kit_labels_zpl(KITS)
    assert job.isascii()
    assert job.count(b"^XA^CI28") == job.count(b"^XZ") == 4 * len(KITS)


def test_no_text_can_become_a_printer_command():
    assert thermal.escaped("a^XZ~JA_\\ Ống") == "a_5EXZ_7EJA_5F_5C _E1_BB_90ng"


def test_zpl_has_no_used_sheet_to_finish():
    with pytest.raises(rules.NoSuchCell):
        labels.kit_labels(KITS[:1], "zpl", start_at=2)
    assert labels.kit_labels(KITS[:1], "zpl").startswith(b"^XA")


# --- the slip ------------------------------------------------------------------------------------------------------

SLIP = {"url": "https://hoiam.example", "phone": "0239 000 1268", "office": "Hội Liên hiệp Phụ nữ tỉnh Hà Tĩnh",
        "hours": "7:30 – 17:00", "date": date(2026, 11, 14)}


@pytest.mark.parametrize("dpi", [203, 300])
def test_the_slip_is_scanned_by_a_phone_and_its_code_stays_out_of_the_servers_log(dpi, tmp_path):
    code = labels.new_slip_code()
    [page] = rendered(labels.slip_pdf(slip_code=code, **SLIP), tmp_path, dpi, "-gray")
    [found] = zxingcpp.read_barcodes(page)
    address, _, hidden = found.text.partition("#")
    assert address == "https://hoiam.example/gia-dinh"
    assert labels.read_slip_code(found.text) == hidden == code


def test_the_slip_says_whom_to_call_and_fits_one_page_even_with_long_words():
    long = SLIP | {"office": "Ban Thường vụ Hội Liên hiệp Phụ nữ tỉnh Hà Tĩnh và các đơn vị phối hợp", "phone": "0239 000 1268 – 0912 345 678"}
    pages = PdfReader(BytesIO(labels.slip_pdf(slip_code="K7VF2MXT9AB", **long))).pages
    said = pages[0].extract_text().replace(rules.NO_BREAK, " ")
    assert len(pages) == 1
    for words in ("K7VF 2MXT 9AB", long["phone"], long["office"], "14/11/2026", "Không ai được thu tiền.", "HT"):
        assert (words in said) is (words != "HT")


def test_the_slip_says_that_a_sample_was_sealed_only_once_it_was():
    early, later = (PdfReader(BytesIO(labels.slip_pdf(slip_code="K7VF2MXT9AB", **SLIP, sampled=sampled))).pages[0].extract_text() for sampled in (False, True))
    assert ("niêm phong" in early, "niêm phong" in later) == (False, True)


# --- a printer and a reader ----------------------------------------------------------------------------------------


def rendered(pdf: bytes, folder: Path, dpi: int, depth: str) -> list[Image.Image]:
    shutil.rmtree(folder / "pages", ignore_errors=True)
    (folder / "pages").mkdir()
    subprocess.run(["pdftoppm", "-r", str(dpi), depth, "-", folder / "pages" / "p"], input=pdf, check=True)
    return [Image.open(path).convert("L") for path in sorted((folder / "pages").iterdir())]


def cell_of(page: Image.Image, sheet: rules.Sheet, cell: int, dpi: int) -> Image.Image:
    """What a scanner sees that is held over one label."""
    left, top = sheet.corner(cell)
    return page.crop(tuple(round(side / 25.4 * dpi) for side in (left, top, left + sheet.label[0], top + sheet.label[1])))


def scanned(image: Image.Image) -> dict[str, str]:
    """A reader set to our two kinds of code, as a hall's scanner is; among all kinds, one label in thousands looks like an EAN-13 too."""
    found = zxingcpp.read_barcodes(image, formats=[zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.DataMatrix])
    assert len({code.format.name for code in found}) == len(found), [code.text for code in found]
    return {code.format.name: code.text for code in found}


def printed_by_zpl(label: str) -> tuple[Image.Image, list[str]]:
    """What a 203 dpi printer makes of one label, as far as ZPL's manual defines it: the picture, and the text fields."""
    setup, *fields = label.split("^FO")
    width, height = (int(re.search(rf"\^{name}(\d+)", setup)[1]) for name in ("PW", "LL"))
    dots = int(re.search(r"\^BY(\d+)", setup)[1])
    image, said = Image.new("L", (width, height), 255), []
    for field in fields:
        x, y, body = re.fullmatch(r"(\d+),(\d+)(.*?)\^FS\s*", field, re.DOTALL).group(1, 2, 3)
        at = (int(x), int(y))
        if bars := re.fullmatch(r"\^BCN,(\d+),N,N,N,A\^FD(.*)", body):
            modules = [[module == "1" for module in symbols.bars(bars[2])]]
            stamp(image, modules, at, dots, int(bars[1]))
        elif matrix := re.fullmatch(r"\^BXN,(\d+),200\^FD(.*)", body):
            stamp(image, symbols.cells(matrix[2]), at, int(matrix[1]), int(matrix[1]))
        elif picture := re.fullmatch(r"\^GFA,(\d+),\1,(\d+),([0-9A-F]+)", body):
            bits = bytes.fromhex(picture[3])
            assert len(bits) == int(picture[1])
            rows = [bits[start : start + int(picture[2])] for start in range(0, len(bits), int(picture[2]))]
            stamp(image, [[bool(byte >> bit & 1) for byte in row for bit in range(7, -1, -1)] for row in rows], at, 1, 1)
        else:
            text = re.fullmatch(r"\^A0N,\d+,\d+\^FH_\^FD(.*)", body)
            said.append(re.sub(r"_([0-9A-F]{2})", lambda byte: chr(int(byte[1], 16)), text[1]))
    return image, said


def stamp(image: Image.Image, rows: list[list[bool]], at: tuple[int, int], wide: int, high: int) -> None:
    """Dark modules at whole dots; what falls off the label is a fault."""
    assert at[0] + len(rows[0]) * wide <= image.width
    assert at[1] + len(rows) * high <= image.height
    pen = ImageDraw.Draw(image)
    for line, row in enumerate(rows):
        for column, dark in enumerate(row):
            if dark:
                x, y = at[0] + column * wide, at[1] + line * high
                pen.rectangle((x, y, x + wide - 1, y + high - 1), fill=0)
