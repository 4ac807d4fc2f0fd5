"""What the family's words mean, and who carries the line (domain.md §2.2)."""

import pytest

from desk.rules import VERDICTS, verdict
from families.rules.relation.builtin_words import WORDS
from families.rules.relation.grammar import PathUnreadable, check_path
from families.rules.relation.lineage import maternal_line
from families.rules.relation.questions import question_for
from families.rules.relation.reading import ASK_MARTYR_SEX, ASK_SAME_MOTHER, ASK_WHICH, read_relation


@pytest.mark.parametrize(
    ("word", "donor_sex", "path", "line", "question"),
    [
        ("Mẹ đẻ", "female", "mother", "yes", None), ("em gái ruột", "female", "sister", "yes", None), ("dì ruột", "female", "mother.sister", "yes", None),
        ("Chị gái cùng mẹ khác cha", "female", "half-m.sister", "yes", None), ("em cùng cha khác mẹ", "male", "half-p.brother", "no", None),
        ("Em trai", "male", "brother?", "unknown", ASK_SAME_MOTHER), ("cậu", "male", "mother.brother?", "unknown", ASK_SAME_MOTHER),
        ("Cháu (con chị gái)", "male", "sister?.son", "unknown", ASK_SAME_MOTHER), ("cháu gọi bằng cậu", "female", "sister?.daughter", "unknown", ASK_SAME_MOTHER),
        ("con dì con già", "male", "mother.sister?.son", "unknown", ASK_SAME_MOTHER), ("Cháu gọi LS là chú", "male", "brother?.son", "no", None),
        ("Chú ruột", "male", "father.brother", "no", None), ("o", "female", "father.sister?", "no", None), ("cháu nội", "male", "son.son", "no", None),
        ("Vợ", "female", "spouse", "no", None), ("Con nuôi", "male", "adopted", "no", None), ("con trai", "male", "son", "unknown", ASK_MARTYR_SEX),
        ("Bà", "female", None, "unknown", ASK_WHICH), ("Bác", "male", None, "unknown", ASK_WHICH), ("Em họ", "male", None, "unknown", ASK_WHICH), ("hàng xóm", "male", None, "unknown", ASK_WHICH),
    ],
)
def test_a_word_for_kin_gives_its_path_its_line_and_the_question_to_ask(word, donor_sex, path, line, question):
    read = read_relation(word, donor_sex=donor_sex, martyr_sex=None)
    assert (read.path, read.maternal_line, read.question) == (path, line, question)


@pytest.mark.parametrize("word", ["em trai cùng cha", "em cùng bố", "Anh cùng cha", "em trai cùng cha của liệt sĩ"])
def test_the_same_father_says_nothing_of_the_mother_and_is_asked(word):
    read = read_relation(word, donor_sex="male", martyr_sex="male")
    assert (read.path, read.maternal_line, read.question) == ("brother?", "unknown", ASK_SAME_MOTHER)


@pytest.mark.parametrize(
    ("word", "donor_sex", "readings", "line"),
    [
        ("o", "female", ("father.sister?",), "no"), ("ả", "female", ("sister?",), "unknown"), ("ả ruột", "female", ("sister",), "yes"),
        ("eng", "male", ("brother?",), "unknown"), ("eng ruột", "male", ("brother",), "yes"), ("bọ", "male", ("father",), "no"),
        ("thầy", "male", ("father",), "no"), ("mệ", "female", ("mother", "mother.mother", "father.mother"), "unknown"), ("mẹ", "female", ("mother",), "yes"),
        ("mự", "female", ("father.brother?.spouse", "mother.brother?.spouse"), "no"), ("mợ", "female", ("mother.brother?.spouse",), "no"),
        ("già", "female", ("mother.sister?",), "unknown"), ("con dì con già", "female", ("mother.sister?.daughter",), "unknown"),
        ("anh em con dì con già", "male", ("mother.sister?.son",), "unknown"), ("em con chú", "male", ("father.brother?.son",), "no"),
        ("con o", "male", ("father.sister?.son",), "no"), ("cháu gọi bằng o", "male", ("brother?.son",), "no"),
        ("cháu gọi liệt sĩ bằng cậu", "male", ("sister?.son",), "unknown"), ("con của em gái ruột liệt sĩ", "male", ("sister.son",), "yes"),
        ("dì ghẻ", "female", ("father.spouse",), "no"), ("em khác mẹ", "female", ("half-p.sister",), "no"), ("em rể", "male", ("sister?.spouse",), "no"),
    ],
)
def test_the_words_of_nghe_tinh_are_read_or_keep_all_their_readings(word, donor_sex, readings, line):
    read = read_relation(word, donor_sex=donor_sex, martyr_sex="male")
    assert (read.readings, read.maternal_line, read.question is None) == (readings, line, line != "unknown")


def test_every_word_has_readings_inside_the_grammar():
    for word in WORDS:
        for sex in ("male", "female", None):
            readings = read_relation(word, donor_sex=sex, martyr_sex="male").readings
            assert readings, word
            assert [check_path(path) for path in readings] == list(readings)


def test_a_martyrs_children_carry_the_line_only_when_the_martyr_is_a_woman():
    assert [maternal_line("son", sex) for sex in ("female", "male", None)] == ["yes", "no", "unknown"]
    assert maternal_line("daughter.son", "female") == "yes"
    assert maternal_line("son.daughter", "female") == "no"


def test_an_uncle_carries_the_line_but_his_children_do_not():
    assert maternal_line("mother.brother", "male") == "yes"
    assert maternal_line("mother.brother.son", "male") == "no"
    assert maternal_line("mother.mother.sister.daughter.son", "male") == "yes"


def test_one_unasked_step_makes_the_whole_line_unknown_unless_a_father_stands_in_it():
    assert maternal_line("mother.sister?.daughter.son", "male") == "unknown"
    assert maternal_line("father.sister?", "male") == "no"


@pytest.mark.parametrize("path", ["", "uncle", "half-m", "half-m.mother", "spouse.son", "mother?", "half-m.sister?", "mother..sister"])
def test_a_path_outside_the_grammar_is_refused(path):
    with pytest.raises(PathUnreadable):
        check_path(path)


def test_nobody_without_common_blood_is_told_that_a_sample_may_help_nor_asked_about_mothers():
    for ways in (("adopted",), ("spouse",), ("brother?.spouse",), ("father.sister?.spouse", "mother.sister?.spouse")):
        assert "can still help in another comparison" not in verdict("no", ways)
    assert "can still help in another comparison" in verdict("no", ("brother.son",))
    assert verdict("unknown", ("sister?.son", "sister?.spouse")) == VERDICTS["unknown"]
    assert question_for(("mother.sister?.spouse",), "male") is None
    asked = question_for(("father.sister?.spouse", "mother.sister?.spouse"), "male")
    assert asked and asked.key == "side"
