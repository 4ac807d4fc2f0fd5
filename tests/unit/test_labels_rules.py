"""Codes on tubes and slips, sheets and cells: what the rules say."""

import pytest

from core.i18n import speaking
from core.ids import SLIP_ALPHABET
from labels import rules
from labels.rules import SHEETS, LabelStatus


def test_a_number_becomes_the_code_that_the_laboratory_computes_too():
    assert rules.make_code(12345678) == "HT1234567849"
    body = "HT00020421"
    check = 98 - int("".join(str(int(character, 36)) for character in body) + "00") % 97
    assert rules.make_code(20421) == f"{body}{check:02d}"


@pytest.mark.parametrize("typed", ["HT1234567849", "ht 1234 5678 49", "HT\u00a01234\u00a05678\u00a049", "HT-1234-5678-49", " ht12345678 49\n", "ＨＴ１２３４５６７８４９"])
def test_a_code_is_read_however_it_is_typed(typed):
    assert rules.read_code(typed) == "HT1234567849"
    assert rules.is_code(typed)


def test_a_code_is_printed_in_groups_that_no_line_breaks():
    assert rules.spaced("HT1234567849") == "HT\u00a01234\u00a05678\u00a049"
    assert rules.read_code(rules.spaced("HT1234567849")) == "HT1234567849"


@pytest.mark.parametrize("other", ["", "HT", "1234567849", "HT123456784", "HT12345678490", "XX1234567849", "HT1234567O49", "HT١٢٣٤٥٦٧٨٤٩"])
def test_what_is_no_tube_code_is_refused_by_name(other):
    with pytest.raises(rules.NotASampleCode):
        rules.read_code(other)
    assert not rules.is_code(other)


def test_a_card_scanned_by_mistake_is_not_repeated_in_the_refusal():
    with pytest.raises(rules.NotASampleCode) as refusal:
        rules.read_code("042099000001||Nguyễn Thị Mẫu|01011950|Nữ|Xã Cẩm Bình|")
    assert "042099" not in refusal.value.sentence() + repr(refusal.value.values)


def test_wrong_check_digits_are_said_in_the_words_of_the_hall():
    with pytest.raises(rules.CheckDigitsWrong) as refusal:
        rules.read_code("HT 1234 5678 91")
    assert refusal.value.sentence() == (
        "Mã HT\u00a01234\u00a05678\u00a091 sai một chữ số (hai số cuối không khớp). Chưa có gì được lưu. Quét lại hoặc nhập lại mã trên nhãn."
    )
    with speaking("en"):
        assert "Nothing was saved" in refusal.value.sentence()


def test_only_one_pair_of_check_digits_belongs_to_a_number():
    """Modulo 97 alone would also take 99 for 02, 98 for 01 and 97 for 00."""
    number = next(n for n in range(1, 1000) if rules.make_code(n).endswith("02"))
    twin = rules.make_code(number)[:-2] + "99"
    assert not rules.is_code(twin)


@pytest.mark.parametrize("number", [0, -1, 100_000_000])
def test_numbers_beyond_eight_digits_get_no_code(number):
    with pytest.raises(rules.CodesUsedUp):
        rules.make_code(number)


def test_a_slip_code_holds_more_than_fifty_bits_and_no_look_alikes():
    code = rules.new_slip_code()
    assert len(SLIP_ALPHABET) ** len(code) > 2**50
    assert not set(code) & set("0O1IL")
    assert rules.read_slip_code(code) == code


def test_a_slip_code_is_read_from_paper_and_from_the_address_in_its_qr():
    assert rules.read_slip_code("k7vf 2mxt 9ab") == "K7VF2MXT9AB"
    assert rules.read_slip_code("K7UF-2MXT-9AB") == "K7VF2MXT9AB"
    assert rules.read_slip_code("https://hoiam.example/gia-dinh#K7VF2MXT9AB") == "K7VF2MXT9AB"
    assert rules.spaced_slip("K7VF2MXT9AB") == "K7VF\u00a02MXT\u00a09AB"


@pytest.mark.parametrize(("shown", "pressed"), [
    ("K7VF á2MX T9", "K7VFAS2MXT9"), ("đ234567ABC", "DD234567ABC"), ("ư2ê4567ABC", "W2EE4567ABC"), ("ậ234567AB", "AAJ234567AB"),
    ("ă234567ABC", "AW234567ABC"),
])
def test_a_slip_code_typed_on_a_vietnamese_keyboard_is_read_by_the_keys_that_were_pressed(shown, pressed):
    assert rules.read_slip_code(shown) == pressed



@pytest.mark.parametrize("other", ["", "K7VF2MXT9A", "K7VF2MXT9ABC", "K7VF2MXT9A0", "HT1234567849"])
def test_what_is_no_slip_code_is_refused(other):
    with pytest.raises(rules.NotASlipCode):
        rules.read_slip_code(other)


def test_a_code_is_voided_once_and_with_a_reason():
    assert rules.void(LabelStatus.issued, "HT1234567849", "rơi xuống nước") is LabelStatus.void
    with pytest.raises(rules.ReasonMissing):
        rules.void(LabelStatus.issued, "HT1234567849", "  ")
    with pytest.raises(rules.AlreadyVoid):
        rules.void(LabelStatus.void, "HT1234567849", "lần nữa")


@pytest.mark.parametrize("kits", [0, -3, rules.MOST_KITS_AT_ONCE + 1])
def test_nobody_prints_no_kits_or_a_whole_province_of_them(kits):
    with pytest.raises(rules.KitsOutOfRange):
        rules.check_kits(kits)


@pytest.mark.parametrize("name", SHEETS)
def test_every_label_lies_on_its_page_and_on_no_other_label(name):
    sheet = SHEETS[name]
    corners = [sheet.corner(cell) for cell in range(sheet.cells)]
    assert len(set(corners)) == sheet.cells
    assert all(x >= 0 and x + sheet.label[0] <= sheet.page[0] + 1e-9 for x, _ in corners)
    assert all(y >= 0 and y + sheet.label[1] <= sheet.page[1] + 1e-9 for _, y in corners)


def test_the_used_part_of_a_sheet_is_counted():
    sheet = SHEETS["a4-65"]
    assert sheet.pages_for(65) == 1
    assert sheet.pages_for(65, start_at=2) == 2
    assert sheet.pages_for(66) == 2


@pytest.mark.parametrize(("said", "cell"), [("1", 1), ("65", 65), ("1,1", 1), ("2, 3", 8), ("C2", 8), ("c 2", 8), ("13,5", 65), ("E13", 65)])
def test_the_first_free_cell_is_said_as_a_number_or_as_row_and_column(said, cell):
    assert rules.start_cell(said, SHEETS["a4-65"]) == cell


@pytest.mark.parametrize("said", ["0", "66", "-1", "F1", "A14", "14,1", "1,6", "0,1", "", "góc trên", "1.5"])
def test_a_cell_that_the_sheet_has_not_is_refused(said):
    with pytest.raises(rules.NoSuchCell):
        rules.start_cell(said, SHEETS["a4-65"])


def test_a_roll_has_one_cell_only():
    assert rules.start_cell("1", SHEETS["thermal-50x25"]) == 1
    with pytest.raises(rules.NoSuchCell):
        rules.start_cell("2", SHEETS["thermal-50x25"])


def test_an_unknown_sheet_is_refused_with_the_known_ones():
    with pytest.raises(rules.UnknownSheet) as refusal:
        rules.sheet("a3-99")
    assert "a4-65" in refusal.value.sentence()
