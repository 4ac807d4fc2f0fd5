"""Giving out codes, voiding them and remembering prints, on every database the product runs on."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from sqlmodel import col, select

import labels
from core import cli
from core.audit import AuditRow
from core.work import Work
from labels import rules
from labels.cli import labels_command
from labels.models import LabelCode, LabelCodeEvent, LabelCounter, LabelPrint


def test_codes_are_given_out_once_and_in_order(work):
    first, second = labels.issue(work, 3, "a4-65"), labels.issue(work, 2, "zpl")
    assert [rules.number_of(code) for code in first + second] == [1, 2, 3, 4, 5]
    assert all(labels.is_issued(work.session, code) for code in first + second)
    assert [batch.kits for batch in labels.batches(work.session)] == [2, 3]
    assert labels.codes_of(work.session, labels.batches(work.session)[1].id) == first


def test_thousands_of_codes_are_given_out_in_one_go(work):
    codes = labels.issue(work, 5000)
    assert len(set(codes)) == 5000
    labels.printed(work, codes, "new")
    assert labels.print_count(work.session, codes[-1]) == 1


def test_a_code_of_another_installation_is_not_issued_here(work):
    assert labels.status_of(work.session, rules.make_code(77)) is None
    with pytest.raises(labels.NeverIssued):
        labels.void(work, rules.make_code(77), "rách")
    with pytest.raises(labels.NeverIssued):
        labels.printed(work, [rules.make_code(77)], "again")


def test_a_void_code_stays_void_says_why_and_is_not_printed(work):
    [code] = labels.issue(work, 1)
    labels.void(work, code, " rơi xuống nước ")
    assert labels.status_of(work.session, code) is labels.LabelStatus.void
    assert not labels.is_issued(work.session, code)
    events = work.session.exec(select(LabelCodeEvent).order_by(col(LabelCodeEvent.id))).all()
    assert [(event.status, event.reason) for event in events] == [("issued", None), ("void", "rơi xuống nước")]
    assert labels.codes_of(work.session, labels.batches(work.session)[0].id) == []
    for again in (lambda: labels.void(work, code, "lần nữa"), lambda: labels.printed(work, [code], "again")):
        with pytest.raises(labels.AlreadyVoid):
            again()


def test_every_print_is_remembered_with_its_reason(work):
    codes = labels.issue(work, 2)
    labels.printed(work, codes, "new")
    labels.printed(work, codes[:1], "máy in kẹt giấy")
    assert [labels.print_count(work.session, code) for code in codes] == [2, 1]
    assert "máy in kẹt giấy" in {row.reason for row in work.session.exec(select(LabelPrint))}


def test_audit_rows_carry_codes_and_counts_and_no_free_text(work):
    codes = labels.issue(work, 2, "a4-65")
    labels.printed(work, codes, "in lại cho bác Ngọ")
    labels.void(work, codes[0], "bác Ngọ làm rách")
    rows = work.session.exec(select(AuditRow).where(col(AuditRow.action).startswith("labels."))).all()
    assert {row.action for row in rows} == {"labels.issued", "labels.printed", "labels.voided"}
    assert "Ngọ" not in "".join(f"{row.subject}{row.facts}" for row in rows)


def test_an_unknown_sheet_and_too_many_kits_take_no_numbers(work):
    with pytest.raises(rules.UnknownSheet):
        labels.issue(work, 1, "a3")
    with pytest.raises(rules.KitsOutOfRange):
        labels.issue(work, 0)
    assert labels.issue(work, 1) == [rules.make_code(1)]


def test_the_last_number_is_the_end(work):
    labels.issue(work, 1)
    counter = work.session.exec(select(LabelCounter)).one()
    counter.next_number = rules.GREATEST_NUMBER
    work.save(counter)
    with pytest.raises(rules.CodesUsedUp):
        labels.issue(work, 2)
    assert labels.issue(work, 1) == [rules.make_code(rules.GREATEST_NUMBER)]


@given(acts=st.lists(st.tuples(st.sampled_from(["issue", "void", "print"]), st.integers(1, 4)), max_size=12))
def test_the_status_in_the_list_is_always_that_of_the_newest_row(database, acts):
    with database.session() as session:
        work, codes = Work(session, cli.operator()), []
        for act, count in acts:
            try:
                if act == "issue":
                    codes += labels.issue(work, count)
                elif act == "void":
                    labels.void(work, codes[-count] if count <= len(codes) else rules.make_code(9), "rách")
                else:
                    labels.printed(work, codes[:count], "again")
            except (labels.AlreadyVoid, labels.NeverIssued):
                continue
        for row in session.exec(select(LabelCode)):
            history = session.exec(select(LabelCodeEvent.status).where(LabelCodeEvent.label_code_id == row.id).order_by(col(LabelCodeEvent.id)))
            assert row.status == list(history)[-1]
        session.rollback()


# --- the command line ----------------------------------------------------------------------------------------------


@pytest.fixture
def hoiam(database, monkeypatch):
    """`hoiam labels …` on an opened installation."""
    monkeypatch.setattr(cli, "opened_database", lambda: database)
    return lambda *words: CliRunner().invoke(labels_command, [str(word) for word in words])


@pytest.mark.parametrize("sheet", rules.SHEET_NAMES)
def test_the_command_line_prints_kits_for_no_day_at_all(hoiam, database, tmp_path, sheet):
    out = tmp_path / "nhan.out"
    answer = hoiam("--kits", 3, "--sheet", sheet, "--out", out)
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert "3 bộ kit, 12 nhãn" in answer.stdout
    assert out.read_bytes().startswith(b"^XA" if sheet == "zpl" else b"%PDF")
    with database.session() as session:
        assert [labels.print_count(session, rules.make_code(number)) for number in (1, 2, 3, 4)] == [1, 1, 1, 0]
    assert [path.name for path in tmp_path.iterdir() if path.suffix in {".ready", ".part"} or ".ready" in path.name] == []


def test_a_used_sheet_is_finished(hoiam, tmp_path):
    assert hoiam("--kits", 16, "--sheet", "a4-65", "--out", tmp_path / "a.pdf", "--start-at", "C2").exit_code == 0
    assert len(PdfReader(tmp_path / "a.pdf").pages) == 2


@pytest.mark.parametrize("start", ["66", "Z9", "0"])
def test_a_start_beyond_the_sheet_gives_out_no_code_and_writes_no_file(hoiam, database, tmp_path, start):
    answer = hoiam("--kits", 3, "--sheet", "a4-65", "--out", tmp_path / "a.pdf", "--start-at", start)
    assert answer.exit_code == 2
    assert "Chưa in nhãn nào" in answer.stderr
    assert not (tmp_path / "a.pdf").exists()
    with database.session() as session:
        assert labels.batches(session) == []


def test_a_place_that_cannot_be_written_gives_out_no_code(hoiam, database, tmp_path):
    answer = hoiam("--kits", 3, "--sheet", "a4-65", "--out", Path(tmp_path) / "nowhere" / "a.pdf")
    assert answer.exit_code == 2
    assert "Chưa cấp mã nào" in answer.stderr
    with database.session() as session:
        assert labels.batches(session) == []
