"""German words of common matters and their papers that several rooms use."""

VERSION_TEXT = "Die Vereinbarung „{title}“ wird in der vorgelegten Fassung „{version}“ beschlossen."
AMENDMENT_TITLE = "Änderung: {title}"
AMENDMENT_TEXT = (
    "Die Änderung der Vereinbarung „{title}“ wird in der vorgelegten Fassung „{version}“ beschlossen."
)
GRANT_TITLE = "Förderung beantragen: {name}"
GRANT_TEXT = "Der gemeinsame Antrag der beteiligten Kommunen auf die Förderung „{name}“ wird beschlossen."
ENCLOSED_VERSION = "1. {title}, {version}"
EXTRACT_TITLE = "Beschlussauszug {body} {municipality}"

START_MATTER = "Angelegenheit anlegen"
FAN_OUT = "Vorlagen der Kommunen anlegen"
JOIN_PAPERS = "Vorlagen zusammenfassen"
TAKE_PAPERS = "Vorlagen einer Angelegenheit zuordnen"
SHARE_TEXT = "Text für alle Vorlagen übernehmen"
TAKE_FORM = "Muster der Vorlage übernehmen"
PASTE_STATIONS = "Beratungsfolge einfügen"
SET_EXTRACT = "Beschlussauszug vermerken"
