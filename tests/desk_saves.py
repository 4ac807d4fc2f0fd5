"""One relative at the desk as three saves, each its own transaction: registered with kinship, consented, sampled.

`python -m tests.desk_saves HOME` does it again and again and says each save aloud once it is on disk, for the test that pulls the plug.
"""

import sys
from datetime import date
from pathlib import Path

import app  # noqa: F401 - installs the reactions
import consent
import families
import labels
import samples
from core import auth, clock
from core.auth import Actor
from core.db import Database
from core.work import Work

MARTYRS = "Họ và tên liệt sĩ,Năm sinh,Nam/Nữ,Ngày hy sinh,Nguyên quán\nNguyễn Văn Ân,1949,Nam,3/1972,Xã Thạch Khê\n"


def prepare(database: Database, kits: int) -> tuple[Actor, families.MartyrView, list[str]]:
    """Somebody who does it, a martyr, a form text and printed kits."""
    with database.transaction() as session:
        account, _ = auth.add_account(session, "thu.ha", "Lê Thị Thu Hà", list(auth.Role), password="mot-hai-ba-bon")
        session.add_all(
            auth.Qualification(account_id=account.id, skill=skill, held_on=date(2000, 1, 1)) for skill in auth.Skill
            if not auth.qualified(session, account.id, skill, clock.today())
        )
        work = Work(session, auth.actor_of(account))
        consent.ensure_form(work)
        staged = families.stage_martyrs("m.csv", MARTYRS.encode(), families.known_martyrs(session))
        families.load_martyrs(work, staged)
        codes = labels.issue(work, kits, "a4-65")
        return work.actor, families.find_martyrs(session, "nguyen van an")[0], codes


def register(work: Work, martyr: families.MartyrView, number: int):
    person = families.register_relative(work, families.RelativeFacts(
        name=f"Trần Thị {chr(65 + number % 26)}", sex="female", birth_year=1958, citizen_id=f"0421580{number:05d}", phone=f"09123{number:05d}",
        commune_code="18604", address="xã Thạch Khê"))
    claim = families.state_kinship(work, person.donor_id, martyr.id, "mother.sister.daughter", "con dì")
    return person.donor_id, samples.Claim(martyr.id, martyr.code, "mother.sister.daughter", claim.maternal_line)


def agree(work: Work, martyr: families.MartyrView, donor_id):
    return consent.record(work, consent.ConsentFacts(
        donor_id=donor_id, martyr_ids=(martyr.id,), form_id=consent.current_form(work.session).id, answers=dict.fromkeys(consent.Purpose, True),
        told_sensitive=True, read_aloud=True, can_read=True, method=consent.Method.paper, witness="Phạm Thị Hiên", copy_given=True, occurred_at=clock.now(),
        names=consent.PaperNames("Trần Thị Lài", "1958", "xã Thạch Khê", (martyr.name,))))


def collect(work: Work, donor_id, claim, kit: str):
    return samples.collect(work, samples.CollectFacts(
        donor_id=donor_id, donor_code=consent.donor(work.session, donor_id).code, kit_code=kit, kit_code_again=kit, kind=samples.SampleKind.buccal,
        taker="thu.ha", claims=(claim,), occurred_at=clock.now()))


def desk_save(database: Database, actor: Actor, martyr: families.MartyrView, number: int, kit: str, say=lambda *words: None) -> None:
    """Register, consent, collect: three commits, as the three steps of the page make them."""
    with database.transaction() as session:
        donor_id, claim = register(Work(session, actor), martyr, number)
    say("registered", donor_id)
    with database.transaction() as session:
        agree(Work(session, actor), martyr, donor_id)
    say("agreed", donor_id)
    with database.transaction() as session:
        collect(Work(session, actor), donor_id, claim, kit)
    say("sampled", donor_id)


def main() -> None:
    from tests.plug import opened

    def say(*words: object) -> None:
        print(*words, flush=True)

    with opened(Path(sys.argv[1])) as database:
        with database.session() as session:
            actor = auth.actor_of(auth.account_named(session, "thu.ha"))
            martyr = families.find_martyrs(session, "nguyen van an")[0]
        say("ready")
        for number, kit in enumerate(sys.argv[2:]):
            desk_save(database, actor, martyr, number, kit, say)


if __name__ == "__main__":
    main()
