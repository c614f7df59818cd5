"""What is offered while the line of a query is typed."""

from ozgdesk.domain.people import Person
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.present.task_query_completion import Completion, completion
from tests.helpers import TODAY, four_municipalities, id_of, task

PHASE = task(1, "Vorbereitung, erster Teil")
VIEW = View(
    Snapshot.of(
        [
            *four_municipalities(),
            PHASE,
            task(2, "Vergabewesen", parent_id=PHASE.id),
            Person(id=id_of(50), name="Projektbüro Usingen"),
            Person(id=id_of(51), name="Früheres Amt", left_on=TODAY),
        ]
    ),
    TODAY,
)


def offered(text: str, cursor: int | None = None) -> Completion:
    return completion(VIEW, text, len(text) if cursor is None else cursor)


def texts(text: str, cursor: int | None = None) -> list[str]:
    return [found.text for found in offered(text, cursor).proposals]


def taken(text: str, cursor: int | None = None) -> str:
    """The line after the first proposal is taken."""
    found = offered(text, cursor)
    return text[: found.start] + found.proposals[0].text + text[found.end :]


def test_keys_come_first_in_the_language_that_is_typed() -> None:
    assert texts("fe") == ["feder:"]
    assert texts("le") == ["lead:"]
    assert texts("-zu") == ["-zuarbeit:", "-zustand:"]
    assert len(texts("")) == 12
    assert texts("Vergabe") == []
    assert texts("foo:b") == []


def test_then_the_values_of_this_project() -> None:
    assert texts("lead:") == ["USI", "NA", "GLA", "SCHM", "ohne"]
    assert texts("lead:n") == ["NA", "ohne"]  # „niemand“
    assert texts("lead:glash") == ["GLA"]
    assert texts("state:wa") == ["wartet", "zuarbeit", "dritte"]
    assert texts("due:") == ["<7", "<14", ">0", "überfällig", "heute", "woche", "monat", "ohne"]
    assert texts("person:") == ['"Projektbüro Usingen"', "ohne"]
    assert texts("nr:verg") == ["A-002"]


def test_a_proposal_takes_the_place_of_what_was_typed_and_no_more() -> None:
    assert taken("Amt le due:<14", 6) == "Amt lead: due:<14"
    assert taken("lead:u due:<14", 6) == "lead:USI due:<14"
    assert taken("lead:u,GLA", 6) == "lead:USI,GLA"
    assert taken("lead:USI,g") == "lead:USI,GLA"
    assert taken("phase:vor") == 'phase:"Vorbereitung, erster Teil"'
    assert taken('phase:"Vorbereitung, er') == 'phase:"Vorbereitung, erster Teil"'
