"""The words of the command line and their German help.

What a command does stands in `reading` and `writing`.
"""

import argparse
from pathlib import Path
from typing import Any, NoReturn

from ozgdesk.exchange.readers import READERS
from ozgdesk.exchange.register import FORMATS
from ozgdesk.present.plan_filter import INTERESTS, Interest
from ozgdesk.present.time_axis import Zoom

PLACES = (
    *("today", "overview", "plan", "board", "board-matrix", "board-load", "board-meeting"),
    *("agreement", "agreement-check", "agreement-compare", "agreement-remarks", "agreement-signing"),
    *("agreement-procedure", "agreement-duties", "agreement-accession"),
    *("council", "council-papers", "council-deadlines", "council-meetings", "council-followup"),
    "council-loose",
    *("people", "reports", "reports-issued", "reports-sets", "history"),
)
SHOWN = ("overview", "plan", "board", "agreement", "council")
SAMPLES = ("taunus", "oberzentren", "kassel-nord", "demo", "empty")


class WrongCall(Exception):
    """The words of the call are off; the message is one German sentence."""


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Aufruf: " if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """Speaks German and raises instead of ending the program."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=_Help, add_help=False, allow_abbrev=False, **options)
        self.words = self.add_argument_group("Angaben")
        self.options = self.add_argument_group("Optionen")

    def add_argument(self, *names: str, **details: Any) -> argparse.Action:
        """Add a word or an option under its German heading."""
        group = self.options if names[0].startswith("-") else self.words
        return group.add_argument(*names, **details)

    def error(self, message: str) -> NoReturn:
        """Say how the call is meant; argparse's own words would be English."""
        sentence = "Dieser Aufruf ist nicht vollständig oder nicht bekannt."
        raise WrongCall(f"{sentence}\n{self.format_usage().rstrip()}")


def parse(words: list[str]) -> argparse.Namespace:
    """Read a call; raises WrongCall. The namespace has `command` and the options of that command."""
    return build_parser().parse_args(words, argparse.Namespace(data_dir=None))


def build_parser() -> argparse.ArgumentParser:
    """All commands with their options."""
    shared = _Parser()
    shared.add_argument("-h", "--help", action="help", help="diese Hilfe zeigen")
    shared.add_argument(
        "--data-dir",
        type=Path,
        metavar="ORDNER",
        default=argparse.SUPPRESS,  # else the word after the command would undo the one before it
        help="Ordner für Einstellungen, Beispiele und Sicherungen",
    )
    parser = _Parser(
        prog="ozgdesk",
        description="OZG-Desk ohne Fenster. Ohne Befehl öffnet das Programm sein Fenster: ozgdesk [DATEI]",
        parents=[shared],
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="BEFEHL", title="Befehle")
    _add_reading(commands, shared)
    _add_writing(commands, shared)
    return parser


def _command(commands: Any, shared: _Parser, name: str, text: str) -> Any:
    return commands.add_parser(name, help=text, description=text, parents=[shared])


def _named(text: str) -> Path:
    """A path that ends in a name; "." and the root of a drive do not."""
    path = Path(text).absolute()
    if not text.strip() or not path.name:
        raise WrongCall(f"„{text}“ ist kein Dateiname; bitte nennen Sie eine Datei.")
    return path


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=_named, metavar="DATEI", help="Projektdatei (*.ozg)")


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="als JSON ausgeben")


def _moments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as-of", metavar="TAG", help="Stichtag, z. B. 22.11.2026")
    parser.add_argument(
        "--recorded-until", metavar="ZEITPUNKT", help="Datenstand, z. B. 2026-11-22 oder 2026-11-22T14:30"
    )


def _output(parser: argparse.ArgumentParser, text: str) -> None:
    parser.add_argument("-o", "--output", type=_named, metavar="ZIEL", required=True, help=text)


def _add_reading(commands: Any, shared: _Parser) -> None:
    _command(commands, shared, "sheets", "Blätter auflisten")
    sheet = _command(commands, shared, "print", "Ein Blatt als PDF schreiben")
    _sheet(sheet)
    _output(sheet, "Name der PDF-Datei")
    _add_set(commands, shared)
    _add_export(commands, shared)
    show = _command(commands, shared, "show", "Die Zeilen eines Ortes ausgeben, wie das Fenster sie zeigt")
    show.add_argument("place", metavar="ORT", help=", ".join(SHOWN))
    _file(show)
    _json(show)
    _text(show)
    show.add_argument(
        "--compare-with", metavar="FASSUNG", help="in agreement den Vergleich mit dieser Fassung zeigen"
    )
    _moments(show)
    picture = _command(commands, shared, "render", "Einen Ort des Fensters als Bild schreiben")
    picture.add_argument("place", metavar="ORT", help=", ".join(PLACES))
    _file(picture)
    _output(picture, "Name der PNG-Datei")
    picture.add_argument("--size", metavar="BREITExHÖHE", default="1600x1000", help="Größe in Bildpunkten")
    picture.add_argument("--theme", metavar="light|dark", default="light", help="hell oder dunkel")
    picture.add_argument("--scale", metavar="FAKTOR", default="1", help="Vergrößerung, z. B. 1.5")
    picture.add_argument("--as-of", metavar="TAG", help="Stichtag, z. B. 22.11.2026")
    for name, text in (
        ("check", "Datei, Plan und Recht prüfen"),
        ("history", "Den Verlauf ausgeben"),
    ):
        reader = _command(commands, shared, name, text)
        _file(reader)
        _json(reader)


def _add_set(commands: Any, shared: _Parser) -> None:
    folder = _command(commands, shared, "print-set", "Eine Sitzungsmappe als PDF schreiben")
    folder.add_argument("name", metavar="NAME", help="Name der Sitzungsmappe")
    _file(folder)
    _output(folder, "Name der PDF-Datei, mit --by-municipality des Ordners")
    folder.add_argument(
        "--by-municipality", action="store_true", help="eine Datei je Kommune in einen Ordner"
    )
    folder.add_argument("--meeting", metavar="SITZUNG", help="für die Sitzung dieses Tages oder Gremiums")
    _moments(folder)


def _add_export(commands: Any, shared: _Parser) -> None:
    export = _command(commands, shared, "export", "Plan, Termine, Text, Vorlagen oder Bogen ausgeben")
    export.add_argument(
        "format", metavar="FORMAT", help="; ".join(f"{found.key}: {found.title}" for found in FORMATS)
    )
    _file(export)
    _output(export, "Name der neuen Datei")
    export.add_argument("--municipality", metavar="KÜRZEL", help="nur was diese Kommune betrifft")
    export.add_argument(
        "--baseline", metavar="NAME", help="Basisplan zum Vergleich in xlsx und csv, sonst der neueste"
    )
    _matter(export)
    _closed(export)
    _text(export)
    export.add_argument(
        "--compare-with", metavar="FASSUNG", help="in docx die Änderungen seit dieser Fassung aufzeichnen"
    )
    export.add_argument("--author", metavar="KÜRZEL", help="Kommune, von der diese Änderungen sind")
    _moments(export)


def _sheet(parser: argparse.ArgumentParser) -> None:
    """Which sheet, and what is on it."""
    parser.add_argument("sheet", metavar="BLATT", help="Name des Blatts, siehe „ozgdesk sheets“")
    _file(parser)
    parser.add_argument("--municipality", metavar="KÜRZEL", help="nur für diese Kommune")
    parser.add_argument("--meeting", metavar="TAG|GREMIUM", help="Sitzung des Protokolls, sonst die letzte")
    parser.add_argument("--open-only", action="store_true", help="nur offene Anmerkungen")
    parser.add_argument("--paper", metavar="a4|a3", default="a4", help="Papiergröße")
    _matter(parser)
    _closed(parser)
    parser.add_argument("--public", action="store_true", help="nur was veröffentlicht werden darf")
    _text(parser)
    parser.add_argument("--compare-with", metavar="FASSUNG", help="Fassung, mit der das Blatt vergleicht")
    parser.add_argument("--joins", metavar="NAME", help="was wäre, wenn diese Kommune beitritt")
    parser.add_argument("--leaves", metavar="KÜRZEL", help="was wäre, wenn diese Kommune kündigt")
    parser.add_argument("--on", metavar="TAG", help="Tag des Beitritts oder Ende der Beteiligung")
    parser.add_argument("--baseline", metavar="NAME", help="Basisplan zum Vergleich, sonst der neueste")
    _moments(parser)
    _chart(parser)


def _text(parser: argparse.ArgumentParser) -> None:
    """Which text of which agreement, for docx and for sheets of agreements."""
    parser.add_argument("--agreement", metavar="TITEL", help="Vereinbarung, sonst die neueste")
    parser.add_argument("--version", metavar="NAME", help="Fassung, sonst die aktuelle")


def _matter(parser: argparse.ArgumentParser) -> None:
    """Which matter before the bodies, for papers."""
    parser.add_argument("--matter", metavar="TITEL", help="Angelegenheit der Vorlagen, sonst die neueste")


def _closed(parser: argparse.ArgumentParser) -> None:
    """What papers and the state of the councils leave out."""
    parser.add_argument("--closed", action="store_true", help="auch nichtöffentliche Beratungen")


def _chart(parser: argparse.ArgumentParser) -> None:
    """What only sheets with a chart know."""
    parser.add_argument("--pages", metavar="ZAHL", help="Balkenplan auf so viele Seiten nebeneinander")
    parser.add_argument(
        "--zoom",
        metavar="|".join(Zoom),
        help="fester Maßstab nach Tag, Woche, Monat oder Quartal statt --pages",
    )
    parser.add_argument("--from", dest="first_on", metavar="TAG", help="Balkenplan oder Wochen ab diesem Tag")
    parser.add_argument(
        "--until", dest="last_on", metavar="TAG", help="Balkenplan oder Wochen bis zu diesem Tag"
    )
    interests = (f"{found}: {word}" for found, word in INTERESTS.items() if found is not Interest.ALL)
    parser.add_argument(
        "--filter",
        metavar="AUSWAHL",
        help=f"im Balkenplan {'; '.join(interests)}. In Listen von Aufgaben eine Zeile wie "
        "„lead:USI due:<14 state:wartet“",
    )
    parser.add_argument("--phase", metavar="NUMMER", help="im Balkenplan nur diese Phase, z. B. A-007")
    parser.add_argument("--search", metavar="WORTE", help="nur Aufgaben und Phasen mit diesen Wörtern")


def _add_writing(commands: Any, shared: _Parser) -> None:
    new = _command(commands, shared, "new", "Eine neue Projektdatei anlegen")
    _file(new)
    new.add_argument("--sample", metavar="MUSTER", default="empty", help=", ".join(SAMPLES))
    for name, text in (
        ("undo", "Den letzten Schritt rückgängig machen"),
        ("redo", "Den zurückgenommenen Schritt wiederholen"),
        ("backup", "Einen geprüften Sicherungspunkt anlegen"),
    ):
        _file(_command(commands, shared, name, text))
    issued = _command(commands, shared, "issue", "Ein Blatt herausgeben: im Projekt behalten, wie es ist")
    _sheet(issued)
    issued.add_argument("-o", "--output", type=_named, metavar="ZIEL", help="auch als PDF-Datei schreiben")
    _add_import(commands, shared)
    restore = _command(commands, shared, "restore", "Eine Sicherung an die Stelle der Projektdatei setzen")
    restore.add_argument("backup", type=_named, metavar="SICHERUNG", help="Sicherungsdatei")
    _file(restore)
    selftest = _command(commands, shared, "selftest", "Prüfen, ob dieses Programm vollständig ist")
    selftest.add_argument("-o", "--output", type=_named, metavar="ZIEL", help="Ergebnis als JSON")


def _add_import(commands: Any, shared: _Parser) -> None:
    taken = _command(commands, shared, "import", "Plan, Liste, Bogen, Text, Vorlagen oder Sitzungen einlesen")
    plans = "; ".join(f"{found.name}: {found.title}" for found in READERS)
    taken.add_argument(
        "format",
        metavar="FORMAT",
        help=f"{plans}; feedback: ausgefüllter Rückmeldebogen; docx: Vereinbarung aus Word; "
        "oparl: Vorlagen und Sitzungen aus einem Ratsinformationssystem; ics: Sitzungen aus einem Kalender",
    )
    taken.add_argument("source", type=_named, metavar="QUELLE", help="Datei (oparl: oder Ordner)")
    _file(taken)
    taken.add_argument("--dry-run", action="store_true", help="nur zeigen, was geschähe")
    taken.add_argument(
        "--assign",
        action="append",
        default=[],
        metavar="RESSOURCE=KÜRZEL",
        help="Kommune einer Ressource (oparl: einer Körperschaft); kann mehrfach stehen",
    )
    taken.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="SPALTE=FELD",
        help="Feld einer Spalte von tasks, leer für keines; kann mehrfach stehen",
    )
    _choices(taken)
    _choice_of_papers(taken)
    _json(taken)


def _choices(taken: argparse.ArgumentParser) -> None:
    """What is taken of a form or a document, and in whose name."""
    taken.add_argument(
        "--with-proposals",
        action="store_true",
        help="aus feedback auch neue Aufgaben, Abwesenheiten und Kontaktdaten",
    )
    _text(taken)
    taken.add_argument(
        "--municipality",
        metavar="KÜRZEL",
        help="Kommune, von der die Änderungen in docx oder die Vorlagen in oparl sind",
    )
    taken.add_argument(
        "--take", metavar="safe|all|none", help="aus docx was unstrittig ist (sonst), alles oder nichts"
    )


def _choice_of_papers(parser: argparse.ArgumentParser) -> None:
    """What is taken of a council information system; without a choice all papers."""
    parser.add_argument(
        "--papers", metavar="WORTE", help="aus oparl nur Vorlagen mit diesen Wörtern in Titel oder Nummer"
    )
    parser.add_argument(
        "--since", metavar="TAG", help="aus oparl nur Vorlagen, aus ics neue Sitzungen ab diesem Tag"
    )
    parser.add_argument("--no-papers", action="store_true", help="aus oparl keine Vorlagen, nur Sitzungen")
    parser.add_argument(
        "--meetings",
        action="store_true",
        help="aus oparl alle Sitzungen der Gremien, durch die diese Vorlagen gehen, nicht nur die nötigen",
    )
    parser.add_argument(
        "--committee",
        action="append",
        default=[],
        metavar="GREMIUM",
        help="--meetings nur für dieses Gremium; kann mehrfach stehen (ics: Gremium aller Termine, USI:HFA)",
    )
