"""Master data of the Hessian municipalities that the program brings along: name, kind, population, district.

Origin and licence (dl-de/by-2-0) stand beside the files in `resources/master_data`.
"""

import csv
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from ozgdesk import paths
from ozgdesk.domain.vocabulary import MunicipalityKind

POPULATION_ON = date(2022, 5, 15)
_LORD_MAYOR_ABOVE = 50_000
_KINDS = {"Stadt": MunicipalityKind.TOWN, "Gemeinde": MunicipalityKind.MUNICIPALITY}


def municipality(ags: str) -> Mapping[str, Any]:
    """The fields of a `Municipality` that follow from its official key (AGS); empty for an unknown one.

    `has_lord_mayor` follows from the population: § 45 Abs. 1 HGO, towns with more than 50 000 inhabitants.
    """
    row = _rows().get(ags)
    if row is None:
        return {}
    population = int(row["Einwohner_Zensus_2022-05-15"])
    kind = _KINDS[row["Art"]]
    return {
        "name": row["Name"],
        "kind": kind,
        "ags": ags,
        "population": population,
        "population_on": POPULATION_ON,
        "district": row["Kreis"],
        "region": _regions().get(ags[:3], ""),
        "has_lord_mayor": kind is MunicipalityKind.TOWN and population > _LORD_MAYOR_ABOVE,
    }


def names() -> Mapping[str, str]:
    """All municipalities of Hessen: name with district by official key, so that no two read the same."""
    return {ags: f"{row['Name']} ({row['Kreis']})" for ags, row in _rows().items()}


@cache
def _rows() -> dict[str, dict[str, str]]:
    return {row["AGS"]: row for row in _read("gemeinden-hessen-zensus2022.csv")}


@cache
def _regions() -> dict[str, str]:
    return {row["AGS"]: row["Regierungsbezirk"] for row in _read("regierungsbezirke.csv")}


def _read(name: str) -> list[dict[str, str]]:
    text = paths.resource("master_data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))
