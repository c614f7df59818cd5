"""German words that commands and views about agreements and councils share."""

FIRST_VERSION = "Arbeitsentwurf"
LIBRARY_VERSION = "Entwurf aus der Bibliothek"
AGREEMENT_TITLE = "Öffentlich-rechtliche Vereinbarung"
COPY_NAME = "{name} (Kopie)"
PAPER_TITLE = "Interkommunale Zusammenarbeit"
