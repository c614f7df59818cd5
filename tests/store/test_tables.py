import sqlite3
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from ozgdesk.domain.registry import BY_TABLE, ENTITIES, referrers, table_name
from ozgdesk.store import schema, tables
from ozgdesk.store.tables import table_of
from ozgdesk.store.types import instant_text
from tests.store.samples import one_of_each


@pytest.fixture
def driver():
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.create_schema(connection)
    yield connection
    connection.close()


def test_every_entity_has_a_table_with_exactly_its_fields():
    for kind in ENTITIES:
        assert [column.name for column in table_of(kind).columns] == list(kind.model_fields)


def test_there_are_no_tables_but_those_of_entities_and_of_the_journal():
    assert set(tables.METADATA.tables) == {*BY_TABLE, "step", "change", "meta"}


def test_every_row_class_is_named_after_its_entity():
    for kind in ENTITIES:
        row = getattr(tables, f"{kind.__name__}Row")
        assert issubclass(row, kind)
        assert row.__tablename__ == table_name(kind)


def test_every_table_is_strict_and_every_reference_waits_for_the_end_of_the_step(driver):
    for name, strict in driver.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'"):
        assert strict or name.startswith("sqlite_")
    for (sql,) in driver.execute("SELECT sql FROM sqlite_schema WHERE type = 'table'"):
        assert sql.count("REFERENCES") == sql.count("DEFERRABLE INITIALLY DEFERRED")
        assert "ON DELETE" not in sql
        assert "ON UPDATE" not in sql


def test_no_trigger_and_no_view_changes_rows_behind_the_journal(driver):
    assert {kind for (kind,) in driver.execute("SELECT DISTINCT type FROM sqlite_schema")} == {
        "table",
        "index",
    }


def test_a_fresh_schema_is_ours_whatever_its_blanks(driver):
    assert schema.is_ours(driver)


def test_every_reference_has_an_index(driver):
    for kind in ENTITIES:
        for other, field in referrers(kind):
            plan = driver.execute(
                f'EXPLAIN QUERY PLAN SELECT 1 FROM "{table_name(other)}" WHERE "{field}" = ?', ("x",)
            ).fetchall()
            assert "SEARCH" in plan[0][3]


@pytest.mark.parametrize(
    ("table", "field", "value"),
    [("task", "state", "viel"), ("task", "is_contractual", 2), ("task", "progress_percent", "halb")],
)
def test_the_database_itself_refuses_a_wrong_value(driver, table, field, value):
    row = {"id": "1" * 32, "order": "V", "number": "A-001", "name": "x"}
    task = BY_TABLE["task"].model_validate(row)
    values = {name: getattr(task, name) for name in type(task).model_fields}
    values |= {field: value}
    names = ", ".join(f'"{name}"' for name in values)
    with pytest.raises(sqlite3.IntegrityError):
        driver.execute(
            f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(values))})", list(values.values())
        )


def test_instants_are_stored_so_that_texts_sort_like_instants():
    start = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    zone = timezone(timedelta(hours=2))
    instants = [start + timedelta(microseconds=step) for step in (0, 1, 999_999, 10**6, 10**10)]
    texts = [instant_text(at.astimezone(zone)) for at in instants]
    assert texts == sorted(texts)
    assert [datetime.fromisoformat(text) for text in texts] == instants


def test_an_instant_without_zone_is_a_mistake():
    with pytest.raises(ValueError, match="time zone"):
        instant_text(datetime(2026, 1, 1))


def test_the_samples_of_this_test_hold_every_entity_and_field():
    rows = one_of_each()
    assert {type(row) for row in rows} == set(ENTITIES)
    for row in rows:
        empty = [name for name in type(row).model_fields if getattr(row, name) in (None, "")]
        assert empty == [], type(row).__name__
    assert any(isinstance(getattr(row, name), date) for row in rows for name in type(row).model_fields)
