"""`hoiam kinship` as a laboratory types it: one .fam, one list of pairs, one document; needs no installation."""

import json

import pytest
from click.testing import CliRunner

from app import hoiam

FAMILY = """\
F gpa 0 0 1 -9
F gma 0 0 2 -9
F dad 0 0 1 -9
F mum gpa gma 2 -9
F aunt gpa gma 2 -9
F uncle gpa gma 1 -9
F son dad mum 1 -9
F girl dad mum 2 -9
F half 0 mum 1 -9
F cousin 0 aunt 2 -9
F niece 0 girl 2 -9
F inbred uncle aunt 1 -9
G alone 0 0 1 -9
"""


@pytest.fixture
def kinship(tmp_path):
    def run(pairs, fam=FAMILY, *words):
        (tmp_path / "f.fam").write_bytes(fam if isinstance(fam, bytes) else fam.encode())
        (tmp_path / "p.csv").write_bytes(pairs if isinstance(pairs, bytes) else pairs.encode())
        answer = CliRunner().invoke(hoiam, ["kinship", str(tmp_path / "f.fam"), str(tmp_path / "p.csv"), *(words or ["--json"])])
        assert answer.exception is None or isinstance(answer.exception, SystemExit), answer.exception
        return answer

    return run


def test_every_pair_has_its_answer(kinship):
    rows = json.loads(kinship("a,b\nson,girl\nson,half\nson,aunt\nson,cousin\nson,dad\nson,inbred\nson,alone\nson,son\nson,uncle\n").stdout)
    by_b = {row["b"]: row for row in rows}
    assert by_b["girl"] == {
        "a": "son", "b": "girl", "kinship": 0.25, "inbreeding": [0.0, 0.0], "kappa": [0.25, 0.5, 0.25], "maternal": True, "paternal": False,
        "relation": "sister", "relation_vi": "chị/em gái ruột",
    }
    assert (by_b["half"]["kinship"], by_b["half"]["maternal"], by_b["half"]["paternal"]) == (0.125, True, False)
    assert (by_b["aunt"]["relation"], by_b["aunt"]["kappa"]) == ("maternal aunt", [0.5, 0.5, 0.0])
    assert (by_b["cousin"]["kinship"], by_b["cousin"]["maternal"]) == (0.0625, True)
    assert (by_b["dad"]["maternal"], by_b["dad"]["paternal"], by_b["dad"]["relation_vi"]) == (False, True, "cha")
    assert (by_b["inbred"]["inbreeding"], by_b["inbred"]["kappa"]) == ([0.0, 0.25], None)
    assert "; " in by_b["inbred"]["relation"]
    assert (by_b["alone"]["kappa"], by_b["alone"]["relation"], by_b["alone"]["maternal"]) == ([1.0, 0.0, 0.0], "unrelated", False)
    assert (by_b["son"]["kinship"], by_b["son"]["relation"], by_b["son"]["relation_vi"]) == (0.5, "the same person", "chính người đó")
    assert by_b["uncle"]["paternal"] is False


@pytest.mark.parametrize("pairs", [
    "\ufeffa,b\r\nson,girl\r\n", "A;B\nson;girl\n", "a\tb\nson\tgirl\n", "\n b , a ,note\ngirl,son,x\n\n", "a,b\nson,girl".encode("utf-16"), "a,b\nF:son,F:girl\n",
])
def test_a_list_of_pairs_in_other_clothes(kinship, pairs):
    rows = json.loads(kinship(pairs).stdout)
    assert [row["kinship"] for row in rows] == [0.25]
    assert rows[0]["a"].endswith("son")


@pytest.mark.parametrize(("pairs", "said"), [
    ("a,b\nson,nobody\n", "Dòng 2 của danh sách cặp có người không nằm trong tệp .fam"), ("a,b\nson,\n", "chỉ có một người"), ("a,b\nson\n", "chỉ có một người"),
    ("x,y\nson,girl\n", "hai cột a và b"), ("", "Chưa"), (b"\x00\x01\x02", "Chưa"), ("a,b\nSON,girl\n", "Dòng 2"), (b"PK\x03\x04 torn", "Chưa"),
])
def test_a_list_that_cannot_be_read_is_refused_in_a_sentence(kinship, pairs, said):
    answer = kinship(pairs)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert said in answer.stderr


@pytest.mark.parametrize("fam", ["", "F a b\n", "F a a 0 1 0\n", b"\x89PNG\r\n\x1a\n\x00\x00", FAMILY + "F son 0 0 1 -9\n", FAMILY.replace("F dad 0 0 1", "F dad 0 0 2")])
def test_a_pedigree_that_cannot_be_is_refused_in_a_sentence(kinship, fam):
    answer = kinship("a,b\nson,girl\n", fam)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "Chưa" in answer.stderr


def test_without_json_each_pair_is_one_line(kinship):
    answer = kinship("a,b\nson,girl\nson,dad\n", FAMILY, "--")
    assert answer.stdout.splitlines() == ["son  girl  0.25  sister / chị/em gái ruột", "son  dad  0.25  father / cha"]


def test_kin_by_more_steps_than_have_names_are_still_kin(kinship):
    line = "F 1 0 0 2 0\n" + "".join(f"F {n} 0 {n - 1} 2 0\n" for n in range(2, 40))
    row = json.loads(kinship("a,b\n1,39\n", line).stdout)[0]
    assert (row["kinship"], row["relation"], row["maternal"]) == (0.5 ** 39, "distant kin", True)


def test_whose_sex_the_file_does_not_say_is_no_brother(kinship):
    rows = json.loads(kinship("a,b\nson,who\nwho,son\n", FAMILY + "F who dad mum 0 -9\n").stdout)
    assert [(row["relation"], row["relation_vi"], row["paternal"]) for row in rows] == [("sibling", "anh/chị/em ruột", False), ("brother", "anh/em trai ruột", False)]
