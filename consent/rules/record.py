"""When a consent is complete, and what it permits. Pure.

    nothing asked ──record──▶ given ──withdraw──▶ withdrawn ──record──▶ given …
          └─────────record──▶ refused (ends there, kindly)
    a record "entered wrongly" is invalidated and counts as never made

Source: law 91/2025/QH15 art. 9, decree 356/2025 art. 6: voluntary, informed, per purpose, never by silence or default.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from core.errors import Refused
from core.i18n import N_
from core.names import fold


class Purpose(StrEnum):
    """Asked in this order, each on its own (domain.md §3.3)."""

    testing = "testing"
    keeping = "keeping"
    identity_database = "identity_database"
    contact = "contact"
    telling_relatives = "telling_relatives"
    press = "press"
    statistics = "statistics"


PURPOSE_WORDS = {
    Purpose.testing: N_("Taking a sample and DNA testing to look for the martyr"),
    Purpose.keeping: N_("Keeping the sample and the result, to compare when more remains are sampled"),
    Purpose.identity_database: N_("Asking the police to add it to the identity database"),
    Purpose.contact: N_("Contact by telephone, message or Zalo"),
    Purpose.telling_relatives: N_("Telling other relatives whom you name where the sample is"),
    Purpose.press: N_("Contact by newspapers and television"),
    Purpose.statistics: N_("Figures without names"),
}


class Method(StrEnum):
    drawn = "drawn"
    paper = "paper"
    thumbprint = "thumbprint"
    proxy = "proxy"


METHOD_WORDS = {
    Method.drawn: N_("signed on the screen"),
    Method.paper: N_("signed on paper"),
    Method.thumbprint: N_("thumbprint on paper"),
    Method.proxy: N_("signed by the legal representative"),
}


class State(StrEnum):
    none = "none"
    given = "given"
    refused = "refused"
    withdrawn = "withdrawn"


class PurposesUnasked(Refused):
    message = N_("%(count)s purposes were not asked yet. Nothing was saved. Ask each one; no answer is not a yes.")


class NoticeUnread(Refused):
    message = N_("The notice on sensitive data was not read yet. Nothing was saved. Read it aloud and tick that it was understood.")


class SignatureMissing(Refused):
    message = N_("The signature is missing. Nothing was saved. Sign on the screen, on paper, or take a thumbprint.")


class WitnessMissing(Refused):
    message = N_("A witness is needed for a paper signature, a thumbprint, a representative, or somebody who cannot read. Nothing was saved.")


class WitnessIsTaker(Refused):
    message = N_("Whoever takes the consent cannot be its witness. Nothing was saved. Ask another person.")


class ProxyIncomplete(Refused):
    message = N_("For a representative, the name and the legal basis are needed. Nothing was saved.")


class NotReadAloud(Refused):
    message = N_("This person cannot read, so the text must be read aloud. Nothing was saved. Read it, then tick it.")


class NoMartyrNamed(Refused):
    message = N_("No martyr is chosen yet, and a consent is always for a named one. Nothing was saved. Go back one step and choose the martyr.")


class FormNotInForce(Refused):
    message = N_("Version %(version)s of the text is not in force on that day. Nothing was saved. Open the page again; it brings the text in force.")


class NothingToWithdraw(Refused):
    message = N_("There is no consent in force for this donor, so there is nothing to withdraw. Nothing was changed.")


class AlreadyInvalid(Refused):
    message = N_("This consent was already marked as entered wrongly. Nothing was changed.")


def check_form(version: int, valid_from: date, valid_to: date | None, on: date) -> None:
    """Raise FormNotInForce unless this text was the one to be read out on that day."""
    if on < valid_from or (valid_to is not None and on > valid_to):
        raise FormNotInForce(version=version)


def check_record(
    answers: Mapping[Purpose, bool], *, martyrs: int, told_sensitive: bool, read_aloud: bool, can_read: bool, method: Method, signed: bool, witness: str,
    taker: str, proxy_name: str, proxy_basis: str
) -> bool:
    """Whether consent is given, after the rules had their say; a refusal needs no signature and ends there."""
    if answers.get(Purpose.testing) is False:
        return False
    if not martyrs:
        raise NoMartyrNamed()
    missing = [purpose for purpose in Purpose if purpose not in answers]
    if missing:
        raise PurposesUnasked(count=len(missing))
    if not told_sensitive:
        raise NoticeUnread()
    if not can_read and not read_aloud:
        raise NotReadAloud()
    if method is Method.drawn and not signed:
        raise SignatureMissing()
    if method is Method.proxy and not (proxy_name and proxy_basis):
        raise ProxyIncomplete()
    if (method is not Method.drawn or not can_read) and not witness:
        raise WitnessMissing()
    if witness and fold(witness) == fold(taker):
        raise WitnessIsTaker()
    return True


@dataclass(frozen=True)
class RecordFact:
    """One record as the rule sees it."""

    record_id: UUID
    given: bool
    occurred_at: datetime
    martyr_ids: frozenset[UUID]
    answers: Mapping[Purpose, bool]
    invalidated: bool = False


@dataclass(frozen=True)
class Standing:
    """How things stand for a donor now."""

    state: State
    record_id: UUID | None = None
    given_on: date | None = None
    refused_on: date | None = None
    withdrawn_on: date | None = None
    done_before_on: date | None = None
    martyr_ids: frozenset[UUID] = frozenset()
    answers: Mapping[Purpose, bool] = field(default_factory=dict)
    restricted: bool = False

    def permits(self, purpose: Purpose, martyr_id: UUID | None = None) -> bool:
        """Only a yes that was said, to this purpose, for this martyr, and not taken back, while the donor lets the data be used."""
        said = self.state is State.given and not self.restricted and self.answers.get(purpose) is True
        about = purpose is not Purpose.testing or martyr_id is None or martyr_id in self.martyr_ids
        return said and about


@dataclass(frozen=True)
class WithdrawalFact:
    """One withdrawal as the rule sees it; ids are UUIDv7 and so stand in the order in which things were written down."""

    id: UUID
    occurred_at: datetime


def latest(records: Sequence[RecordFact], withdrawals: Sequence[WithdrawalFact]) -> tuple[State, RecordFact | None, datetime | None]:
    """The state of a history, read in the order it was written down: whatever day stands on a withdrawal, it ends what came before it."""
    newest = max((record for record in records if not record.invalidated), key=lambda record: record.record_id, default=None)
    withdrawn = max(withdrawals, key=lambda withdrawal: withdrawal.id, default=None)
    if withdrawn and (newest is None or withdrawn.id > newest.record_id):
        return State.withdrawn, newest, withdrawn.occurred_at
    if newest is None:
        return State.none, None, None
    return (State.given if newest.given else State.refused), newest, None
