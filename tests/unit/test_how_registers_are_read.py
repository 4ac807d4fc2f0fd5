"""Names, dates, places, numbers and cards, as offices write them (domain.md §4)."""

import unicodedata
from datetime import date, datetime

import pytest

from core import dates, names, people, places
from core.dates import DatePrecision


def test_a_name_without_marks_finds_the_name_with_marks():
    assert names.fold("Nguyễn Văn Ân") == names.fold("nguyen van an") == names.fold(unicodedata.normalize("NFD", "NGUYỄN  VĂN ÂN"))


def test_d_with_a_bar_and_y_fold_away():
    assert names.fold("Đặng Thị Mỹ") == names.fold("dang thi mi")
    assert names.fold("hoà") == names.fold("hòa")


def test_capitals_become_a_name_and_ordinary_names_stay():
    assert names.proper("THÁI ĐỨC  NHÂM") == "Thái Đức Nhâm"
    assert names.proper("  Kiều  Thế  Thìn") == "Kiều Thế Thìn"


def test_old_font_encodings_are_noticed_and_real_vietnamese_is_not():
    assert names.looks_legacy("NguyÔn V¨n ¢n")
    assert not names.looks_legacy("Nguyễn Văn Ơn, Đặng Thị Ý, Lê Sỹ Thuận")


@pytest.mark.parametrize(
    ("cell", "iso", "precision"),
    [
        (datetime(1965, 2, 16), "1965-02-16", "day"), (date(1965, 2, 16), "1965-02-16", "day"), ("11/02/1986", "1986-02-11", "day"),
        ("13.1.63", "1963-01-13", "day"), ("16-4-1986", "1986-04-16", "day"), ("năm 1968", "1968", "year"), ("1/1963", "1963-01", "month"),
        ("00/00/1972", "1972", "year"), ("00/06/1972", "1972-06", "month"), ("mùa khô 1972", "1972", "year"), (1987, "1987", "year"),
        (1987.0, "1987", "year"), ("tháng 3 năm 1972", "1972-03", "month"), ("Tết Mậu Thân", "1968", "year"), ("khoảng 1946", "1946", "year"),
        ("22/08/1954 (ÂL)", None, "lunar"), ("không rõ", None, "unknown"), (None, None, "unknown"), ("00/00/0000", None, "unknown"), ("?", None, "unknown"), (26465, "1972-06-15", "day"),
        (unicodedata.normalize("NFD", "năm 1968"), "1968", "year"),
    ],
)
def test_a_date_is_read_as_precisely_as_it_is_known(cell, iso, precision):
    read = dates.read_date(cell, latest_year=2026)
    assert (read.iso, read.precision.value, read.misread) == (iso, precision, False)


@pytest.mark.parametrize("cell", ["31/02/1970", "13/13/1970", "Km 19", "5/6/7/8", "1/" + "9" * 30 + "/1970", "7" * 5000])
def test_what_no_calendar_has_is_unknown_and_says_so(cell):
    read = dates.read_date(cell, latest_year=2026)
    assert (read.precision, read.value, read.misread) == (DatePrecision.unknown, None, True)


def test_two_digit_years_are_never_in_the_future():
    assert dates.read_date("1.1.26", latest_year=2026).year == 2026
    assert dates.read_date("1.1.27", latest_year=2026).year == 1927


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Xã Cẩm Hưng, Huyện Cẩm Xuyên, tỉnh Hà Tĩnh", ("18736",)), ("Cam Due, Cam Xuyen, Ha Tinh", ("18739",)),
        ("Kỳ Phương - Kỳ Anh - Hà Tĩnh", ("18832",)), ("thôn 11, xã Hương Bình", ("18523",)), ("Xã Đức Thọ, Hà Tĩnh", ("18229",)),
        ("Phường Trần Phú, TP Hà Tĩnh", ("18073",)), ("phường Hà Huy Tập, thành phố Hà Tĩnh, Hà Tĩnh", ("18073",)),
    ],
)
def test_a_clear_commune_is_mapped(text, codes):
    read = places.read_place(text)
    assert (read.codes, read.asked) == (codes, False)


@pytest.mark.parametrize(
    ("text", "codes"),
    [("Kỳ Lợi, Kỳ Anh, Nghệ Tĩnh", {"18754", "18823", "18832"}), ("xã Đại Nài, Thành phố Hà Tĩnh", {"18073", "18652"}),
     ("phường Trần Phú", {"18073", "18100"}), ("xã Không Có Thật", set())],
)
def test_a_split_or_unclear_commune_is_asked(text, codes):
    read = places.read_place(text)
    assert (set(read.codes), read.asked) == (codes, True)


def test_there_are_69_communes_and_every_old_one_leads_to_one_of_them():
    assert len(places.units()) == 69
    assert {old.new_code for old in places.old_units()} == set(places.units())


def test_the_zero_that_a_spreadsheet_ate_comes_back():
    assert people.read_citizen_id(42087394481).value == "042087394481"
    assert people.read_citizen_id("042 051 320719").value == "042051320719"
    assert people.read_phone(959293642).number == "0959293642"


def test_a_citizen_number_that_disagrees_is_only_a_warning():
    read = people.read_citizen_id("042150001234", sex="male", birth_year=1951)
    assert (read.value, set(read.warnings)) == ("042150001234", {"citizen-id-other-sex", "citizen-id-other-birth-year"})
    assert people.read_citizen_id("182709014", sex="male", birth_year=1951).warnings == ()


@pytest.mark.parametrize(
    ("typed", "number", "owner"),
    [("01626137508", "0326137508", ""), ("+84951049989", "0951049989", ""), ("0781.433.920", "0781433920", ""), ("0770716757 (con)", "0770716757", "con"),
     ("0239 3855 123", "02393855123", ""), (None, None, "")],
)
def test_a_telephone_number_is_read_in_every_habit(typed, number, owner):
    read = people.read_phone(typed)
    assert (read.number, read.owner, read.misread) == (number, owner, False)


def test_an_impossible_telephone_number_is_left_out_and_said():
    assert people.read_phone("12345").misread


CARDS = "demo/data/card_qr.txt"


def card(kind):
    from tests.architecture.house import HOUSE

    lines = (HOUSE / CARDS).read_text(encoding="utf-8").splitlines()
    return next(line.split("\t")[1] for line in lines if line.startswith(kind))


def test_old_and_new_cards_fill_the_form():
    read = people.read_card(card("old-7-fields"))
    assert (read.citizen_id, read.name, read.sex, read.birth_text) == ("042150001234", "Nguyễn Thị Lài", "female", "15/03/1950")
    assert people.read_card(card("old-number-left-out")).name == "Võ Thị Quế"
    assert people.read_card(card("year-only-birth")).birth_text == "1939"
    assert people.read_card(card("new-card-more-fields")).birth_year == 1960
    assert people.read_card(card("decomposed-unicode")).name == unicodedata.normalize("NFC", "Biện Thị Hường")


def test_parents_on_a_new_card_are_dropped():
    assert "Đặng Văn Ất" not in repr(people.read_card(card("new-card-parents")))


@pytest.mark.parametrize(
    ("kind", "refusal"),
    [("marks-lost", people.CardMarksLost), ("input-method-on", people.CardMangled), ("cut-short", people.CardCutShort), ("not-a-card", people.NotACard)],
)
def test_a_text_that_is_not_the_cards_own_is_refused_with_the_remedy(kind, refusal):
    with pytest.raises(refusal):
        people.read_card(card(kind))


def test_a_card_whose_number_disagrees_is_read_with_a_warning():
    assert people.read_card(card("sex-disagrees")).warnings == ("citizen-id-other-sex",)
