"""The one table of who may do what (docs/permissions.md and `/quyen-han` are drawn from it). Pure.

Least privilege: the administrator looks after accounts and settings and plans days, but sees no relative's record and judges no result
(domain.md row 79: that is Sở Nội vụ's alone); whoever does both kinds of work carries both roles. Volunteers, supporters and couriers get
their own lists with the campaign; until then they see what waits for them and nobody's record (domain.md row 23).
"""

from dataclasses import dataclass
from enum import StrEnum

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


@dataclass(frozen=True)
class Permission:
    key: str
    words: str
    roles: frozenset[Role]


@dataclass(frozen=True)
class Group:
    title: str
    permissions: tuple[Permission, ...]


def _p(key: str, words: str, *roles: Role) -> Permission:
    return Permission(key, words, frozenset(roles))


_R = Role
_ADMIN, _OFFICER, _LEAD, _CONSENT, _SAMPLER = _R.province_admin, _R.commune_officer, _R.day_lead, _R.consent_taker, _R.sampler
_LIAISON, _RESULT, _STEERING, _DPO, _AUDITOR = _R.lab_liaison, _R.result_officer, _R.steering_viewer, _R.data_protection_officer, _R.auditor

TABLE: tuple[Group, ...] = (
    Group(N_("Everybody"), (
        _p("home.see", N_("sign in and see what waits for oneself"), *(set(Role) - {_R.laboratory})),
    )),
    Group(N_("Collection days"), (
        _p("days.see", N_("see collection days"), _ADMIN, _OFFICER, _LEAD, _CONSENT, _SAMPLER, _LIAISON),
        _p("days.plan", N_("plan, open and close a day, and sign in its devices"), _ADMIN, _OFFICER, _LEAD),
        _p("days.reopen", N_("open a closed day again"), _ADMIN, _LEAD),
        _p("desk.use", N_("receive people at the desk"), _OFFICER, _LEAD, _CONSENT, _SAMPLER),
        _p("labels.print", N_("make and print labels"), _ADMIN, _OFFICER, _LEAD, _LIAISON),
    )),
    Group(N_("Families and martyrs"), (
        _p("martyrs.see", N_("see the public record of martyrs"), _ADMIN, _OFFICER, _LEAD, _CONSENT, _R.supporter, _LIAISON, _RESULT, _DPO),
        _p("families.see", N_("see the records of relatives"), _OFFICER, _LEAD, _CONSENT, _RESULT, _DPO),
        _p("families.write", N_("register relatives and write down kinship"), _OFFICER, _LEAD, _CONSENT),
        _p("registers.load", N_("load registers from workbooks"), _OFFICER, _LEAD),
        _p("notices.send", N_("ask families to call, and send it"), _OFFICER, _LEAD, _RESULT),
    )),
    Group(N_("Consent"), (
        _p("consent.take", N_("take consent"), _LEAD, _CONSENT),
        _p("consent.withdraw", N_("write down that consent is withdrawn"), _OFFICER, _LEAD, _DPO),
    )),
    Group(N_("Samples, boxes, shipments"), (
        _p("samples.see", N_("see tubes, boxes and shipments, by code"), _ADMIN, _OFFICER, _LEAD, _SAMPLER, _LIAISON, _RESULT, _AUDITOR),
        _p("samples.collect", N_("take a sample"), _LEAD, _CONSENT, _SAMPLER),
        _p("samples.correct", N_("correct what was written of a tube"), _LEAD, _LIAISON),
        _p("samples.pack", N_("pack and seal boxes"), _LEAD, _LIAISON),
        _p("samples.ship", N_("send shipments, look after laboratories"), _LIAISON),
        _p("samples.receive", N_("write down what the laboratory received"), _LIAISON),
        _p("remains.write", N_("load the codes of remains"), _LIAISON, _RESULT),
        _p("laboratory.api", N_("use the laboratory's own door, by token"), _R.laboratory, _LIAISON),
    )),
    Group(N_("Results"), (
        _p("results.see", N_("see results, by code"), _LIAISON, _RESULT),
        _p("results.load", N_("load the laboratory's results"), _LIAISON),
        _p("results.review", N_("give an opinion on a result"), _RESULT),
        _p("results.decide", N_("decide on an identity"), _RESULT),
        _p("disclosure.hold", N_("visit the family and tell it"), _RESULT),
    )),
    Group(N_("Rights and proof"), (
        _p("rights.take", N_("take in a person's request about their data"), _OFFICER, _LEAD, _CONSENT, _RESULT, _DPO),
        _p("rights.handle", N_("answer such requests"), _DPO),
        _p("rights.erase", N_("erase a person's data"), _DPO),
        _p("privacy.see", N_("see breach book, register of processing and this table"), _ADMIN, _DPO, _AUDITOR),
        _p("privacy.edit", N_("keep breach book and register of processing"), _DPO),
        _p("exports.see", N_("see what was taken out of the program"), _DPO, _AUDITOR),
        _p("audit.see", N_("read the log"), _DPO, _AUDITOR),
    )),
    Group(N_("The office"), (
        _p("reports.see", N_("see figures and reports"), _ADMIN, _OFFICER, _LEAD, _LIAISON, _RESULT, _STEERING, _DPO, _AUDITOR),
        _p("training.edit", N_("write down who was trained"), _ADMIN, _LEAD),
        _p("office.edit", N_("look after accounts and settings"), _ADMIN),
    )),
)
PERMISSIONS: dict[str, frozenset[Role]] = {each.key: each.roles for group in TABLE for each in group.permissions}
