"""Law 7, martyr by martyr: who was named after the consent was signed is not tested for before somebody said yes to it."""

import csv
import io
from uuid import UUID

import pytest

import app  # noqa: F401 - installs the reactions
import families
import labels
import matching
import samples
from core import files
from matching.queries.results import tube_facts
from samples import queries, rules
from tests.integration.test_the_road_of_a_sample import a_donor, a_martyr, consents, takes

SECOND = "Họ và tên liệt sĩ,Năm sinh,Nam/Nữ,Ngày hy sinh,Nguyên quán\nNguyễn Văn Bình,1951,Nam,5/1974,Xã Thạch Khê\n"


def a_second_martyr(work):
    families.load_martyrs(work, families.stage_martyrs("m.csv", SECOND.encode(), families.known_martyrs(work.session)))
    return families.find_martyrs(work.session, "nguyen van binh")[0]


def a_tube(work):
    martyr = a_martyr(work)
    person, claim = a_donor(work, martyr)
    consents(work, person, martyr)
    kit = labels.issue(work, 1, "a4-65")[0]
    takes(work, person, claim, kit)
    return martyr, person, kit


def sent(work, kit):
    box = samples.open_box(work)
    samples.pack(work, box.code, kit)
    samples.seal(work, box.code, "NP-1")
    shipment = samples.make_shipment(work, [box.code])
    return samples.dispatch(work, shipment.code, "EMS")


def listed(work, manifest):
    return [row["martyr_code"] for row in csv.DictReader(io.StringIO(files.content(work.session, UUID(manifest.file_ids["csv"])).decode()))]


def test_a_martyr_named_after_the_signature_does_not_leave_the_house(work):
    martyr, person, kit = a_tube(work)
    later = a_second_martyr(work)
    families.state_kinship(work, person.donor_id, later.id, "mother.sister.daughter", "con dì")
    tube = samples.by_code(work.session, kit)
    assert {claim.martyr_code for claim in tube.claims} == {martyr.code, later.code}
    assert [claim.martyr_code for claim in tube.agreed] == [martyr.code]
    assert listed(work, sent(work, kit)) == [martyr.code]


def test_a_result_speaks_only_for_the_martyrs_of_the_consent(work):
    martyr, person, kit = a_tube(work)
    families.state_kinship(work, person.donor_id, a_second_martyr(work).id, "mother.sister.daughter", "con dì")
    sent(work, kit)
    assert set(tube_facts(work.session)[kit].lines) == {martyr.code}
    assert martyr.code in matching.sufficiency(samples.sample_facts(work.session))
    assert len(matching.sufficiency(samples.sample_facts(work.session))) == 1


def test_a_new_consent_for_both_lets_both_go(work):
    martyr, person, kit = a_tube(work)
    later = a_second_martyr(work)
    families.state_kinship(work, person.donor_id, later.id, "mother.sister.daughter", "con dì")
    consents(work, person, martyr, later)
    assert set(listed(work, sent(work, kit))) == {martyr.code, later.code}


def test_a_tube_whose_only_martyr_is_no_longer_the_consents_goes_into_no_box(work):
    martyr, person, kit = a_tube(work)
    box = samples.open_box(work)
    samples.pack(work, box.code, kit)
    consents(work, person, a_second_martyr(work))
    assert not samples.by_code(work.session, kit).testing_permitted
    assert queries.box(work.session, box.code).withdrawn == ("A1",)
    with pytest.raises(rules.ConsentGone):
        samples.seal(work, box.code, "NP-1")
    samples.unpack(work, box.code, kit)
    with pytest.raises(rules.ConsentGone):
        samples.pack(work, box.code, kit)

