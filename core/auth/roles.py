"""Roles, what each may do, and the person who acts. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from core.errors import NotAllowed
from core.i18n import N_


class Role(StrEnum):
    """The roles that follow from the provincial plan (domain.md §1)."""

    province_admin = "province_admin"
    commune_officer = "commune_officer"
    day_lead = "day_lead"
    supporter = "supporter"
    volunteer = "volunteer"
    consent_taker = "consent_taker"
    sampler = "sampler"
    courier = "courier"
    lab_liaison = "lab_liaison"
    laboratory = "laboratory"
    result_officer = "result_officer"
    steering_viewer = "steering_viewer"
    data_protection_officer = "data_protection_officer"
    auditor = "auditor"


ROLE_WORDS = {
    Role.province_admin: N_("province administrator"),
    Role.commune_officer: N_("commune officer"),
    Role.day_lead: N_("day lead"),
    Role.supporter: N_("family supporter"),
    Role.volunteer: N_("volunteer"),
    Role.consent_taker: N_("trained in taking consent"),
    Role.sampler: N_("sampler"),
    Role.courier: N_("courier"),
    Role.lab_liaison: N_("laboratory liaison"),
    Role.laboratory: N_("laboratory"),
    Role.result_officer: N_("result officer"),
    Role.steering_viewer: N_("steering committee viewer"),
    Role.data_protection_officer: N_("data-protection officer"),
    Role.auditor: N_("auditor"),
}

R = Role
PERMISSIONS: dict[str, frozenset[Role]] = {
    permission: frozenset(roles) | {R.province_admin} if permission not in {"results.review", "results.decide"} else frozenset(roles)
    for permission, roles in {
        "home.see": set(Role) - {R.laboratory},
        "desk.use": {R.commune_officer, R.day_lead, R.consent_taker, R.sampler},
        "days.plan": {R.commune_officer, R.day_lead},
        "days.reopen": {R.day_lead},
        "days.see": {R.commune_officer, R.day_lead, R.consent_taker, R.sampler, R.lab_liaison},
        "registers.load": {R.commune_officer, R.day_lead},
        "families.see": {R.commune_officer, R.day_lead, R.consent_taker, R.supporter, R.result_officer, R.data_protection_officer},
        "families.write": {R.commune_officer, R.day_lead, R.consent_taker},
        "martyrs.see": {
            R.commune_officer, R.day_lead, R.consent_taker, R.supporter, R.result_officer, R.lab_liaison, R.data_protection_officer,
        },
        "consent.take": {R.consent_taker, R.day_lead},
        "consent.withdraw": {R.commune_officer, R.day_lead, R.data_protection_officer},
        "consent.edit_form": {R.data_protection_officer},
        "samples.collect": {R.sampler, R.consent_taker, R.day_lead},
        "samples.see": {R.commune_officer, R.day_lead, R.sampler, R.lab_liaison, R.result_officer, R.auditor},
        "samples.correct": {R.day_lead, R.lab_liaison},
        "samples.pack": {R.lab_liaison, R.day_lead},
        "samples.ship": {R.lab_liaison},
        "samples.receive": {R.lab_liaison},
        "remains.write": {R.lab_liaison, R.result_officer},
        "labels.print": {R.day_lead, R.lab_liaison, R.commune_officer},
        "results.load": {R.lab_liaison},
        "results.see": {R.lab_liaison, R.result_officer},
        "results.review": {R.result_officer},
        "results.decide": {R.result_officer},
        "disclosure.hold": {R.result_officer},
        "notices.send": {R.commune_officer, R.day_lead, R.result_officer},
        "reports.see": {R.steering_viewer, R.commune_officer, R.day_lead, R.lab_liaison, R.result_officer, R.auditor, R.data_protection_officer},
        "audit.see": {R.auditor, R.data_protection_officer},
        "rights.take": {R.commune_officer, R.day_lead, R.consent_taker, R.result_officer, R.data_protection_officer},
        "rights.handle": {R.data_protection_officer},
        "rights.erase": {R.data_protection_officer},
        "privacy.see": {R.data_protection_officer, R.auditor},
        "privacy.edit": {R.data_protection_officer},
        "exports.see": {R.data_protection_officer, R.auditor},
        "training.edit": {R.day_lead},
        "office.edit": set(),
        "laboratory.api": {R.laboratory, R.lab_liaison},
    }.items()
}
"""Which roles hold which permission. The administrator holds all but the judging of results, which is Sở Nội vụ's alone."""


@dataclass(frozen=True)
class Actor:
    """Whoever acts: a staff account, the command line, or a stranger.

    communes: the 2025 codes whose people this person may see; None means the whole province.
    """

    account_id: UUID | None
    login: str
    name: str
    roles: frozenset[Role]
    communes: frozenset[str] | None = None
    laboratory: str | None = None

    def may(self, permission: str) -> bool:
        return bool(self.roles & PERMISSIONS[permission])

    def must(self, permission: str) -> None:
        """Raise NotAllowed unless this person holds the permission."""
        if not self.may(permission):
            raise NotAllowed()

    def sees(self, commune_code: str | None) -> bool:
        """Whether records of this commune are inside the person's units. A record without a commune is the province's."""
        return self.communes is None or commune_code in self.communes


STRANGER = Actor(None, "-", "", frozenset())
SYSTEM = Actor(None, "hoiam", "Hồi Âm", frozenset({Role.province_admin}))
"""The program itself, where a reaction or a first start acts without a person."""
