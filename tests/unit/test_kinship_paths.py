"""A path built step by step, the one question that settles it, and where everybody stands in the drawing."""

import pytest

from families.rules.drawing.one_way import lay_out
from families.rules.relation.grammar import PathUnreadable
from families.rules.relation.lineage import maternal_line
from families.rules.relation.paths import can_extend, extend, kin_words, said, settle, shorten, spoken, unasked


def test_a_sibling_step_is_unasked_until_somebody_asks():
    assert extend("mother", "sister") == "mother.sister?"
    assert extend("", "son") == "son"
    assert unasked("mother.sister?.son") == "mother.sister?"
    assert unasked("mother.sister.son") is None


@pytest.mark.parametrize(
    ("answer", "path", "line"),
    [("full", "mother.sister.son", "yes"), ("half-m", "mother.half-m.sister.son", "yes"), ("half-p", "mother.half-p.sister.son", "no")],
)
def test_the_answer_to_the_same_mother_rewrites_the_path_and_settles_the_line(answer, path, line):
    assert maternal_line("mother.sister?.son", "male") == "unknown"
    assert settle("mother.sister?.son", answer) == path
    assert maternal_line(path, "male") == line


def test_of_two_unasked_steps_the_first_is_asked_first():
    assert settle("sister?.daughter.sister?", "full") == "sister.daughter.sister?"


def test_one_step_back_takes_the_half_mark_with_it():
    assert shorten("half-m.sister.son") == "half-m.sister"
    assert shorten("half-m.sister") == ""


@pytest.mark.parametrize(("path", "step"), [("spouse", "son"), ("son.adopted", "son"), ("mother", "uncle"), (".".join(["mother"] * 8), "mother")])
def test_a_path_that_cannot_go_on_is_refused(path, step):
    with pytest.raises(PathUnreadable):
        extend(path, step)
    assert not can_extend(path) or step == "uncle"


@pytest.mark.parametrize(("path", "answer"), [("sister", "full"), ("sister?", "perhaps"), ("", "full")])
def test_an_answer_to_a_question_that_was_not_open_is_refused(path, answer):
    with pytest.raises(PathUnreadable):
        settle(path, answer)


def test_kin_are_named_in_the_words_of_the_hall():
    assert spoken("mother.sister?.daughter") == ["mẹ", "chị, em gái của mẹ (dì, già)", "con gái"]
    assert kin_words("half-p.brother") == "anh, em trai cùng cha khác mẹ"


def drawn(path):
    return lay_out(path, martyr_sex="male", martyr_words="Ân", donor_words="Lài")


def test_an_aunts_daughter_hangs_under_the_couple_whom_both_lead_up_to():
    tree = drawn("mother.sister.daughter")
    at = {person.marks.words: person for person in tree.people}
    assert (at["Ân"].generation, at["Lài"].generation, at["Lài"].marks.here) == (2, 2, True)
    assert at["Ân"].x != at["Lài"].x
    assert {tie.kind for tie in tree.ties} == {"maternal", "couple"}
    assert {person.marks.words: person.number for person in tree.people if person.generation == 0} == {"ông ngoại": "I.1", "bà ngoại": "I.2"}


def test_an_unasked_sibling_hangs_by_a_dotted_line_and_a_fathers_side_by_a_dashed_one():
    assert {tie.kind for tie in drawn("sister?").ties} == {"maternal", "unknown", "couple"}
    assert {tie.kind for tie in drawn("half-p.sister").ties} == {"paternal"}
    assert {tie.kind for tie in drawn("father.father").ties} == {"paternal"}
    assert {tie.kind for tie in drawn("adopted").ties} == {"social"}


def test_the_martyr_alone_is_drawn_before_any_step():
    assert [(person.of.martyr, person.words) for person in drawn("").people] == [(True, ("Ân",))]


def test_a_way_that_is_kept_is_said_in_one_line_and_a_way_that_cannot_be_read_is_not_shown_as_a_code():
    assert said("mother.sister?.daughter") == "mẹ → chị, em gái của mẹ (dì, già) → con gái"
    assert said("aunt?!") == ""
