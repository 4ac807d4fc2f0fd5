"""The command line as a stranger types it: one document, a sentence instead of a traceback, and exit codes that say how it went."""

import json

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from app import hoiam
from core.staging.memory import remember
from families.intake import Known, stage_martyrs
from tests.architecture.house import HOUSE
from tests.plug import KEY, opened

MARTYRS = HOUSE / "demo" / "data" / "martyrs.xlsx"
UNKNOWN = "Số,Người đã mất,Bao giờ\n1,Nguyễn Văn Ân,1972\n2,,1970\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("HOIAM_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOIAM_KEY", KEY)

    def hoiam_(*words):
        answer = CliRunner().invoke(hoiam, [str(word) for word in words])
        assert answer.exception is None or isinstance(answer.exception, SystemExit), answer.exception
        return answer.exit_code, answer.stdout, answer.stderr

    return hoiam_


def counts(document):
    return [document[verdict] for verdict in ("accepted", "flagged", "refused", "skipped")]


def test_a_register_is_tried_loaded_and_loaded_again(run):
    code, said, _ = run("import", "martyrs", MARTYRS, "--dry-run", "--json")
    tried = json.loads(said)
    assert (code, counts(tried), len(tried["details"])) == (0, [312, 16, 0, 19], tried["rows"])
    code, said, _ = run("import", "martyrs", MARTYRS, "--json")
    assert (code, counts(json.loads(said))) == (0, [312, 16, 0, 19])
    code, said, _ = run("import", "martyrs", MARTYRS)
    assert (code, said.strip()) == (0, "dòng nhận 0, dòng cần xem lại 0, dòng không nhận 0, dòng bỏ qua 347")


def test_an_unknown_layout_says_where_to_point_it_out_and_is_read_from_then_on(run, tmp_path):
    file = tmp_path / "la.csv"
    file.write_text(UNKNOWN, encoding="utf-8")
    code, said, why = run("import", "martyrs", file)
    assert (code, said) == (2, "")
    assert "trên trang một lần" in why
    unknown = stage_martyrs("la.csv", UNKNOWN.encode(), Known())
    with opened(tmp_path / "home") as database, database.transaction() as session:
        remember(session, "martyrs", unknown.signature, {"name": "Người đã mất", "death": "Bao giờ"})
    code, said, _ = run("import", "martyrs", file, "--json")
    assert (code, counts(json.loads(said))) == (1, [1, 0, 1, 0])


@pytest.mark.parametrize("words", [("import",), ("import", "martyrs"), ("import", "martyrs", "khong-co.xlsx"), ("import", "relatives", MARTYRS), ("serve", "--port", "x"),
                                   ("restore", MARTYRS), ("samples", "show", "abc"), ("shipments", "manifest", "GH-9", "--out", "x"), ("token", "add", "x")])
def test_what_cannot_be_done_ends_with_two_and_a_sentence(run, words):
    code, _, why = run(*words)
    assert code == 2
    assert why.strip()


def test_a_backup_comes_back_whole_and_what_lay_there_is_kept(run, tmp_path):
    run("import", "martyrs", MARTYRS)
    assert run("backup", tmp_path / "ban-sao.db")[0] == 0
    (tmp_path / "one.csv").write_text("Họ và tên liệt sĩ,Năm sinh\nNguyễn Văn Bốn,1950\n", encoding="utf-8")
    run("import", "martyrs", tmp_path / "one.csv")
    assert run("restore", tmp_path / "ban-sao.db")[0] == 0
    again = json.loads(run("import", "martyrs", tmp_path / "one.csv", "--dry-run", "--json")[1])
    assert counts(again) == [1, 0, 0, 0]
    assert list((tmp_path / "home" / "backups").glob("before-restore-*"))


def test_a_familys_tree_goes_out_by_code_and_comes_in_once(run, tmp_path):
    run("import", "martyrs", MARTYRS)
    tree = tmp_path / "gia-pha.ged"
    tree.write_text("0 HEAD\n0 @I1@ INDI\n1 NAME Ông Tổ\n1 SEX M\n0 @I2@ INDI\n1 NAME Trần Thị Mẹ\n1 SEX F\n0 @F1@ FAM\n1 WIFE @I2@\n1 CHIL @I1@\n0 TRLR\n", encoding="utf-8")
    code, said, why = run("pedigree", "import", "LS-00001", tree)
    assert (code, json.loads(said), "--martyr" in why) == (2, {"who_may_be_the_martyr": []}, True)
    assert run("pedigree", "import", "LS-00001", tree, "--martyr", "I9")[0] == run("pedigree", "import", "LS-00001", tree, "--martyr", "I1", "--same", "I2=x")[0] == 2
    code, said, _ = run("pedigree", "import", "LS-00001", tree, "--martyr", "I1", "--dry-run", "--json")
    assert (code, counts(json.loads(said))) == (0, [1, 0, 0, 1])
    assert run("pedigree", "import", "LS-00001", tree, "--martyr", "I1")[1].splitlines()[-1] == "Đã lưu: 1 người và 1 quan hệ; 0 người để lại."
    assert run("pedigree", "import", "LS-00001", tree, "--martyr", "I1")[1].splitlines()[-1] == "Đã lưu: 0 người và 0 quan hệ; 0 người để lại."
    code, said, why = run("pedigree", "export", "ls-00001", "--format", "fam")
    assert (code, said) == (0, "LS-00001 LS-00001 0 U1 1 -9\nLS-00001 U1 0 0 2 -9\n")
    assert "2 người" in why
    code, _, why = run("pedigree", "export", "LS-00001", "--format", "gedcom7", "--names", "--for", "family", "--out", tmp_path / "ra.pdf")
    locked = PdfReader(tmp_path / "ra.pdf")
    assert (code, locked.is_encrypted) == (0, True)
    assert locked.decrypt(why.split()[-1])
    assert "1 NAME /Trần/ Thị Mẹ\n" in next(iter(locked.attachments.values()))[0].decode()
    assert run("pedigree", "export", "LS-00001", "--format", "fam", "--names")[0] == run("pedigree", "export", "LS-99999", "--format", "fam")[0] == 2
