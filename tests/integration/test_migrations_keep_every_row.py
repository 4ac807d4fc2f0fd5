"""An office that began with an older program loses nothing when it starts a newer one, on both databases (law 4)."""

import re
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from alembic import command
from sqlalchemy import JSON, MetaData, Table, inspect, text

import app  # noqa: F401 - importing it names every table
from core.db import Database, metadata
from core.ids import new_id
from core.installation import TiesBroken, alembic_config


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def bare(request, tmp_path):
    """A database without any table. PostgreSQL's stands apart from the one that other tests share."""
    if request.param == "sqlite":
        made = Database(f"sqlite:///{tmp_path / 'old.sqlite3'}")
        yield made
        made.engine.dispose()
        return
    server, name = Database(request.getfixturevalue("postgres_url")), f"old_{new_id().hex}"
    with server.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    made = Database(server.url.rpartition("/")[0] + f"/{name}")
    yield made
    made.engine.dispose()
    with server.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"DROP DATABASE {name}"))
    server.engine.dispose()


def upgrade(database, revision):
    config = alembic_config(database.url)
    config.attributes["engine"] = database.engine
    command.upgrade(config, revision)


def value_for(column, allowed, number):
    """Something that this column may hold, another for every row."""
    if column.name in allowed:
        return allowed[column.name]
    kind = UUID if "UUID" in str(column.type).upper() or str(column.type) == "CHAR(32)" else column.type.python_type
    if isinstance(column.type, JSON):
        return []
    made = {UUID: new_id, str: lambda: f"{column.name} {number}", int: lambda: number, bytes: lambda: b"sealed %d" % number, bool: lambda: False,
            float: lambda: 1.5, datetime: lambda: datetime(2026, 7, number, tzinfo=UTC), date: lambda: date(2026, 7, number)}[kind]()
    return made.hex if kind is UUID and str(column.type) == "CHAR(32)" else made


def fill(connection):
    """Two rows in every table, each pointing to rows of the tables it depends on; what every row holds, by table and id."""
    old = MetaData()
    old.reflect(connection)
    tables = [table for table in old.sorted_tables if table.name != "alembic_version"]
    ids: dict[str, list] = {}
    for table in tables:
        allowed = {}
        for check in inspect(connection).get_check_constraints(table.name):
            words = re.search(r"(\w+)\)?(?:::text)? (?:IN|= ANY) \(?.*?'([^']+)'", check["sqltext"])
            allowed |= {words[1]: words[2]} if words else {}
        for number in (1, 2):
            row = {column.name: value_for(column, allowed, number) for column in table.columns}
            for key in table.foreign_keys:
                others = ids.get(key.column.table.name, [row["id"]])
                row[key.parent.name] = others[min(number, len(others)) - 1]
            connection.execute(table.insert().values(row))
            ids.setdefault(table.name, []).append(row["id"])
    return everything(connection, [table.name for table in tables])


def everything(connection, names):
    held = {}
    for name in names:
        table = Table(name, MetaData(), autoload_with=connection)
        held[name] = {str(row.id): row._asdict() for row in connection.execute(table.select())}
    return held


def test_every_row_of_the_first_release_is_there_after_the_update_and_still_says_the_same(bare):
    upgrade(bare, "0001")
    with bare.engine.begin() as connection:
        before = fill(connection)
    assert len(before["individual"]) == len(before["kinship_claim"]) == len(before["name_token"]) == 2
    upgrade(bare, "head")
    with bare.engine.begin() as connection:
        after = everything(connection, before)
        for name, rows in before.items():
            assert {own: {key: after[name][own][key] for key in row} for own, row in rows.items()} == rows, name
        people = after["individual"].values()
        assert {(row["life"], row["reach"], row["martyr_id"]) for row in people} == {("unknown", "unknown", None)}
        if bare.engine.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def shape(connection):
    """Columns, keys, ties, indexes and checks of every table, as the database itself tells them; a text's greatest length is the models' affair."""
    seen, said = inspect(connection), {}
    for name in sorted(set(seen.get_table_names()) - {"alembic_version"}):
        said[name] = {
            "columns": {column["name"]: (re.sub(r"\(\d+\)", "", str(column["type"])), column["nullable"]) for column in seen.get_columns(name)},
            "primary": seen.get_pk_constraint(name)["constrained_columns"],
            "ties": sorted((tie["name"], *tie["constrained_columns"], tie["referred_table"]) for tie in seen.get_foreign_keys(name)),
            "unique": sorted((unique["name"], *unique["column_names"]) for unique in seen.get_unique_constraints(name)),
            "indexes": sorted((index["name"], *index["column_names"]) for index in seen.get_indexes(name)),
            "checks": sorted((check["name"], re.sub(r"\s+", " ", check["sqltext"])) for check in seen.get_check_constraints(name)),
        }
    return said


def test_the_updated_tables_are_those_of_the_models_down_to_the_last_check(bare):
    upgrade(bare, "head")
    with bare.engine.begin() as connection:
        updated = shape(connection)
        connection.execute(text("DROP TABLE alembic_version"))
        metadata.drop_all(connection)
        metadata.create_all(connection)
        made = shape(connection)
    assert updated.keys() == made.keys()
    for name in made:
        assert updated[name] == made[name], name


def test_a_row_that_points_to_nobody_stops_the_update_and_everything_stays_as_it_was(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'old.sqlite3'}")
    upgrade(database, "0001")
    with database.engine.begin() as connection:
        before = fill(connection)
    driver = database.engine.raw_connection()
    driver.driver_connection.execute("PRAGMA foreign_keys=OFF")
    driver.driver_connection.execute("DELETE FROM martyr")
    driver.driver_connection.execute("PRAGMA foreign_keys=ON")
    driver.close()
    with pytest.raises(TiesBroken):
        upgrade(database, "head")
    with database.engine.begin() as connection:
        assert "parentage" not in inspect(connection).get_table_names()
        assert everything(connection, ["individual", "kinship_claim"]) == {name: before[name] for name in ("individual", "kinship_claim")}
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "0001"
    database.engine.dispose()


def test_a_way_back_that_would_lose_people_of_a_tree_is_refused_before_it_touches_anything(bare):
    upgrade(bare, "head")
    with bare.engine.begin() as connection:
        newest = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        connection.execute(metadata.tables["individual"].insert().values(id=new_id(), recorded_at=datetime(2026, 7, 1, tzinfo=UTC), life="dead", reach="unknown"))
    config = alembic_config(bare.url)
    config.attributes["engine"] = bare.engine
    with pytest.raises(RuntimeError, match="restore the backup"):
        command.downgrade(config, "0001")
    with bare.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM individual")).scalar() == 1
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == newest
        assert "parentage" in inspect(connection).get_table_names()


def test_a_way_back_that_would_throw_the_keys_of_everybody_away_is_refused(bare):
    """Without `data_key` no sealed value ever opens again."""
    upgrade(bare, "head")
    with bare.engine.begin() as connection:
        key = {"id": new_id(), "recorded_at": datetime(2026, 7, 1, tzinfo=UTC), "wrapped": b"wrapped", "master": "x"}
        connection.execute(metadata.tables["data_key"].insert().values(key))
    config = alembic_config(bare.url)
    config.attributes["engine"] = bare.engine
    with pytest.raises(RuntimeError, match="restore the backup"):
        command.downgrade(config, "0002")
    with bare.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM data_key")).scalar() == 1
