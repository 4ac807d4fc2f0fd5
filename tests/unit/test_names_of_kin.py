"""What a family calls whoever stands at the end of a way, and which question is asked where a word leaves it open."""

import pytest

from families.rules.relation.names import UNKNOWN, names_for, relation_names
from families.rules.relation.questions import question_for
from families.rules.relation.reading import read_relation


@pytest.mark.parametrize(
    ("path", "elder", "younger", "unsaid"),
    [
        ("brother", "anh trai ruột", "em trai ruột", "anh/em trai ruột"), ("half-m.sister", "chị gái cùng mẹ khác cha", "em gái cùng mẹ khác cha", "chị/em gái cùng mẹ khác cha"),
        ("father.brother", "bác trai bên nội ruột", "chú ruột", "bác/chú ruột"), ("father.sister?", "bác gái bên nội", "cô", "bác/cô"),
        ("mother.brother", "bác trai bên ngoại ruột", "cậu ruột", "bác/cậu ruột"), ("mother.sister", "bác gái bên ngoại ruột", "dì ruột", "bác/dì ruột"),
        ("mother.sister?.son", "anh họ (con dì con già)", "em họ (con dì con già)", "anh/em họ (con dì con già)"),
        ("father.brother.daughter", "chị họ (con chú con bác ruột)", "em họ (con chú con bác ruột)", "chị/em họ (con chú con bác ruột)"),
        ("father.brother?.spouse", "bác gái (vợ của bác/chú)", "thím", "thím"), ("brother?.spouse", "chị dâu (vợ của anh/em trai)", "em dâu", "chị/em dâu"),
        ("mother.mother.sister", "bà bác (chị/em gái ruột của bà ngoại)", "bà dì (chị/em gái ruột của bà ngoại)", "bà bác/dì (chị/em gái ruột của bà ngoại)"),
    ],
)
def test_the_elder_and_the_younger_have_different_words(path, elder, younger, unsaid):
    sex = "female" if path.endswith(("spouse", "sister", "sister?", "daughter")) else "male"
    assert [names_for(path, sex=sex, elder=said) for said in (True, False, None)] == [(elder,), (younger,), (unsaid,)]


@pytest.mark.parametrize(
    ("path", "english", "vietnamese"),
    [
        ("mother", "mother", "mẹ"), ("mother.mother", "maternal grandmother", "bà ngoại"), ("father.father", "paternal grandfather", "ông nội"),
        ("mother.mother.mother", "maternal great-grandmother", "cụ bà (mẹ của bà ngoại)"), ("daughter.son", "grandson (daughter's son)", "cháu ngoại"),
        ("sister.son", "nephew (sister's son)", "cháu (con trai của chị/em gái ruột)"), ("half-p.brother", "paternal half-brother", "anh/em trai cùng cha khác mẹ"),
        ("mother.sister", "maternal aunt", "bác/dì ruột"), ("mother.half-m.brother", "maternal half-uncle", "bác/cậu cùng mẹ khác cha"),
        ("mother.mother.sister", "maternal great-aunt", "bà bác/dì (chị/em gái ruột của bà ngoại)"),
        ("mother.sister.daughter", "first cousin (mother's sister's daughter)", "chị/em họ (con dì con già ruột)"),
        ("father.brother.son.son", "first cousin once removed (father's brother's son's son)", "cháu họ (con trai của con trai của bác/chú ruột)"),
        ("father.father.brother.son.son", "second cousin (father's father's brother's son's son)",
         "anh/em họ (con trai của con trai của anh/em trai ruột của ông nội)"),
        ("spouse", "husband or wife", "vợ/chồng"), ("son.spouse", "son's wife", "con dâu"), ("adopted", "adopted child", "con nuôi"),
        ("", "the same person", "chính người đó"),
    ],
)
def test_kin_are_named_in_english_and_in_vietnamese(path, english, vietnamese):
    assert relation_names([path]) == (english, vietnamese)


def test_no_way_is_no_kinship_and_two_ways_are_two_names():
    assert relation_names([]) == ("unrelated", "không có quan hệ huyết thống")
    assert relation_names(["mother.sister.son", "father.brother.son"]) == (
        "first cousin (mother's sister's son); first cousin (father's brother's son)", "anh/em họ (con dì con già ruột); anh/em họ (con chú con bác ruột)")


def test_the_offices_own_word_is_shown_first_and_read_first():
    words = {"o": ("father.sister?",), "mụ": ("mother.sister?", "father.sister?"), "cố": ("mother.mother.mother",)}
    assert names_for(["father.sister?", "father.sister", "mother.mother.mother", "mother.sister?"], words=words) == ("o", "o ruột", "cố", "bác/dì")
    assert read_relation("o ruột", donor_sex=None, martyr_sex=None, words=words).path == "father.sister"
    assert read_relation("Mụ", donor_sex="female", martyr_sex=None, words=words).readings == ("mother.sister?", "father.sister?")
    assert read_relation("dì", donor_sex="female", martyr_sex=None, words={"dì": ("father.spouse",)}).path == "father.spouse"


def test_an_offices_word_does_not_take_the_place_of_another_that_differs_by_its_marks_only():
    words = {"mệ": ("mother.mother",)}
    assert read_relation("mẹ", donor_sex=None, martyr_sex=None, words=words).path == "mother"
    assert read_relation("mệ", donor_sex=None, martyr_sex=None, words=words).path == "mother.mother"


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ("con gái của dì ruột", "mother.sister.daughter"), ("Cháu (con chị gái)", "sister?.son"), ("em ruột của bà ngoại", "mother.mother.brother"),
        ("con trai của con gái của chị gái ruột liệt sĩ", "sister.daughter.son"), ("con của o", "father.sister?.son"), ("cháu nội của em trai ruột", "brother.son.son"),
        ("bạn của bố", None), ("con của hàng xóm", None),
    ],
)
def test_words_are_put_together_as_people_put_them(said, path):
    assert read_relation(said, donor_sex="male", martyr_sex="male").path == path


def test_a_sentence_without_end_is_no_word_and_costs_nothing():
    assert read_relation(" của ".join(["bác"] * 200), donor_sex=None, martyr_sex=None).readings == ()


@pytest.mark.parametrize(
    ("word", "donor_sex", "martyr_sex", "key", "text"),
    [
        ("bác", "male", "male", "side", "Người này là bà con bên ngoại (phía mẹ) hay bên nội (phía cha) của liệt sĩ?"),
        ("em họ", "female", None, "side", "Người này là bà con bên ngoại (phía mẹ) hay bên nội (phía cha) của liệt sĩ?"),
        ("em trai", "male", "male", "same_mother", "Liệt sĩ và người này có cùng một mẹ sinh ra không?"),
        ("con dì con già", None, "male", "same_mother", "Mẹ của liệt sĩ và mẹ của người này có cùng một mẹ sinh ra không?"),
        ("cháu gọi bằng cậu", "female", "male", "same_mother", "Liệt sĩ và mẹ của người này có cùng một mẹ sinh ra không?"),
        ("cậu", "male", "male", "same_mother", "Mẹ của liệt sĩ và người này có cùng một mẹ sinh ra không?"),
        ("cháu", "male", "male", "through", "Người này là con của ai?"), ("mệ", "female", "male", "who", "Người này là ai của liệt sĩ?"),
        ("con trai", "male", None, "martyr_sex", "Liệt sĩ là nam hay nữ?"),
    ],
)
def test_the_question_that_settles_most_is_asked_in_words_that_can_be_read_aloud(word, donor_sex, martyr_sex, key, text):
    question = question_for(read_relation(word, donor_sex=donor_sex, martyr_sex=martyr_sex).readings, martyr_sex)
    assert (question.key, question.words(), question.for_line) == (key, text, True)


def test_once_the_line_is_known_only_the_way_is_asked_about():
    assert question_for(["father.sister?"], "male").for_line is False
    assert question_for(["mother.sister", "mother.brother"], "male").key == "donor_sex"
    assert question_for(["mother.sister"], "male") is None
    assert question_for([], None) is None


@pytest.mark.parametrize(
    ("path", "english", "vietnamese"),
    [
        ("brother", "sibling", "anh/chị/em ruột"), ("half-p.brother", "paternal half-sibling", "anh/chị/em cùng cha khác mẹ"), ("son", "child", "con"),
        ("brother?", "sibling, full or half not known", "anh/chị/em"), ("daughter.son", "grandchild (daughter's child)", "cháu ngoại"),
        ("mother.brother", "maternal uncle or aunt", "bác/cậu/dì ruột"), ("father.half-p.brother", "paternal half-uncle or aunt", "bác/chú/cô cùng cha khác mẹ"),
        ("brother.son", "nephew or niece (brother's child)", "cháu (con của anh/em trai ruột)"),
        ("mother.sister.son", "first cousin (mother's sister's child)", "anh/chị/em họ (con dì con già ruột)"),
        ("father.mother.brother", "paternal great-uncle or aunt", "ông/bà (anh/chị/em ruột của bà nội)"),
        ("mother.mother.sister.son", "first cousin once removed (mother's mother's sister's child)", "bác/cậu/dì họ (con của chị/em gái ruột của bà ngoại)"),
        ("son.son.son", "great-grandchild (son's son's child)", "chắt (con của con trai của con trai)"), ("mother", "mother", "mẹ"), ("spouse", "husband or wife", "vợ/chồng"),
    ],
)
def test_whose_sex_nobody_wrote_down_is_called_neither_a_man_nor_a_woman(path, english, vietnamese):
    assert relation_names([path], sex=UNKNOWN) == (english, vietnamese)
    elder = names_for(path, sex=UNKNOWN, elder=True)[0]
    assert {"trai", "gái"}.isdisjoint(elder.partition(" (")[0].split())
