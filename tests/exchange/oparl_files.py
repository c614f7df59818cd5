"""Makers of OParl files: a small council information system that tests change."""

import json
from pathlib import Path
from typing import Any

SERVER = "https://ris.example.org/oparl"
Row = dict[str, Any]


def url(kind: str, number: object) -> str:
    return f"{SERVER}/{kind}/{number}"


def thing(kind: str, place: object, /, version: str = "1.1", **fields: Any) -> Row:
    """An object with address and type."""
    return {
        "id": url(kind.lower(), place),
        "type": f"https://schema.oparl.org/{version}/{kind}",
        "modified": "2026-01-01T12:00:00+01:00",
        **fields,
    }


def body(**fields: Any) -> Row:
    return thing("Body", 1, **{"name": "Stadt Usingen", "ags": "06434011", **fields})


def committee(number: int, name: str, **fields: Any) -> Row:
    return thing("Organization", number, name=name, body=url("body", 1), **fields)


def meeting(
    number: int, start: str, committees: tuple[int, ...] = (1,), items: Any = (), **fields: Any
) -> Row:
    organizations = [url("organization", other) for other in committees]
    return thing("Meeting", number, start=start, organization=organizations, agendaItem=list(items), **fields)


def item(place: int, result: str = "", **fields: Any) -> Row:
    told = {"result": result} if result else {}
    usual = {"number": str(place), "name": f"Punkt {place}", "order": place}
    return thing("AgendaItem", place, **{**usual, **told, **fields})


def station(number: int, at: int | None = None, of: tuple[int, ...] = (1,), **fields: Any) -> Row:
    """A consultation in a meeting; its item of the agenda has the same number."""
    told = {} if at is None else {"meeting": url("meeting", at), "agendaItem": url("agendaitem", number)}
    organizations = [url("organization", other) for other in of]
    return thing("Consultation", number, organization=organizations, **told, **fields)


def paper(number: int, *stations: Any, **fields: Any) -> Row:
    return thing(
        "Paper",
        number,
        **{
            "body": url("body", 1),
            "name": f"Vorlage {number}",
            "reference": f"{number}/2026",
            "paperType": "Beschlussvorlage",
            "date": "2026-05-01",
            "consultation": list(stations),
            **fields,
        },
    )


def pages(*rows: Row, **links: str) -> Row:
    """A list as a server sends it."""
    return {"data": list(rows), "pagination": {"totalElements": len(rows)}, "links": links}


def write(folder: Path, *documents: Any) -> Path:
    """A folder with a file for each document; text is written as it stands."""
    target = folder / "oparl"
    target.mkdir(exist_ok=True)
    for place, document in enumerate(documents):
        text = document if isinstance(document, str) else json.dumps(document, ensure_ascii=False)
        (target / f"seite-{place:02}.json").write_text(text, encoding="utf-8")
    return target


USUAL: tuple[Row, ...] = (
    body(),
    committee(1, "Stadtverordnetenversammlung", shortName="StVV"),
    committee(2, "Haupt- und Finanzausschuss", shortName="HFA"),
    meeting(2, "2026-06-10T19:00:00+02:00", (2,), [item(21, "einstimmig beschlossen", public=True)]),
    meeting(
        1,
        "2026-06-24T18:30:00+02:00",
        items=[item(11, "mehrheitlich beschlossen, 20 Ja-Stimmen, 3 Nein-Stimmen", public=True)],
        location=thing("Location", 1, description="Rathaus"),
    ),
    paper(
        1,
        station(11, 1, role="Entscheidung", authoritative=True),
        station(21, 2, (2,), role="Vorberatung"),
    ),
)
"""One paper that goes from the committee (10.06.) to the council (24.06.), which the file lists first."""
