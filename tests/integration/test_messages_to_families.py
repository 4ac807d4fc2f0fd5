"""What really goes out: over a real mail server on this computer, exactly the one sentence, once, and only while the family allows it."""

import io
import logging
import re
import threading
from contextlib import contextmanager
from datetime import date, timedelta
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from click.testing import CliRunner
from pypdf import PdfReader
from sqlmodel import select

import app
import consent
import families
import matching
from core import clock, office
from core.audit import AuditRow, ViewRow
from core.auth import SYSTEM, Role
from core.crypto.keys import HOUSE, key_to_write
from core.errors import NotFound
from core.installation import Installation
from core.web import jobs
from core.work import Work
from notifications import commands, papers, queries, rules
from notifications.commands import mail, sending
from notifications.models import Message, MessageAttempt
from notifications.rules import Answer, Channel, MessageStatus
from tests.conftest import actor, free_port
from tests.integration.test_nothing_personal_lies_in_clear import spellings
from tests.integration.test_the_road_of_a_sample import a_martyr, consents

EMAIL, ADDRESS = "lai.tran@thu.example", "xóm 7, thôn Bắc Hải"
SENTENCE = ("Cán bộ phụ trách hồ sơ muốn được thưa chuyện với gia đình. Xin liên hệ Hội Liên hiệp Phụ nữ tỉnh Hà Tĩnh, 0239 000 1268, gặp Lê Thị Thu Hà, "
            "hoặc chúng tôi sẽ đến thăm gia đình.")
SIGNED = "\n\nHội Liên hiệp Phụ nữ tỉnh Hà Tĩnh\n0239 000 1268 (7:30 – 17:00)\n"


class Mailbox:
    """A mail server's inside: what arrived, and what it answers instead when it is told to."""

    def __init__(self):
        self.arrived, self.rcpt_answer, self.drops = [], "", False

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.rcpt_answer:
            return self.rcpt_answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.arrived.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        if self.drops:
            server.transport.abort()
        return "250 OK"


@pytest.fixture
def mailbox():
    made = Mailbox()
    server = Controller(made, hostname="127.0.0.1", port=free_port())
    server.start()
    made.port = server.port
    yield made
    server.stop()


@contextmanager
def at_work(database, person=None):
    with database.transaction() as session:
        yield Work(session, person or actor(Role.day_lead, Role.result_officer))


@pytest.fixture
def outbox(database, mailbox):
    with at_work(database) as work:
        office.put(work, "smtp_port", str(mailbox.port))
        key_to_write(work.session, HOUSE)  # every installation has it from its first start
    return database


def family(database, *, email=EMAIL, name="Trần Thị Lài", **answers):
    with at_work(database) as work:
        martyr = families.find_martyrs(work.session, "nguyen van an")
        martyr = martyr[0] if martyr else a_martyr(work)
        person = families.register_relative(work, families.RelativeFacts(
            name=name, sex="female", birth_year=1958, commune_code="18604", phone="0912345318", email=email, address=ADDRESS))
        families.state_kinship(work, person.donor_id, martyr.id, "mother.sister.daughter")
        consents(work, person, martyr, **answers)
        return person.donor_id


def ask(database, donor_id, reason=matching.CallReason.missing_detail):
    with at_work(database) as work:
        return matching.ask_to_call(work, donor_id, reason, note="thiếu năm sinh").id


def message(database, donor_id):
    with database.session() as session:
        return session.exec(select(Message).where(Message.donor_id == donor_id).order_by(Message.id.desc())).first()


def steps(database, donor_id):
    with database.session() as session:
        rows = session.exec(select(MessageAttempt).join(Message, Message.id == MessageAttempt.message_id).where(Message.donor_id == donor_id).order_by(MessageAttempt.id))
        return [(row.action, row.status, row.code) for row in rows]


def later(database, **time):
    with clock.stopped_at(clock.now() + timedelta(**time)):
        return sending.send_due(database)


def state(database, donor_id):
    row = message(database, donor_id)
    return row.channel, row.status


# --- it arrives ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reason", [matching.CallReason.missing_detail, matching.CallReason.another_sample])
def test_whatever_the_reason_the_mail_holds_exactly_the_sentence_signed_by_the_office(outbox, mailbox, reason):
    donor = family(outbox)
    ask(outbox, donor, reason)
    assert sending.send_due(outbox).sent == 1
    (to, said), = mailbox.arrived
    assert to == [EMAIL]
    assert said.get_content().replace("\r\n", "\n") == SENTENCE + SIGNED
    assert said["Subject"] == "Xin gia đình liên hệ với chúng tôi"
    assert re.fullmatch(r"<[0-9a-f-]{36}@localhost>", said["Message-ID"])
    whole = str(said) + said.get_content()
    assert [word for word in ("Nguyễn Văn Ân", "ADN", "DNA", "LS-0", "TN", "thiếu năm sinh", "Lài") if word in whole] == []
    assert state(outbox, donor) == (Channel.email, MessageStatus.sent)


def test_the_mail_does_not_name_this_computer(outbox, mailbox):
    import socket

    ask(outbox, family(outbox))
    sending.send_due(outbox)
    assert socket.gethostname() not in str(mailbox.arrived[0][1])


def test_one_call_is_one_message_and_the_next_call_is_another(outbox, mailbox):
    donor = family(outbox)
    call = ask(outbox, donor)
    sending.send_due(outbox)
    sending.send_due(outbox)
    with at_work(outbox) as work:
        matching.settle_call(work, call)
    ask(outbox, donor)
    sending.send_due(outbox)
    assert len(mailbox.arrived) == 2
    assert len({said["Message-ID"] for _, said in mailbox.arrived}) == 2


# --- the family's word counts at the moment of sending ---------------------------------------------------------------------


@pytest.mark.parametrize("who", [{"email": ""}, {"contact": False}])
def test_without_an_address_or_without_consent_a_letter_waits_instead(outbox, mailbox, who):
    donor = family(outbox, **who)
    ask(outbox, donor)
    assert sending.send_due(outbox) == sending.Counts()
    assert (mailbox.arrived, state(outbox, donor)) == ([], (Channel.letter, MessageStatus.created))


def test_a_consent_that_changed_before_sending_makes_it_a_letter(outbox, mailbox):
    donor = family(outbox)
    ask(outbox, donor)
    with at_work(outbox) as work:
        person = type("P", (), {"donor_id": donor})
        consents(work, person, families.find_martyrs(work.session, "nguyen van an")[0], contact=False)
    assert sending.send_due(outbox).letters == 1
    assert (mailbox.arrived, state(outbox, donor)) == ([], (Channel.letter, MessageStatus.created))


@pytest.mark.parametrize("first", ["waits", "failed for now", "failed for good", "letter", "printed"])
def test_a_withdrawal_cancels_what_was_not_sent(outbox, mailbox, first):
    donor = family(outbox, email="" if first in ("letter", "printed") else EMAIL)
    ask(outbox, donor)
    it = message(outbox, donor).id
    mailbox.rcpt_answer = {"failed for now": "451 later", "failed for good": "550 nobody"}.get(first, "")
    if mailbox.rcpt_answer:
        sending.send_due(outbox)
    with at_work(outbox) as work:
        if first == "printed":
            commands.print_letter(work, it)
        consent.withdraw(work, donor, how="in person")
    mailbox.rcpt_answer = ""
    assert later(outbox, days=2).sent == 0
    assert (mailbox.arrived, message(outbox, donor).status) == ([], MessageStatus.cancelled)


def test_a_settled_call_cancels_its_message_and_leaves_what_was_sent(outbox, mailbox):
    waiting, told = family(outbox), family(outbox, name="Trần Thị Hường", email="huong@thu.example")
    sent = ask(outbox, told)
    sending.send_due(outbox)
    with at_work(outbox) as work:
        matching.settle_call(work, sent)
    call = ask(outbox, waiting)
    with at_work(outbox) as work:
        matching.settle_call(work, call)
    sending.send_due(outbox)
    assert [message(outbox, donor).status for donor in (waiting, told)] == [MessageStatus.cancelled, MessageStatus.sent]
    assert len(mailbox.arrived) == 1


# --- when it does not get through ------------------------------------------------------------------------------------------


def test_a_busy_server_is_tried_again_later_and_then_it_arrives_once(outbox, mailbox):
    donor = family(outbox)
    ask(outbox, donor)
    mailbox.rcpt_answer = f"451 mailbox of {EMAIL} is busy"
    assert sending.send_due(outbox).later == 1
    assert sending.send_due(outbox) == sending.Counts(), "not before its time"
    mailbox.rcpt_answer = ""
    assert later(outbox, minutes=7).sent == 1
    assert len(mailbox.arrived) == 1
    assert steps(outbox, donor) == [("create", "created", ""), ("claim", "sending", ""), ("note_failed", "failed_for_now", "451"), ("claim", "sending", ""), ("note_sent", "sent", "")]


def test_after_so_many_tries_a_person_takes_over(outbox, mailbox):
    donor = family(outbox)
    with at_work(outbox) as work:
        office.put(work, "message_tries", "3")
    ask(outbox, donor)
    mailbox.rcpt_answer = "452 full"
    results = [later(outbox, days=day) for day in range(4)]
    assert [(each.later, each.given_up) for each in results] == [(1, 0), (1, 0), (0, 1), (0, 0)]
    with at_work(outbox) as work:
        shown = queries.outbox(work, "chua-den")
        view = queries.view(work, shown.lines[0].id)
    assert [line.name for line in shown.lines] == ["Trần Thị Lài"]
    assert view.ways == rules.Ways(letter=True, telephone=True, visit=True)


def test_a_refused_address_is_given_up_at_once(outbox, mailbox):
    donor = family(outbox)
    ask(outbox, donor)
    mailbox.rcpt_answer = f"550 {EMAIL} is unknown"
    assert sending.send_due(outbox).given_up == 1
    assert steps(outbox, donor)[-1] == ("give_up", "failed_for_good", "550")
    assert EMAIL not in str(steps(outbox, donor))


@pytest.mark.parametrize("address", ["lài@thu.example", "lai@thu.example\nBcc: bao@chi.example"])
def test_an_address_that_cannot_be_written_is_given_up_without_a_word_to_the_server(outbox, mailbox, address):
    donor = family(outbox, email=address)
    ask(outbox, donor)
    assert sending.send_due(outbox).given_up == 1
    assert steps(outbox, donor)[-1][2] == "address"
    assert mailbox.arrived == []


def test_no_server_at_all_is_for_now(outbox):
    donor = family(outbox)
    ask(outbox, donor)
    with at_work(outbox) as work:
        office.put(work, "smtp_port", str(free_port()))
    assert sending.send_due(outbox).later == 1
    assert steps(outbox, donor)[-1] == ("note_failed", "failed_for_now", "connection")


def test_while_the_server_is_away_one_message_finds_out_for_all(outbox):
    for place in range(3):
        ask(outbox, family(outbox, name=f"Trần Thị {place}", email=f"{place}@thu.example"))
    with at_work(outbox) as work:
        office.put(work, "smtp_port", str(free_port()))
    assert sending.send_due(outbox) == sending.Counts(later=1)


@pytest.mark.parametrize(("password", "code"), [("dung", ""), ("sai", "535"), ("đúng", "login")])
def test_the_office_signs_in_at_its_mail_server_with_the_password_from_outside(outbox, monkeypatch, password, code):
    from aiosmtpd.smtp import AuthResult

    def known(server, session, envelope, mechanism, data):
        return AuthResult(success=(data.login, data.password) == (b"hoi-am", b"dung"), handled=False)

    box = Mailbox()
    server = Controller(box, hostname="127.0.0.1", port=free_port(), authenticator=known, auth_require_tls=False)
    server.start()
    monkeypatch.setenv("HOIAM_SMTP_PASSWORD", password)
    with at_work(outbox) as work:
        office.put(work, "smtp_port", str(server.port))
        office.put(work, "smtp_user", "hoi-am")
    donor = family(outbox)
    ask(outbox, donor)
    assert sending.send_due(outbox) == (sending.Counts(later=1) if code else sending.Counts(sent=1))
    assert steps(outbox, donor)[-1][2] == code
    server.stop()


def test_a_server_without_a_safe_line_is_for_now_and_gets_no_text(outbox, mailbox):
    with at_work(outbox) as work:
        office.put(work, "smtp_security", "starttls")
    donor = family(outbox)
    ask(outbox, donor)
    assert sending.send_due(outbox).later == 1
    assert mailbox.arrived == []


def test_mail_stays_on_this_computer_until_the_office_says_otherwise_and_in_the_demo_always(outbox):
    donor = family(outbox)
    ask(outbox, donor)
    with at_work(outbox) as work:
        office.put(work, "smtp_host", "mail.hatinh.example")
    with pytest.raises(rules.StaysHere):
        sending.send_due(outbox)
    with at_work(outbox) as work:
        office.put(work, "smtp_beyond_loopback", "yes")
        work.save(Installation(name="demo", demo=True, key_fingerprint="x"))
    with pytest.raises(rules.StaysHere):
        sending.send_due(outbox)
    sending.deliver(outbox)
    assert steps(outbox, donor) == [("create", "created", "")]


# --- cut off in the middle -------------------------------------------------------------------------------------------------


def test_a_line_that_breaks_after_the_text_was_given_is_neither_sent_nor_failed(outbox, mailbox):
    donor = family(outbox)
    ask(outbox, donor)
    mailbox.drops = True
    assert sending.send_due(outbox).in_doubt == 1
    mailbox.drops = False
    assert later(outbox, days=3) == sending.Counts(), "nobody is told twice by itself"
    with at_work(outbox) as work, clock.stopped_at(clock.now() + timedelta(minutes=11)):
        line, = queries.outbox(work, "chua-den").lines
        assert line.words == "bị ngắt: đã đến chưa?"
        commands.say_it_arrived(work, line.id)
    assert state(outbox, donor) == (Channel.email, MessageStatus.sent)
    assert len(mailbox.arrived) == 1


def test_a_program_that_was_killed_between_server_and_note_leaves_it_to_a_person(outbox, mailbox, monkeypatch):
    donor = family(outbox)
    ask(outbox, donor)
    it = message(outbox, donor).id

    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(sending, "_note", killed)
    with pytest.raises(KeyboardInterrupt):
        sending.send_due(outbox)
    monkeypatch.undo()
    assert len(mailbox.arrived) == 1
    assert later(outbox, days=3) == sending.Counts()
    with at_work(outbox) as work:
        commands.try_again(work, it)
    sending.send_due(outbox)
    assert len({said["Message-ID"] for _, said in mailbox.arrived}) == 1, "the mailbox can tell that it is the same one"


def test_two_workers_at_once_send_every_message_exactly_once(outbox, mailbox):
    donors = [family(outbox, name=f"Trần Thị {word}", email=f"{place}@thu.example") for place, word in enumerate(["Lài", "Xuân", "Hường", "Nhung", "Sâm", "Thơm"])]
    for donor in donors:
        ask(outbox, donor)
    together = threading.Barrier(3)
    failed = []

    def worker():
        try:
            together.wait()
            sending.send_due(outbox)
        except Exception as error:  # noqa: BLE001
            failed.append(error)

    threads = [threading.Thread(target=worker) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert sorted(to[0] for to, _ in mailbox.arrived) == [f"{place}@thu.example" for place in range(6)]


def test_the_thread_beside_the_pages_sends_and_stops_with_them(outbox, mailbox):
    ask(outbox, family(outbox))
    passed = threading.Event()

    def job(database):
        sending.deliver(database)
        passed.set()

    with jobs.Jobs(outbox, [job], every=0.05):
        assert passed.wait(10)
    assert len(mailbox.arrived) == 1
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("job-")]


def test_a_job_that_fails_is_called_again_and_its_words_are_not_logged(caplog):
    calls = threading.Semaphore(0)

    def job(_):
        calls.release()
        raise RuntimeError(EMAIL)

    with caplog.at_level(logging.DEBUG), jobs.Jobs(None, [job], every=0.01):
        assert calls.acquire(timeout=5)
        assert calls.acquire(timeout=5)
    assert "RuntimeError" in caplog.text
    assert EMAIL not in caplog.text


# --- a person's part -------------------------------------------------------------------------------------------------------


def test_a_letter_is_printed_sealed_and_marked_with_the_day_it_was_handed_over(outbox):
    donor = family(outbox, email="")
    ask(outbox, donor)
    it = message(outbox, donor).id
    with at_work(outbox) as work:
        commands.print_letter(work, it)
        assert queries.letter(work, it).startswith(b"%PDF")
        assert [row.reason for row in work.session.exec(select(ViewRow)) if row.reason == "letter"]
    with at_work(outbox) as work:
        for wrong in (-1, 1):
            with pytest.raises(rules.HandedTooEarly):
                commands.hand_over(work, it, clock.today() + timedelta(days=wrong))
        commands.hand_over(work, it, clock.today())
    assert state(outbox, donor) == (Channel.letter, MessageStatus.handed_over)


@pytest.mark.parametrize("address", [ADDRESS, "số nhà 127, ngõ 34, đường Nguyễn Thị Minh Khai, tổ dân phố Bắc Hồng, gần chợ Vườn Ươm"])
def test_the_letter_says_the_sentence_and_nothing_else_and_folds_into_its_envelope(address):
    said = pages_of(papers.letter(papers.LetterFacts(
        name="Trần Thị Lài", address=f"{address}\nxã Thạch Khê", sentence=SENTENCE, office="Hội Liên hiệp Phụ nữ tỉnh Hà Tĩnh", number="0239 000 1268",
        hours="7:30 – 17:00", person="Lê Thị Thu Hà", code="TN23456789", form_code="M-07", on=date(2026, 11, 24))))
    assert len(said) == 2
    front, back = said
    assert "Kính gửi: Trần Thị Lài và gia đình" in front
    assert SENTENCE in front
    assert "M-07 TN23456789" in front
    assert address in back
    assert "Trần Thị Lài" in back
    assert "thưa chuyện" not in back, "the outside says nothing"
    assert [word for word in ("liệt sĩ", "ADN", "mẫu", "kết quả", "Nguyễn Văn Ân") if word in front + back] == []


def pages_of(pdf):
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_no_letter_is_made_for_a_call_that_is_over(outbox):
    donor = family(outbox, email="")
    call = ask(outbox, donor)
    it = message(outbox, donor).id
    with at_work(outbox) as work:
        matching.settle_call(work, call)
        with pytest.raises(rules.CallOver):
            commands.print_letter(work, it)


@pytest.mark.parametrize(("act", "channel", "end"), [(commands.spoke, Channel.telephone, "talked"), (commands.visited, Channel.visit, "visited")])
def test_a_talk_or_a_visit_settles_the_call(outbox, act, channel, end):
    donor = family(outbox, email="")
    call = ask(outbox, donor)
    it = message(outbox, donor).id
    with at_work(outbox) as work:
        act(work, it)
        assert matching.open_call(work.session, donor) is None
        assert work.session.get(matching.models.CallRequest, call).outcome == end
    assert state(outbox, donor) == (channel, MessageStatus.handed_over)


def test_no_telephone_is_offered_without_consent_to_be_called(outbox):
    donor = family(outbox, contact=False)
    ask(outbox, donor)
    it = message(outbox, donor).id
    with at_work(outbox) as work:
        assert queries.view(work, it).ways == rules.Ways(letter=True, telephone=False, visit=True)
        with pytest.raises(rules.NoEmailPossible):
            commands.try_again(work, it)


def test_a_message_that_was_sent_can_be_neither_cancelled_nor_sent_again(outbox):
    donor = family(outbox)
    ask(outbox, donor)
    it = message(outbox, donor).id
    sending.send_due(outbox)
    with at_work(outbox) as work:
        for act in (commands.cancel, commands.try_again, commands.to_letter, commands.print_letter, commands.say_it_arrived):
            with pytest.raises(rules.WrongMove):
                act(work, it)


def test_an_officer_of_another_commune_sees_no_message_and_touches_none(outbox):
    donor = family(outbox, email="")
    ask(outbox, donor)
    message_id = message(outbox, donor).id
    with at_work(outbox, actor(Role.commune_officer, communes={"18073"})) as work:
        assert queries.outbox(work, "can-lam").lines == ()
        assert queries.outbox(work, "can-lam").counts["can-lam"] == 0
        assert queries.waiting(work) == []
        for act in (queries.view, queries.letter, commands.print_letter, commands.cancel, commands.spoke):
            with pytest.raises(NotFound):
                act(work, message_id)
    with at_work(outbox, actor(Role.commune_officer, communes={"18604"})) as work:
        assert [line.name for line in queries.outbox(work, "can-lam").lines] == ["Trần Thị Lài"]
        assert [row.reason for row in work.session.exec(select(ViewRow)) if row.reason == "outbox"] == ["outbox"]
        assert [each.href for each in queries.waiting(work)] == ["/lien-lac?xem=can-lam"]


def test_today_says_what_waits_only_to_those_who_send_notices(outbox):
    ask(outbox, family(outbox, email=""))
    with at_work(outbox, actor(Role.lab_liaison)) as work:
        assert queries.waiting(work) == []


def test_the_familys_timeline_says_what_it_was_told(outbox):
    donor = family(outbox)
    ask(outbox, donor)
    sending.send_due(outbox)
    with at_work(outbox) as work:
        assert [moment.words for moment in queries.moments(work, donor)] == ["Mời gia đình liên hệ: đã gửi."]


# --- nothing personal in clear ---------------------------------------------------------------------------------------------


def test_neither_disk_nor_log_nor_audit_holds_whom_we_wrote_to(outbox, mailbox, tmp_path, caplog):
    donor, other = family(outbox), family(outbox, email="", name="Trần Thị Hường")
    mailbox.rcpt_answer = f"451 {EMAIL} is busy"
    with caplog.at_level(logging.DEBUG):
        ask(outbox, donor)
        sending.send_due(outbox)
        mailbox.rcpt_answer = f"550 {EMAIL} unknown"
        later(outbox, days=1)
        ask(outbox, other)
        its = message(outbox, other).id
        with at_work(outbox) as work:
            commands.print_letter(work, its)
    with outbox.session() as session:
        audit = str([row.model_dump() for row in session.exec(select(AuditRow))])
    secrets = (EMAIL, ADDRESS, "Trần Thị Lài", "thưa chuyện với gia đình")
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name != "mail.log")  # the mail server here writes its own log
    assert [secret for secret in secrets if secret in audit + ours] == []
    content = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert [secret for secret in secrets for form in spellings(secret) if form in content] == []


# --- the command line ------------------------------------------------------------------------------------------------------


def test_one_pass_from_the_command_line_says_what_it_did(tmp_path, monkeypatch, mailbox):
    from core.installation import open_installation
    from core.settings import Settings

    monkeypatch.setenv("HOIAM_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOIAM_KEY", "ab" * 32)
    made = open_installation(Settings.from_environment())
    with at_work(made) as work:
        office.put(work, "smtp_port", str(mailbox.port))
    ask(made, family(made))
    run = CliRunner().invoke
    first = run(app.hoiam, ["outbox", "send"])
    assert (first.exit_code, first.output.split()[0]) == (0, "sent=1")
    assert run(app.hoiam, ["outbox", "send"]).output.split()[0] == "sent=0"
    with at_work(made) as work:
        office.put(work, "smtp_host", "mail.hatinh.example")
    assert run(app.hoiam, ["outbox", "send"]).exit_code == 2
    made.engine.dispose()


# --- words and numbers -----------------------------------------------------------------------------------------------------


def test_the_wait_grows_and_never_becomes_forever():
    waits = [rules.wait_before_next(tries, 0.5) for tries in range(1, 9)]
    assert waits[:4] == [timedelta(minutes=m) for m in (5, 20, 80, 320)]
    assert waits[-1] == timedelta(days=1)
    assert rules.wait_before_next(1, 0.0) < rules.wait_before_next(1, 1.0) <= timedelta(minutes=6)


@pytest.mark.parametrize(("answer", "tries", "action"), [
    (Answer.taken, 1, "note_sent"), (Answer.later, 4, "note_failed"), (Answer.later, 5, "give_up"), (Answer.never, 1, "give_up"), (Answer.unknown, 5, None)])
def test_what_follows_from_an_answer(answer, tries, action):
    assert rules.after_answer(answer, tries, 5) == action


def test_a_password_of_the_mail_server_shows_in_no_trace():
    post = mail.Post("mail.hatinh.example", 587, "starttls", "hoi-am", "hoi-am@hatinh.example", "Hội", "bí mật")
    assert "bí mật" not in repr(post)
    assert EMAIL not in repr(mail.Envelope(SYSTEM, 1, EMAIL, "body"))
