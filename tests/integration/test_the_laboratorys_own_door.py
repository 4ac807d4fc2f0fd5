"""The JSON API over real HTTP: a laboratory's system sees its own shipments by code, and says what arrived and what it found."""

import csv
import hashlib
import io
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from litestar.testing import TestClient
from sqlmodel import select

import app
import consent
import samples
from core import auth, names
from core.audit import ViewRow
from core.auth import Role
from core.installation import Installation
from core.work import Work
from matching.models import LabResult
from samples.models import ManifestDelivery
from tests.integration.test_the_road_of_a_sample import a_martyr, shipped
from tests.site import build_site

SITE = "http://testserver.local"


@pytest.fixture
def field(database):
    """Three tubes on their way to laboratory PXN1, and a second laboratory that got nothing."""
    with database.transaction() as session:
        session.add(Installation(name="test", demo=False, key_fingerprint="x"))
        account, _ = auth.add_account(session, "lien.lac", "Đậu Quang Nhật", list(Role), password="mot-hai-ba")
        work = Work(session, auth.actor_of(account))
        people, kits, shipment, _ = shipped(work, a_martyr(work))
        samples.load_remains(work, samples.stage_remains(session, "r.csv", b"code,element\nHC-01,femur\n"))
        samples.add_laboratory(work, "PXN2", "Phòng xét nghiệm số 2")
        tokens = {code: auth.add_token(session, code.lower(), code, [Role.laboratory], code)[1] for code in ("PXN1", "PXN2")}
        return {"kits": kits, "code": shipment.code, "tokens": tokens, "donors": [person.donor_id for person, _ in people]}


@pytest.fixture
def lab(database, field):
    with TestClient(build_site(app.ROUTES, database, demo=False), base_url=SITE) as client:
        client.headers["Authorization"] = f"Bearer {field['tokens']['PXN1']}"
        yield client


def test_a_laboratory_sees_what_was_sent_to_it_and_nothing_of_another(lab, field):
    listed = lab.get("/api/v1/shipments").json()
    assert [(row["code"], row["status"], row["tubes"], row["awaited"]) for row in listed] == [(field["code"], "dispatched", 3, 3)]
    assert lab.get(f"/api/v1/samples/{field['kits'][0]}").json()["status"] == "dispatched"
    lab.headers["Authorization"] = f"Bearer {field['tokens']['PXN2']}"
    assert lab.get("/api/v1/shipments").json() == []
    for path in (f"/api/v1/shipments/{field['code']}", f"/api/v1/shipments/{field['code']}/manifest", f"/api/v1/samples/{field['kits'][0]}"):
        answer = lab.get(path)
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
    assert lab.post(f"/api/v1/shipments/{field['code']}/receipt", json={"rows": []}).status_code == 404


def test_the_door_opens_with_a_token_only_and_never_with_a_browsers_cookie(lab, field):
    del lab.headers["Authorization"]
    answer = lab.get("/api/v1/shipments")
    assert (answer.status_code, answer.json()["code"]) == (401, "token-needed")
    page = lab.get("/dang-nhap")
    token = page.text.split('name="_csrf_token" value="')[1].split('"')[0]
    lab.post("/dang-nhap", data={"_csrf_token": token, "name": "lien.lac", "password": "mot-hai-ba"})
    assert lab.get("/hop").status_code == 200
    assert lab.get("/api/v1/shipments").status_code == 401
    lab.headers["Authorization"] = "Bearer hoiam_wrong"
    assert lab.get("/api/v1/shipments").status_code == 401


def test_the_manifest_is_signed_whole_and_reading_it_counts_as_handed_over(lab, field, database):
    manifest = lab.get(f"/api/v1/shipments/{field['code']}/manifest").json()
    assert [row["sample_code"] for row in manifest["rows"]] == field["kits"]
    content = {name: lab.get(f"/api/v1/shipments/{field['code']}/manifest/{name}").content for name in manifest["files"]}
    assert {name: hashlib.sha256(content[name]).hexdigest() for name in manifest["sha256"]} == manifest["sha256"]
    sums = "".join(f"{digest}  {name}\n" for name, digest in sorted(manifest["sha256"].items())).encode()
    assert content["SHA256SUMS"] == sums
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(manifest["public_key"])).verify(content["SHA256SUMS.sig"], sums)
    assert list(csv.DictReader(io.StringIO(content["manifest.csv"].decode()))) == manifest["rows"]
    with database.transaction() as session:
        assert len(session.exec(select(ManifestDelivery)).all()) == 1
    assert lab.get(f"/api/v1/shipments/{field['code']}/manifest/passwd").status_code == 404


def test_a_receipt_in_two_parts_and_twice_the_same_adds_nothing(lab, field):
    door, kits = f"/api/v1/shipments/{field['code']}/receipt", field["kits"]
    first = lab.post(door, json={"rows": [{"sample_code": kits[0], "verdict": "accepted"}, {"sample_code": kits[1], "verdict": "rejected", "reason": "thẻ bị ẩm"}]})
    assert (first.status_code, first.json()["accepted"]) == (200, 2)
    again = lab.post(door, json={"rows": [{"sample_code": kits[0], "verdict": "accepted"}, {"sample_code": kits[1], "verdict": "rejected", "reason": "thẻ bị ẩm"}]})
    assert (again.status_code, again.json()["skipped"]) == (200, 2)
    assert lab.get(f"/api/v1/shipments/{field['code']}").json()["awaited"] == 1
    rest = lab.post(door, json={"rows": [{"sample_code": kits[2], "verdict": "missing"}, {"sample_code": "LAB-77", "verdict": "not_listed", "reason": "không nhãn"}]})
    assert (rest.status_code, rest.json()["flagged"]) == (200, 1)
    assert lab.get(f"/api/v1/shipments/{field['code']}").json()["status"] == "received"


def test_one_refused_row_and_the_whole_receipt_is_refused_with_a_verdict_per_row(lab, field):
    rows = [{"sample_code": field["kits"][0], "verdict": "accepted"}, {"sample_code": field["kits"][1], "verdict": "rejected"}]
    answer = lab.post(f"/api/v1/shipments/{field['code']}/receipt", json={"rows": rows})
    assert (answer.status_code, answer.json()["code"]) == (422, "rows-refused")
    assert [(row["row"], row["verdict"], row["reason_codes"]) for row in answer.json()["rows"]] == [(1, "accepted", []), (2, "refused", ["reason-missing"])]
    assert lab.get(f"/api/v1/samples/{field['kits'][0]}").json()["status"] == "dispatched"


def test_results_are_judged_like_the_workbook_all_or_nothing_and_once(lab, field, database):
    lab.post(f"/api/v1/shipments/{field['code']}/receipt", json={"rows": [{"sample_code": kit, "verdict": "accepted"} for kit in field["kits"]]})
    good = {"remains_code": "HC-01", "sample_code": field["kits"][0], "method": "mtDNA HVS-I", "conclusion": "exclude", "reported_on": "2026-01-05", "differences": "3"}
    bad = {**good, "sample_code": field["kits"][1], "remains_code": "HC-99"}
    refused = lab.post("/api/v1/results", json={"rows": [good, bad]})
    assert (refused.status_code, refused.json()["code"]) == (422, "rows-refused")
    assert [row["verdict"] for row in refused.json()["rows"]] == ["accepted", "refused"]
    assert refused.json()["rows"][1]["reason_codes"] == ["unknown-remains"]
    assert lab.post("/api/v1/results", json={"rows": [good]}).json()["accepted"] == 1
    assert lab.post("/api/v1/results", json={"rows": [good]}).json()["skipped"] == 1
    with database.transaction() as session:
        assert [row.sample_code for row in session.exec(select(LabResult))] == [field["kits"][0]]
    lab.headers["Authorization"] = f"Bearer {field['tokens']['PXN2']}"
    other = lab.post("/api/v1/results", json={"rows": [{**good, "differences": "4"}]})
    assert other.json()["rows"][0]["reason_codes"] == ["unknown-sample"]


def test_a_withdrawal_reaches_the_laboratorys_system_at_once(lab, field, database):
    with database.transaction() as session:
        account = next(row for row in auth.accounts(session) if row.login == "lien.lac")
        consent.withdraw(Work(session, auth.actor_of(account)), field["donors"][0], how="in person")
    assert lab.get(f"/api/v1/samples/{field['kits'][0]}").json()["testing_permitted"] is False
    manifest = lab.get(f"/api/v1/shipments/{field['code']}/manifest").json()
    assert (manifest["version"], manifest["kind"], manifest["recalled"]) == (2, "recall", [field["kits"][0]])
    assert [row["sample_code"] for row in manifest["rows"]] == field["kits"][1:]
    refused = lab.post(f"/api/v1/shipments/{field['code']}/receipt", json={"rows": [{"sample_code": field["kits"][0], "verdict": "accepted"}]})
    assert refused.status_code == 422


def test_every_answer_holds_codes_only_and_each_look_at_a_tube_is_written_down(lab, field, database):
    paths = ["/api/v1/shipments", f"/api/v1/shipments/{field['code']}/manifest", f"/api/v1/samples/{field['kits'][0]}"]
    said = " ".join(json.dumps(lab.get(path).json(), ensure_ascii=False) for path in paths)
    assert "tran thi" not in names.fold(said)
    assert "0912345318" not in said
    with database.transaction() as session:
        assert [row.subject for row in session.exec(select(ViewRow)) if row.actor == "pxn1"] == [f"sample:{field['kits'][0]}"]


@pytest.mark.parametrize("body", ['{"rows": 7}', "not json", '{"rows": [{"verdict": "accepted"}]}', "[]", '{"rows": [{"sample_code": "x", "verdict": "\\u0000"}]}'])
def test_what_cannot_be_read_is_said_in_words_and_never_an_accident(lab, field, body):
    answer = lab.post(f"/api/v1/shipments/{field['code']}/receipt", content=body, headers={"Content-Type": "application/json"})
    assert 400 <= answer.status_code < 500
    assert set(answer.json()) >= {"code", "message"}


def test_the_schema_is_open_to_read_and_names_every_door(lab):
    del lab.headers["Authorization"]
    schema = lab.get("/api/v1/schema").json()
    assert set(schema["paths"]) == {
        "/api/v1/shipments", "/api/v1/shipments/{code}", "/api/v1/shipments/{code}/manifest", "/api/v1/shipments/{code}/manifest/{name}",
        "/api/v1/shipments/{code}/receipt", "/api/v1/samples/{code}", "/api/v1/results",
    }
    assert schema == lab.get("/api/v1/schema/openapi.json").json()
