"""Whatever family is on record, it can be drawn: nobody stands on somebody else, elders stand above, and the thread is one thread."""

from hypothesis import given
from hypothesis import strategies as st

from families.rules.drawing import WIDE, Drawing, draw
from families.rules.drawing.one_way import lay_out
from families.rules.drawing.thread import carriers
from families.rules.pedigree import Individual, Pedigree, SocialTie, TieKind
from families.rules.relation.grammar import STEPS, check_path, steps_of
from families.rules.relation.lineage import maternal_line
from families.rules.relation.paths import SAME, extend, settle, shorten, spoken, unasked

SIGN = 22
Segment = tuple[tuple[float, float], tuple[float, float]]


@st.composite
def families(draw_):
    """Up to forty people, every one with parents among those written down before: half siblings, several unions and inbred lines included."""
    count = draw_(st.integers(1, 40))
    people: list[Individual] = []
    for number in range(count):
        men, women = [None], [None]
        for person in people[-12:]:
            (men if person.sex == "male" else women).append(person.key)
        father, mother = draw_(st.sampled_from(men)), draw_(st.sampled_from(women))
        unasked_ = father and mother and draw_(st.integers(0, 6)) == 0
        readings = ((father, mother), (None, mother), (father, None)) if unasked_ else ()
        people.append(Individual(
            f"p{number}", draw_(st.sampled_from(["male", "female"])), None if readings else father, None if readings else mother, martyr=number == count // 2,
            donor=draw_(st.booleans()), readings=readings, inferred=draw_(st.booleans()),
        ))
    keys = [person.key for person in people]
    pairs = draw_(st.lists(st.tuples(st.sampled_from(keys), st.sampled_from(keys)), max_size=3))
    social = tuple(SocialTie(b, a, TieKind.adoptive) for a, b in pairs if int(a[1:]) < int(b[1:]))[:1]
    unplaced = {key: ("mother.sister?",) for key in draw_(st.lists(st.sampled_from(keys), max_size=2)) if key != f"p{count // 2}"}
    return Pedigree(tuple(people), tuple((a, b) for a, b in pairs if a < b), social, unplaced)


def segments(tree: Drawing, *kinds: str) -> list[Segment]:
    return [pair for tie in tree.ties if not kinds or tie.kind in kinds for stroke in tie.strokes for pair in zip(stroke, stroke[1:], strict=False)]


def touches(point: tuple[float, float], segment: Segment, near: float = 0.01) -> bool:
    (x, y), ((a, b), (c, d)) = point, segment
    return min(a, c) - near <= x <= max(a, c) + near and min(b, d) - near <= y <= max(b, d) + near


def reached(tree: Drawing, start: str) -> set[str]:
    """Everybody to whom the thread leads from `start` without a gap; a sign joins the lines that end in it."""
    left, found, waiting = segments(tree, "maternal"), {start}, [start]
    pieces: list[Segment] = []
    while waiting:
        sign = tree.by_key[waiting.pop()]
        fresh = [s for s in left if any(touches(end, ((sign.x, sign.y), (sign.x, sign.y)), SIGN) for end in s)]
        while fresh:
            pieces += fresh
            left = [s for s in left if s not in fresh]
            ends = {end for s in fresh for end in s}
            near = [p for p in tree.people if p.key not in found and any(touches(end, ((p.x, p.y), (p.x, p.y)), SIGN) for end in ends)]
            found |= {p.key for p in near}
            waiting += [p.key for p in near]
            fresh = [s for s in left if any(touches(end, other) for end in s for other in fresh) or any(touches(end, s) for end in ends)]
    return found


def check_places(tree: Drawing) -> None:
    for place, one in enumerate(tree.people):
        assert SIGN <= one.x <= tree.width - SIGN and SIGN <= one.y <= tree.height
        for other in tree.people[place + 1 :]:
            assert one.generation != other.generation or abs(one.x - other.x) >= WIDE - 0.01
            assert (one.generation == other.generation) == (one.y == other.y)


@given(families())
def test_everybody_has_a_place_of_their_own_and_elders_stand_above(family):
    tree = draw(family)
    assert sorted(person.key for person in tree.people) == sorted(person.key for person in family.people)
    check_places(tree)
    for person in family.people:
        for parents in (*person.readings, (person.father, person.mother)):
            assert all(tree.by_key[parent].y < tree.by_key[person.key].y for parent in parents if parent)
    assert tree == draw(family)


@given(families())
def test_no_line_runs_over_a_person_it_does_not_belong_to(family):
    tree = draw(family)
    between_rows = [s for s in segments(tree, "couple") if s[0][1] != s[1][1]]
    for (a, b), (c, d) in (s for s in segments(tree) if s not in between_rows):
        for person in tree.people:
            over = min(a, c) < person.x + SIGN - 8 and max(a, c) > person.x - SIGN + 8 and min(b, d) < person.y + SIGN - 8 and max(b, d) > person.y - SIGN + 8
            assert not over or any(abs(x - person.x) < SIGN and abs(y - person.y) < SIGN for x, y in ((a, b), (c, d)))


@given(families())
def test_the_maternal_line_is_one_thread_from_the_martyr_to_everybody_on_it(family):
    tree, martyr = draw(family), family.martyrs[0]
    on_it = {key for key, answer in carriers(family, martyr).items() if answer == "yes"}
    assert reached(tree, martyr) == on_it
    assert {person.key for person in tree.people if person.line == "yes"} >= on_it - set(family.unplaced)


@st.composite
def paths(draw_):
    path = ""
    for step in draw_(st.lists(st.sampled_from(sorted(STEPS)), min_size=1, max_size=7)):
        path = extend(path, step)
        if unasked(path) and draw_(st.booleans()):
            path = settle(path, draw_(st.sampled_from(SAME)))
    return extend(path, draw_(st.sampled_from(["spouse", "adopted"]))) if draw_(st.integers(0, 5)) == 0 else path


@given(paths(), st.sampled_from(["male", "female", None]))
def test_one_way_of_kinship_is_drawn_by_the_same_hand_and_says_what_the_line_says(path, sex):
    tree = lay_out(path, martyr_sex=sex, martyr_words="martyr", donor_words="donor")
    check_places(tree)
    assert [person.of.martyr for person in tree.people].count(True) == 1
    donor = next(person for person in tree.people if person.marks.here)
    assert (donor.line == "yes") == (maternal_line(path, sex) == "yes")
    assert (donor.key in reached(tree, tree.martyr.key)) == (donor.line == "yes")


@given(paths())
def test_a_path_is_always_readable_and_answers_lead_to_a_settled_line(path):
    assert check_path(path) == path
    assert len(spoken(path)) == len(steps_of(path))
    assert len(steps_of(shorten(path)) if shorten(path) else []) == len(steps_of(path)) - 1
    while unasked(path):
        path = settle(path, "half-p")
    assert maternal_line(path, "male") in ("yes", "no")
