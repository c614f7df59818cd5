"""Rows and objects of OParl: which address a row of ours gets there, and which row an object is here.

`https://ozg-desk.invalid/oparl/v1.1/<kind>/<id of the row>`: the top-level domain `invalid` is reserved for
this and never leads anywhere (RFC 2606, RFC 6761 § 6.4). Read again, such an object is the row it was
written from. An object of others always becomes the same row.
"""

import re
from hashlib import sha256

BASE = "https://ozg-desk.invalid/oparl/v1.1"
_OWN = re.compile(rf"{re.escape(BASE)}/[a-z]+/([0-9a-f]{{32}})")


def address(kind: str, row_id: str) -> str:
    """The id of a row as an OParl object; `kind` is the OParl word."""
    return f"{BASE}/{kind.lower()}/{row_id}"


def is_own(uid: str) -> bool:
    """Whether an object was written from a row of ours."""
    return _OWN.fullmatch(uid) is not None


def row_id(uid: str) -> str:
    """The id of the row for an object: the one it was written from, else one made from its address."""
    found = _OWN.fullmatch(uid)
    return found[1] if found else sha256(f"oparl\x1f{uid}".encode("utf-8", "replace")).hexdigest()[:32]
