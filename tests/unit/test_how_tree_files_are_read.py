"""Tree files as families send them: how a line, a name, a date, a tie and an old encoding are read, and what is refused whole."""

import time
import unicodedata

import pytest

from core.names import looks_legacy
from families.rules.pedigree import ParentRole, TieKind
from families.rules.treefile import NotATree, TornTree, TreeTooLarge, decoded, impossible, likely_martyrs, near, read_gedcom
from families.rules.treefile.dates import read_gedcom_date
from families.rules.treefile.gedcom import EmptyTree, TwicePerson, TwoTrees, name_of
from families.rules.treefile.kin import OWN_ANCESTOR, REACH, TWO_PARENTS, YEARS
from families.rules.treefile.letters import LettersUnreadable

HEAD, END = "0 HEAD\n1 GEDC\n2 VERS 5.5.1\n1 CHAR UTF-8\n", "0 TRLR\n"
FATHER, MOTHER, BLOOD = ParentRole.father, ParentRole.mother, TieKind.biological


def tree(body, head=HEAD, end=END):
    return read_gedcom(decoded((head + body + end).encode()), latest_year=2026)


def people(*lines):
    """`I1 M Nguyễn Văn An` → an INDI record."""
    return "".join(f"0 @{ref}@ INDI\n1 NAME {name}\n1 SEX {sex}\n" for ref, sex, name in (line.split(" ", 2) for line in lines))


def ties(found):
    return {(tie.child, tie.parent, tie.role, tie.kind) for tie in found.ties}


TRIO = people("I1 M Lê An", "I2 M Lê Ba", "I3 F Trần Tư")


@pytest.mark.parametrize(("written", "said"), [
    ("/Nguyễn/ Văn An", "Nguyễn Văn An"), ("Văn An /Nguyễn/", "Nguyễn Văn An"), ("Nguyễn Văn An", "Nguyễn Văn An"), ("Nguyễn Văn An /Nguyễn/", "Nguyễn Văn An"),
    ("Thị   Lài /TRẦN/ ", "TRẦN Thị Lài"), ("John /Smith/", "John Smith"), ("/Tôn Thất/ Đàm", "Tôn Thất Đàm"), ("//", ""), ("An @@ Bình", "An @ Bình"),
])
def test_a_name_stands_as_vietnamese_families_say_it(written, said):
    assert name_of(written) == said


@pytest.mark.parametrize(("written", "text", "year"), [
    ("1945", "1945", 1945), ("ABT 1945", "khoảng 1945", 1945), ("12 MAR 1945", "12/03/1945", 1945), ("MAR 1945", "03/1945", 1945), ("BEF 1950", "trước 1950", None),
    ("AFT MAR 1950", "sau 03/1950", None), ("BET 1940 AND 1945", "từ 1940 đến 1945", None), ("INT 1945 (độ tuổi 23)", "1945", 1945), ("12/03/1945", "12/03/1945", 1945),
    ("(mùa thu năm Thìn)", "mùa thu năm Thìn", None), ("@#DCHINESE@ 3 1945", "@#DCHINESE@ 3 1945", None), ("12/3/1945 âm lịch", "12/3/1945 âm lịch", None),
    ("@#DGREGORIAN@ 5 MAY 1968", "05/05/1968", 1968), ("", "", None), ("3456", "3456", None), ("1699/00", "1699", 1699), ("FROM 1965 TO 1968", "từ 1965 đến 1968", None),
    ("31 FOO 1945", "31 FOO 1945", 1945), ("9" * 5000, "9" * 80, None),
])
def test_a_date_keeps_its_words_and_gives_a_year_only_where_it_says_one(written, text, year):
    said, read = read_gedcom_date(written, latest_year=2026)
    assert read == year and (said == text or said.lower() == text.lower())


def test_a_tie_said_on_one_side_only_is_a_tie():
    by_family = TRIO + "0 @F1@ FAM\n1 HUSB @I2@\n1 WIFE @I3@\n1 CHIL @I1@\n"
    by_child = TRIO.replace("Lê An\n", "Lê An\n1 FAMC @F1@\n") + "0 @F1@ FAM\n1 HUSB @I2@\n1 WIFE @I3@\n"
    both = {("I1", "I2", FATHER, BLOOD), ("I1", "I3", MOTHER, BLOOD)}
    assert ties(tree(by_family)) == ties(tree(by_child)) == both


@pytest.mark.parametrize(("lines", "father", "mother"), [
    ("1 FAMC @F1@\n2 PEDI adopted\n", TieKind.adoptive, TieKind.adoptive), ("1 FAMC @F1@\n2 PEDI FOSTER\n", TieKind.social, TieKind.social),
    ("1 FAMC @F1@\n2 PEDI OTHER\n3 PHRASE step\n", TieKind.step, TieKind.step), ("1 FAMC @F1@\n2 PEDI birth\n", BLOOD, BLOOD),
    ("1 FAMC @F1@\n1 ADOP Y\n2 FAMC @F1@\n3 ADOP HUSB\n", TieKind.adoptive, BLOOD), ("1 ADOP\n2 FAMC @F1@\n3 ADOP WIFE\n", None, TieKind.adoptive),
    ("1 FAMC @F1@\n2 PEDI con nuôi\n", TieKind.social, TieKind.social),
])
def test_a_child_who_was_only_raised_is_no_kin_by_blood(lines, father, mother):
    found = tree(TRIO.replace("Lê An\n", f"Lê An\n{lines}") + "0 @F1@ FAM\n1 HUSB @I2@\n1 WIFE @I3@\n")
    assert ties(found) == {("I1", "I2", FATHER, father), ("I1", "I3", MOTHER, mother)} - {("I1", "I2", FATHER, None)}


def test_a_stepfather_beside_the_mother_is_told_apart():
    found = tree(TRIO + "0 @F1@ FAM\n1 HUSB @I2@\n1 WIFE @I3@\n1 CHIL @I1@\n2 _FREL Step\n2 _MREL Natural\n")
    assert ties(found) == {("I1", "I2", FATHER, TieKind.step), ("I1", "I3", MOTHER, BLOOD)}


def test_a_parents_own_sex_goes_before_the_place_in_the_family():
    found = tree(TRIO + "0 @F1@ FAM\n1 HUSB @I3@\n1 WIFE @I2@\n1 CHIL @I1@\n")
    assert ties(found) == {("I1", "I2", FATHER, BLOOD), ("I1", "I3", MOTHER, BLOOD)}


def test_several_marriages_are_couples_and_half_siblings_keep_their_own_mother():
    found = tree(people("I1 M Lê An", "I2 F Trần Tư", "I3 F Hồ Năm", "I4 M Lê Sáu", "I5 M Lê Bảy")
                 + "0 @F1@ FAM\n1 HUSB @I1@\n1 WIFE @I2@\n1 CHIL @I4@\n0 @F2@ FAM\n1 HUSB @I1@\n1 WIFE @I3@\n1 CHIL @I5@\n")
    assert found.couples == (("I1", "I2"), ("I1", "I3"))
    assert {(tie.child, tie.parent) for tie in found.ties if tie.role is MOTHER} == {("I4", "I2"), ("I5", "I3")}


def test_lines_broken_by_a_program_continue_the_line_above_and_indents_do_no_harm():
    found = tree("0 @I1@ INDI\n 1 NAME Lê Văn\n   Tám\n1 NOTE một ghi chú\nxuống dòng\n1 SEX M\n1 NAME tên khác\n1 DEAT\n2 DATE 1968\n")
    assert [(person.name, person.sex, person.dead, person.death_year) for person in found.people] == [("Lê Văn Tám", "male", True, 1968)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_any_unicode_and_any_line_end_is_read_and_loose_marks_are_composed(encoding, end):
    text = unicodedata.normalize("NFD", HEAD + people("I1 F Nguyễn Thị Đượm") + END).replace("\n", end)
    assert read_gedcom(decoded(text.encode(encoding)), latest_year=2026).people[0].name == "Nguyễn Thị Đượm"


def test_the_old_encodings_of_genealogy_programs_are_read():
    windows = (HEAD.replace("UTF-8", "ANSI") + "0 @I1@ INDI\n1 NAME Trần Đức Thọ\n" + END)
    as_1258 = b"".join(unicodedata.normalize("NFC", letter).encode("cp1258", "ignore") or b"".join(
        part.encode("cp1258") for part in _windows(letter)) for letter in windows)
    assert read_gedcom(decoded(as_1258), latest_year=2026).people[0].name == "Trần Đức Thọ"
    ansel = (HEAD.replace("UTF-8", "ANSEL") + "0 @I1@ INDI\n1 NAME ").encode() + b"Nguy\xe4\xe3en Th\xf2i L\xe1ai \xa3\xe2\xbd\xe1\xbcm" + ("\n" + END).encode()
    assert read_gedcom(decoded(ansel), latest_year=2026).people[0].name == "Nguyễn Thị Lài Đứờm"


def _windows(letter):
    """Windows-1258 keeps â, ê, ô, ă, ơ, ư, đ and writes the tone behind."""
    marks = unicodedata.normalize("NFD", letter)
    base, tones = marks[0], marks[1:]
    for shape in ("\u0302", "\u0306", "\u031b"):
        if shape in tones:
            base, tones = unicodedata.normalize("NFC", base + shape), tones.replace(shape, "")
    return [base, *tones]


@pytest.mark.parametrize("name", ["NguyÔn V¨n An", "Nguyeãn Vaên An"])
def test_names_in_an_old_font_are_seen_as_such(name):
    assert looks_legacy(tree(people(f"I1 M {name}")).people[0].name)


@pytest.mark.parametrize(("content", "refusal"), [
    (b"", NotATree), (b"PK\x03\x04 a zip", NotATree), (b"\x01\x02", NotATree), (b"ho ten,nam sinh\nAn,1945\n", NotATree), (b"0 @I1@ INDI\n0 TRLR\n", NotATree),
    ((HEAD + TRIO).encode(), TornTree), ((HEAD + TRIO).encode()[:-20], TornTree), ((HEAD + TRIO + END).encode() * 2, TwoTrees),
    ((HEAD + TRIO + TRIO + END).encode(), TwicePerson), ((HEAD + END).encode(), EmptyTree), ((HEAD + "0 @F1@ FAM\n0 @F1@ FAM\n" + END).encode(), TwicePerson), (b"0 HEAD\n" + b"x" * 20 * 1024 * 1024, TreeTooLarge),
    (b"0 HEAD\n1 CHAR ANSEL\n1 NOTE \x81\n0 TRLR\n", LettersUnreadable), ((HEAD + "".join(f"0 @I{n}@ INDI\n" for n in range(50_002)) + END).encode(), TreeTooLarge),
])
def test_a_file_that_cannot_be_trusted_is_refused_whole(content, refusal):
    with pytest.raises(refusal):
        read_gedcom(decoded(content), latest_year=2026)


@pytest.mark.parametrize("body", [
    "".join(f"1 CHIL @I{n}@\n" for n in range(60_000)), "".join(f"1 HUSB @I{n}@\n1 CHIL @I{n}@\n" for n in range(40_000)),
    "".join(f"{n % 99 + 1} X y\n" for n in range(60_000)), "1 NOTE a\n" + "2 CONC b\n" * 60_000, "x\n" * 100_000, "1 FAMC @F1@\n2 PEDI adopted\n" * 30_000,
])
@pytest.mark.parametrize("record", ["0 @F1@ FAM\n", "0 @I0@ INDI\n"])
def test_no_file_keeps_the_program_busy(record, body):
    began = time.process_time()
    tree(TRIO + record + body)
    assert time.process_time() - began < 10


def test_pointers_to_nobody_are_counted_and_left():
    found = tree(TRIO.replace("Lê An\n", "Lê An\n1 FAMC @F9@\n") + "0 @F1@ FAM\n1 HUSB @I8@\n1 WIFE @I3@\n1 CHIL @I1@\n1 CHIL @I7@\n")
    assert (found.asides, ties(found)) == (3, {("I1", "I3", MOTHER, BLOOD)})


def years(ref, sex, birth="", death=""):
    return f"0 @{ref}@ INDI\n1 NAME {ref}\n1 SEX {sex}\n" + (f"1 BIRT\n2 DATE {birth}\n" if birth else "") + (f"1 DEAT\n2 DATE {death}\n" if death else "")


def test_what_cannot_be_is_named_and_neither_is_guessed():
    family = "0 @F1@ FAM\n1 HUSB @I2@\n1 WIFE @I3@\n1 CHIL @I1@\n"
    assert impossible(tree(years("I1", "M", "1945") + years("I2", "M", "1940") + years("I3", "F", "1920") + family)) == {"I1": YEARS}
    assert impossible(tree(years("I1", "M", "1945") + years("I2", "M", "1900", "1944") + years("I3", "F", "1920", "1943") + family)) == {"I1": YEARS}
    assert impossible(tree(years("I1", "M") + years("I2", "M") + years("I3", "M") + family)) == {"I1": TWO_PARENTS}
    loop = "0 @F1@ FAM\n1 HUSB @I2@\n1 CHIL @I1@\n0 @F2@ FAM\n1 HUSB @I1@\n1 CHIL @I2@\n0 @F3@ FAM\n1 HUSB @I3@\n1 CHIL @I3@\n"
    assert impossible(tree(people("I1 M a", "I2 M b", "I3 M c", "I4 M d") + loop)) == dict.fromkeys(("I1", "I2", "I3"), OWN_ANCESTOR)
    assert near(tree(people("I1 M a", "I2 M b", "I3 M c", "I4 M d") + loop), "I4").refs == ("I4",)


def test_of_a_clans_book_the_near_kin_and_the_whole_maternal_line_are_taken():
    """Forty generations: mothers above the martyr are all taken, fathers only as far as the reach."""
    lines, families = people("m0 M Lê An"), ""
    for n in range(1, 20):
        lines += people(f"m{n} F Bà {n}", f"f{n} M Ông {n}")
        families += f"0 @M{n}@ FAM\n1 WIFE @m{n}@\n1 CHIL @m{n - 1}@\n0 @N{n}@ FAM\n1 HUSB @f{n}@\n1 CHIL @{f'f{n - 1}' if n > 1 else 'm0'}@\n"
    part = near(tree(lines + families), "m0")
    assert {ref for ref in part.refs if ref.startswith("m")} == {f"m{n}" for n in range(20)}
    assert {ref for ref in part.refs if ref.startswith("f")} == {f"f{n}" for n in range(1, REACH + 1)}
    assert part.left == 39 - len(part.refs)


def test_who_the_martyr_may_be_is_offered_by_name_and_year_and_code_and_never_chosen():
    found = tree(years("I1", "M", "1945").replace("NAME I1", "NAME Lê Văn An") + years("I2", "M", "1899").replace("NAME I2", "NAME Lê Văn Ân")
                 + people("I3 M Trần Bình", "I4 M Le Van An"))
    assert likely_martyrs(found, "Lê Văn An", 1945) == ("I1", "I4", "I2")
    assert likely_martyrs(found, "Hoàng Thị Mười", None) == ()
    coded = tree(people("I1 M Lê Văn An", "I2 M ai đó") + "1 REFN LS-00007\n2 TYPE hoiam\n")
    assert likely_martyrs(coded, "Lê Văn An", 1945, "LS-00007") == ("I2",)


def test_a_clan_of_thousands_is_read_in_a_moment():
    number = 20_000
    body = "".join(f"0 @I{n}@ INDI\n1 NAME Nguyễn Văn {n} /Nguyễn/\n1 SEX M\n1 BIRT\n2 DATE ABT {1500 + n % 500}\n1 FAMC @F{n}@\n" for n in range(number))
    body += "".join(f"0 @F{n}@ FAM\n1 HUSB @I{n // 3}@\n1 CHIL @I{n}@\n" for n in range(1, number))
    began = time.process_time()
    found = tree(body)
    part = near(found, f"I{number - 1}")
    assert len(found.people) == number and len(part.refs) < 1_001
    assert time.process_time() - began < 20
