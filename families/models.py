"""Martyrs in clear, their kin sealed."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON
from sqlmodel import Field

from core.crypto import BlindIndex, SealedJSON, SealedText
from core.dates import DatePrecision
from core.db import Instant, Record, one_of
from families.rules.slips import SlipEventKind


class Martyr(Record, table=True):
    """The public record of a martyr, as the registers say it."""

    __tablename__ = "martyr"
    __table_args__ = (one_of("death_precision", DatePrecision),)

    number: int = Field(unique=True)
    code: str = Field(unique=True)
    name: str
    sex: str | None = None
    birth_year: int | None = None
    birth_text: str = ""
    death_on: date | None = None
    death_precision: str = DatePrecision.unknown
    death_text: str = ""
    commune_codes: list[str] = Field(default_factory=list, sa_type=JSON)
    home_text: str = ""
    unit: str = ""
    rank: str = ""
    place_of_death: str = ""
    burial: str = ""
    certificate_no: str = ""
    note: str = ""
    fingerprint: str = Field(unique=True)


class Individual(Record, table=True):
    """A relative. What names or reaches the person is sealed; the birth year and commune stay readable for scope and figures.

    It may be revised, because errors exist: what stood there before is then an IndividualVersion.
    """

    __tablename__ = "individual"
    may_change = frozenset({
        "name", "sex", "birth_year", "birth_text", "citizen_id", "citizen_id_blind", "phone", "phone_blind", "phone_owner", "email", "commune_code",
        "address", "note", "witness",
    })

    donor_id: UUID = Field(foreign_key="donor.id", unique=True)
    name: str = Field(sa_type=SealedText("individual.name"))
    sex: str | None = None
    birth_year: int | None = None
    birth_text: str | None = Field(default=None, sa_type=SealedText("individual.birth_text"))
    citizen_id: str | None = Field(default=None, sa_type=SealedText("individual.citizen_id"))
    citizen_id_blind: str | None = Field(default=None, sa_type=BlindIndex, index=True)
    phone: str | None = Field(default=None, sa_type=SealedText("individual.phone"))
    phone_blind: str | None = Field(default=None, sa_type=BlindIndex, index=True)
    phone_owner: str | None = Field(default=None, sa_type=SealedText("individual.phone_owner"))
    email: str | None = Field(default=None, sa_type=SealedText("individual.email"))
    commune_code: str | None = Field(default=None, index=True)
    address: str | None = Field(default=None, sa_type=SealedText("individual.address"))
    note: str | None = Field(default=None, sa_type=SealedText("individual.note"))
    witness: str | None = Field(default=None, sa_type=SealedText("individual.witness"))
    fingerprint: str | None = Field(default=None, sa_type=BlindIndex, unique=True)


class IndividualVersion(Record, table=True):
    """What stood on a person's record before somebody revised it: sealed, and never changed."""

    __tablename__ = "individual_version"

    individual_id: UUID = Field(foreign_key="individual.id", index=True)
    actor_id: UUID | None = None
    former: dict[str, Any] = Field(sa_type=SealedJSON("individual_version.former"))


class NameToken(Record, table=True):
    """One folded word of a sealed name, as a blind index: "an" finds Ân without anybody reading a name."""

    __tablename__ = "name_token"

    individual_id: UUID = Field(foreign_key="individual.id", index=True)
    token: str = Field(sa_type=BlindIndex, index=True)


class KinshipClaim(Record, table=True):
    """What was said of a person's kinship to a martyr; a later row about the same two replaces the earlier one."""

    __tablename__ = "kinship_claim"

    individual_id: UUID = Field(foreign_key="individual.id", index=True)
    donor_id: UUID = Field(foreign_key="donor.id", index=True)
    martyr_id: UUID = Field(foreign_key="martyr.id", index=True)
    relation_path: str | None = None
    relation_word: str | None = Field(default=None, sa_type=SealedText("kinship_claim.relation_word"))
    maternal_line: str
    actor_id: UUID | None = None
    occurred_at: datetime = Field(sa_type=Instant)
    ended: bool = False
    reason: str | None = Field(default=None, sa_type=SealedText("kinship_claim.reason"))


class Slip(Record, table=True):
    """One paper's code: found by its blind index, opened only to print it again."""

    __tablename__ = "slip"

    donor_id: UUID = Field(foreign_key="donor.id", index=True)
    code_blind: str = Field(sa_type=BlindIndex, unique=True)
    code: str = Field(sa_type=SealedText("slip.code"))


class SlipEvent(Record, table=True):
    """What became of a slip; never changed. A slip stands until a row says that it is revoked."""

    __tablename__ = "slip_event"
    __table_args__ = (one_of("what", SlipEventKind),)

    slip_id: UUID = Field(foreign_key="slip.id", index=True)
    what: str
    actor_id: UUID | None = None


class SlipTry(Record, table=True):
    """One wrong try, of a code that exists or not: blind indexes, so that nobody reads from it what was typed or from where."""

    __tablename__ = "slip_try"

    code_blind: str = Field(sa_type=BlindIndex, index=True)
    client_blind: str = Field(sa_type=BlindIndex, index=True)
