"""Every wording of the register of relatives, read by hand from domain.md §2.2: its ways, the three-valued line, and the question to ask."""

import pandas as pd
import pytest

from demo.commands import DATA
from families.rules.relation.questions import question_for
from families.rules.relation.reading import line_of, read_relation

ONE_MOTHER = "{} có cùng một mẹ sinh ra không?"
US, MOTHERS = ONE_MOTHER.format("Liệt sĩ và người này"), ONE_MOTHER.format("Mẹ của liệt sĩ và mẹ của người này")
MOTHER_AND = ONE_MOTHER.format("Liệt sĩ và mẹ của người này")
AUNT, FATHER_AND_HER = ONE_MOTHER.format("Mẹ của liệt sĩ và người này"), ONE_MOTHER.format("Cha của liệt sĩ và người này")
BROTHERS = ONE_MOTHER.format("Liệt sĩ và cha của người này")
SIDE = "Người này là bà con bên ngoại (phía mẹ) hay bên nội (phía cha) của liệt sĩ?"
MAN_OR_WOMAN = "Liệt sĩ là nam hay nữ?"
COUSINS = ("mother.sister?.{}", "mother.brother?.{}", "father.sister?.{}", "father.brother?.{}")

READ_BY_HAND = {
    # wording: (sex of the donor, ways, line when the martyr was a man, a woman, not on record, question, is the line what is asked about)
    "Mẹ đẻ": ("female", ["mother"], "yes yes yes", None, False),
    "em gái ruột": ("female", ["sister"], "yes yes yes", None, False),
    "Chị gái cùng mẹ khác cha": ("female", ["half-m.sister"], "yes yes yes", None, False),
    "dì ruột": ("female", ["mother.sister"], "yes yes yes", None, False),
    "Em trai": ("male", ["brother?"], "unknown unknown unknown", US, True),
    "cậu": ("male", ["mother.brother?"], "unknown unknown unknown", AUNT, True),
    "Cháu (con chị gái)": ("male", ["sister?.son"], "unknown unknown unknown", MOTHER_AND, True),
    "cháu gọi bằng cậu": ("female", ["sister?.daughter"], "unknown unknown unknown", MOTHER_AND, True),
    "con dì con già": ("male", ["mother.sister?.son"], "unknown unknown unknown", MOTHERS, True),
    "Bác": ("male", ["father.brother?", "mother.brother?"], "unknown unknown unknown", SIDE, True),
    "Em họ": ("female", [way.format("daughter") for way in COUSINS], "unknown unknown unknown", SIDE, True),
    "con trai": ("male", ["son"], "no yes unknown", MAN_OR_WOMAN, True),
    "Con gái": ("female", ["daughter"], "no yes unknown", MAN_OR_WOMAN, True),
    "em cùng cha khác mẹ": ("male", ["half-p.brother"], "no no no", None, False),
    "Cháu gọi LS là chú": ("male", ["brother?.son"], "no no no", BROTHERS, False),
    "Chú ruột": ("male", ["father.brother"], "no no no", None, False),
    "o": ("female", ["father.sister?"], "no no no", FATHER_AND_HER, False),
    "cháu nội": ("male", ["son.son"], "no no no", None, False),
    "Vợ": ("female", ["spouse"], "no no no", None, False),
    "Con nuôi": ("male", ["adopted"], "no no no", None, False),
}


def test_every_wording_of_the_register_was_read_by_hand():
    sheet = pd.read_excel(DATA / "relatives.xlsx", header=None, dtype=str, engine="calamine")
    said = sheet[sheet.columns[-1]].dropna().str.strip()
    assert said.iloc[0] == "Quan hệ với liệt sĩ"
    assert set(said.iloc[1:]) == set(READ_BY_HAND)


@pytest.mark.parametrize("wording", READ_BY_HAND)
def test_a_wording_gives_its_ways_the_line_for_every_martyr_and_the_question(wording):
    sex, ways, lines, question, for_line = READ_BY_HAND[wording]
    for martyr_sex, line in zip(("male", "female", None), lines.split(), strict=True):
        read = read_relation(wording, donor_sex=sex, martyr_sex=martyr_sex)
        assert sorted(read.readings) == sorted(ways)
        assert (read.path, read.maternal_line) == (ways[0] if len(ways) == 1 else None, line)
        assert line_of(read.readings, martyr_sex) == line
        asked = question_for(read.readings, martyr_sex)
        known = question is None or (question == MAN_OR_WOMAN and martyr_sex)
        assert (asked and asked.words()) == (None if known else question)
        assert bool(asked and asked.for_line) == (line == "unknown")
        assert for_line or line != "unknown"
