"""A Word document that nobody has checked before: its parts as trees, and what is said about the whole file.

Both dialects of the format are read as one: names of WordprocessingML lose their namespace, all others keep
it. Macros are named and never read.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from ozgdesk.domain.incoming import Unreadable
from ozgdesk.exchange.docx_names import DOCUMENT, MAIN, STRICT
from ozgdesk.exchange.safe_archive import BROKEN, ZIP, checked_names, file_bytes
from ozgdesk.exchange.safe_xml import read_tree

MOST_ELEMENTS = 2_000_000
_KIND = "text"
_RELATIONS = "_rels/.rels"
_STRICT_DOCUMENT = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
_WORD_TYPE = re.compile(r"wordprocessingml\.(?:document|template)|ms-word\.(?:document|template)")
_LIMITS = {"doctype", "too_many", "too_deep"}
NO_PART = ET.Element("none")


@dataclass(frozen=True, slots=True)
class Archive:
    """The parts that are read; one that is missing has no children."""

    document: ET.Element
    styles: ET.Element
    numbering: ET.Element
    comments: ET.Element
    properties: Mapping[str, str]
    has_macros: bool


def open_document(path: Path) -> Archive:
    """All parts of a document. Raises Unreadable for what is no Word document, or cannot be read safely."""
    data = file_bytes(path, _KIND)
    if not data.startswith(ZIP):
        raise Unreadable("text_other_office", path)
    try:
        names = frozenset(checked_names(data, path, _KIND, _RELATIONS))
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _Opened(archive, names, path).read()
    except BROKEN as error:
        raise Unreadable("text_broken", path) from error


class _Opened:
    """An archive while its parts are read."""

    def __init__(self, archive: zipfile.ZipFile, names: frozenset[str], path: Path) -> None:
        self._archive = archive
        self._names = names
        self._path = path

    def read(self) -> Archive:
        main = self._main()
        folder, name = posixpath.split(main)
        relations = self._tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        targets = {
            found.get("Type", "").rsplit("/", 1)[-1]: _target(folder, found.get("Target", ""))
            for found in relations
        }
        styles, numbering, comments = (
            self._tree(targets.get(kind, "")) for kind in ("styles", "numbering", "comments")
        )
        properties = _properties(self._tree("docProps/custom.xml"))
        has_macros = any(found.endswith("vbaProject.bin") for found in self._names)
        return Archive(self._tree(main), styles, numbering, comments, properties, has_macros)

    def _main(self) -> str:
        """The name of the part with the text; Unreadable where the package is none of Word."""
        for found in self._tree(_RELATIONS):
            if found.get("Type") in (DOCUMENT, _STRICT_DOCUMENT):
                name = found.get("Target", "").lstrip("/")
                if name in self._names and self._is_word(name):
                    return name
        raise Unreadable("text_other_office", self._path)

    def _is_word(self, name: str) -> bool:
        for found in self._tree("[Content_Types].xml"):
            if found.get("PartName", "").lstrip("/") == name:
                return _WORD_TYPE.search(found.get("ContentType", "")) is not None
        return name == "word/document.xml"

    def _tree(self, name: str) -> ET.Element:
        if name not in self._names:
            return NO_PART
        try:
            root = read_tree(self._archive.read(name), self._path, "Word", MOST_ELEMENTS)
        except Unreadable as problem:
            code = f"text_{problem.code}" if problem.code in _LIMITS else "text_broken"
            raise Unreadable(code, self._path) from problem
        for element in root.iter():
            element.tag = _plain(element.tag)
            element.attrib = {_plain(key): value for key, value in element.attrib.items()}
        return root


def _plain(name: str) -> str:
    """The name without its namespace where that is the one of Word or of the package."""
    space, _, local = name.rpartition(" ")
    is_known = space in (MAIN, STRICT) or "/package/2006/" in space or space.endswith("custom-properties")
    return local if is_known else name


def _target(folder: str, target: str) -> str:
    """The part that a relation of a part in this folder names."""
    return posixpath.normpath(posixpath.join(f"/{folder}", target)).lstrip("/")


def _properties(root: ET.Element) -> dict[str, str]:
    return {found.get("name", ""): "".join(found.itertext()).strip() for found in root}
