"""Rules about tables: parts, the grid of cells, and header cells that can be found from every cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from ozgdesk.reports.pdfua.finding import Finding
from ozgdesk.reports.structure import Node, TaggedPdf

_SCOPES = ("/Row", "/Column", "/Both")
_Grid = dict[tuple[int, int], Node]


def _tables(pdf: TaggedPdf) -> Iterator[Finding]:
    for node in pdf.nodes():
        if node.role == "Table":
            yield from _parts([kid.role for kid in node.kids])
            rows = [row for row in node.walk() if row.role == "TR"]
            grid, crossed = _grid(rows)
            if crossed:
                yield Finding("7.2-15", "cells of a table cover each other")
            yield from _shape(grid, len(rows))
            yield from _headers(node, grid)


def _parts(roles: Sequence[str]) -> Iterator[Finding]:
    if roles.count("THead") > 1:
        yield Finding("7.2-11", "a table has two heads")
    if roles.count("TFoot") > 1:
        yield Finding("7.2-12", "a table has two feet")
    if "TFoot" in roles and "TBody" not in roles:
        yield Finding("7.2-13", "a table has a foot and no body")
    if "THead" in roles and "TBody" not in roles:
        yield Finding("7.2-14", "a table has a head and no body")
    if roles.count("Caption") > 1:
        yield Finding("7.2-39", "a table has two captions")
    if "Caption" in roles[1:-1]:
        yield Finding("7.2-16", "the caption is neither first nor last in its table")


def _span(cell: Node, key: str) -> int:
    value = cell.attributes.get(key, 1)
    return int(value) if isinstance(value, int | float) and value > 0 else 1


def _grid(rows: Sequence[Node]) -> tuple[_Grid, bool]:
    """Which cell covers which (row, column), and whether two cover the same one."""
    grid: _Grid = {}
    crossed = False
    for top, row in enumerate(rows):
        left = 0
        for cell in row.kids:
            while (top, left) in grid:
                left += 1
            high, wide = _span(cell, "/RowSpan"), _span(cell, "/ColSpan")
            for place in product(range(top, top + high), range(left, left + wide)):
                crossed = crossed or place in grid
                grid[place] = cell
            left += wide
    return grid, crossed


def _shape(grid: _Grid, rows: int) -> Iterator[Finding]:
    """Every row must have as many columns as the first, every column as many rows."""
    widths = [0] * rows
    heights: dict[int, int] = {}
    for top, left in grid:
        if top < rows:
            widths[top] += 1
        heights[left] = heights.get(left, 0) + 1
    different = sorted({width for width in widths if width})
    if len(different) > 1:
        yield Finding("7.2-42", f"rows of one table have {different} columns")
    elif len(set(heights.values())) > 1:
        yield Finding("7.2-41", f"columns of one table have {sorted(set(heights.values()))} rows")


def _headers(table: Node, grid: _Grid) -> Iterator[Finding]:
    """A cell is told by the headers it names, else by a header of its row or column."""
    cells = [cell for cell in table.walk() if cell.role in ("TH", "TD")]
    names = {str(cell.entries.get("/ID", "")) for cell in cells if cell.role == "TH"} - {""}
    places: dict[int, list[tuple[int, int]]] = {}
    for place, cell in grid.items():
        places.setdefault(id(cell), []).append(place)
    by_row = {top for (top, _), cell in grid.items() if _heads(cell, "/Row")}
    by_column = {left for (_, left), cell in grid.items() if _heads(cell, "/Column")}
    for cell in cells:
        if cell.role == "TH":
            if str(cell.attributes.get("/Scope", "")) not in _SCOPES:
                yield Finding("7.5-1", "a header cell has no scope")
            continue
        if any(top in by_row or left in by_column for top, left in places.get(id(cell), ())):
            continue
        named = [str(name) for name in cell.attributes.get("/Headers", ())]
        if not named:
            yield Finding("7.5-1", f"no header cell tells what {cell.text[:20]!r} is")
        elif unknown := [name for name in named if name not in names]:
            yield Finding("7.5-2", f"a cell names header cells that do not exist: {', '.join(unknown)}")


def _heads(cell: Node, scope: str) -> bool:
    return cell.role == "TH" and str(cell.attributes.get("/Scope", "")) in (scope, "/Both")


RULES = (_tables,)
