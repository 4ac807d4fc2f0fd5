"""The data-protection officer's books, through the commands and through the pages, on both databases."""

import io
import json
from datetime import date, datetime, timedelta

import pytest
from click.testing import CliRunner
from litestar.testing import TestClient
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import text
from sqlmodel import select

import app
import consent
from core import auth, clock
from core.audit import AuditRow
from core.auth import Role
from core.db import OverwrittenError
from core.installation import Installation
from core.work import Work
from privacy import commands
from privacy.models import RetentionDecision
from privacy.papers.notice import notice
from privacy.queries import answers, breaches, dossier, register, report, retention, today, wording
from privacy.rules.breaches import AuthorityNotTold, BreachClosed, Kind, Step, Way
from privacy.rules.dossier import FrozenMeanwhile, NothingChanged
from privacy.rules.retention import End, ReviewIncomplete, ReviewNotDue
from tests.integration.test_one_request_one_transaction import SITE, token
from tests.site import build_site

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=clock.VIETNAM)
SECRET = "Danh sách của bà Nguyễn Thị Ẩn bị bỏ quên"


@pytest.fixture(autouse=True)
def still():
    with clock.stopped_at(NOW):
        yield


def entered(work, hours=10, **more):
    facts = commands.BreachFacts(**{"kind": Kind.paper_lost, "found_at": NOW - timedelta(hours=hours), "happened": SECRET, "sensitive": 12, "classes": ["identity"], **more})
    return commands.enter(work, facts)


def step(work, number, what, **more):
    commands.add_step(work, number, commands.StepFacts(what, NOW, **more))


def test_an_entry_counts_from_the_finding_and_takes_only_more_steps(work):
    row = entered(work)
    step(work, 1, Step.measure, words="Đã tìm lại", sensitive=3)
    step(work, 1, Step.told_authority, way=Way.portal, reference="A05-77")
    seen = breaches.one(work.session, 1)
    assert (seen.code, seen.clock.kind, seen.sensitive, seen.happened) == ("VP-0001", "good", 3, SECRET)
    assert [each.step for each in seen.steps] == [Step.measure, Step.told_authority]
    row.happened = "khác"
    work.session.add(row)
    with pytest.raises(OverwrittenError):
        work.session.flush()


def test_it_closes_once_the_authority_knows_and_then_takes_nothing_more(work):
    entered(work)
    with pytest.raises(AuthorityNotTold):
        step(work, 1, Step.closed, words="x")
    step(work, 1, Step.closed, words="Nhỏ, đã thu hồi", no_need=True)
    with pytest.raises(BreachClosed):
        step(work, 1, Step.measure, words="y")


def test_the_log_holds_the_number_and_never_what_happened(work):
    entered(work)
    step(work, 1, Step.measure, words=SECRET)
    rows = work.session.exec(select(AuditRow)).all()
    assert {row.subject for row in rows if row.action.startswith("privacy.")} == {"breach:1"}
    assert "Ẩn" not in json.dumps([row.facts for row in rows], ensure_ascii=False)


def test_the_clock_waits_under_today_for_whoever_may_tell(work):
    assert today.waiting(work) == []
    entered(work, hours=60)
    [line] = today.waiting(work)
    assert ("VP-0001" in line.title, line.due_on) == (True, date(2026, 11, 24))
    step(work, 1, Step.told_authority, way=Way.post)
    assert today.waiting(work) == []


def test_the_notice_says_what_is_known_and_leaves_gaps_where_nobody_wrote(work):
    entered(work, hours=100)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(
        notice(breaches.one(work.session, 1), wording.on_paper(work.session), date(2026, 11, 24)))).pages)
    assert all(word in text for word in ("A05", "VP-0001", "Mất giấy tờ", "Lý do thông báo muộn", "………"))


def test_people_whom_nobody_counted_are_a_gap_in_the_notice_and_not_none(work):
    entered(work, sensitive=0)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(
        notice(breaches.one(work.session, 1), wording.on_paper(work.session), date(2026, 11, 24)))).pages)
    assert "Số người (ước tính)" in text and "0 người" not in text


def test_the_device_that_is_gone_is_asked_by_its_account(work):
    account, _ = auth.add_account(work.session, "may.hoi.truong", "Máy hội trường", [Role.day_lead], password="x")
    facts = breaches.account_facts(work.session, account.id, NOW)
    assert (facts.open_sessions, facts.looks, facts.taken) == (0, 0, ())


def test_the_register_holds_every_column_and_changes_its_version_with_the_settings(work):
    made = register.register(work.session)
    held = {(h.table, c): how for line in made.classes for h in line.held for how, names in (("sealed", h.sealed), ("index", h.index), ("plain", h.plain)) for c in names}
    assert (held["individual", "name"], held["individual", "phone_blind"], held["individual", "birth_year"]) == ("sealed", "index", "plain")
    assert all(line.key != "unclassified" for line in made.classes)
    assert commands.put_wording(work, {"officer_name": "Trần Thị Bảo"}) == 1
    again = register.register(work.session)
    assert (again.version != made.version, dict(again.controller)["Người bảo vệ dữ liệu cá nhân"]) == (True, "Trần Thị Bảo")
    assert commands.put_wording(work, {"officer_name": "Trần Thị Bảo"}) == 0


def test_a_frozen_dossier_stays_and_the_next_one_says_which_lines_changed(work):
    first = commands.freeze(work, 0)
    with pytest.raises(NothingChanged):
        commands.freeze(work, 1)
    commands.put_wording(work, {"opinion": "Đủ biện pháp."})
    with pytest.raises(FrozenMeanwhile):
        commands.freeze(work, 0)
    second = commands.freeze(work, 1)
    assert (first.number, second.number, first.sha256 != second.sha256) == (1, 2, True)
    changed = dossier.between(work.session, 1, 2)
    assert [(each.sign, each.line.rpartition("| ")[2]) for each in changed][-1] == ("+", "Đủ biện pháp.")


def test_small_counts_do_not_leave_in_the_dossier(work):
    assert [dossier.small(count) for count in (0, 1, 4, 5)] == ["0", "dưới 5", "dưới 5", "5"]


def test_the_sixty_days_run_from_the_first_donor(work):
    assert dossier.age(work.session).due_on is None
    consent.new_donor(work)
    age = dossier.age(work.session)
    assert (age.due_on, age.missing, age.kind) == (date(2027, 1, 23), True, "wait")
    with clock.stopped_at(NOW + timedelta(days=61)):
        assert dossier.age(work.session).kind == "stop"


def test_who_never_gave_is_due_after_a_year_and_the_review_is_signed_by_a_person(work):
    consent.new_donor(work)
    with pytest.raises(ReviewNotDue):
        commands.sign_review(work, {})
    with clock.stopped_at(datetime(2027, 12, 1, 9, 0, tzinfo=clock.VIETNAM)):
        due = {each.key: each.count for each in retention.due(work.session)}
        assert due["never_gave"] == 1
        with pytest.raises(ReviewIncomplete):
            commands.sign_review(work, {})
        decided = {key: (End.keep, "hồ sơ đang chờ") for key, count in due.items() if count}
        commands.sign_review(work, decided)
        assert retention.next_review(work.session).due_on == date(2028, 7, 27)
        assert retention.signed(work.session)[0].decisions[0].due == 1
        assert len(work.session.exec(select(RetentionDecision)).all()) == len(decided)
    assert consent.never_agreed(work.session, NOW + timedelta(days=1))


def test_a_period_is_the_offices_own_and_keeps_its_history(work):
    commands.set_period(work, "papers", commands.PeriodFacts(6, End.erase, "Quyết định 12"))
    commands.set_period(work, "papers", commands.PeriodFacts(3, End.erase, ""))
    assert (retention.periods(work.session)["papers"].months, len(retention.history(work.session, "papers"))) == (3, 2)


def test_every_question_of_the_law_has_an_answer_and_what_is_late_says_so(work):
    kinds = {each.key: each.kind for each in report.all_answers(work.session)}
    assert {"breaches", "requests", "register", "dossier", "retention", "training", "exports", "looks", "sessions", "chain", "abroad"} <= set(kinds)
    pages = {each.key: each.href for each in report.all_answers(work.session)}
    assert pages["chain"] == "/nhat-ky/so", "whether the log is whole is answered on its own page"
    entered(work, hours=100)
    assert {each.key: each.kind for each in report.all_answers(work.session)}["breaches"] == "stop"


def test_training_is_counted_by_who_needs_it(work):
    """Tests' colleagues have been to every training (tests/conftest.py), so here it is ended and given again."""
    taker, _ = auth.add_account(work.session, "lay.mau", "Người lấy mẫu", [Role.sampler], password="x")
    before = answers.untrained(work.session)
    for row in auth.trainings(work.session, taker.id):
        auth.end_training(work.session, taker, row.id, None)
    assert answers.untrained(work.session) == before + 1
    auth.add_training(work.session, taker, auth.TrainingFacts(auth.Skill.sampling, date(2026, 11, 1)), None)
    assert answers.untrained(work.session) == before


@pytest.fixture
def site(database):
    with database.transaction() as session:
        session.add(Installation(name="test", demo=False, key_fingerprint="x"))
        for login, role in (("bao.ve", Role.data_protection_officer), ("kiem.tra", Role.auditor), ("thu.ha", Role.day_lead)):
            auth.add_account(session, login, "Người Thử", [role], password="mot-hai-ba")
    opened = []

    def open_as(login):
        client = TestClient(build_site(app.ROUTES, database, demo=False), base_url=SITE)
        opened.append(client.__enter__())
        client.post("/dang-nhap", data={"_csrf_token": token(client.get("/dang-nhap")), "name": login, "password": "mot-hai-ba"})
        return client

    yield open_as
    for client in opened:
        client.__exit__(None, None, None)


HOME = "/bao-ve-du-lieu"
PAGES = ("", "/vi-pham", "/so-xu-ly", "/danh-gia", "/luu-giu", "/thiet-dat", "/so-xu-ly/so.pdf", "/so-xu-ly/so.xlsx", "/danh-gia/ban-thao.pdf")
EDITS = ("/vi-pham/moi", "/luu-giu/papers")


def test_the_auditor_sees_everything_and_writes_nothing_and_others_see_nothing(site):
    officer, auditor, lead = site("bao.ve"), site("kiem.tra"), site("thu.ha")
    for path in PAGES:
        assert [client.get(HOME + path).status_code for client in (officer, auditor, lead)] == [200, 200, 403], path
    kept = officer.get(HOME + "/luu-giu").text
    assert ">0 tháng" not in kept and "ngay từ ngày" in kept
    assert 'href="/quyen-han"' in kept and f'href="{HOME}"' in officer.get("/quyen-han").text
    for path in EDITS:
        assert [client.get(HOME + path).status_code for client in (officer, auditor, lead)] == [200, 403, 403], path
    held = token(auditor.get(HOME))
    for path in ("/vi-pham/moi", "/danh-gia/chot", "/luu-giu/ra-soat", "/luu-giu/papers", "/thiet-dat"):
        assert auditor.post(HOME + path, data={"_csrf_token": held}).status_code == 403, path


def test_a_breach_goes_through_the_pages(site):
    officer = site("bao.ve")

    def send(path, **values):
        return officer.post(HOME + path, data={"_csrf_token": token(officer.get(HOME)), **values})

    day = {"found_on": "23/11/2026", "found_hour": "14:30"}
    assert send("/vi-pham/moi", kind="device_lost", happened=SECRET).status_code == 422, "when it was found is said, never assumed: the 72 hours hang on it"
    assert "Xin ghi giờ như 14:30" in send("/vi-pham/moi", kind="device_lost", happened=SECRET, found_on="23/11/2026", found_hour="chiều").text
    page = send("/vi-pham/moi", kind="device_lost", happened=SECRET, sensitive="40", classes="identity", measure="Đã khóa tài khoản", **day)
    assert (page.status_code, "VP-0001" in page.text, "Còn 53 giờ" in page.text) == (200, True, True)
    assert "không thể thông báo trước" in send("/vi-pham/1/buoc", step="told_authority", way="post", on="22/11/2026", hour="8:00").text.lower()
    told = send("/vi-pham/1/buoc", step="told_authority", way="post", reference="12/CV", on="24/11/2026", hour="8:00")
    assert "ã thông báo a05 đúng hạn" in told.text.lower()
    assert officer.get(f"{HOME}/vi-pham/1/thong-bao.pdf").content.startswith(b"%PDF")
    assert "lessons" in send("/vi-pham/1/dong").text
    assert "Đã khép" in send("/vi-pham/1/dong", lessons="Đặt mật khẩu máy").text
    assert [officer.get(f"{HOME}/vi-pham/{number}").status_code for number in ("2", "9" * 30)] == [404, 404]
    for wrong in ({"kind": "x"}, {"sensitive": "-1"}, {"found_on": "31/2/2026"}, {"account": "x"}, {"found_on": "1/1/0001"}, {"found_on": "31/12/9999"}):
        assert send("/vi-pham/moi", **{"kind": "other", "happened": "a", **day, **wrong}).status_code < 500


def test_the_register_is_a_workbook_and_a_dossier_is_frozen_by_its_page(site, tmp_path):
    officer = site("bao.ve")
    (tmp_path / "so.xlsx").write_bytes(officer.get(f"{HOME}/so-xu-ly/so.xlsx").content)
    sheets = load_workbook(tmp_path / "so.xlsx").sheetnames
    assert sheets[:2] == ["Các loại dữ liệu", "Các cột"]
    page = officer.post(f"{HOME}/danh-gia/chot", data={"_csrf_token": token(officer.get(HOME)), "newest": "0"})
    assert "Đã chốt phiên bản 1" in page.text
    assert officer.get(f"{HOME}/danh-gia/1/ho-so.pdf").content.startswith(b"%PDF")
    assert [officer.get(f"{HOME}/danh-gia/{path}").status_code for path in ("2/ho-so.pdf", "so-sanh/1/2", "so-sanh/1/1")] == [404, 404, 200]


def test_the_command_line_answers_too_and_says_by_its_exit_what_is_late(site, database, monkeypatch):
    monkeypatch.setattr("core.cli.opened_database", lambda: database)
    answer = CliRunner().invoke(app.hoiam, ["privacy", "report", "--json"])
    assert (answer.exit_code, set(json.loads(answer.output)) >= {"breaches", "dossier"}) == (0, True)
    with database.transaction() as session:
        entered(Work(session, auth.SYSTEM), hours=100)
    late = CliRunner().invoke(app.hoiam, ["privacy", "report"])
    assert (late.exit_code, "✗" in late.output) == (1, True)


def test_nothing_written_here_lies_in_clear(database):
    """The rows as the database keeps them, read past the sealed types."""
    with database.transaction() as session:
        work = Work(session, auth.SYSTEM)
        entered(work)
        step(work, 1, Step.measure, words=SECRET, reference=SECRET)
        commands.put_wording(work, {"officer_name": SECRET})
    with database.engine.connect() as connection:
        rows = [bytes(cell) if isinstance(cell, memoryview) else str(cell).encode() for table in ("breach", "breach_step", "privacy_setting")
                for row in connection.execute(text(f"SELECT * FROM {table}")) for cell in row]
    assert rows
    assert not any("Ẩn".encode() in cell for cell in rows)
