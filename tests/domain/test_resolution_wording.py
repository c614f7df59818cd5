import pytest

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.resolution_wording import is_equal_wording
from ozgdesk.domain.vocabulary import MunicipalityKind
from tests.helpers import id_of

USINGEN = Municipality(id=id_of(1), code="USI", name="Usingen", kind=MunicipalityKind.TOWN, order="a")
SCHMITTEN = Municipality(
    id=id_of(2), code="SCHM", name="Schmitten im Taunus", kind=MunicipalityKind.MUNICIPALITY, order="b"
)


@pytest.mark.parametrize(
    ("town", "municipality", "is_equal"),
    [
        ("Wir stimmen zu.", "Wir  stimmen\nzu.", True),
        ("Wir stimmen zu.", "Wir stimmen nicht zu.", False),
        ("Wir stimmen zu.", "Wir stimmen zu", False),
        ("Die Stadt Usingen tritt bei.", "Die Gemeinde Schmitten im Taunus tritt bei.", True),
        ("Die Stadt Usingen tritt bei.", "Die Gemeinde Glashütten tritt bei.", False),
        ("Usingen und Schmitten im Taunus.", "Usingen und Schmitten im Taunus.", True),
        ("Usingen führt.", "Schmitten im Taunus führt.", True),
        ("Der Beschluss des Magistrats gilt.", "Der Beschluss des Gemeindevorstands gilt.", True),
        ("Der Magistrat wird beauftragt.", "Die Gemeindevertretung wird beauftragt.", False),
    ],
)
def test_each_council_may_speak_of_itself_and_else_in_the_same_words(
    town: str, municipality: str, is_equal: bool
) -> None:
    assert is_equal_wording(town, municipality, (USINGEN, SCHMITTEN)) is is_equal
    assert is_equal_wording(municipality, town, (SCHMITTEN, USINGEN)) is is_equal
