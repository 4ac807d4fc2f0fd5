"""What people ask about their own data: the clock, the letters, the copy, the restriction, the erasure; who may do which, and what leaves a trace."""

import json
from datetime import UTC, date, datetime
from io import BytesIO

import pypdf
import pytest
from sqlmodel import select

import app  # noqa: F401 - installs the registries
import cases
import consent
import families
import labels
import samples
from cases import commands, papers, queries
from consent.models import ConsentWithdrawal, DataRequest, RequestStep
from consent.rules import rights
from consent.rules.rights import RequestKind, RequestState, Step, StepFact
from core import auth, clock, files
from core.audit import AuditRow, ViewRow
from core.auth import Role
from core.errors import NotFound
from core.web import registry
from core.work import Work
from tests.conftest import actor
from tests.integration.test_the_road_of_a_sample import a_donor, a_martyr, consents, takes

NOW = datetime(2026, 11, 9, 3, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def a_monday():
    with clock.stopped_at(NOW):
        yield


@pytest.fixture
def person(work):
    """A relative with consent and one tube: (donor code, donor id, tube code)."""
    martyr = a_martyr(work)
    donor, claim = a_donor(work, martyr)
    consents(work, donor, martyr)
    tube = takes(work, donor, claim, labels.issue(work, 1, "a4-65")[0])
    return consent.donor(work.session, donor.donor_id).code, donor.donor_id, tube.code


def officer(work, *roles, communes=None):
    """Another real account, because erasing needs two people."""
    made, _ = auth.add_account(work.session, f"{roles[0]}{len(auth.accounts(work.session))}", "Trần Minh Châu", list(roles), communes, "x")
    return Work(work.session, auth.actor_of(made))


def asks(work, code, kind, channel="in_person", **more):
    return commands.take_request(work, code, commands.Said(kind, channel, date(2026, 11, 9), "Tôi muốn biết.", **more))


def leads(work, row, *steps):
    for step in steps:
        step, word = step if isinstance(step, tuple) else (step, "")
        commands.lead_request(work, row, step, word, "")


SURE = (Step.identify, "card_seen")


def words_of(pdf):
    return " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)


def test_a_request_is_taken_with_its_clocks_and_a_receipt_that_alone_holds_the_name(work, person):
    code, donor_id, _ = person
    row = asks(work, code, "copy")
    assert (row.code, row.first_answer_by, row.due_on) == ("QH-00001", date(2026, 11, 11), date(2026, 11, 19))
    receipt = words_of(files.content(work.session, row.receipt_file_id))
    assert "Trần Thị Lài" in receipt and "QH-00001" in receipt
    acts = work.session.exec(select(AuditRow).where(AuditRow.subject == "request:QH-00001")).all()
    assert "Lài" not in repr([act.facts for act in acts]) and [act.action for act in acts] == ["rights.taken"]
    with pytest.raises(rights.OpenAlready):
        asks(work, code, "copy")


def test_every_step_of_the_ordinary_way_is_cached_as_its_history_says(work, person):
    code, *_ = person
    row = asks(work, code, "see")
    for step in (Step.first_answer, SURE, Step.accept, Step.hand_on, (Step.extend, "others"), Step.do, Step.answer):
        leads(work, row, step)
        rows = work.session.exec(select(RequestStep).where(RequestStep.request_id == row.id)).all()
        assert row.status == rights.state_of([StepFact(each.id, Step(each.step)) for each in rows])
    assert (row.status, row.due_on) == (RequestState.answered, date(2026, 12, 4))
    letters = [each for each in consent.steps_of(work.session, row.id) if each.paper]
    assert [each.step for each in letters] == [Step.first_answer, Step.extend, Step.answer]


def test_an_address_is_opened_only_for_a_letter_that_is_drawn(work, person):
    row = asks(work, person[0], "see")
    opened = select(ViewRow).where(ViewRow.reason == "rights letter")
    before = len(work.session.exec(opened).all())
    leads(work, row, SURE, Step.accept)
    assert len(work.session.exec(opened).all()) == before
    leads(work, row, Step.first_answer)
    assert len(work.session.exec(opened).all()) == before + 1


def test_by_telephone_it_is_taken_and_nothing_is_handed_out_before_it_is_made_sure_who_asks(work, person):
    code, *_ = person
    row = asks(work, code, "copy", channel="phone")
    for refused in (lambda: leads(work, row, Step.accept), lambda: commands.take_copy(work, row.code, "pdf")):
        with pytest.raises(rights.NotMadeSure):
            refused()
    leads(work, row, (Step.identify, "call_back"), Step.accept)
    assert commands.take_copy(work, row.code, "pdf").password


def test_a_withdrawal_runs_on_the_clock_of_its_request_and_there_is_only_one(work, person):
    code, donor_id, tube = person
    row = asks(work, code, "withdraw", channel="letter")
    leads(work, row, Step.accept)
    assert samples.by_code(work.session, tube).status == "quarantined"
    assert consent.standing(work.session, donor_id).done_before_on == row.due_on == date(2026, 11, 24)
    leads(work, row, Step.hand_on)
    assert consent.standing(work.session, donor_id).done_before_on == row.due_on == date(2026, 11, 29)


def test_who_withdraws_at_the_page_of_old_has_a_request_too(work, person):
    code, donor_id, _ = person
    consent.withdraw(work, donor_id, how="in person")
    row = work.session.exec(select(DataRequest)).one()
    assert (row.kind, row.status, row.channel) == (RequestKind.withdraw, RequestState.accepted, "in_person")
    assert work.session.exec(select(ConsentWithdrawal)).one().request_id == row.id


def test_a_restriction_permits_nothing_new_until_it_is_lifted_and_tubes_stay_where_they_are(work, person):
    code, donor_id, tube = person
    box = samples.open_box(work)
    row = asks(work, code, "restrict")
    leads(work, row, SURE, Step.accept)
    assert consent.restricted(work.session, donor_id) and not consent.permits(work.session, donor_id, consent.Purpose.contact)
    with pytest.raises(Exception, match="data-restricted") as refused:
        samples.pack(work, box.code, tube)
    assert "hạn chế xử lý" in refused.value.sentence()
    assert queries.person_file(work, code).standing.restricted
    leads(work, row, Step.do, Step.answer, Step.lift)
    assert samples.pack(work, box.code, tube) == "A1"


def test_a_copy_holds_the_person_and_nobody_else_and_no_result(work, person):
    code, donor_id, tube = person
    row = asks(work, code, "copy")
    leads(work, row, SURE, Step.accept)
    parts = registry.data_copy(work, donor_id)
    told = json.loads(papers.as_json(parts, code, row.code))
    assert {"person", "kinship", "consent", "requests", "sample", "results", "looks"} <= {part["key"] for part in told["parts"]}
    whole = json.dumps(told, ensure_ascii=False) + words_of(papers.as_pdf(work, parts, code, row.code))
    assert "Trần Thị Lài" in whole and labels.spaced(tube) in whole
    assert work.actor.name not in json.dumps([part for part in told["parts"] if part["key"] == "looks"], ensure_ascii=False)
    results = next(part for part in told["parts"] if part["key"] == "results")
    assert len(results["rows"]) == 1 and not any(sign in json.dumps(results, ensure_ascii=False) for sign in ("%", "LR", "trùng khớp", "match"))


def test_the_copy_leaves_counted_and_locked(work, person):
    code, *_ = person
    row = asks(work, code, "copy")
    leads(work, row, SURE, Step.accept)
    taken = commands.take_copy(work, row.code, "json")
    assert taken.password and "Trần Thị Lài".encode() not in taken.content
    reader = pypdf.PdfReader(BytesIO(taken.content))
    assert reader.decrypt(taken.password)
    name, content = next(iter(reader.attachments.items()))
    assert name.endswith(".json") and json.loads(content[0])["donor_code"] == code


def test_erasing_needs_two_people_withdraws_first_and_leaves_a_tombstone(work, person):
    code, donor_id, tube = person
    first, second = officer(work, Role.data_protection_officer), officer(work, Role.province_admin)
    row = asks(first, code, "erase")
    leads(first, row, SURE, Step.accept)
    page = queries.request_page(first, row.code)
    assert page.to_erase.stays == [tube] and page.to_erase.consent_stands and page.to_erase.destroyed
    with pytest.raises(rights.NotPrepared):
        leads(second, row, Step.do)
    leads(first, row, Step.propose)
    with pytest.raises(auth.SamePerson):
        leads(first, row, Step.do)
    assert consent.erased(work.session, donor_id) is None
    leads(second, row, Step.do)
    stone = consent.erased(work.session, donor_id)
    assert (stone.prepared_by, stone.confirmed_by) == (first.account_id, second.account_id)
    assert consent.standing(work.session, donor_id).state is consent.State.withdrawn
    assert samples.by_code(work.session, tube).status == "quarantined"
    leads(second, row, Step.answer)
    answer = next(each for each in consent.steps_of(work.session, row.id) if each.step is Step.answer)
    text = words_of(files.content(work.session, consent.letter_of(work.session, row.id, answer.id)))
    assert code in text and "Lài" not in text
    work.session.expire_all()
    with pytest.raises(files.FileErased):
        files.content(work.session, row.receipt_file_id)
    page = queries.request_page(second, row.code)
    assert (page.asked, page.person, page.offered) == ("", None, []) and page.erased
    assert [line.name for line in queries.desk_page(second, everything=True).lines] == [""]
    registry.data_copy(second, donor_id)
    with pytest.raises(rights.AlreadyErased):
        consent.take(work, consent.Asked(donor_id, RequestKind.see, rights.Channel.letter, date(2026, 11, 9), "x"))


def test_a_commune_takes_requests_of_its_own_people_only_and_does_not_decide_them(work, person):
    code, *_ = person
    stranger = officer(work, Role.commune_officer, communes=["18073"])
    with pytest.raises(NotFound):
        asks(stranger, code, "see")
    row = asks(work, code, "see")
    with pytest.raises(NotFound):
        queries.request_page(stranger, row.code)
    assert queries.desk_page(stranger).lines == []
    assert queries.request_page(officer(work, Role.commune_officer), row.code).offered == [Step.identify, Step.drop]
    seen = work.session.exec(select(ViewRow.reason).where(ViewRow.subject == f"donor:{code}")).all()
    assert "rights request" in seen


def test_what_is_overdue_stands_first_and_waits_under_today(work, person):
    code, *_ = person
    early = asks(work, code, "see")
    late = asks(work, code, "complain")
    leads(work, early, Step.first_answer)
    dpo = Work(work.session, actor(Role.data_protection_officer))
    with clock.stopped_at(datetime(2026, 11, 12, 3, 0, tzinfo=UTC)):
        page = queries.desk_page(dpo)
        assert [line.request.code for line in page.lines] == [late.code, early.code] and page.overdue == 1
        assert [task.due_on for task in cases.waiting(dpo)] == [date(2026, 11, 11), date(2026, 11, 19)]
    assert cases.waiting(Work(work.session, actor(Role.commune_officer))) == []


def test_a_representative_is_named_with_a_paper_and_both_are_sealed(work, person):
    code, *_ = person
    with pytest.raises(rights.RepresentativeUnnamed):
        asks(work, code, "see", representative="Nguyễn Thị Hạnh")
    row = asks(work, code, "see", representative="Nguyễn Thị Hạnh", basis="Quyết định 12/2026")
    with pytest.raises(rights.CheckDoesNotFit):
        leads(work, row, SURE)
    leads(work, row, (Step.identify, "paper_of_representative"), Step.accept)
    assert row.status == RequestState.accepted and families.relative(work, code).name == "Trần Thị Lài"
