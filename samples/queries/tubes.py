"""One tube and whose it is by code: its claims, its chain of custody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

import consent
import labels
from core.auth import Account
from core.errors import NotFound
from core.i18n import N_, gettext
from samples.models import CustodyEvent, Remains, Sample, SampleClaim
from samples.rules import CAN_ANSWER, STATUS_WORDS, Claim, SampleStatus


def one(session: Session, table: type[Any], code: str, *, lock: bool = False) -> Any:
    """The row of that code; `lock` holds it on PostgreSQL while a write decides. Raises NotFound."""
    query = select(table).where(table.code == code)
    row = session.exec(query.with_for_update() if lock else query).first()
    if row is None:
        raise NotFound()
    return row


def claims_of(session: Session, sample_ids: Iterable[UUID]) -> dict[UUID, list[Claim]]:
    """The newest version of each sample's claims."""
    ids, newest = list(sample_ids), {}
    for start in range(0, len(ids), 500):
        for row in session.exec(select(SampleClaim).where(col(SampleClaim.sample_id).in_(ids[start : start + 500])).order_by(SampleClaim.version)):
            kept = newest.setdefault(row.sample_id, (row.version, []))
            if row.version > kept[0]:
                newest[row.sample_id] = kept = (row.version, [])
            kept[1].append(Claim(row.martyr_id, row.martyr_code, row.relation_path, row.maternal_line))
    return {sample_id: rows for sample_id, (_, rows) in newest.items()}


def agreed_claims(session: Session, rows: Iterable[Sample]) -> dict[UUID, list[Claim]]:
    """Of each sample's claims those that the donor's consent covers now, martyr by martyr: a martyr who was named later is not tested for before
    somebody said yes to it (law 7). A sample without any is not in the answer."""
    tubes = list(rows)
    now, stated = consent.standings(session, {tube.donor_id for tube in tubes}), claims_of(session, [tube.id for tube in tubes])
    agreed = {
        tube.id: [claim for claim in stated.get(tube.id, []) if now[tube.donor_id].permits(consent.Purpose.testing, claim.martyr_id)] for tube in tubes
    }
    return {sample_id: claims for sample_id, claims in agreed.items() if claims}


@dataclass(frozen=True)
class SampleFacts:
    """One tube as other rooms see it. `claims` is what was said of it; `agreed` is the part of it that may be tested and told to a laboratory now."""

    id: UUID
    code: str
    donor_id: UUID
    donor_code: str
    status: str
    kind: str
    collected_at: datetime
    commune_code: str | None
    claims: tuple[Claim, ...]
    agreed: tuple[Claim, ...]

    @property
    def testing_permitted(self) -> bool:
        return bool(self.agreed)

    @property
    def status_words(self) -> str:
        return gettext(STATUS_WORDS[SampleStatus(self.status)])

    @property
    def can_answer(self) -> bool:
        return self.status in CAN_ANSWER


def sample_facts(session: Session, codes: Iterable[str] | None = None) -> list[SampleFacts]:
    """The tubes of these codes, or all, in the order of their codes; consent is asked now."""
    query = select(Sample).order_by(Sample.code)
    if codes is None:
        rows = list(session.exec(query))
    else:
        parts = _portions(codes)
        rows = sorted((row for part in parts for row in session.exec(query.where(col(Sample.code).in_(part)))), key=lambda row: row.code)
    known = claims_of(session, [row.id for row in rows])
    agreed = agreed_claims(session, rows)
    return [
        SampleFacts(
            r.id, r.code, r.donor_id, r.donor_code, r.status, r.kind, r.collected_at, r.commune_code, tuple(known.get(r.id, [])), tuple(agreed.get(r.id, [])))
        for r in rows
    ]


def donors_sampled(session: Session) -> set[UUID]:
    """Every donor of whom a tube was ever taken; one that was entered wrongly does not count."""
    return set(session.exec(select(Sample.donor_id).where(Sample.status != SampleStatus.voided).distinct()))


def of_donor(session: Session, donor_id: UUID) -> list[SampleFacts]:
    """Every tube of one donor, the oldest first."""
    codes = session.exec(select(Sample.code).where(Sample.donor_id == donor_id).order_by(col(Sample.collected_at)))
    return sorted(sample_facts(session, list(codes)), key=lambda tube: tube.collected_at)


def for_martyrs(session: Session, martyr_codes: Iterable[str]) -> list[SampleFacts]:
    """Every tube that was ever given for one of these martyrs; its `claims` say whether it still is."""
    found: set[str] = set()
    for part in _portions(martyr_codes):
        ids = select(SampleClaim.sample_id).where(col(SampleClaim.martyr_code).in_(part))
        found |= set(session.exec(select(Sample.code).where(col(Sample.id).in_(ids))))
    return sample_facts(session, found)


def _portions(codes: Iterable[str], size: int = 500) -> list[list[str]]:
    listed = list(dict.fromkeys(codes))
    return [listed[start : start + size] for start in range(0, len(listed), size)]


def by_code(session: Session, text: str) -> SampleFacts:
    """The tube of a typed or scanned code. Raises NotFound, or the refusals of `labels.read_code`."""
    found = sample_facts(session, [labels.read_code(text)])
    if not found:
        raise NotFound()
    return found[0]


@dataclass(frozen=True)
class Link:
    at: datetime
    words: str
    place: str
    reason: str
    status: str
    who: str = ""


ACTION_WORDS = {
    "collect": N_("Taken and sealed in its envelope."), "pack": N_("Placed in a box."), "unpack": N_("Taken out of a box."), "seal": N_("The box was sealed."),
    "dispatch": N_("Sent to the laboratory."), "accept": N_("Accepted by the laboratory."), "reject": N_("The laboratory cannot use it."),
    "miss": N_("Not among what arrived."), "lose": N_("Declared lost."), "quarantine": N_("Set apart: the consent is not in force."),
    "void": N_("Entered wrongly."), "reopen": N_("The box was opened again."), "find": N_("Found again."),
    "destroy": N_("Destroyed before a witness."), "give_back": N_("Given back before a witness."),
    "destroy_there": N_("The laboratory destroyed it and says so in writing."),
}


def custody(session: Session, sample_id: UUID) -> list[Link]:
    """The chain of one tube, oldest first; `who` is the member of staff or the system that did it."""
    query = select(CustodyEvent, Account.name).join(Account, col(Account.id) == CustodyEvent.actor_id, isouter=True)
    rows = session.exec(query.where(CustodyEvent.sample_id == sample_id).order_by(col(CustodyEvent.id))).all()
    return [Link(row.occurred_at, gettext(ACTION_WORDS[row.action]), row.place, row.reason or "", row.status, who or "") for row, who in rows]


def remains_codes(session: Session) -> set[str]:
    return set(session.exec(select(Remains.code)))


def remains_hints(session: Session, codes: Iterable[str]) -> dict[str, str]:
    """What these remains are and where they were found, in a few words."""
    rows = session.exec(select(Remains).where(col(Remains.code).in_(list(codes))))
    return {row.code: ", ".join(part for part in (row.element, row.found_at) if part) for row in rows}
