"""Writing XML: what the formats need, on the standard library."""

import re
from collections.abc import Mapping
from xml.etree import ElementTree as ET

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    """Append an element with a text and attributes, without characters that XML cannot hold."""
    child = ET.SubElement(parent, tag, {name: clean(value) for name, value in attributes.items()})
    child.text = clean(text) or None
    return child


def add_all(parent: ET.Element, texts: Mapping[str, str | None]) -> None:
    """Append an element for each text, in this order; None is left out."""
    for tag, text in texts.items():
        if text is not None:
            add(parent, tag, text)


def clean(text: str) -> str:
    """Text that XML can hold, with lines that end in a line feed.

    >>> clean("Bau\\r\\nTechnik\\x07")
    'Bau\\nTechnik'
    """
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def file_bytes(root: ET.Element) -> bytes:
    """The whole file, indented, in UTF-8."""
    ET.indent(root)
    return compact_bytes(root) + b"\n"


def compact_bytes(root: ET.Element) -> bytes:
    """The whole file without indents, where spaces between elements would count as text."""
    written: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written
