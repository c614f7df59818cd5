"""A story that uses everything the look offers, with openly invented contents; not a test itself."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from ozgdesk.reports import look

LIGHTS: tuple[tuple[look.LightKind, str], ...] = (
    ("green", "grün"),
    ("yellow", "gelb"),
    ("red", "rot"),
    ("grey", "nicht beurteilt"),
)


def setup(**changes: Any) -> look.PageSetup:
    values: dict[str, Any] = {
        "title": "Statusbericht November 2026",
        "cooperation": "Interkommunale Zusammenarbeit Musterstadt, Beispielhausen und Testdorf",
        "as_of": date(2026, 11, 22),
        "recorded_until": datetime(2026, 11, 20, 13, 32, tzinfo=UTC),
        "printed_on": date(2026, 11, 23),
        "subject": "Stand der Zusammenarbeit zur Umsetzung des Onlinezugangsgesetzes",
    }
    return look.PageSetup(**(values | changes))


def bars(drawing: look.Drawing) -> None:
    """Draw three bars over four months, with today's line."""
    left, step = 120.0, (drawing.width - 120) / 4
    for number, name in enumerate(("September", "Oktober", "November", "Dezember")):
        x = left + number * step
        drawing.line(x, 0, x, drawing.height, stroke="#b9c0c8")
        drawing.text(x + 4, 9, name, colour="#58616b")
    rows = (
        ("Bestandsaufnahme", 0.0, 1.2, True),
        ("Vergabe", 0.9, 1.4, False),
        ("Schulungen", 2.5, 1.3, False),
    )
    for number, (name, start, length, done) in enumerate(rows):
        y = 18 + number * 18
        drawing.text(0, y + 8, name, max_width=112)
        fill = "#1f4e79" if done else "#a9bfd6"
        drawing.rect(left + start * step, y, length * step, 11, fill=fill, stroke="#1f4e79")
    drawing.polygon(
        [(left + 3.8 * step, 58), (left + 3.8 * step + 5, 63), (left + 3.8 * step, 68)], fill="#1b1f24"
    )
    drawing.circle(left + 2.3 * step, 40, 3, stroke="#1b1f24")
    drawing.line(left + 2.7 * step, 12, left + 2.7 * step, 76, stroke="#b3261e", line_width=1, dash=(3, 2))
    drawing.text(left + 2.7 * step + 3, 75, "22.11.", strong=True, size=7)


def task_table(rows: int, **options: Any) -> look.Element:
    """Return a table of tasks with a group row every ten tasks."""
    cells: list[look.TableRow] = []
    for number in range(1, rows + 1):
        if rows > 10 and number % 10 == 1:
            cells.append(look.group_row(f"Arbeitspaket {number // 10 + 1}"))
        kind, word = LIGHTS[number % 4]
        name = look.indented(f"Aufgabe {number} mit Abstimmung der Beteiligten", number % 3)
        cells.append(
            [f"A-{number:03}", name, "Musterstadt", "22.11.2026", f"{number}", look.light(kind, word)]
        )
    columns = ["Nr.", "Aufgabe", "Federführung", "Ende", "Tage", "Termine"]
    return look.table(columns, cells, align="llllrl", **options)


def story() -> list[look.Element]:
    """Return two to three pages with every element."""
    return [
        look.key_figures(
            [
                ("Aufgaben", "48"),
                ("davon verspätet", "3"),
                ("Termine", look.light("yellow", "gelb")),
                ("Beschlüsse gefasst", "3 von 4"),
            ]
        ),
        look.heading("Zusammenfassung"),
        look.paragraph(
            "Die Vereinbarung ist nicht wirksam: Es fehlt der Beschluss einer Gemeindevertretung. Die "
            "Vergabe ist abgeschlossen, der Zuwendungsbescheid liegt vor. Die Schulungen beginnen "
            "planmäßig im Dezember; für die Öffentlichkeitsarbeit wird bis Jahresende eine Entscheidung der "
            "Bürgermeisterrunde gebraucht.",
        ),
        look.paragraph(
            [
                "Gesamt ",
                look.light("yellow", "gelb"),
                ", Termine ",
                look.light("red", "rot"),
                ", Kosten ",
                look.light("green", "grün"),
                ", Ergebnis ",
                look.light("grey", "nicht beurteilt"),
                ". ",
                look.strong("Entscheidung nötig."),
                look.muted(" Rot heißt: Die Auftraggeber entscheiden."),
                look.footnote("Die Grenzen der Ampel stehen in den Einstellungen der Zusammenarbeit."),
            ]
        ),
        look.heading("Nächste Schritte"),
        look.bullet_list(["Beschluss der Gemeindevertretung herbeiführen", "Schulungsplan abstimmen"]),
        look.bullet_list(["Vorlage einreichen", "Ausschuss beteiligen", "Gemeindevertretung"], numbered=True),
        *_details(),
    ]


def _details() -> list[look.Element]:
    return [
        look.heading("Aufgaben"),
        task_table(34, caption="Aufgaben nach Arbeitspaketen"),
        look.heading("Zeitplan", 2),
        look.heading("Balken", 3),
        look.figure(
            460, 80, "Balkenplan: drei Aufgaben von September bis Dezember 2026, heute ist der 22.11.", bars
        ),
        look.space(4),
        look.paragraph("Quelle: Angaben der Beteiligten.", "note"),
        look.table(
            ["Kommune", "Anteil"],
            [["Musterstadt", ["25 %", look.footnote("Gerundet.")]], ["Testdorf", "75 %"]],
        ),
        look.keep_together(
            look.heading("Unterschriften"),
            look.signature_block("Stadt Musterstadt", [("Bürgermeister", ""), ("Erste Stadträtin", "")]),
            look.signature_block(
                "Gemeinde Testdorf", ["Bürgermeisterin", look.Signer("Erster Beigeordneter")]
            ),
        ),
    ]
