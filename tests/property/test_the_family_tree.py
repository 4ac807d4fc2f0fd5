"""Whatever path a hall can say, it can be drawn: nobody stands on somebody else, and the elder stand above."""

from hypothesis import given
from hypothesis import strategies as st

from families.rules.drawing import lay_out
from families.rules.lineage import maternal_line
from families.rules.paths import SAME, extend, settle, shorten, spoken, unasked
from families.rules.relations import STEPS, check_path, steps_of


@st.composite
def paths(draw):
    path = ""
    for step in draw(st.lists(st.sampled_from(sorted(STEPS)), min_size=1, max_size=7)):
        path = extend(path, step)
        if unasked(path) and draw(st.booleans()):
            path = settle(path, draw(st.sampled_from(SAME)))
    return extend(path, draw(st.sampled_from(["spouse", "adopted"]))) if draw(st.integers(0, 5)) == 0 else path


@given(paths(), st.sampled_from(["male", "female", None]))
def test_everybody_has_a_place_of_their_own_and_every_tie_leads_down(path, sex):
    tree = lay_out(path, martyr_sex=sex, martyr_words="martyr", donor_words="donor")
    for one in tree.people:
        assert [other for other in tree.people if other is not one and other.generation == one.generation and abs(other.column - one.column) < 1] == []
        assert 0 <= one.column < tree.columns and 0 <= one.generation < tree.generations
    for tie in tree.ties:
        upper, lower = tree.people[tie.upper], tree.people[tie.lower]
        assert lower.generation - upper.generation == (0 if tie.kind == "couple" else 1)
    assert [person.role for person in tree.people].count("martyr") == 1
    assert [person.role for person in tree.people].count("donor") == 1
    reached = {0}
    for _ in tree.ties:
        reached |= {end for tie in tree.ties if {tie.upper, tie.lower} & reached for end in (tie.upper, tie.lower)}
    assert reached == set(range(len(tree.people)))


@given(paths())
def test_a_path_is_always_readable_and_answers_lead_to_a_settled_line(path):
    assert check_path(path) == path
    assert len(spoken(path)) == len(steps_of(path))
    assert len(steps_of(shorten(path)) if shorten(path) else []) == len(steps_of(path)) - 1
    while unasked(path):
        path = settle(path, "half-p")
    assert maternal_line(path, "male") in ("yes", "no")
