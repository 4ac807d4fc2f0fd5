"""The column types of sealed values, and what ties a value to its row.

A value is `\x02` + whose key (16 bytes) + the row's id (16) + nonce (12) + AES-256-GCM; its associated data are `table.column`, the row's id and
whose key it is, so that a value that was moved or altered does not open. A column type sees a value and not its row: before a flush
every sealed value of a row is therefore dressed with what seals it, and what was read is opened when the row it stands in is there.
What was sealed before data keys came begins with `\x01` and is bound to its column alone; `hoiam keys reseal` seals it anew.
"""

import json
import os
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import LargeBinary, String, event, inspect
from sqlalchemy.orm import Mapper, Session
from sqlalchemy.types import TypeDecorator

from core.crypto.keys import HOUSE, KeyDestroyed, key_of, key_to_write
from core.crypto.ring import VERSION, keyring
from core.db import Record
from core.errors import Refused
from core.i18n import N_
from core.ids import new_id

BOUND = b"\x02"
OLD, NOW = VERSION[0], BOUND[0]
HEAD = 1 + 16 + 16


class SealBroken(Refused):
    message = N_("A sealed value was altered or put where it does not belong, so it is not shown. Nothing was changed. "
                 "Please call whoever looks after this program.")


class Locked:
    """A sealed value as it lies in its column. It is no text: what reads a bare column opens it with `opened`."""

    __slots__ = ("column", "raw")

    def __init__(self, column: "_Sealed", raw: bytes):
        self.column, self.raw = column, raw

    def _locked(self, *_: object) -> Any:
        raise TypeError("a sealed value was used without being opened")

    __str__ = __bool__ = __eq__ = __hash__ = __format__ = __iter__ = __len__ = __getitem__ = __html__ = _locked


class Seal:
    """What seals the values of one row."""

    __slots__ = ("cipher", "head")

    def __init__(self, key: bytes, subject: bytes, row: bytes):
        self.cipher, self.head = AESGCM(key), subject + row

    def close(self, plain: bytes, place: bytes) -> bytes:
        nonce = os.urandom(12)
        return BOUND + self.head + nonce + self.cipher.encrypt(nonce, plain, place + self.head)


class _Text(str):
    seal: Seal


class _Bytes(bytes):
    seal: Seal


class _Dict(dict[Any, Any]):
    seal: Seal


class _List(list[Any]):
    seal: Seal


DRESS: dict[type, Any] = {str: _Text, bytes: _Bytes, dict: _Dict, list: _List}


def dressed(value: Any, seal: Seal) -> Any:
    """The same value, and with it what seals it in its row."""
    made = next(dress for kind, dress in DRESS.items() if isinstance(value, kind))(value)
    made.seal = seal
    return made


class _Sealed(TypeDecorator[Any]):
    impl = LargeBinary
    cache_ok = True

    def __init__(self, context: str):
        super().__init__()
        self.context, self.place = context, context.encode()

    @staticmethod
    def pack(value: Any) -> bytes:
        return bytes(value)

    @staticmethod
    def unpack(plain: bytes) -> Any:
        return plain

    def process_bind_param(self, value: Any, dialect: Any) -> bytes | None:
        if value is None:
            return None
        if not hasattr(value, "seal"):
            raise TypeError(f"{self.context}: a sealed value needs the row it stands in")
        sealed: bytes = value.seal.close(self.pack(value), self.place)
        return sealed

    def process_result_value(self, value: bytes | None, dialect: Any) -> Any:
        return None if value is None else Locked(self, bytes(value))


class SealedBytes(_Sealed):
    """A signature, a PDF, an upload. The argument is `table.column`."""

    cache_ok = True


class SealedText(_Sealed):
    """A name, number, phone, address or note. The argument is `table.column`."""

    cache_ok = True

    @staticmethod
    def pack(value: Any) -> bytes:
        return str(value).encode()

    @staticmethod
    def unpack(plain: bytes) -> Any:
        return plain.decode()


class SealedJSON(_Sealed):
    """A small document with personal values, such as one staged row. The argument is `table.column`."""

    cache_ok = True

    @staticmethod
    def pack(value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    @staticmethod
    def unpack(plain: bytes) -> Any:
        return json.loads(plain)


class BlindIndex(TypeDecorator[str]):
    """A column of blind index values, made with `blind(text, "table.column")` before it is stored."""

    impl = String(32)
    cache_ok = True


SEALED: dict[type[Any], tuple[str, ...]] = {}
"""Every model that has sealed columns, with their names."""


@event.listens_for(Mapper, "mapper_configured")
def _watch(mapper: Mapper[Any], model: type[Any]) -> None:
    names = tuple(attribute.key for attribute in mapper.column_attrs if isinstance(attribute.columns[0].type, _Sealed))
    if names and issubclass(model, Record):
        SEALED[model] = names
        event.listen(model, "load", lambda row, context: _open_row(context.session, row, names))
        event.listen(model, "refresh", lambda row, context, _: _open_row(context.session, row, names))


def whose(session: Session, row: Any) -> UUID:
    """Whose data key seals this row: the value of its `sealed_by`, or what the row says to which that leads ("visit_id.donor_id")."""
    column, _, further = row.sealed_by.partition(".")
    found: UUID | None = getattr(row, column) if column else None
    if found is None:
        return HOUSE
    return _whose_parent(session, row, column, found) if further else found


def _whose_parent(session: Session, row: Any, column: str, parent_id: UUID) -> UUID:
    table = next(iter(inspect(type(row)).columns[column].foreign_keys)).column.table
    model = next(mapper.class_ for mapper in inspect(type(row)).registry.mappers if mapper.local_table is table)
    parent = next((each for each in session.new if type(each) is model and each.id == parent_id), None) or session.get(model, parent_id)
    return whose(session, parent) if parent else HOUSE


@event.listens_for(Session, "before_flush")
def _dress(session: Session, *_: Any) -> None:
    for row, new in [*((row, True) for row in session.new), *((row, False) for row in session.dirty)]:
        names, held = SEALED.get(type(row), ()), row.__dict__
        changed = names if new else inspect(row).committed_state
        to_seal = [name for name in names if held.get(name) is not None and name in changed]
        if not to_seal:
            continue
        subject = whose(session, row)
        seal = Seal(_key(session, subject, new=new and subject == row.id, emptied=not any(held[name] for name in to_seal)), subject.bytes, row.id.bytes)
        session.info.setdefault("dressed", []).extend((held, name, held[name]) for name in to_seal)
        for name in to_seal:
            held[name] = dressed(held[name], seal)


def _key(session: Session, subject: UUID, *, new: bool, emptied: bool) -> bytes:
    """The row's key; where a column is emptied of somebody who was erased, any key will do, because it opens as nothing anyway."""
    try:
        return key_to_write(session, subject, new=new)
    except KeyDestroyed:
        if emptied:
            return os.urandom(32)
        raise


@event.listens_for(Session, "after_flush")
def _undress(session: Session, _: Any) -> None:
    for held, name, plain in session.info.pop("dressed", ()):
        held[name] = plain


def sealed_rows(session: Session, model: type[Record], rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """For `insert(model)` of many rows at once: the same rows with an id each, and what seals their values."""
    inspect(model).registry.configure()
    made = []
    for row in [{"id": new_id(), **row} for row in rows]:
        subject = row.get(model.sealed_by) or HOUSE
        seal = Seal(key_to_write(session, subject), subject.bytes, row["id"].bytes)
        made.append(row | {name: dressed(row[name], seal) for name in SEALED[model] if row.get(name) is not None})
    return made


def _open_row(session: Session, row: Any, names: tuple[str, ...]) -> None:
    held, own, ciphers = row.__dict__, row.id.bytes, dict[bytes, AESGCM | None]()
    for name in names:
        value = held.get(name)
        if type(value) is Locked:
            held[name] = _open(session, value, own, ciphers, held.get(row.sealed_by))


def _open(session: Session, value: Locked, row: bytes, ciphers: dict[bytes, AESGCM | None], owner: UUID | None = None) -> Any:
    raw, column = value.raw, value.column
    if raw[0] == OLD:
        return column.unpack(keyring().open(raw, column.context))
    subject, head = raw[1:17], raw[1:HEAD]
    if raw[0] != NOW or head[16:] != row or (owner and owner.bytes != subject):
        raise SealBroken()
    if subject not in ciphers:
        key = key_of(session, subject)
        ciphers[subject] = AESGCM(key) if key else None
    cipher = ciphers[subject]
    if cipher is None:
        return None
    try:
        return column.unpack(cipher.decrypt(raw[HEAD : HEAD + 12], raw[HEAD + 12 :], column.place + head))
    except InvalidTag:
        raise SealBroken() from None


def opened(session: Session, row_id: UUID, value: Any) -> Any:
    """A sealed value that was selected without its row; None where it is empty, or where its key was destroyed."""
    return _open(session, value, row_id.bytes, {}) if isinstance(value, Locked) else value
