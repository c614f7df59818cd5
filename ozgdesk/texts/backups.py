"""German words for backups: why each one was made."""

REASONS: dict[str, str] = {
    "before-import": "vor einem Import",
    "before-restore": "vor dem Wiederherstellen einer Sicherung",
    "day-start": "zu Beginn des Tages",
    "manual": "von Hand angelegt",
    "migration": "vor der Umstellung auf eine neue Programmversion",
    "save": "von Hand angelegt (Strg+S)",
}


def reason_label(reason: str) -> str:
    """Why a backup was made; a reason that this version does not know is shown as it is."""
    return REASONS.get(reason, reason)
