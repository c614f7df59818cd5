"""The plan as CSV as German Excel writes it: UTF-8 with BOM, semicolons, CRLF, German days and numbers."""

import csv
import io
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.view import View
from ozgdesk.exchange.columns import (
    Kind,
    Value,
    is_formula_like,
    is_number_like,
    task_columns,
    task_rows,
)
from ozgdesk.exchange.format import Format


def make(view: View, municipality_id: str | None, baseline_id: str | None = None) -> bytes:
    """The tasks with the columns of the workbook."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    columns = task_columns(view)
    writer.writerow([column.title for column in columns])
    for row in task_rows(view, municipality_id, baseline_id):
        writer.writerow([cell(column.kind, column.value(row)) for column in columns])
    return file.getvalue().encode("utf-8-sig")


def cell(kind: Kind, value: Value) -> str:
    """A value as German Excel reads it back. A true number keeps the plain minus, which Excel knows.

    >>> cell("number", -0.5), cell("share", 0.35), cell("day", date(2026, 12, 4)), cell("text", "=1+1")
    ('-0,5', '35 %', '04.12.2026', "'=1+1")
    """
    if value is None:
        return ""
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, str):
        return guarded(value)
    amount = f"{value * 100 if kind == 'share' else value:.4f}".rstrip("0").rstrip(".")
    return amount.replace(".", ",") + (" %" if kind == "share" else "")


def guarded(text: str) -> str:
    """Text that stays text: with an apostrophe before what a spreadsheet would run, count or date."""
    return f"'{text}" if is_formula_like(text) or is_number_like(text) else text


FORMAT = Format(
    key="csv",
    suffix="csv",
    title="Projektplan als CSV-Tabelle",
    file_kind="CSV-Tabelle",
    file_stem="Projektplan",
    description="alle Aufgaben mit allen Spalten, für andere Programme",
    make=make,
    compared=make,
)
