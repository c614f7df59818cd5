"""Master data that the program brings along."""

from datetime import date

from ozgdesk.commands.master_data import municipality
from ozgdesk.domain.vocabulary import MunicipalityKind
from ozgdesk.paths import resource


def test_a_municipality_is_described_by_its_key() -> None:
    found = municipality("06434009")
    assert found["name"] == "Schmitten im Taunus"
    assert found["kind"] is MunicipalityKind.MUNICIPALITY
    assert (found["population"], found["population_on"]) == (9425, date(2022, 5, 15))
    assert (found["district"], found["region"]) == ("Hochtaunuskreis", "Regierungsbezirk Darmstadt")


def test_the_title_of_the_head_follows_from_the_population() -> None:
    assert municipality("06532023")["has_lord_mayor"]  # Wetzlar, 53 116
    assert not municipality("06533009")["has_lord_mayor"]  # Limburg, 35 617


def test_an_unknown_key_says_nothing() -> None:
    assert municipality("00000000") == {}


def test_the_licence_stands_beside_the_data() -> None:
    text = resource("master_data", "LICENSE.txt").read_text(encoding="utf-8")
    assert "dl-de/by-2-0" in text
    assert "Statistische Ämter des Bundes und der Länder" in text
