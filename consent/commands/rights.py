"""The rights desk: taking a request, leading it step by step, erasing (docs/rights.md)."""

from uuid import UUID

from consent.commands.record import withdraw
from consent.commands.requests import Asked, move, open_new, steps_taken
from consent.events import DonorErased
from consent.models import DataRequest, DonorErasure, RequestStep
from consent.papers import Receiver
from consent.queries import donor, erased, request, standing
from consent.rules import State, rights
from consent.rules.rights import RequestKind, Step
from core import auth, clock, crypto
from core.work import Work


def take(work: Work, asked: Asked) -> DataRequest:
    """Write a request down and draw its receipt. Raises the refusals of `rights.check_taken`, OpenAlready and AlreadyErased."""
    rights.check_taken(
        received_on=asked.received_on, today=clock.today(), by_representative=bool(asked.representative or asked.basis), name=asked.representative,
        basis=asked.basis,
    )
    if erased(work.session, asked.donor_id):
        raise rights.AlreadyErased()
    return open_new(work, asked)


def step(work: Work, request_id: UUID, taken: Step, *, word: str = "", note: str = "", receiver: Receiver | None = None) -> RequestStep:
    """Lead a request one step further. Accepting a withdrawal takes the consent back at once; carrying out an erasure is `erase`.

    Raises the refusals of `rights.next_state`.
    """
    row = request(work.session, request_id)
    if RequestKind(row.kind) is RequestKind.erase and taken is Step.do:
        erase(work, row.donor_id, row.id)
        return steps_taken(work, row.id)[-1]
    made = move(work, row, taken, word=word, note=note, receiver=receiver)
    given = RequestKind(row.kind) is RequestKind.withdraw and standing(work.session, row.donor_id).state is State.given
    if taken is Step.accept and given:
        withdraw(work, row.donor_id, how=row.channel, request_id=row.id)
    return made


def erase(work: Work, donor_id: UUID, request_id: UUID) -> DonorErasure:
    """Destroy everything personal of one donor, as the request says, by a second person: the consent is withdrawn if it stands (tubes, manifests
    and messages react), the key is destroyed, and every room leaves its tombstone.

    Raises NotPrepared, SamePerson, AlreadyErased, and the refusals of `rights.next_state`.
    """
    row = request(work.session, request_id)
    rights.check_erasure(RequestKind(row.kind), about=row.donor_id == donor_id, erased=erased(work.session, donor_id) is not None)
    return _erased(work, row)


def _erased(work: Work, row: DataRequest) -> DonorErasure:
    person, prepared = donor(work.session, row.donor_id), next((each.actor_id for each in steps_taken(work, row.id) if each.step == Step.propose), None)
    rights.check_prepared(prepared)
    auth.two_people(prepared, work.actor.account_id)
    if standing(work.session, person.id).state is State.given:
        withdraw(work, person.id, how=row.channel, request_id=row.id)
    move(work, row, Step.do)
    tombstone = DonorErasure(
        donor_id=person.id, request_id=row.id, prepared_by=prepared, confirmed_by=work.actor.account_id, occurred_at=clock.now()
    )
    work.save(tombstone)
    work.publish(DonorErased(person.id, person.code))
    crypto.destroy_key(work.session, person.id)
    work.audit("rights.erased", f"donor:{person.code}", request=row.code)
    return tombstone
