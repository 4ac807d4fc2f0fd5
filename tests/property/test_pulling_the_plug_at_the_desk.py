"""kill -9 while relatives are taken at the desk: each save that was confirmed is wholly there, and none is there in part (`make test-long`)."""

import random
import subprocess
import sys
import threading
from uuid import UUID

import pytest
from sqlmodel import func, select

import consent
from consent.models import ConsentAnswer, ConsentRecord
from core import files
from core.audit import AuditRow
from families.models import Individual, KinshipClaim, NameToken
from samples.models import CustodyEvent, KitEvent, Sample, SampleClaim
from tests import desk_saves
from tests.architecture.house import HOUSE
from tests.plug import copied, environment, opened

pytestmark = pytest.mark.long
KITS, KILLS = 40, 50


def said_until_killed(home, kits, seconds):
    """The saves that were confirmed, as (donor, what)."""
    words = [sys.executable, "-m", "tests.desk_saves", str(home), *kits]
    with subprocess.Popen(words, env=environment(home), cwd=HOUSE, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout.readline() == "ready\n"
        timer = threading.Timer(seconds, program.kill)
        timer.start()
        lines = program.stdout.read().splitlines()
        timer.join()
    return [(UUID(donor), what) for what, donor in (line.split() for line in lines)]


REGISTERED = {"people": 1, "name words": 3, "claims": 1, "registered": 1, "kinship": 1}
AGREED = REGISTERED | {"records": 1, "answers": 7, "papers": 1, "recorded": 1}
SAMPLED = AGREED | {"tubes": 1, "custody": 1, "tube claims": 1, "kits": 1, "collected": 1}
STEPS = {"registered": REGISTERED, "agreed": AGREED, "sampled": SAMPLED}


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
        "registered": audits("families.registered", f"donor:{donor.code}"), "kinship": audits("families.kinship_stated", f"donor:{donor.code}"),
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
        _, _, kits = desk_saves.prepare(database, KITS)
    chance, confirmed_in_all = random.Random(52), 0
    for number in range(KILLS):
        home = copied(tmp_path / "hall", tmp_path / str(number))
        confirmed = said_until_killed(home, kits, chance.uniform(0.02, 1.0))
        confirmed_in_all += len(confirmed)
        with opened(home) as database, database.session() as session:
            found = {donor.id: traces_of(session, donor) for donor in session.exec(select(consent.Donor))}
            bound = session.exec(select(func.count()).select_from(KitEvent)).one()
        assert all(traces in STEPS.values() for traces in found.values()), found
        told = dict(confirmed)
        assert all(STEPS[what].items() <= found[donor].items() for donor, what in told.items())
        saved = sum(list(STEPS.values()).index(traces) + 1 for traces in found.values())
        assert saved - len(confirmed) in (0, 1), "more was saved than was under way"
        assert bound == sum(traces == SAMPLED for traces in found.values())
    assert KILLS < confirmed_in_all < KILLS * KITS * 3, "the plug was always pulled too early, or always too late"
