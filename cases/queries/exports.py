"""What left as a file: the register for the data-protection officer and the auditor, with totals by person and month."""

from dataclasses import dataclass
from datetime import datetime

from cases import rules
from cases.queries.road import who
from core import exports
from core.auth import accounts
from core.i18n import gettext
from core.work import Work

A_PAGE = 60


@dataclass(frozen=True)
class Left:
    at: datetime
    who: str
    words: str
    about: str
    code: str
    rows: int
    receiver: str
    export: str
    digest: str


@dataclass(frozen=True)
class Total:
    month: str
    who: str
    files: int
    personal: int


@dataclass(frozen=True)
class ExportsPage:
    rows: list[Left]
    totals: list[Total]
    people: list[tuple[str, str]]
    actor: str
    digest: str
    number: int
    more: bool


def exports_page(work: Work, *, actor: str, digest: str, number: int) -> ExportsPage:
    names = {account.login: account.name for account in accounts(work.session)}
    found = exports.taken_files(work.session, actor=actor, digest=digest.strip().lower(), limit=A_PAGE + 1, skip=(number - 1) * A_PAGE)
    counted = exports.totals(work.session)
    rows = [_left(row, names) for row in found[:A_PAGE]]
    people = sorted({login for _, login in counted})
    return ExportsPage(
        rows, [Total(f"{month[5:]}/{month[:4]}", who(login, names), *numbers) for (month, login), numbers in counted.items()],
        [(login, who(login, names)) for login in people], actor, digest, number, len(found) > A_PAGE,
    )


def _left(row: exports.Export, names: dict[str, str]) -> Left:
    about, code = rules.subject_words(row.subject)
    kind = row.subject.partition(":")[0]
    receiver = gettext(exports.RECEIVER_WORDS[exports.Receiver(row.receiver)]) if row.receiver else ""
    return Left(row.recorded_at, who(row.actor, names), rules.export_words(row.kind), about, "" if kind in rules.NAMELESS else code, row.rows,
                receiver, row.code, row.sha256[:12])
