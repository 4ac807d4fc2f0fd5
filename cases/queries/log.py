"""The log as an auditor reads it: who did what to what, and who looked at whom, newest first."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import consent
import samples
from cases import rules
from cases.queries.road import who
from core import clock
from core.audit import AuditRow, Sought, ViewRow, actors_and_actions, rows_of
from core.auth import accounts
from core.i18n import N_, gettext
from core.looks import why_words
from core.work import Work

A_PAGE = 60
A_MOMENT = timedelta(seconds=2)
RIGHTS = consent.rights
TOLD: dict[str, str] = {str(key): words for table in (
    samples.OUTCOME_WORDS, RIGHTS.CHECK_WORDS, RIGHTS.REFUSAL_WORDS, RIGHTS.EXTENSION_WORDS, rules.EXPORT_WORDS) for key, words in table.items()}
"""Facts that are kept as a word of the program, each with the word that people read."""


@dataclass(frozen=True)
class Act:
    at: datetime
    who: str
    words: str
    subject: str
    code: str
    href: str
    facts: str
    others: tuple["Act", ...] = ()
    """Who was looked at together with this one: a list was opened, and everybody on it has a row of their own."""


def act(work: Work, row: AuditRow | ViewRow, names: dict[str, str]) -> Act:
    kind, _, code = row.subject.partition(":")
    words, code = rules.subject_words(row.subject)
    if isinstance(row, ViewRow):
        said, facts = gettext(N_("looked at a record")), " · ".join(filter(None, (rules.look_words(row.reason), why_words(row.why))))
    else:
        said, facts = rules.act_words(row.action), ", ".join(
            f"{gettext(rules.FACT_WORDS[key])}: {_short(value)}" for key, value in row.facts.items() if key in rules.FACT_WORDS and value not in ("", None))
    shown = "" if kind in rules.NAMELESS else code
    may = kind in rules.NEEDS and work.actor.may(rules.NEEDS[kind])
    return Act(row.recorded_at, who(row.actor, names), said, words, shown, rules.PLACES[kind].format(code) if may else "", facts)


def _short(value: Any) -> str:
    if isinstance(value, bool):
        return gettext(N_("yes") if value else N_("no"))
    if str(value) in list(rules.RevealReason):
        return gettext(rules.REASON_WORDS[rules.RevealReason(str(value))])
    if str(value) in TOLD:
        return gettext(TOLD[str(value)])
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) < 60 else text[:57] + "…"


def together(acts: list[Act]) -> list[Act]:
    """Looks of one person for one reason in one moment are told as one."""
    told: list[Act] = []
    for each in acts:
        first = told[-1] if told else None
        if first and (first.who, first.words, first.subject, first.facts) == (each.who, each.words, each.subject, each.facts) and first.at - each.at < A_MOMENT:
            told[-1] = replace(first, others=(*first.others, each))
        else:
            told.append(each)
    return told


@dataclass(frozen=True)
class LogPage:
    rows: list[Act]
    looks: bool
    people: list[tuple[str, str]]
    actions: list[tuple[str, str]]
    day: str
    actor: str
    action: str
    subject: str
    number: int
    more: bool


def log_page(work: Work, *, looks: bool, day: date | None, actor: str, action: str, subject: str, number: int) -> LogPage:
    since = datetime(day.year, day.month, day.day, tzinfo=clock.VIETNAM) if day else None
    sought = Sought(since, since + timedelta(days=1) if since else None, actor, action, "".join(subject.split()).upper())
    names = {account.login: account.name for account in accounts(work.session)}
    table: Any = ViewRow if looks else AuditRow
    rows = rows_of(work.session, table, sought, A_PAGE + 1, (number - 1) * A_PAGE)
    told = [act(work, row, names) for row in rows[:A_PAGE]]
    actors, actions = actors_and_actions(work.session)
    return LogPage(
        together(told) if looks else told, looks, sorted([(login, who(login, names)) for login in actors], key=lambda pair: pair[1]),
        sorted([(each, rules.act_words(each)) for each in actions], key=lambda pair: pair[1]), day.isoformat() if day else "", actor, action, subject,
        number, len(rows) > A_PAGE,
    )
