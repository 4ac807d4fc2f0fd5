"""Verifying: every link and every row once, in portions, without a network; whatever does not agree is named, and the rest is still read."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, func, or_, select
from sqlmodel import Session, col
from sqlmodel import select as rows_of

from core.chain.heads import Head, PrintedHead, head, read_head
from core.chain.rows import LINKS, as_bytes, chained_models, columns, content_of, genesis, installation_name, is_sealed, link_of, stored, table_of
from core.db import Record
from core.i18n import N_, gettext

PORTION = 5000


class Fault(StrEnum):
    changed = "changed"
    missing = "missing"
    unlinked = "unlinked"
    link = "link"
    gap = "gap"
    sealed = "sealed"
    short = "short"
    differs = "differs"
    stranger = "stranger"


FAULT_WORDS = {
    Fault.changed: N_("Row %(row)s of the table %(table)s, link %(seq)s, was changed after it was written."),
    Fault.missing: N_("Row %(row)s of the table %(table)s, link %(seq)s, was taken away."),
    Fault.unlinked: N_("Row %(row)s of the table %(table)s has no link: it was not written by this program."),
    Fault.link: N_("Link %(seq)s of the chain (table %(table)s, row %(row)s) does not hold on to the link before it: it was changed or moved."),
    Fault.gap: N_("Links are missing before link %(seq)s (table %(table)s, row %(row)s): they were taken away."),
    Fault.sealed: N_("A sealed value in row %(row)s of the table %(table)s, link %(seq)s, does not open: it was changed after it was written."),
    Fault.short: N_("The paper shows link %(seq)s, and the log does not reach it: rows were taken away from its end, or an older backup was put back "
                    "after that paper was printed."),
    Fault.differs: N_("The paper shows another seal for link %(seq)s than the log: what was written up to there was changed after that paper was printed."),
    Fault.stranger: N_("The paper with link %(seq)s comes from another installation, so it says nothing about this log."),
}


@dataclass(frozen=True)
class Broken:
    """One thing that does not agree; `seq` is the link's number, 0 for a row that has none."""

    fault: Fault
    table: str = ""
    row: str = ""
    seq: int = 0

    def sentence(self) -> str:
        return gettext(FAULT_WORDS[self.fault], table=self.table, row=self.row, seq=self.seq)


@dataclass(frozen=True)
class Verdict:
    """`rows` were read, `broken` do not agree, the first of them in the chain's order is `first_broken`; `heads` papers were compared."""

    rows: int
    head: Head
    broken: int
    first_broken: Broken | None
    heads: int

    @property
    def whole(self) -> bool:
        return self.first_broken is None


@dataclass
class _Walk:
    """What is known while walking along the chain."""

    session: Session
    heads: Sequence[PrintedHead]
    sealed: bool
    seq: int = 0
    links: int = 0
    before: tuple[bytes, ...] = ()
    found: list[Broken] = field(default_factory=list)
    broken: int = 0
    here: dict[str, int] = field(default_factory=dict)
    """Rows met, by table."""

    def say(self, broken: Broken) -> None:
        self.broken += 1
        if not self.found:
            self.found.append(broken)


def verify(
    session: Session, heads: Sequence[str | PrintedHead] | str = (), *, sealed: bool = True, told: Callable[[int], object] | None = None,
) -> Verdict:
    """Read the whole chain. `heads` are lines from paper; `sealed` opens the sealed values too (this needs the keys); `told` hears how many rows are read.

    Meant for `Database.reading()`, which keeps nobody waiting. Raises HeadUnreadable.
    """
    papers = [read_head(each) if isinstance(each, str) else each for each in ([heads] if isinstance(heads, str) else heads)]
    name = installation_name(session)
    walk = _Walk(session, [each for each in papers if each.installation == name], sealed, before=(genesis(name),))
    while portion := _links(walk):
        _check(walk, portion)
        if told:
            told(walk.links)
    _unlinked(walk)
    for each in papers:
        if each.installation != name:
            walk.say(Broken(Fault.stranger, seq=each.seq))
        elif each.seq > walk.seq:
            walk.say(Broken(Fault.short, seq=each.seq))
    return Verdict(walk.links, head(session), walk.broken, walk.found[0] if walk.found else None, len(papers))


@cache
def _link_query(dialect: str) -> Select[Any]:
    parts = [stored(LINKS.c[name], dialect).label(name) for name in ("at", "table_name", "row_id", "content", "link")]
    return select(LINKS.c.seq, *parts).where(LINKS.c.seq > bindparam("after")).order_by(LINKS.c.seq).limit(PORTION)


def _links(walk: _Walk) -> Sequence[Any]:
    connection = walk.session.connection()
    return connection.execute(_link_query(connection.dialect.name), {"after": walk.seq}).all()


def _check(walk: _Walk, portion: Sequence[Any]) -> None:
    rows, unopened = _rows(walk, portion[0].seq, portion[-1].seq)
    printed = {each.seq: each.link for each in walk.heads}
    for link in portion:
        seq, at, link_value = link.seq, as_bytes(link.at), as_bytes(link.link)
        name, row, content = as_bytes(link.table_name), as_bytes(link.row_id), as_bytes(link.content)
        where = (name.decode(errors="replace"), row.decode(errors="replace"), seq)
        made = [link_of(before, seq, at, name, row, content) for before in walk.before]
        held = rows.get((where[0], row))
        if seq != walk.seq + 1:
            walk.say(Broken(Fault.gap, *where))
        elif link_value not in made:
            walk.say(Broken(Fault.link, *where))
        elif held is None:
            walk.say(Broken(Fault.missing, *where))
        elif held != content:
            walk.say(Broken(Fault.changed, *where))
        elif (where[0], row) in unopened:
            walk.say(Broken(Fault.sealed, *where))
        if seq in printed and not link_value.hex().startswith(printed[seq]):
            walk.say(Broken(Fault.differs, *where))
        walk.before = (link_value,) if link_value in made else (link_value, made[0])
        walk.seq, walk.links = seq, walk.links + 1


@cache
def _row_query(model: type[Record], dialect: str) -> tuple[tuple[str, ...], Select[Any]]:
    names, parts = columns(model, dialect)
    table = table_of(model)
    closed = [column for column in table.columns if is_sealed(column)]
    filled = or_(*(column.is_not(None) for column in closed)) if closed else (table.c.id.is_(None))
    joined = select(filled.label("filled"), *parts).join(LINKS, LINKS.c.row_id == table.c.id)
    return names, joined.where(LINKS.c.table_name == table.name, LINKS.c.seq.between(bindparam("first"), bindparam("last")))


def _rows(walk: _Walk, first: int, last: int) -> tuple[dict[tuple[str, bytes], bytes], set[tuple[str, bytes]]]:
    """The sums of the rows that these links name, and those whose sealed values do not open."""
    sums: dict[tuple[str, bytes], bytes] = {}
    unopened: set[tuple[str, bytes]] = set()
    connection = walk.session.connection()
    for model in chained_models():
        names, query = _row_query(model, connection.dialect.name)
        table, identity = table_of(model).name, names.index("id") + 1
        closed: list[bytes] = []
        for row in connection.execute(query, {"first": first, "last": last}):
            key = as_bytes(row[identity])
            sums[table, key] = content_of(names, row[1:])
            if row.filled:
                closed.append(key)
            walk.here[table] = walk.here.get(table, 0) + 1
        if walk.sealed and closed:
            unopened.update((table, key) for key in _unopened(walk.session, model, closed))
    return sums, unopened


def _unopened(session: Session, model: type[Record], keys: list[bytes]) -> Iterator[bytes]:
    """Rows whose sealed values do not open; a value whose key was destroyed opens as nothing, and that is no fault. Halved until each is found."""
    session.expunge_all()  # a row that is there already would not be opened again
    try:
        session.exec(rows_of(model).where(col(model.id).in_([UUID(key.decode()) for key in keys]))).all()
    except Exception:  # noqa: BLE001 - whatever a spoiled value makes of its opening, it does not open
        if len(keys) == 1:
            yield keys[0]
        else:
            half = len(keys) // 2
            yield from _unopened(session, model, keys[:half])
            yield from _unopened(session, model, keys[half:])


def _unlinked(walk: _Walk) -> None:
    """Rows that no link of the chain names (it begins with 1). Counting tells whether there are any; only then are they looked for."""
    connection = walk.session.connection()
    for model in chained_models():
        table = table_of(model)
        count = connection.execute(select(func.count()).select_from(table)).scalar_one()
        if count == walk.here.get(table.name, 0):
            continue
        names, parts = columns(model, connection.dialect.name)
        linked = select(LINKS.c.seq).where(LINKS.c.row_id == table.c.id, LINKS.c.table_name == table.name, LINKS.c.seq > 0).exists()
        query = select(parts[names.index("id")]).where(~linked).order_by(table.c.recorded_at, table.c.id)
        for (identity,) in connection.execute(query):
            walk.say(Broken(Fault.unlinked, table.name, as_bytes(identity).decode(errors="replace")))
