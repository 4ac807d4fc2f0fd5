"""The command line as a stranger types it: one document, a sentence instead of a traceback, and exit codes that say how it went."""

import json

import pytest
from click.testing import CliRunner

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
