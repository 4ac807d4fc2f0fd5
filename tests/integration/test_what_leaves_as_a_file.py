"""`core.exports`: counted, marked, and locked where it holds personal data."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import msoffcrypto
import openpyxl
import pypdf
import pytest
from sqlmodel import select

from core import clock, exports, paper, sheets
from core.audit import AuditRow
from core.errors import NotFound
from core.files import SealedFile
from core.work import Work


def book():
    return [sheets.Table("BAN SAO", ["Nguyễn Thị Ánh", "0912 345 678"], [])]


def page():
    return paper.document([paper.title("Bản sao"), paper.paragraph("Nguyễn Thị Ánh")], office=["Trung tâm"], footer_code="BS-1")


ABOUT = {"subject": "donor:D-00000001", "rows": 1}


def test_a_workbook_of_codes_opens_as_it_is_and_says_who_took_it(work):
    taken = exports.workbook(work, "race", book(), name="ma.xlsx", **ABOUT)
    opened = openpyxl.load_workbook(BytesIO(taken.content))
    source = opened["Nguồn"]["A1"].value
    assert (taken.password, work.actor.login in source, taken.code in source) == ("", True, True)
    assert taken.code in opened.worksheets[0].oddHeader.right.text
    assert work.actor.login in opened.worksheets[0].oddFooter.left.text


def test_a_workbook_with_names_opens_only_with_its_password(work):
    taken = exports.workbook(work, "copy", book(), name="a.xlsx", personal=True, receiver="family", **ABOUT)
    locked = msoffcrypto.OfficeFile(BytesIO(taken.content))
    assert locked.is_encrypted()
    locked.load_key(password=taken.password, verify_password=True)
    out = BytesIO()
    locked.decrypt(out)
    assert openpyxl.load_workbook(out).worksheets[0]["A1"].value == "Nguyễn Thị Ánh"
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        msoffcrypto.OfficeFile(BytesIO(taken.content)).load_key(password="khong-phai", verify_password=True)


def test_a_pdf_bears_its_mark_on_every_page_and_is_locked_when_it_names_somebody(work):
    plain = exports.pdf(work, "month", page(), name="a.pdf", **ABOUT)
    assert [plain.code in each.extract_text() for each in pypdf.PdfReader(BytesIO(plain.content)).pages] == [True]
    locked = exports.pdf(work, "copy", page(), name="a.pdf", personal=True, receiver="police", **ABOUT)
    reader = pypdf.PdfReader(BytesIO(locked.content))
    assert reader.is_encrypted and reader.trailer["/Encrypt"]["/V"] == 5  # AES-256
    assert not reader.decrypt("khong-phai") and reader.decrypt(locked.password)
    assert "Nguyễn Thị Ánh" in reader.pages[0].extract_text()


def test_anything_else_with_names_hangs_on_a_locked_page(work):
    content = "0 HEAD\n1 NAME Nguyễn Thị Ánh\n".encode()
    taken = exports.file(work, "tree with names", content, name="a.ged", media_type="text/plain", personal=True, receiver="family", **ABOUT)
    reader = pypdf.PdfReader(BytesIO(taken.content))
    reader.decrypt(taken.password)
    assert (taken.name, taken.media_type, reader.attachments["a.ged"]) == ("a.ged.pdf", exports.PDF, [content])
    assert "Ánh".encode() not in taken.content and b"a.ged" not in taken.content


def test_a_workbook_that_came_from_outside_is_the_same_to_the_byte_when_it_is_unlocked(work):
    came = sheets.as_workbook(*book())
    taken = exports.file(work, "original", came, name="kq.xlsx", media_type=exports.XLSX, personal=True, receiver="office", **ABOUT)
    opened = BytesIO()
    locked = msoffcrypto.OfficeFile(BytesIO(taken.content))
    locked.load_key(password=taken.password)
    locked.decrypt(opened)
    assert opened.getvalue() == came


@pytest.mark.parametrize("receiver", [None, "", "hàng xóm"])
def test_nothing_personal_leaves_for_nobody_in_particular(work, receiver):
    with pytest.raises(exports.ReceiverMissing):
        exports.workbook(work, "copy", book(), name="a.xlsx", personal=True, receiver=receiver, **ABOUT)
    assert work.session.exec(select(exports.Export)).all() == []


def test_the_register_knows_the_file_by_its_hash_and_holds_no_password(work):
    taken = exports.pdf(work, "copy", page(), name="a.pdf", personal=True, receiver="family", **ABOUT)
    digest = hashlib.sha256(taken.content).hexdigest()
    row = exports.taken_files(work.session, digest=digest[:12])[0]
    assert (row.code, row.sha256, row.personal, row.receiver, row.actor, row.rows) == (taken.code, digest, True, "family", work.actor.login, 1)
    act = work.session.exec(select(AuditRow).where(AuditRow.action == "export.taken")).one()
    assert act.subject == f"export:{taken.code}" and taken.password not in str(act.facts) + row.model_dump_json()
    assert list(exports.totals(work.session).values()) == [(1, 1)]


def test_a_locked_file_is_fetched_once_by_its_maker_within_ten_minutes(work):
    """And what nobody fetched lies nowhere after the next one is taken."""
    begun = clock.now()
    with clock.stopped_at(begun):
        taken, forgotten = (exports.pdf(work, "copy", page(), name="a.pdf", personal=True, receiver="family", **ABOUT) for _ in range(2))
        exports.hold(work, taken)
        exports.hold(work, forgotten)
        with pytest.raises(NotFound):
            exports.fetch(Work(work.session, replace(work.actor, account_id=uuid4())), taken.code)
        assert exports.fetch(work, taken.code).content == taken.content
        with pytest.raises(NotFound) as again:
            exports.fetch(work, taken.code)
        assert "đã tải một lần" in again.value.sentence()
    with clock.stopped_at(begun + timedelta(minutes=11)):
        with pytest.raises(NotFound):
            exports.fetch(work, forgotten.code)
        exports.hold(work, exports.pdf(work, "copy", page(), name="a.pdf", personal=True, receiver="family", **ABOUT))
        kept = work.session.exec(select(SealedFile).where(SealedFile.kind == exports.HELD)).all()
        assert len(kept) == 1
