"""What several tables of this room share."""

from sqlalchemy import Index, text


def one_open(name: str, column: str, closed: str, also: str = "") -> Index:
    """At most one open row per `column`; a row is open while `closed` is empty. The database itself refuses the second."""
    where = text(f"{closed} IS NULL{also}")
    return Index(f"uq_{name}", column, unique=True, sqlite_where=where, postgresql_where=where)
