"""kill -9 of the server while a clerk takes relatives on the desk's own pages: each save that was confirmed on screen is wholly there, and none
is there in part (`make test-long`)."""

import random

import pytest
from sqlmodel import func, select

import consent
import samples
from consent.models import ConsentAnswer, ConsentRecord
from core import auth, clock, files
from core.audit import AuditRow
from core.work import Work
from families.models import Individual, KinshipClaim, NameToken
from samples.models import CustodyEvent, Expected, KitEvent, Sample, SampleClaim
from tests import desk_saves
from tests.plug import copied, opened, saved_until_killed, serving

pytestmark = pytest.mark.long
KITS, KILLS = 40, 50


def an_open_day(database):
    """A day in the hall with its kits; its code, the kits, and the form text in force."""
    _, _, kits = desk_saves.prepare(database, KITS)
    with database.transaction() as session:
        work = Work(session, auth.actor_of(auth.account_named(session, "thu.ha")))
        day = samples.plan_day(work, held_on=clock.today(), place="Nhà văn hóa Thạch Khê", commune_code="18604").code
        samples.open_day(work, day)
        return day, kits, str(consent.current_form(session).id)


def steps_at_the_desk(served, day, kits, form):
    """One relative after the other, each in four posts as the pages send them; a step is confirmed by the page it leads to."""

    def post(path, **fields):
        answer = served.post(f"/ban/{day}{path}", **fields)
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    agreed = {f"p_{purpose}": "yes" for purpose in consent.Purpose}
    for number, kit in enumerate(kits):
        person = {"name": f"Trần Thị {chr(65 + number % 26)}", "sex": "female", "born": "1958", "phone": f"09123{number:05d}", "commune_code": "18604",
                  "witness": "Phạm Thị Hiên", "surely_new": "1"}
        donor = ""

        def register(person=person):
            nonlocal donor
            donor = post("/moi", **person).split("/")[3]
            return donor, "registered"

        yield register
        yield lambda: (donor, "claimed", post(f"/{donor}/liet-si", ls="LS-00001", duong="mother.sister.daughter", tu=""))[:2]
        yield lambda: (donor, "agreed", post(f"/{donor}/dong-thuan", **agreed, form=form, told_sensitive="1", read_aloud="1", method="paper",
                                             witness="Phạm Thị Hiên", copy_given="1", language="vi"))[:2]
        yield lambda kit=kit: (donor, "sampled", post(f"/{donor}/mau", kind="dried_blood", code=kit, again=kit, taker="thu.ha", condition="dried"))[:2]


REGISTERED = {"people": 1, "name words": 3, "registered": 1, "came": 1}
CLAIMED = REGISTERED | {"claims": 1, "kinship": 1}
AGREED = CLAIMED | {"records": 1, "answers": 7, "papers": 1, "recorded": 1}
SAMPLED = AGREED | {"tubes": 1, "custody": 1, "tube claims": 1, "kits": 2, "collected": 1}
STEPS = {"registered": REGISTERED, "claimed": CLAIMED, "agreed": AGREED, "sampled": SAMPLED}


def traces_of(session, donor):
    """Every row that the steps so far left behind for one donor."""

    def count(table, where):
        return session.exec(select(func.count()).select_from(table).where(where)).one()

    def audits(action, subject):
        return count(AuditRow, (AuditRow.action == action) & (AuditRow.subject == subject))

    person = session.exec(select(Individual).where(Individual.donor_id == donor.id)).one()
    record = session.exec(select(ConsentRecord).where(ConsentRecord.donor_id == donor.id)).first()
    tube = session.exec(select(Sample).where(Sample.donor_id == donor.id)).first()
    found = {
        "people": 1, "name words": count(NameToken, NameToken.individual_id == person.id), "claims": count(KinshipClaim, KinshipClaim.donor_id == donor.id),
        "came": count(Expected, (Expected.donor_id == donor.id) & (Expected.outcome == "came")), "registered": audits("families.registered", f"donor:{donor.code}"), "kinship": audits("families.kinship_stated", f"donor:{donor.code}"),
        "records": int(record is not None), "recorded": audits("consent.recorded", f"donor:{donor.code}"), "tubes": int(tube is not None),
    }
    if record:
        found |= {"answers": count(ConsentAnswer, ConsentAnswer.record_id == record.id),
                  "papers": int(files.content(session, record.pdf_file_id).startswith(b"%PDF"))}
    if tube:
        found |= {"custody": count(CustodyEvent, CustodyEvent.sample_id == tube.id), "tube claims": count(SampleClaim, SampleClaim.sample_id == tube.id),
                  "kits": count(KitEvent, KitEvent.code == tube.code), "collected": audits("samples.collect", f"sample:{tube.code}")}
    return {what: number for what, number in found.items() if number}


def test_a_desk_save_that_is_killed_is_whole_or_has_not_happened(tmp_path):
    with opened(tmp_path / "hall") as database:
        day, kits, form = an_open_day(database)
    chance, confirmed_in_all = random.Random(52), 0
    for number in range(KILLS):
        home = copied(tmp_path / "hall", tmp_path / str(number))
        with serving(home, "thu.ha", "mot-hai-ba-bon") as served:
            confirmed = saved_until_killed(served, chance.uniform(0.02, 2.0), steps_at_the_desk(served, day, kits, form))
        with opened(home) as database, database.session() as session:
            found = {donor.code: traces_of(session, donor) for donor in session.exec(select(consent.Donor))}
            bound = session.exec(select(func.count()).select_from(KitEvent)).one()
        assert all(traces in STEPS.values() for traces in found.values()), found
        told = dict(confirmed)
        assert all(STEPS[what].items() <= found[donor].items() for donor, what in told.items())
        saved = sum(list(STEPS.values()).index(traces) + 1 for traces in found.values())
        assert saved - len(confirmed) in (0, 1), "more was saved than was under way"
        assert bound == 2 * sum(traces == SAMPLED for traces in found.values())
        confirmed_in_all += len(confirmed)
    assert KILLS < confirmed_in_all < KILLS * KITS * 4, "the plug was always pulled too early, or always too late"
