"""kill -9 of the server while shipments are dispatched over HTTP: each is wholly on its way, or wholly still here (`make test-long`)."""

import random
from uuid import UUID

import pytest
from sqlmodel import col, select

import app  # noqa: F401 - installs the reactions
import consent
import families
import labels
import samples
from core import auth, clock, files
from core.audit import AuditRow
from core.work import Work
from samples.models import Box, BoxPlace, CustodyEvent, Manifest, Sample, Shipment
from tests.plug import copied, opened, saved_until_killed, serving

pytestmark = pytest.mark.long
SHIPMENTS, TUBES, KILLS = 8, 3, 50
LOGIN, PASSWORD = "lien.lac", "mot-hai-ba-bon"
MARTYRS = "Họ và tên liệt sĩ,Năm sinh,Nam/Nữ,Ngày hy sinh,Nguyên quán\nNguyễn Văn Ân,1949,Nam,3/1972,Xã Thạch Khê\n"


def a_tube(work, martyr, kit):
    person = families.register_relative(work, families.RelativeFacts(name="Trần Thị Lài", sex="female", birth_year=1958, commune_code="18604"))
    claim = families.state_kinship(work, person.donor_id, martyr.id, "mother.sister.daughter", "con dì")
    consent.record(work, consent.ConsentFacts(
        donor_id=person.donor_id, martyr_ids=(martyr.id,), form_id=consent.current_form(work.session).id, answers=dict.fromkeys(consent.Purpose, True),
        told_sensitive=True, read_aloud=True, can_read=True, method=consent.Method.paper, witness="Phạm Thị Hiên", copy_given=True, occurred_at=clock.now(),
        names=consent.PaperNames("Trần Thị Lài", "1958", "xã Thạch Khê", ("Nguyễn Văn Ân",))))
    samples.collect(work, samples.CollectFacts(
        donor_id=person.donor_id, donor_code=consent.donor(work.session, person.donor_id).code, kit_code=kit, kit_code_again=kit,
        kind=samples.SampleKind.buccal, taker="thu.ha", claims=(samples.Claim(martyr.id, martyr.code, "mother.sister.daughter", claim.maternal_line),),
        occurred_at=clock.now()))


def packed_shipments(database):
    with database.transaction() as session:
        person, _ = auth.add_account(session, LOGIN, "Đậu Quang Nhật", list(auth.Role), password=PASSWORD)
        work = Work(session, auth.actor_of(person))
        consent.ensure_form(work)
        families.load_martyrs(work, families.stage_martyrs("m.csv", MARTYRS.encode(), families.known_martyrs(session)))
        martyr, kits = families.find_martyrs(session, "nguyen van an")[0], iter(labels.issue(work, SHIPMENTS * TUBES, "a4-65"))
        for number in range(SHIPMENTS):
            box = samples.open_box(work)
            for kit in (next(kits) for _ in range(TUBES)):
                a_tube(work, martyr, kit)
                samples.pack(work, box.code, kit)
            samples.seal(work, box.code, f"NP-{number}")
            samples.make_shipment(work, [box.code])


def facts_of(session, shipment):
    """Everything that a dispatch leaves behind, as counts."""
    boxes = session.exec(select(Box).where(Box.shipment_id == shipment.id)).all()
    tubes = session.exec(select(Sample).join(BoxPlace, col(BoxPlace.sample_id) == Sample.id).where(col(BoxPlace.box_id).in_([b.id for b in boxes]))).all()
    steps = session.exec(select(CustodyEvent).where(col(CustodyEvent.sample_id).in_([t.id for t in tubes]), CustodyEvent.action == "dispatch")).all()
    manifests = session.exec(select(Manifest).where(Manifest.shipment_id == shipment.id)).all()
    audits = session.exec(select(AuditRow).where(AuditRow.subject == f"shipment:{shipment.code}", AuditRow.action == "samples.manifest_frozen")).all()
    papers = [files.content(session, UUID(file_id)) for manifest in manifests for file_id in manifest.file_ids.values()]
    return (
        shipment.status, {box.status for box in boxes}, {tube.status for tube in tubes}, len(steps), len(manifests), len(audits), len(papers),
        bool(shipment.carrier), bool(shipment.dispatched_at),
    )


HERE = ("packed", {"sealed"}, {"sealed"}, 0, 0, 0, 0, False, False)
ON_ITS_WAY = ("dispatched", {"dispatched"}, {"dispatched"}, TUBES, 1, 1, 3, True, True)


def test_a_dispatch_that_is_killed_is_whole_or_has_not_happened(tmp_path):
    with opened(tmp_path / "packed") as database:
        packed_shipments(database)
    chance, confirmed_in_all, unconfirmed_but_saved = random.Random(51), 0, 0
    for number in range(KILLS):
        home = copied(tmp_path / "packed", tmp_path / str(number))
        with serving(home, LOGIN, PASSWORD) as served:

            def dispatch(code, served=served):
                answer = served.post(f"/lo/{code}/gui", carrier="Bưu điện tỉnh")
                assert (answer.status_code, answer.headers["location"]) == (303, f"/lo/{code}")
                return code

            saves = ((lambda code=code: dispatch(code)) for code in (f"GH-{place:04d}" for place in range(1, SHIPMENTS + 1)))
            confirmed = saved_until_killed(served, chance.uniform(0.02, 1.2), saves)
        with opened(home) as database, database.session() as session:
            found = {shipment.code: facts_of(session, shipment) for shipment in session.exec(select(Shipment))}
        assert all(facts in (HERE, ON_ITS_WAY) for facts in found.values()), found
        sent = {code for code, facts in found.items() if facts == ON_ITS_WAY}
        assert set(confirmed) <= sent
        assert len(sent) <= len(confirmed) + 1
        confirmed_in_all += len(confirmed)
        unconfirmed_but_saved += len(sent - set(confirmed))
    assert KILLS < confirmed_in_all < KILLS * SHIPMENTS, "the plug was always pulled too early, or always too late"
