"""What a text looks like when it is read back from a PDF."""

from __future__ import annotations

import unicodedata


def shown(text: str, replaced: tuple[str, ...]) -> str:
    """Return the text as it should be printed: composed, missing characters by number."""
    text = unicodedata.normalize("NFC", text)
    numbered = (f"[U+{ord(sign):04X}]" if f"U+{ord(sign):04X}" in replaced else sign for sign in text)
    return "".join(numbered)


def comparable(text: str) -> str:
    """Return a text without white space and without characters that have no shape."""
    kept = (
        sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) not in ("Cf", "Cc")
    )
    shaped = "".join(sign for sign in kept if not sign.isspace() and not "\ufe00" <= sign <= "\ufe0f")
    return unicodedata.normalize("NFKC", shaped)  # a mark behind a sign without shape joins the one before
