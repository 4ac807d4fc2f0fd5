"""Asking leads somewhere, and a name leads back to the kin it names, whatever a family says."""

from hypothesis import given
from hypothesis import strategies as st

from families.rules.relation.builtin_words import WORDS
from families.rules.relation.grammar import SIBLINGS, sex_of
from families.rules.relation.lineage import maternal_line
from families.rules.relation.names import names_for, relation_names
from families.rules.relation.questions import question_for, worlds
from families.rules.relation.reading import line_of, read_relation

SEXES = st.sampled_from(["male", "female", None])
MARKS = ("{}", "{}?", "half-m.{}", "half-p.{}")


@st.composite
def ways(draw, ups=3, downs=3):
    """Up, across and down again, as kin that a hall hears of; perhaps a husband or wife at the end."""
    path = draw(st.lists(st.sampled_from(["mother", "father"]), max_size=ups))
    beside = draw(st.booleans())
    if beside:
        path.append(draw(st.sampled_from(MARKS)).format(draw(st.sampled_from(sorted(SIBLINGS)))))
    if beside or not path:
        path += draw(st.lists(st.sampled_from(["son", "daughter"]), min_size=0 if path else 1, max_size=downs))
    return ".".join(path)


def said():
    """What a family may say: any word of the table, or any handful of ways that an office has put behind a word of its own."""
    words = st.builds(lambda word, sex: read_relation(word, donor_sex=sex, martyr_sex=None).readings, st.sampled_from(sorted(WORDS)), SEXES)
    return st.one_of(words, st.lists(ways(), min_size=1, max_size=5, unique=True).map(tuple))


@given(said(), SEXES, st.data())
def test_every_answer_narrows_what_remains_and_asking_ends_with_one_way_and_a_known_line(readings, sex, data):
    for _ in range(12):
        question = question_for(readings, sex)
        if question is None:
            break
        before = worlds(readings, sex)
        parts = [worlds(answer.readings, answer.martyr_sex or sex) for answer in question.answers]
        assert len(parts) > 1
        assert all(part and part < before for part in parts)
        assert frozenset().union(*parts) == before, "no answer may lose a possibility"
        assert question.for_line == (len({maternal_line(path, of) for path, of in before}) > 1)
        answer = data.draw(st.sampled_from(question.answers))
        readings, sex = answer.readings, answer.martyr_sex or sex
    assert question is None
    assert len(readings) == 1
    assert line_of(readings, sex) in ("yes", "no")


@given(ways(), st.sampled_from([True, False, None]))
def test_the_word_for_a_way_is_read_back_as_that_way(path, elder):
    name = names_for(path, sex=sex_of(path), elder=elder)[0]
    again = read_relation(name, donor_sex=sex_of(path), martyr_sex="male")
    assert again.path == path, name
    assert names_for(again.path, sex=sex_of(path), elder=elder) == (name,)


@given(st.lists(ways(), min_size=1, max_size=3, unique=True))
def test_kin_in_several_ways_have_several_names_in_both_languages(paths):
    english, vietnamese = relation_names(paths)
    assert len(names_for(paths)) == len(vietnamese.split("; ")) > 0
    assert english
    assert "?" not in english + vietnamese
