"""The newest link, and the form in which paper carries it: letters and digits that make a small QR code."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session

from core import pictures
from core.chain.rows import LINKS, genesis, installation_name
from core.errors import Malformed
from core.i18n import N_

SHOWN = 32
"""Hexadecimal digits of a link on paper: 128 bits, which nobody finds a second row for."""
FORM = re.compile(rf"HOIAM-CHAIN ([0-9A-Z]+|-) (\d{{1,12}}) ([0-9A-F]{{{SHOWN}}}) (\d{{8}}T\d{{6}}Z|0)")


class HeadUnreadable(Malformed):
    message = N_("This is no seal of the log. Nothing was compared. Type the whole line that begins with HOIAM-CHAIN, or photograph the square beside it.")


class PhotoOfNoHead(Malformed):
    message = N_("This photo shows no seal of the log that can be read. Nothing was kept. Lay the paper flat in the light, come nearer, and try again; "
                 "or type the line that begins with HOIAM-CHAIN.")


@dataclass(frozen=True)
class Head:
    """`link` is hexadecimal; `at` is when the newest link was made, None before the first."""

    seq: int
    link: str
    at: datetime | None
    installation: str

    @property
    def printed(self) -> str:
        time = f"{self.at:%Y%m%dT%H%M%SZ}" if self.at else "0"
        return f"HOIAM-CHAIN {self.installation.upper() or '-'} {self.seq} {self.link[:SHOWN].upper()} {time}"


@dataclass(frozen=True)
class PrintedHead:
    """A head as it came back from paper."""

    installation: str
    seq: int
    link: str


def head(session: Session) -> Head:
    """The newest link of what is committed."""
    name = installation_name(session)
    found = session.connection().execute(select(LINKS.c.seq, LINKS.c.link, LINKS.c.at).order_by(LINKS.c.seq.desc()).limit(1)).first()
    return Head(found.seq, found.link.hex(), found.at, name) if found else Head(0, genesis(name).hex(), None, name)


def read_head(text: str) -> PrintedHead:
    """The head in a typed or scanned line, however its spaces and letters came. Raises HeadUnreadable."""
    found = FORM.fullmatch(" ".join(text.upper().split()))
    if not found:
        raise HeadUnreadable()
    return PrintedHead(found[1].lower().strip("-"), int(found[2]), found[3].lower())


def read_head_photo(content: bytes) -> PrintedHead:
    """The head in a photo of the paper, read in memory and forgotten; other codes on the paper are passed over. Raises PhotoOfNoHead, and what
    `pictures.opened` refuses."""
    for found in pictures.squares(content):
        if FORM.fullmatch(found):
            return read_head(found)
    raise PhotoOfNoHead()
