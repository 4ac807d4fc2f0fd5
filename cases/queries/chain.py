"""The state of the log's chain, as an auditor reads it."""

from dataclasses import dataclass

import segno
from sqlmodel import Session

from cases import rules
from cases.queries.road import who
from core import chain
from core.auth import accounts
from core.chain import checked

A_SECOND = 20_000
"""Rows that an old laptop reads in a second."""


@dataclass(frozen=True)
class ChainPage:
    head: chain.Head
    square: str
    """The head as a QR code, drawn inside the page."""
    last: checked.Checked | None
    by: str
    sentences: list[str]
    seconds: int
    """About how long a check takes on an old laptop."""


def chain_page(session: Session) -> ChainPage:
    head, last = chain.head(session), checked.last(session)
    names = {account.login: account.name for account in accounts(session)}
    square = segno.make_qr(head.printed, error="m").svg_inline(scale=4, border=4, light="white")
    by = who(last.actor, names) if last else ""
    return ChainPage(head, square, last, by, checked.sentences(last, rules.TABLE_WORDS) if last else [], max(1, head.seq // A_SECOND))
