"""German words for taking over a Word document: what a proposal is about, and why it is taken or not."""

from ozgdesk import formats
from ozgdesk.domain.change_set import Fate
from ozgdesk.domain.incoming_text import TextPart, TextProposal

PARTS: dict[TextPart, str] = {
    TextPart.WORDING: "Wortlaut",
    TextPart.NEW: "Neuer Textteil",
    TextPart.DELETED: "Gestrichen",
    TextPart.MOVED: "Verschoben",
    TextPart.COMMENT: "Kommentar",
    TextPart.FILE: "Datei",
}

FATES: dict[Fate, str] = {
    Fate.NEW: "neu",
    Fate.CHANGED: "geändert",
    Fate.SKIPPED: "erledigt",
    Fate.NOT_CARRIED: "nicht übernommen",
    Fate.CONFLICT: "Konflikt",
}

REASONS: dict[str, str] = {
    "changed": "Nur im Dokument geändert.",
    "comment": "Wird als Anmerkung übernommen.",
    "deleted": "Im Dokument gestrichen.",
    "disputed": "Hier und im Dokument geändert; bitte entscheiden Sie.",
    "footnotes": "Fußnoten werden nicht gelesen ({count}); bitte prüfen Sie sie im Dokument.",
    "gone_here": "Diesen Textteil gibt es hier nicht mehr.",
    "macros": "Das Dokument enthält Makros; sie werden weder gelesen noch ausgeführt.",
    "moved": "Im Dokument an anderer Stelle: {to}.",
    "nested_tables": "Tabellen in Tabellen ({count}) werden nur als Text gelesen.",
    "new": "Steht nur im Dokument.",
    "pictures": "Bilder und Objekte werden nicht gelesen ({count}).",
    "referred_to": "Auf diesen Textteil wird verwiesen ({places}); bitte ändern Sie zuerst den Verweis.",
    "remark": "Die Fassung ist eingefroren; übernommen wird eine Anmerkung mit Vorschlag.",
    "same": "Steht hier schon so.",
    "tables": "Tabellen ({count}) werden nur als Text gelesen.",
    "there": "Schon übernommen.",
    "too_long": "Der Textteil ist länger als {most} Zeichen; bitte teilen Sie ihn im Dokument auf.",
}
"""Why a proposal has its fate."""

_REMARKS = {
    TextPart.WORDING: "Anderer Wortlaut vorgeschlagen.",
    TextPart.NEW: "Neuer Textteil vorgeschlagen: {citation}.",
    TextPart.DELETED: "Streichung vorgeschlagen.",
    TextPart.MOVED: "Andere Stelle vorgeschlagen: {to}.",
}


def reason(proposal: TextProposal) -> str:
    """Why, as a sentence."""
    values = {name: formats.number(v) if isinstance(v, int) else v for name, v in proposal.values.items()}
    return REASONS[proposal.code].format(**values)


def remark_text(proposal: TextProposal) -> str:
    """What a remark says: the comment with what it marks, or what is proposed."""
    if proposal.part is TextPart.COMMENT:
        quoted = str(proposal.values.get("quoted", ""))
        return f"Zu „{quoted}“: {proposal.remark}" if quoted else proposal.remark
    return _REMARKS[proposal.part].format(citation=proposal.citation, **proposal.values)


def remark_source(title: str, author: str) -> str:
    """Where a remark comes from."""
    return f"{title}, {author}"[:1_000] if author else title[:1_000]


def summary(taken: int, disputed: int, comments: int, refused: int) -> str:
    """How many there are of each, as a list of words."""
    return ", ".join(
        (
            formats.count(taken, "Änderung", "Änderungen"),
            formats.count(disputed, "Konflikt", "Konflikte"),
            formats.count(comments, "Kommentar", "Kommentare"),
            f"{formats.number(refused)} nicht übernommen",
        )
    )
