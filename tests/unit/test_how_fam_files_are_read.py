"""A PLINK .fam as laboratories send it, and all the ways in which one can be wrong."""

import tracemalloc

import pytest

from families.rules.treefile.plink import FamCircle, FamEmpty, FamNobody, FamParentSex, FamTorn, FamTwice, read_fam

TRIO = "F1 dad 0 0 1 -9\nF1 mum 0 0 2 -9\nF1 kid dad mum 0 -9\n"


def people(text):
    return {person.key: (person.sex, person.father, person.mother) for person in read_fam(text).people}


def test_a_trio():
    assert people(TRIO) == {"dad": ("male", None, None), "mum": ("female", None, None), "kid": (None, "dad", "mum")}


@pytest.mark.parametrize("text", [
    "\ufeff" + TRIO, TRIO.replace("\n", "\r\n"), TRIO.replace(" ", "\t"), "\n" + TRIO.replace("\n", "\n\n") + "\x1a", "#FID IID PAT MAT SEX PHENO\n" + TRIO,
    "FID IID PAT MAT SEX PHENO\n" + TRIO, TRIO.replace(" -9", ""), TRIO.replace("-9", "-9 A A 0 0 G T"), TRIO.rstrip("\n"),
])
def test_the_same_family_in_other_clothes(text):
    assert people(text) == people(TRIO)


def test_a_parent_without_a_line_is_a_founder_whose_sex_is_known():
    assert people("F s1 p m 1 0\nF s2 p m 2 0\n") == {
        "s1": ("male", "p", "m"), "s2": ("female", "p", "m"), "p": ("male", None, None), "m": ("female", None, None),
    }


def test_one_id_in_two_families_is_two_individuals():
    found = people("A 1 0 0 1 0\nA 2 1 0 2 0\nB 1 0 0 2 0\nB 3 0 1 2 0\n")
    assert found == {"A:1": ("male", None, None), "2": ("female", "A:1", None), "B:1": ("female", None, None), "3": ("female", None, "B:1")}
    assert read_fam(TRIO).aliases["F1:kid"] == "kid"
    assert "A:1" not in read_fam("A 1 0 0 1 0\nB 1 0 0 2 0\n").aliases


def test_a_parent_in_another_family_is_found_where_only_one_can_be_meant():
    assert people("A dad 0 0 1 0\nB kid dad 0 1 0\n")["kid"] == ("male", "dad", None)
    assert people("A 1 0 0 1 0\nB 1 0 0 1 0\nC kid 1 0 1 0\n")["kid"] == ("male", "C:1", None)


@pytest.mark.parametrize(
    ("text", "refusal", "line"),
    [
        ("", FamEmpty, None), ("\n# nobody\n", FamEmpty, None), (TRIO + "F1 torn 0 0\n", FamTorn, 4), ("a,b\nx,y\n", FamTorn, 1),
        (TRIO[:-4] + "\n", FamTorn, 3), (TRIO + "F1 dad 0 0 1 -9\n", FamTwice, 4), ("F1 0 0 0 1 -9\n", FamNobody, 1),
        (TRIO + "F1 kid2 mum 0 1 -9\n", FamParentSex, 4), ("F k1 x 0 1 0\nF k2 0 x 1 0\n", FamParentSex, 2),
        ("\nF a b 0 1 0\nF b a 0 1 0\n", FamCircle, 2), ("F a a 0 1 0\n", FamCircle, 1),
    ],
)
def test_what_is_wrong_is_refused_with_its_line_and_without_a_name(text, refusal, line):
    with pytest.raises(refusal) as refused:
        read_fam(text)
    assert refused.value.values.get("line") == line
    assert not {"dad", "mum", "kid"} & set(refused.value.sentence().split())


def test_a_long_chain_of_ancestors_is_no_trouble():
    text = "F 1 0 0 2 0\n" + "".join(f"F {n} 0 {n - 1} 2 0\n" for n in range(2, 3000))
    assert len(read_fam(text).people) == 2999


def test_a_long_circle_is_refused_without_filling_the_memory():
    text = "\n".join(f"F i{number} i{(number - 1) % 3000} 0 1 -9" for number in range(3000))
    tracemalloc.start()
    with pytest.raises(FamCircle):
        read_fam(text)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 50_000_000
