"""Everything that happened around one donor, in one line: what the rooms tell, what the audit kept, and who looked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from cases import rules
from core.audit import AuditRow, acts_on, looks_on
from core.auth import accounts
from core.i18n import N_, gettext
from core.web import Moment, moments
from core.work import Work

KINDS = {
    "families": N_("Person and kinship"), "consent": N_("Consent"), "samples": N_("Samples"), "matching": N_("Results and calls"),
    "notifications": N_("Messages"), "audit": N_("Log"), "looks": N_("Who looked"),
}
NEAR = timedelta(minutes=1)
"""A moment that a room tells and an audit row of the same room this near were one act."""


@dataclass(frozen=True)
class Told:
    at: datetime
    words: str
    who: str
    code: str
    href: str | None
    kind: str
    room: str


def road(work: Work, donor_id: UUID, donor_code: str, tubes: list[Any]) -> list[Told]:
    """Oldest first. The audit rows and the looks only for those who may see the audit."""
    names = {account.login: account.name for account in accounts(work.session)}
    acts = acts_on(work.session, [f"donor:{donor_code}", *(f"sample:{tube.code}" for tube in tubes)])
    told = []
    for moment in moments(work, donor_id):
        act = _same_act(moment, acts)
        if act:
            acts.remove(act)
        by = moment.who or (who(act.actor, names) if act else "")
        told.append(Told(moment.at, moment.words, by, moment.code, moment.href, moment.kind, moment.room))
    if work.actor.may("audit.see"):
        told += [_of_act(row, names) for row in acts] + _looks(work, donor_code, names)
    return sorted(told, key=lambda each: each.at)


def who(login: str, names: dict[str, str]) -> str:
    """A sign-in name as a person: the account's name, or the terminal it came from."""
    if login.startswith("cli:"):
        return gettext(N_("%(login)s, on the command line"), login=login.removeprefix("cli:"))
    strangers = {"hoiam": "Hồi Âm", "system": "Hồi Âm", "gia-dinh": gettext(N_("the family, by its slip"))}
    return names.get(login, strangers.get(login, login))


def _same_act(moment: Moment, acts: list[AuditRow]) -> AuditRow | None:
    """The audit row that was left by what the room tells of, so that nothing is told twice and nobody's name is missing."""
    near = [
        row for row in acts
        if row.action.split(".")[0] == moment.room and abs(row.recorded_at - moment.at) < NEAR and (not moment.code or row.subject.endswith(moment.code))
    ]
    return min(near, key=lambda row: abs(row.recorded_at - moment.at), default=None)


def _of_act(row: AuditRow, names: dict[str, str]) -> Told:
    kind, _, code = row.subject.partition(":")
    words = rules.act_words(row.action)
    return Told(row.recorded_at, f"{words[:1].upper()}{words[1:]}.", who(row.actor, names), code if kind == "sample" else "", None, "", "audit")


def _looks(work: Work, donor_code: str, names: dict[str, str]) -> list[Told]:
    """A look is told once an hour per person and reason, so that the line stays readable; the log has every one."""
    seen: dict[tuple[str, str | None, str], Told] = {}
    for row in looks_on(work.session, f"donor:{donor_code}"):
        reason = rules.look_words(row.reason)
        words = gettext(N_("Looked at the record: %(reason)s."), reason=reason) if reason else gettext(N_("Looked at the record."))
        key = (row.actor, row.reason, f"{row.recorded_at:%Y%m%d%H}")
        seen.setdefault(key, Told(row.recorded_at, words, who(row.actor, names), "", None, "", "looks"))
    return list(seen.values())
