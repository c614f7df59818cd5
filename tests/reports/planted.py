"""Faults to plant into a good PDF: each changes its objects so that one rule of the checker must bite."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

Change = Callable[[PdfWriter], None]


def rewritten(data: bytes, *changes: Change) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(data))
    for change in changes:
        change(writer)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def made(value: Any) -> Any:
    """Python values as objects of a PDF; a text with a slash before it is a name."""
    if isinstance(value, bool):
        return BooleanObject(value)
    if isinstance(value, dict):
        return DictionaryObject({NameObject(key): made(entry) for key, entry in value.items()})
    if isinstance(value, list):
        return ArrayObject([made(entry) for entry in value])
    if isinstance(value, str):
        return NameObject(value) if value.startswith("/") else TextStringObject(value)
    return NumberObject(value) if isinstance(value, int) else value


def stream(data: bytes, **entries: Any) -> DecodedStreamObject:
    found = DecodedStreamObject()
    found.set_data(data)
    found.update(made({f"/{key}": value for key, value in entries.items()}))
    return found


def elements(writer: PdfWriter, role: str) -> list[DictionaryObject]:
    """The structure elements of a role in the order of their objects, which is that of reading."""
    found = (part.get_object() for part in writer._objects if part is not None)
    return [part for part in found if isinstance(part, DictionaryObject) and part.get("/S") == f"/{role}"]


def role(old: str, new: str, only: int | None = None) -> Change:
    """All elements of one role get another, or only the one at this place."""

    def change(writer: PdfWriter) -> None:
        found = elements(writer, old)
        for element in found if only is None else [found[only]]:
            element[NameObject("/S")] = NameObject(f"/{new}")

    return change


def entry(role: str, key: str, value: Any = None, only: int | None = None) -> Change:
    """Elements of a role get another value for an entry, or lose it; only the one at a place if given."""

    def change(writer: PdfWriter) -> None:
        found = elements(writer, role)
        for element in found if only is None else [found[only]]:
            element.pop(key, None)
            if value is not None:
                element[NameObject(key)] = made(value)

    return change


def attribute(role: str, key: str, value: Any = None, only: int | None = None) -> Change:
    """As `entry`, for the attributes of elements."""

    def change(writer: PdfWriter) -> None:
        found = elements(writer, role)
        for element in found if only is None else [found[only]]:
            own = made(dict(element.get("/A", {})))
            own.pop(key, None)
            if value is not None:
                own[NameObject(key)] = made(value)
            element[NameObject("/A")] = own

    return change


def catalog(key: str, value: Any = None) -> Change:
    def change(writer: PdfWriter) -> None:
        writer.root_object.pop(key, None)
        if value is not None:
            writer.root_object[NameObject(key)] = made(value)

    return change


def tree(key: str, value: Any = None) -> Change:
    def change(writer: PdfWriter) -> None:
        root = writer.root_object["/StructTreeRoot"].get_object()
        root.pop(key, None)
        if value is not None:
            root[NameObject(key)] = made(value)

    return change


def metadata(old: str, new: str) -> Change:
    def change(writer: PdfWriter) -> None:
        text = writer.root_object["/Metadata"].get_object().get_data().decode()
        assert old in text
        data = stream(text.replace(old, new).encode(), Type="/Metadata", Subtype="/XML")
        writer.root_object[NameObject("/Metadata")] = writer._add_object(data)

    return change


def suspect(writer: PdfWriter) -> None:
    writer.root_object["/MarkInfo"].get_object()[NameObject("/Suspects")] = BooleanObject(True)


def moved_caption(writer: PdfWriter) -> None:
    kids = next(found["/K"] for found in elements(writer, "Table") if len(found["/K"]) > 2)
    kids[0], kids[1] = kids[1], kids[0]


def crossing(writer: PdfWriter) -> None:
    """A cell reaches down into the next row, where another reaches over it."""
    rows = elements(writer, "TR")
    for row, cell, key, span in ((rows[3], 1, "/RowSpan", 2), (rows[4], 0, "/ColSpan", 2)):
        row["/K"][cell].get_object()[NameObject("/A")] = made({"/O": "/Table", key: span, "/Scope": "/Row"})


def file_without_name(writer: PdfWriter) -> None:
    writer._add_object(made({"/Type": "/Filespec", "/EF": {}}))


def layers(**entries: Any) -> Change:
    return catalog("/OCProperties", {"/D": {f"/{key}": value for key, value in entries.items()}})


def dynamic_form(writer: PdfWriter) -> None:
    form = writer._add_object(stream(b"<config><dynamicRender>required</dynamicRender></config>"))
    writer.root_object[NameObject("/AcroForm")] = made({"/XFA": form})


def encrypted(writer: PdfWriter) -> None:
    writer.encrypt("", "geheim", permissions_flag=4, algorithm="RC4-128")


def annotated(owner: str = "", **entries: Any) -> Change:
    """An annotation on the first page, which belongs to a new element of the role `owner`, if any."""

    def change(writer: PdfWriter) -> None:
        found = made({"/Type": "/Annot", "/Rect": [60, 60, 90, 90], "/StructParent": 900})
        found.update(made({f"/{key}": value for key, value in entries.items()}))
        reference = writer._add_object(found)
        writer.pages[0][NameObject("/Annots")] = ArrayObject([reference])
        if owner:
            top = elements(writer, "Document")[0]
            element = made({"/S": f"/{owner}", "/P": top.indirect_reference})
            element[NameObject("/K")] = made({"/Type": "/OBJR", "/Obj": reference})
            added = writer._add_object(element)
            top["/K"].append(added)
            numbers = writer.root_object["/StructTreeRoot"]["/ParentTree"].get_object()["/Nums"]
            numbers.extend([NumberObject(900), added])

    return change


def without_order(writer: PdfWriter) -> None:
    del writer.pages[0]["/Tabs"]


def drawn_form(pages: int, **entries: Any) -> Change:
    def change(writer: PdfWriter) -> None:
        form = stream(b"/P <</MCID 0>> BDC EMC", Type="/XObject", Subtype="/Form", **entries)
        reference = writer._add_object(form)
        for page in writer.pages[:pages]:
            resources = made(dict(page["/Resources"]))
            resources[NameObject("/XObject")] = made({"/Fm0": reference})
            page[NameObject("/Resources")] = resources

    return change


def fonts(change_font: Callable[[PdfWriter, DictionaryObject], None]) -> Change:
    def change(writer: PdfWriter) -> None:
        for reference in writer.pages[0]["/Resources"]["/Font"].values():
            font = reference.get_object()
            if "/FontDescriptor" in font:
                change_font(writer, font)

    return change


def font_entry(key: str, value: Any = None) -> Change:
    def change(_writer: PdfWriter, font: DictionaryObject) -> None:
        font.pop(key, None)
        if value is not None:
            font[NameObject(key)] = made(value)

    return fonts(change)


def latin(_writer: PdfWriter, font: DictionaryObject) -> None:
    font["/FontDescriptor"].get_object()[NameObject("/Flags")] = NumberObject(32)


def other_unicode(writer: PdfWriter, font: DictionaryObject) -> None:
    text = b"100 beginbfchar\n" + b"\n".join(b"<%02X> <0000>" % code for code in range(256)) + b"\nendbfchar"
    font[NameObject("/ToUnicode")] = writer._add_object(stream(text))


def program(table: bytes, at: int, new: bytes) -> Change:
    """Bytes of a table of the font program are replaced."""

    def change(writer: PdfWriter, font: DictionaryObject) -> None:
        descriptor = font["/FontDescriptor"].get_object()
        data = bytearray(descriptor["/FontFile2"].get_object().get_data())
        record = data.index(table)
        offset = int.from_bytes(data[record + 8 : record + 12], "big") + at
        data[offset : offset + len(new)] = new
        descriptor[NameObject("/FontFile2")] = writer._add_object(stream(bytes(data)))

    return fonts(change)


def composite(**entries: Any) -> Change:
    """The fonts become composite ones, whose codes have two bytes."""

    def change(writer: PdfWriter, font: DictionaryObject) -> None:
        system = {"/Registry": "Adobe", "/Ordering": "Identity", "/Supplement": 0}
        below = made({"/Subtype": "/CIDFontType2", "/CIDSystemInfo": system})
        below[NameObject("/FontDescriptor")] = font["/FontDescriptor"]
        below.update(made({f"/{key}": value for key, value in entries.items()}))
        cmap = stream(b"", CIDSystemInfo={"/Registry": "Adobe", "/Ordering": "Japan1", "/Supplement": 0})
        font.update(made({"/Subtype": "/Type0", "/DescendantFonts": [writer._add_object(below)]}))
        font[NameObject("/Encoding")] = writer._add_object(cmap)

    return fonts(change)
