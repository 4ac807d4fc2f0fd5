"""Loading the fictional province: about 450 martyrs, an open day with its list, two shipments, one of them received."""

import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import consent
import families
import labels
import matching
import samples
from core import auth, clock, sheets
from core.auth import Actor, Role
from core.db import Database
from core.staging import Staged
from core.work import Work
from demo.commands import family

DATA = Path(__file__).parent.parent / "data"
STAFF = [
    ("thu.ha", "Lê Thị Thu Hà", [Role.day_lead, Role.consent_taker, Role.sampler]),
    ("quang.nhat", "Đậu Quang Nhật", [Role.lab_liaison]),
    ("thi.ngan", "Hồ Thị Ngân", [Role.result_officer]),
    ("duc.loc", "Phan Đức Lộc", [Role.result_officer]),
    ("thi.thanh", "Võ Thị Thanh", [Role.steering_viewer]),
    ("minh.chau", "Trần Minh Châu", [Role.data_protection_officer]),
    ("hai.yen", "Ngô Thị Hải Yến", [Role.data_protection_officer]),
    ("van.son", "Nguyễn Văn Sơn", [Role.auditor]),
    ("quan.tri", "Bùi Thị Quản", [Role.province_admin]),
]
SURNAMES = ["Nguyễn", "Trần", "Lê", "Phan", "Đặng", "Hồ", "Võ", "Bùi", "Dương", "Thái", "Biện", "Lưu"]
MIDDLE = ["Văn", "Đình", "Xuân", "Huy", "Trọng", "Viết", "Quốc", "Công"]
GIVEN = ["Ân", "Bình", "Cường", "Dũng", "Hiếu", "Khánh", "Lâm", "Mạnh", "Nam", "Phú", "Quang", "Sơn", "Thắng", "Tùng", "Vinh"]
WOMEN = ["Lài", "Xuân", "Hường", "Nhung", "Sâm", "Thơm", "Tuyết", "Cúc", "Đào", "Loan"]
KINSHIP = [
    ("sister", "em gái ruột", "female"), ("half-m.brother", "em cùng mẹ khác cha", "male"), ("mother.sister.son", "con dì ruột", "male"),
    ("sister.daughter", "cháu, con chị gái ruột", "female"), ("brother?", "em trai", "male"), ("sister?.son", "cháu gọi bằng cậu", "male"),
    ("mother.sister?.daughter", "con dì con già", "female"), ("father.brother", "chú ruột", "male"), ("half-p.sister", "em cùng cha khác mẹ", "female"),
    ("sister", "chị gái ruột", "female"),
]
PAST_DONORS, RECEIVED = 112, 81
TUBES_A_BOX = 45
HOURS = {"07:00": 24, "08:00": 24, "09:00": 24, "10:00": 20, "13:00": 20, "14:00": 24, "15:00": 20}


def load(database: Database) -> None:
    """Fill an empty demo; one that is filled stays as it is."""
    with database.transaction() as session:
        if auth.accounts(session):
            return
        for login, name, roles in STAFF:
            _trained(session, auth.ensure_account(session, login, name, roles))
        work = Work(session, _everybody(session))
        consent.ensure_form(work)
        chance = random.Random(1972)
        with clock.stopped_at(clock.now() - timedelta(days=40)):
            _registers(work, chance)
        _past(work, chance)
        _open_day(work)


def _trained(session: Any, account: auth.Account) -> None:
    """Whoever takes consent or samples in the demo was trained for it."""
    able = frozenset(Role(role) for role in account.roles)
    for permission, skill in auth.TRAINED.items():
        if able & auth.PERMISSIONS[permission]:
            held = clock.today() - timedelta(days=75)
            auth.add_training(session, account, auth.TrainingFacts(skill, held, held + timedelta(days=730), "TH-2026-0412"), None)


def _everybody(session: Any) -> Actor:
    lead = next(account for account in auth.accounts(session) if account.login == "thu.ha")
    return Actor(lead.id, lead.login, lead.name, frozenset(Role))


def _registers(work: Work, chance: random.Random) -> None:
    first = (DATA / "martyrs.xlsx").read_bytes()
    second = _more_martyrs(chance, 130)
    for name, content in (("martyrs.xlsx", first), ("martyrs-2.csv", second)):
        _staged(families.stage_martyrs(name, content, families.known_martyrs(work.session)), lambda s: families.load_martyrs(work, s))
    remains = (DATA / "remains.csv").read_bytes()
    _staged(samples.stage_remains(work.session, "remains.csv", remains), lambda s: samples.load_remains(work, s))


def _staged(staged: Any, save: Callable[[Staged], object]) -> None:
    if not isinstance(staged, Staged):
        raise TypeError("the demo's own workbooks have a known head")
    save(staged)


def _more_martyrs(chance: random.Random, count: int) -> bytes:
    """A second register, as a district might have kept it."""
    head, rows = ["Họ và tên liệt sĩ", "Năm sinh", "Nam/Nữ", "Nguyên quán", "Ngày hy sinh", "Nơi hy sinh"], []
    homes = ["Xã Thạch Khê, Huyện Thạch Hà", "Xã Cẩm Hưng, Huyện Cẩm Xuyên", "Xã Hà Linh, Huyện Hương Khê", "Xã Kỳ Khang, Huyện Kỳ Anh"]
    for _ in range(count):
        born, name = chance.randint(1930, 1955), f"{chance.choice(SURNAMES)} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}"
        died = f"{chance.randint(1, 28)}/{chance.randint(1, 12)}/{chance.randint(1965, 1975)}"
        rows.append([name, born, "Nam", f"{chance.choice(homes)}, Hà Tĩnh", died, chance.choice(["Quảng Trị", "Lào", "Tây Ninh"])])
    return sheets.as_csv(head, rows)


def _past(work: Work, chance: random.Random) -> None:
    """Two earlier days: what was collected, boxed, sent, and mostly received."""
    now = clock.now()
    with clock.stopped_at(now - timedelta(days=24)):
        codes = _past_day(work, chance, "Nhà văn hóa xã Thạch Khê", "18604", 0, RECEIVED)
    with clock.stopped_at(now - timedelta(days=20)):
        sent = _ship(work, codes)
    with clock.stopped_at(now - timedelta(days=16)):
        _receive(work, codes)
        work.audit("demo.received", f"shipment:{sent}")
    with clock.stopped_at(now - timedelta(days=9)):
        later = _past_day(work, chance, "Hội trường xã Cẩm Hưng", "18736", RECEIVED, PAST_DONORS)
    with clock.stopped_at(now - timedelta(days=4)):
        _ship(work, later[:15])
    with clock.stopped_at(now - timedelta(days=3)):
        family.draw_one(work)
    with clock.stopped_at(now - timedelta(days=2)):
        _calls(work, [codes[3], codes[22], codes[25], codes[60]])
    with clock.stopped_at(now - timedelta(hours=20)):
        _second_thoughts(work, sent=later[3], boxed=later[15:24])


def _second_thoughts(work: Work, sent: str, boxed: list[str]) -> None:
    """A half-filled box with a tube that must come out, and a tube to be recalled from the road: two families changed their mind."""
    box = samples.open_box(work)
    for code in boxed:
        samples.pack(work, box.code, code)
    for code in (sent, boxed[4]):
        consent.withdraw(work, samples.by_code(work.session, code).donor_id, how="in person")


def _calls(work: Work, codes: list[str]) -> None:
    """Four families of whom a detail is missing are asked to call: two have an e-mail address, to two a letter goes."""
    for tube in samples.sample_facts(work.session, codes):
        matching.ask_to_call(work, tube.donor_id, matching.CallReason.missing_detail)


def _past_day(work: Work, chance: random.Random, place: str, commune: str, start: int, end: int) -> list[str]:
    day = samples.plan_day(work, held_on=clock.today(), place=place, commune_code=commune, lead_unit="Công an tỉnh",
                           partners="Hội Liên hiệp Phụ nữ, Sở Y tế", kits=end - start + 5)
    kits = samples.give_new_kits(work, day.code, end - start + 5, "a4-65")
    labels.printed(work, kits, "new")
    samples.open_day(work, day.code)
    martyrs = [view for view in families.find_martyrs(work.session, "", 1000) if view.sex == "male"]
    codes = [_donor(work, chance, day.code, commune, kit, martyrs[(start + place) // 2], place) for place, kit in enumerate(kits[: end - start])]
    samples.close_day(work, day.code, left=5)
    return codes


def _donor(work: Work, chance: random.Random, day_code: str, commune: str, kit: str, of: families.MartyrView, place: int) -> str:
    path, word, sex = KINSHIP[place % len(KINSHIP)]
    given = f"Thị {chance.choice(WOMEN)}" if sex == "female" else f"{chance.choice(MIDDLE)} {chance.choice(GIVEN)}"
    born = chance.randint(1932, 1962)
    person = families.register_relative(work, families.RelativeFacts(
        name=f"{chance.choice(SURNAMES)} {given}", sex=sex, birth_year=born, birth_text=str(born), phone=f"09{chance.randint(10_000_000, 99_999_999)}",
        phone_owner=chance.choice(["", "con", "cháu"]), commune_code=commune, address=f"thôn {chance.randint(1, 14)}",
        email=f"gia-dinh-{place}@vi-du.example" if place % 3 == 0 else ""))
    samples.expect(work, day_code, [person.donor_id])
    samples.outcome(work, day_code, person.donor_id, "came")
    claim = families.state_kinship(work, person.donor_id, of.id, path, word)
    donor = consent.donor(work.session, person.donor_id)
    _consent(work, person, of)
    samples.collect(work, samples.CollectFacts(
        donor_id=donor.id, donor_code=donor.code, kit_code=kit, kit_code_again=kit, kind=samples.SampleKind.dried_blood, taker="thu.ha",
        claims=(samples.Claim(of.id, of.code, path, claim.maternal_line),), occurred_at=clock.now(), day_code=day_code, conditions={"dried": True}))
    families.issue_slip(work, donor.id)
    return kit


def _consent(work: Work, person: Any, of: families.MartyrView) -> None:
    answers = dict.fromkeys(consent.Purpose, True) | {consent.Purpose.press: False, consent.Purpose.identity_database: False}
    consent.record(work, consent.ConsentFacts(
        donor_id=person.donor_id, martyr_ids=(of.id,), form_id=consent.current_form(work.session, clock.today()).id, answers=answers,
        told_sensitive=True, read_aloud=True, can_read=True, method=consent.Method.thumbprint, witness="Phạm Thị Hiên", copy_given=True,
        names=consent.PaperNames(person.name, str(person.birth_year), "", (of.name,)), occurred_at=clock.now(), place="Nhà văn hóa"))


def _ship(work: Work, codes: list[str]) -> str:
    boxes = []
    for start in range(0, len(codes), TUBES_A_BOX):
        box = samples.open_box(work)
        for code in codes[start : start + TUBES_A_BOX]:
            samples.pack(work, box.code, code)
        samples.seal(work, box.code, f"NP-{box.number + 1000}")
        boxes.append(box.code)
    shipment = samples.make_shipment(work, boxes)
    samples.dispatch(work, shipment.code, "Bưu điện tỉnh")
    return shipment.code


def _receive(work: Work, codes: list[str]) -> None:
    """The laboratory's receipt as a sheet: nearly all accepted, three rejected, one missing."""
    bad = {5: ("rejected", "vết máu quá ít"), 17: ("rejected", "thẻ bị ẩm"), 40: ("rejected", "vết máu quá ít"), 52: ("missing", "")}
    rows = [(code, *bad.get(place, ("accepted", ""))) for place, code in enumerate(codes)]
    staged = samples.stage_receipt(work.session, "receipt.csv", sheets.as_csv(("sample_code", "verdict", "reason"), rows))
    _staged(staged, lambda s: samples.load_receipt(work, s))


def _open_day(work: Work) -> None:
    """Today's day in Cẩm Bình, with the expected relatives of the sample workbook."""
    day = samples.plan_day(work, held_on=clock.today(), place="Nhà văn hóa xã Cẩm Bình", commune_code="18685", lead_unit="Công an tỉnh",
                           partners="Hội Liên hiệp Phụ nữ, Sở Y tế", kits=160, lead_id=work.actor.account_id, slots=HOURS,
                           team={"reception": "Phạm Thị Hiên, Lê Văn Tư", "sampler": "Võ Thị Mai", "nurse": "Trần Thị Hoa"})
    content = (DATA / "relatives.xlsx").read_bytes()
    find = lambda name, year: families.martyrs_named(work.session, name, year)  # noqa: E731 - the register asks by name and year
    _staged(families.stage_relatives("relatives.xlsx", content, find, families.known_relatives(work.session), words=families.relation_words(work.session)),
            lambda s: samples.expect(work, day.code, families.load_relatives(work, s)))
    labels.printed(work, samples.give_new_kits(work, day.code, 160, "a4-65"), "new")
    samples.spread_slots(work, day.code)
    samples.open_day(work, day.code)
    samples.plan_day(work, held_on=clock.today() + timedelta(days=5), place="Trụ sở phường Thành Sen", commune_code="18073", lead_unit="Công an tỉnh", kits=60,
                     slots=HOURS)
