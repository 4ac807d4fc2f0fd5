"""Steps 9 and 10 of the road: what the liaison's scanner, seal, carrier and laboratory may do to a tube, on both databases."""

import csv
import hashlib
import io
import re
import subprocess
import unicodedata

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlmodel import select

import app  # noqa: F401 - installs the reactions
import consent
import labels
import samples
from core import crypto, files, names
from core.audit import ViewRow
from core.db import Database, metadata
from core.errors import NotFound
from core.work import Work
from samples import queries, rules
from samples.commands import agree, deliver, laboratory_for_token, note_refused_scan
from samples.models import BoxScan, CustodyEvent, Discrepancy, Sample
from samples.rules import Settlement, Verdict
from tests.architecture.house import HOUSE
from tests.conftest import actor, employed
from tests.integration.test_the_road_of_a_sample import a_donor, a_martyr, consents, receipt, shipped, takes


def a_tube(work, martyr, name="Trần Thị Lài", **more):
    person, claim = a_donor(work, martyr, name)
    consents(work, person, martyr)
    kit = labels.issue(work, 1, "a4-65")[0]
    takes(work, person, claim, kit, **more)
    return person, kit


def status(work, code):
    return samples.by_code(work.session, code).status


def test_the_last_five_scans_stay_listed_refused_ones_too_and_only_a_placed_one_can_be_undone(work):
    martyr, box = a_martyr(work), samples.open_box(work)
    tubes = [a_tube(work, martyr, f"Trần Thị {name}")[1] for name in ("Lài", "Xuân", "Đào", "Cúc")]
    for tube in tubes:
        samples.pack(work, box.code, tube)
    with pytest.raises(rules.AlreadyInBox) as refused:
        samples.pack(work, box.code, tubes[3])
    note_refused_scan(work, box.code, tubes[3], refused.value)
    note_refused_scan(work, box.code, "Trần Thị Lài", rules.NeverCollected(code="?"))
    samples.unpack(work, box.code, tubes[0])
    view = queries.box(work.session, box.code)
    assert [(scan.answer, scan.undo) for scan in queries.scans(work.session, view)] == [
        ("taken-out", False), ("never-collected", False), ("already-in-box", False), ("placed", True), ("placed", True)]
    assert view.next_cell == "A1"
    assert "Trần Thị Lài" not in [scan.sample_code for scan in work.session.exec(select(BoxScan))]


def test_a_printed_kit_that_no_desk_wrote_down_is_set_aside(work):
    box = samples.open_box(work)
    with pytest.raises(rules.NeverCollected):
        samples.pack(work, box.code, labels.issue(work, 1, "a4-65")[0])


def test_a_seal_number_closes_one_box_and_an_empty_box_is_not_sealed(work):
    martyr, one, two = a_martyr(work), samples.open_box(work), samples.open_box(work)
    with pytest.raises(rules.BoxEmpty):
        samples.seal(work, one.code, "NP-7")
    for box, name in ((one, "Lài"), (two, "Đào")):
        samples.pack(work, box.code, a_tube(work, martyr, f"Trần Thị {name}")[1])
    samples.seal(work, one.code, "NP-7")
    with pytest.raises(rules.SealUsed):
        samples.seal(work, two.code, "NP-7")


def test_a_withdrawn_tube_in_a_sealed_box_comes_out_only_after_the_seal_is_broken_with_a_reason(work):
    martyr, box = a_martyr(work), samples.open_box(work)
    (person, tube), (_, other) = a_tube(work, martyr), a_tube(work, martyr, "Trần Thị Đào")
    samples.pack(work, box.code, tube)
    samples.pack(work, box.code, other)
    samples.seal(work, box.code, "NP-7")
    shipment = samples.make_shipment(work, [box.code])
    consent.withdraw(work, person.donor_id, how="in person")
    with pytest.raises(rules.ConsentGone):
        samples.dispatch(work, shipment.code, "Bưu điện")
    assert [task.href for task in queries.waiting(work) if "A1" in task.title] == [f"/hop/{box.code}"]
    samples.reopen_box(work, box.code, "lấy ống ra")
    samples.unpack(work, box.code, tube)
    with pytest.raises(rules.ShipmentEmpty):
        samples.dispatch(work, shipment.code, "Bưu điện")
    samples.seal(work, box.code, "NP-8")
    samples.add_boxes(work, shipment.code, [box.code])
    samples.dispatch(work, shipment.code, "Bưu điện")
    assert (status(work, tube), status(work, other)) == ("quarantined", "dispatched")
    assert [row.sample_code for row in queries.manifest_rows(work.session, shipment)] == [other]


def test_a_shipment_goes_to_one_laboratory(work):
    martyr, boxes = a_martyr(work), []
    samples.add_laboratory(work, "PXN2", "Phòng xét nghiệm số 2")
    for number, laboratory in enumerate((None, "PXN2")):
        box = samples.open_box(work, laboratory)
        samples.pack(work, box.code, a_tube(work, martyr, f"Trần Thị {number}")[1])
        samples.seal(work, box.code, f"NP-{number}")
        boxes.append(box.code)
    with pytest.raises(rules.OtherLaboratory):
        samples.make_shipment(work, boxes)
    with pytest.raises(rules.LaboratoryKnown):
        samples.add_laboratory(work, "pxn2", "Phòng khác")


def test_a_token_is_bound_to_the_only_laboratory_and_else_must_name_one(work):
    samples.ensure_laboratory(work)
    assert laboratory_for_token(work, None) == "PXN1"
    samples.add_laboratory(work, "PXN2", "Phòng xét nghiệm số 2")
    with pytest.raises(rules.LaboratoryUnknown):
        laboratory_for_token(work, None)
    assert laboratory_for_token(work, "pxn2") == "PXN2"


def content(work, manifest, kind):
    from uuid import UUID

    return files.content(work.session, UUID(manifest.file_ids[kind]))


def test_the_three_files_say_the_same_and_their_sums_are_signed(work):
    _, kits, shipment, manifest = shipped(work, a_martyr(work))
    rows = list(csv.reader(io.StringIO(content(work, manifest, "csv").decode())))
    assert ",".join(rows[0]) == "shipment_code,box_code,position,sample_code,sample_kind,collected_on,donor_code,martyr_code,relation_path,maternal_line"
    assert [row[3] for row in rows[1:]] == kits
    book = load_workbook(io.BytesIO(content(work, manifest, "xlsx")))
    assert [[str(cell) for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)] == rows
    paper = [unicodedata.normalize("NFC", page.extract_text()) for page in PdfReader(io.BytesIO(content(work, manifest, "pdf"))).pages]
    assert len(paper) == 2
    assert all(kit in paper[1] for kit in kits)
    assert {kind: hashlib.sha256(content(work, manifest, kind)).hexdigest() for kind in manifest.file_ids} == manifest.hashes
    sums = queries.checksums(manifest.hashes)
    assert crypto.signed_by(bytes.fromhex(manifest.public_key), bytes.fromhex(manifest.signature), sums)
    assert not crypto.signed_by(bytes.fromhex(manifest.public_key), bytes.fromhex(manifest.signature), sums + b" ")
    assert shipment.status == "dispatched"


def test_a_stranger_checks_a_manifest_with_openssl_and_sha256sum_alone(work, tmp_path):
    """The recipe of docs/laboratories.md, with tools that know nothing of us."""
    _, _, _, manifest = shipped(work, a_martyr(work))
    for kind in manifest.file_ids:
        (tmp_path / queries.FILE_NAMES[kind]).write_bytes(content(work, manifest, kind))
    (tmp_path / "SHA256SUMS").write_bytes(queries.checksums(manifest.hashes))
    (tmp_path / "SHA256SUMS.sig").write_bytes(bytes.fromhex(manifest.signature))
    (tmp_path / "key.pem").write_bytes(crypto.as_pem(bytes.fromhex(manifest.public_key)))
    check = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key.pem", "-rawin", "-in", "SHA256SUMS", "-sigfile", "SHA256SUMS.sig"]
    subprocess.run(check, cwd=tmp_path, check=True, capture_output=True)
    subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, check=True, capture_output=True)
    (tmp_path / "SHA256SUMS").write_bytes(queries.checksums(manifest.hashes).replace(b"manifest", b"another", 1))
    assert subprocess.run(check, cwd=tmp_path, check=False, capture_output=True).returncode != 0


def test_a_tube_for_two_martyrs_is_two_rows_and_one_tube(work):
    from core.clock import now

    martyr = a_martyr(work)
    person, claim = a_donor(work, martyr)
    consents(work, person, martyr)
    kit = labels.issue(work, 1, "a4-65")[0]
    donor = consent.donor(work.session, person.donor_id)
    second = samples.Claim(martyr.id, "LS-99999", "mother.brother", "no")
    samples.collect(work, samples.CollectFacts(donor.id, donor.code, kit, kit, samples.SampleKind.buccal, "thu.ha", (claim, second), now()))
    box = samples.open_box(work)
    samples.pack(work, box.code, kit)
    samples.seal(work, box.code, "NP-7")
    manifest = samples.dispatch(work, samples.make_shipment(work, [box.code]).code, "Bưu điện")
    assert len(content(work, manifest, "csv").splitlines()) == 3
    paper = PdfReader(io.BytesIO(content(work, manifest, "pdf"))).pages[1].extract_text()
    assert "1 ống" in unicodedata.normalize("NFC", paper)


def test_the_same_list_has_the_same_bytes_whenever_it_is_drawn(work):
    _, _, shipment, first = shipped(work, a_martyr(work))
    second = samples.correct_manifest(work, shipment.code, "dòng mẹ đã hỏi lại")
    assert (second.version, second.kind, second.reason) == (2, "correction", "dòng mẹ đã hỏi lại")
    assert {kind: second.hashes[kind] for kind in ("csv",)} == {"csv": first.hashes["csv"]}
    assert [row.version for row in queries.manifests(work.session, shipment.id)] == [1, 2]


def test_a_withdrawal_on_the_road_freezes_an_addendum_that_waits_until_the_laboratory_has_it(work):
    people, kits, shipment, _ = shipped(work, a_martyr(work))
    consent.withdraw(work, people[1][0].donor_id, how="in person")
    addendum = queries.manifests(work.session, shipment.id)[-1]
    assert (addendum.version, addendum.kind, addendum.recalled) == (2, "recall", [kits[1]])
    assert [row.sample_code for row in queries.manifest_rows(work.session, shipment)] == [kits[0], kits[2]]
    recalled = list(csv.DictReader(io.StringIO(content(work, addendum, "recall").decode())))
    assert [(row["sample_code"], row["position"]) for row in recalled] == [(kits[1], "A2")]
    assert kits[1] in PdfReader(io.BytesIO(content(work, addendum, "pdf"))).pages[0].extract_text()
    assert "recall.csv" in queries.checksums(addendum.hashes).decode()
    tasks = [task for task in queries.waiting(work) if task.due_on and task.href == f"/lo/{shipment.code}"]
    assert len(tasks) == 1
    deliver(work, shipment.code, 2)
    assert [task for task in queries.waiting(work) if task.due_on and task.href == f"/lo/{shipment.code}"] == []
    consent.withdraw(work, people[2][0].donor_id, how="in person")
    newest = queries.manifests(work.session, shipment.id)[-1]
    assert (newest.version, sorted(newest.recalled)) == (3, sorted(kits[1:]))


def test_a_withdrawal_before_sending_makes_no_addendum(work):
    martyr = a_martyr(work)
    person, tube = a_tube(work, martyr)
    box = samples.open_box(work)
    samples.pack(work, box.code, tube)
    consent.withdraw(work, person.donor_id, how="in person")
    assert queries.undelivered_recalls(work.session) == []
    assert queries.box(work.session, box.code).withdrawn == ("A1",)


def test_a_receipt_is_written_in_parts_and_the_shipment_is_received_when_nothing_is_under_way(work):
    _, kits, shipment, _ = shipped(work, a_martyr(work))
    said = [samples.Said(kits[0], Verdict.accepted), samples.Said("lab 77", Verdict.not_listed, "không có nhãn")]
    assert samples.record_receipt(work, said, shipment.code) == 2
    assert samples.record_receipt(work, said, shipment.code) == 0
    assert queries.shipment(work.session, shipment.code).status == "dispatched"
    with pytest.raises(rules.RejectedWithoutReason):
        samples.record_receipt(work, [samples.Said(kits[1], Verdict.rejected)], shipment.code)
    samples.record_receipt(work, [samples.Said(kits[1], Verdict.rejected, "thẻ bị ẩm"), samples.Said(kits[2], Verdict.missing)], shipment.code)
    assert queries.shipment(work.session, shipment.code).status == "received"
    assert queries.missing_tubes(work.session) == {shipment.code: 1}
    samples.record_receipt(work, [samples.Said(kits[2], Verdict.accepted)], shipment.code)
    assert queries.missing_tubes(work.session) == {}


def test_a_tube_on_no_list_stays_an_open_question_until_it_is_settled_once(work):
    _, kits, shipment, _ = shipped(work, a_martyr(work))
    samples.record_receipt(work, [samples.Said("LAB-77", Verdict.not_listed)], shipment.code)
    with pytest.raises(rules.NotATubeCode):
        samples.record_receipt(work, [samples.Said("Trần Thị Lài", Verdict.not_listed)], shipment.code)
    question = queries.discrepancies(work.session, shipment.id, open_only=True)[0]
    assert (question.sample_code, question.known) == ("LAB-77", False)
    samples.settle(work, question.id, Settlement.other_sender, "ống của tỉnh bạn")
    assert queries.discrepancies(work.session, open_only=True) == []
    with pytest.raises(rules.AlreadySettled):
        samples.settle(work, question.id, Settlement.returned)
    assert kits[0] not in [row.sample_code for row in work.session.exec(select(Discrepancy))]


def test_a_workbook_that_names_an_unknown_tube_keeps_it_and_one_that_contradicts_an_earlier_word_is_refused(work):
    _, kits, _, _ = shipped(work, a_martyr(work))
    receipt(work, [[kits[0], "accepted", ""], [labels.make_code(66_666_666), "đạt", ""], [kits[1], "missing", ""]])
    assert [view.sample_code for view in queries.discrepancies(work.session, open_only=True)] == [labels.make_code(66_666_666)]
    again = receipt(work, [[kits[0], "rejected", "ẩm"], [kits[1], "missing", ""], [kits[0], "accepted", ""]])
    assert [(row.verdict, [r.code for r in row.reasons]) for row in again.rows] == [
        ("refused", ["said-otherwise"]), ("skipped", ["not-under-way"]), ("skipped", ["not-under-way"])]
    assert status(work, kits[0]) == "accepted"


def test_a_lost_box_loses_its_tubes_and_each_family_is_to_be_asked_again(work):
    _, kits, shipment, _ = shipped(work, a_martyr(work))
    samples.record_receipt(work, [samples.Said(kits[0], Verdict.accepted)], shipment.code)
    assert samples.lose_box(work, "B-0001", "xe chở bị lũ cuốn") == 2
    assert [status(work, kit) for kit in kits] == ["accepted", "lost", "lost"]
    assert sorted(tube.code for tube in queries.to_repeat(work.session)) == sorted(kits[1:])
    assert queries.shipment(work.session, shipment.code).status == "received"
    with pytest.raises(rules.BoxMove):
        samples.lose_box(work, "B-0001", "lần nữa")


def test_a_lost_tube_that_is_found_is_where_it_was(work):
    _, kits, _, _ = shipped(work, a_martyr(work))
    samples.declare_lost(work, kits[0], "không thấy")
    samples.find(work, kits[0], "bưu tá mang tới")
    assert status(work, kits[0]) == "dispatched"
    _, tube = a_tube(work, a_martyr_again(work), "Trần Thị Hiền")
    samples.declare_lost(work, tube, "rơi")
    samples.find(work, tube, "trong ngăn kéo")
    assert status(work, tube) == "collected"
    with pytest.raises(rules.WrongMove):
        samples.find(work, tube, "lần nữa")


def a_martyr_again(work):
    import families

    return families.find_martyrs(work.session, "nguyen van an")[0]


def test_a_rejected_tube_is_replaced_by_the_next_one_and_both_pages_say_so(work):
    martyr = a_martyr(work)
    people, kits, shipment, _ = shipped(work, martyr)
    samples.record_receipt(work, [samples.Said(kits[0], Verdict.rejected, "thẻ bị ẩm")], shipment.code)
    assert [tube.code for tube in queries.to_repeat(work.session)] == [kits[0]]
    person, claim = people[0]
    new = labels.issue(work, 1, "a4-65")[0]
    takes(work, person, claim, new)
    old_id, new_id = (samples.by_code(work.session, code).id for code in (kits[0], new))
    assert (queries.linked(work.session, old_id), queries.linked(work.session, new_id)) == (("", new), (kits[0], ""))
    assert queries.to_repeat(work.session) == []


def test_who_withdrew_is_never_asked_for_another_tube(work):
    people, kits, shipment, _ = shipped(work, a_martyr(work))
    samples.record_receipt(work, [samples.Said(kits[0], Verdict.rejected, "thẻ bị ẩm")], shipment.code)
    consent.withdraw(work, people[0][0].donor_id, how="in person")
    assert queries.to_repeat(work.session) == []


def test_lists_hold_the_viewers_communes_only(work):
    _, tube = a_tube(work, a_martyr(work), commune_code="18604")
    assert [row.code for row in queries.tubes(work.session, frozenset({"18604"})).rows] == [tube]
    assert queries.tubes(work.session, frozenset({"18073"})).rows == []
    assert queries.unboxed(work.session, frozenset({"18073"})) == []
    assert queries.found(Work(work.session, actor(communes={"18073"})), tube) == []


def test_reasons_written_by_hand_are_not_on_disk_in_clear(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'hoiam.sqlite3'}")
    metadata.create_all(database.engine)
    with database.transaction() as session:
        work = Work(session, employed(session))
        _, kits, shipment, _ = shipped(work, a_martyr(work))
        samples.record_receipt(work, [samples.Said(kits[0], Verdict.rejected, "bác Hoàng Thị Nga làm rơi"), samples.Said("LAB-1", Verdict.not_listed, "Hoàng Thị Nga")], shipment.code)
        samples.correct_manifest(work, shipment.code, "theo lời Hoàng Thị Nga")
        samples.lose_box(work, "B-0001", "Hoàng Thị Nga giữ")
    disk = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert "Hoàng Thị Nga".encode() not in disk
    assert names.fold("Hoàng Thị Nga").encode() not in disk
    database.engine.dispose()


# --- the second list, with names ---------------------------------------------------------------------------------------


def a_laboratory_that_demands_names(work):
    key = X25519PrivateKey.generate()
    samples.ensure_laboratory(work)
    agree(work, "PXN1", demands_names=True, public_key=key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode())
    return key


def test_no_list_with_names_is_drawn_unless_the_agreement_demands_it(work):
    _, _, shipment, _ = shipped(work, a_martyr(work))
    assert queries.names_lists(work.session, shipment.id) == {}


def test_names_cannot_be_demanded_without_a_key_and_a_wrong_key_is_refused_in_words(work):
    samples.ensure_laboratory(work)
    with pytest.raises(rules.KeyNeeded):
        agree(work, "PXN1", demands_names=True, public_key="")
    for text in ("xyz", "00" * 31, "-----BEGIN PUBLIC KEY-----\nxx\n-----END PUBLIC KEY-----", crypto.as_pem(crypto.keyring().public_key).decode()):
        with pytest.raises(crypto.NotAPublicKey):
            agree(work, "PXN1", demands_names=True, public_key=text)


def test_the_laboratory_alone_opens_the_list_with_names_and_later_versions_leave_out_who_withdrew(work):
    key = a_laboratory_that_demands_names(work)
    people, kits, shipment, _ = shipped(work, a_martyr(work))
    sealed = files.content(work.session, queries.names_lists(work.session, shipment.id)[1].file_id)
    rows = list(csv.DictReader(io.StringIO(crypto.open_sealed(key, sealed, "names").decode())))
    assert [(row["sample_code"], row["name"]) for row in rows] == list(zip(kits, ["Trần Thị Lài", "Trần Thị Xuân", "Trần Thị Đào"], strict=True))
    recipe: dict[str, object] = {}
    exec(re.search(r"```python\n(.*?)```", (HOUSE / "docs" / "laboratories.md").read_text(encoding="utf-8"), re.S)[1], recipe)
    assert recipe["open_names"](key, sealed) == crypto.open_sealed(key, sealed, "names")
    with pytest.raises(InvalidTag):
        crypto.open_sealed(X25519PrivateKey.generate(), sealed, "names")
    with pytest.raises(InvalidTag):
        crypto.open_sealed(key, sealed, "results")
    looks = [row.subject for row in work.session.exec(select(ViewRow)) if row.reason == "names sealed to the laboratory"]
    assert len(looks) == 3
    consent.withdraw(Work(work.session, actor(communes={"18604"})), people[0][0].donor_id, how="in person")
    later = files.content(work.session, queries.names_lists(work.session, shipment.id)[2].file_id)
    assert kits[0] not in crypto.open_sealed(key, later, "names").decode()


def test_a_commune_officers_withdrawal_goes_through_though_the_shipment_holds_tubes_of_other_communes(work):
    a_laboratory_that_demands_names(work)
    people, _, shipment, _ = shipped(work, a_martyr(work))
    consent.withdraw(Work(work.session, actor(communes={"18073"})), people[0][0].donor_id, how="in person")
    assert set(queries.names_lists(work.session, shipment.id)) == {1, 2}


def test_the_plain_list_with_names_is_nowhere_on_disk(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'hoiam.sqlite3'}")
    metadata.create_all(database.engine)
    with database.transaction() as session:
        work = Work(session, employed(session))
        a_laboratory_that_demands_names(work)
        _, kits, shipment, _ = shipped(work, a_martyr(work))
        kept = files.content(session, queries.names_lists(session, shipment.id)[1].file_id)
    disk = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for text in ("Trần Thị Lài", "Trần Thị Xuân", f"{kits[0]},"):
        assert text.encode() not in kept
    assert "Trần Thị Lài".encode() not in disk
    with pytest.raises(ValueError, match="sealed"):
        samples.keep_names(Work(database.session(), actor()), shipment.code, 1, b"plain", 1)
    database.engine.dispose()


def test_an_unknown_box_or_tube_is_not_found(work):
    with pytest.raises(NotFound):
        queries.box(work.session, "B-9999")
    with pytest.raises(NotFound):
        samples.settle(work, consent.new_donor(work).id, Settlement.returned)


def test_every_move_is_in_the_chain_in_order(work):
    _, kits, _, _ = shipped(work, a_martyr(work))
    sample = work.session.exec(select(Sample).where(Sample.code == kits[0])).one()
    actions = [row.action for row in work.session.exec(select(CustodyEvent).where(CustodyEvent.sample_id == sample.id).order_by(CustodyEvent.id))]
    assert actions == ["collect", "pack", "seal", "dispatch"]
