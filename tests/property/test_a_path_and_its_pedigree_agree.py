"""A path of kinship and the pedigree it becomes say the same; and a family reads the same in whatever order it told its story."""

from hypothesis import assume, given
from hypothesis import strategies as st

from families.rules.pedigree import Trouble
from families.rules.pedigree.expansion import ClaimFact, MartyrNode, expand
from families.rules.pedigree.kin_paths import paths_between
from families.rules.pedigree.kinship import kinship_range, pair
from families.rules.pedigree.lineage import line, paternal
from families.rules.relation.lineage import maternal_line, paternal_line

SIBLINGS = [f"{half}{kin}" for kin in ("brother", "sister") for half in ("half-m.", "half-p.", "")] + ["brother?", "sister?"]
SEXES = st.sampled_from(["male", "female", None])


@st.composite
def paths(draw, ends=True):
    """Up, aside, down, as people speak of kin; each part may be missing."""
    up = draw(st.lists(st.sampled_from(["mother", "father"]), max_size=3))
    aside = draw(st.sampled_from([None, *SIBLINGS]))
    down = draw(st.lists(st.sampled_from(["son", "daughter"]), max_size=3)) if aside or not up else []
    end = draw(st.sampled_from([None, None, None, "spouse", "adopted"])) if ends else None
    steps = [*up, *([aside] if aside else []), *down, *([end] if end else [])]
    assume(steps)
    return ".".join(steps)


@given(paths(), SEXES)
def test_the_line_of_the_pedigree_is_the_line_of_the_path(path, sex):
    tree = expand([MartyrNode("L", sex)], [ClaimFact("D", "L", path)])
    assert line(tree, "L", "D") == line(tree, "D", "L") == maternal_line(path, sex)
    assert paternal(tree, "L", "D") == paternal(tree, "D", "L") == paternal_line(path, sex)


@given(paths(ends=False), st.sampled_from(["male", "female"]))
def test_the_way_back_out_of_the_pedigree_is_the_path_that_was_told(path, sex):
    tree = expand([MartyrNode("L", sex)], [ClaimFact("D", "L", path)])
    assert paths_between(tree, "L", "D") == (path,)


@st.composite
def stories(draw):
    """Two martyrs and a handful of donors, some of whom are kin of both."""
    claims = draw(st.lists(st.builds(
        ClaimFact, st.sampled_from(["D1", "D2", "D3", "D4"]), st.sampled_from(["L1", "L2"]), paths(),
    ), min_size=1, max_size=6, unique_by=lambda claim: (claim.donor, claim.martyr)))
    return claims, draw(st.permutations(claims))


@given(stories())
def test_the_order_of_the_telling_never_matters(story):
    claims, other = story
    martyrs = [MartyrNode("L1", "male"), MartyrNode("L2", "female")]
    assert expand(martyrs, claims) == expand(martyrs[::-1], other)


@given(stories())
def test_whatever_a_family_says_can_be_read_and_computed(story):
    tree = expand([MartyrNode("L1", "male"), MartyrNode("L2", None)], story[0])
    assert len({person.key for person in tree.people}) == len(tree.people)
    assert {q for p in tree.people for q in (p.father, p.mother, *(x for pair in p.readings for x in pair)) if q} <= tree.by_key.keys()
    for martyr in tree.martyrs:
        for person in tree.people:
            found = kinship_range(tree, martyr, person.key)
            assert 0 <= found.low.kinship <= found.high.kinship <= 1
            assert line(tree, martyr, person.key) in ("yes", "no", "unknown")
            paths_between(tree, martyr, person.key)


@given(stories())
def test_a_told_line_holds_wherever_nothing_contradicts_it(story):
    martyrs = {"L1": "male", "L2": "female"}
    tree = expand([MartyrNode(key, sex) for key, sex in martyrs.items()], story[0])
    assume(not tree.contradictions)
    for claim in story[0]:
        told = maternal_line(claim.path, martyrs[claim.martyr])
        if told == "yes":
            assert line(tree, claim.martyr, claim.donor) == "yes"


@given(paths(ends=False), paths(ends=False))
def test_one_more_relative_never_makes_two_others_less_kin(path, other):
    alone = expand([MartyrNode("L", "male")], [ClaimFact("D", "L", path)])
    both = expand([MartyrNode("L", "male")], [ClaimFact("D", "L", path), ClaimFact("E", "L", other)])
    assume(Trouble.two_parents not in {each.kind for each in both.contradictions})
    assert pair(both, "L", "D").kinship >= pair(alone, "L", "D").kinship
