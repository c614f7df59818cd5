"""Agreements as Word documents in tests: the texts, the files, and LibreOffice as a reader of its own."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdf
import pytest

from ozgdesk.domain.agreements import Agreement, AgreementParty, AgreementVersion, Clause
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import VersionState
from tests.domain.clause_rows import ref, rows_of
from tests.helpers import TODAY, cooperation, four_municipalities, id_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KNOWN = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
OLD, NEW = id_of(1), id_of(2)
"""Ids of the two versions; the second one is a draft."""

OLD_TEXT = (
    "F1 |Zwischen den Kommunen wird vereinbart:",
    "P2 |Die Kommunen wollen zusammenarbeiten.\n\nSie teilen sich die Arbeit.",
    "§3 Gegenstand",
    "(4 |Gegenstand ist die gemeinsame Umsetzung.",
    "(5 |Ziele sind",
    "#6 |ein einheitliches Angebot,",
    "#7 |geringere Kosten.",
    "§8 Kosten",
    "(9 |Die Sachkosten tragen die Kommunen zu gleichen Teilen.",
    f"(10 |Das Nähere regelt {ref(13)}; {ref(4)} bleibt unberührt.",
    "§11 Dauer",
    "(12 |Die Vereinbarung gilt für fünf Jahre.",
    "A13 Aufgaben|Die Aufgaben sind verteilt.",
    "(14 |Die Stadt führt.",
    "(15 |Die anderen helfen.",
)
NEW_TEXT = (
    "F1 |Zwischen den vier Kommunen wird vereinbart:",
    "P2 |Die Kommunen wollen zusammenarbeiten.\n\nSie teilen sich die Arbeit.",
    "§11 Laufzeit",
    "(12 |Die Vereinbarung gilt für fünf Jahre.",
    "(16 |Sie verlängert sich um ein Jahr.",
    "§3 Gegenstand",
    "(4 |Gegenstand ist die gemeinsame Umsetzung.",
    "(5 |Ziele sind",
    "#7 |geringere Kosten.",
    "#17 |kurze Wege.",
    "§8 Kosten",
    "(9 |Die Sachkosten tragen die Kommunen nach der Einwohnerzahl.",
    f"(10 |Das Nähere regelt {ref(13)}; {ref(4)} bleibt unberührt.",
    "A13 Aufgaben|Die Aufgaben sind neu verteilt.",
    "(14 |Die Stadt führt.",
    "(15 |Die anderen helfen.",
)


def rows(new_text: Iterable[str] = NEW_TEXT) -> list[Entity]:
    """An agreement of the four with a frozen version and a draft made from it."""
    agreement = Agreement(id=id_of(600), title="Vereinbarung über das OZG", order="V")
    parties = [
        AgreementParty(id=id_of(610 + town), agreement_id=agreement.id, municipality_id=id_of(town))
        for town in range(1, 5)
    ]
    old = AgreementVersion(
        id=OLD, agreement_id=agreement.id, order="A", name="Erste", frozen_on=date(2026, 9, 1),
        state=VersionState.FOR_CONSULTATION,
    )  # fmt: skip
    new = AgreementVersion(
        id=NEW, agreement_id=agreement.id, order="B", name="Zweite", is_current=True, based_on_id=OLD
    )
    text = [*rows_of(OLD_TEXT, 1), *rows_of(tuple(new_text), 2)]
    return [cooperation(), *four_municipalities(), agreement, *parties, old, new, *text]


def view(found: Iterable[Entity] | None = None) -> View:
    """A View of them, with a Datenstand."""
    return View(Snapshot.of(rows() if found is None else found), TODAY, KNOWN)


def version(found: View, id_: str = NEW) -> AgreementVersion:
    return found.snapshot.get(AgreementVersion, id_)


def one_version(text: Iterable[Clause]) -> tuple[View, AgreementVersion]:
    """A View of an agreement with one draft of this text."""
    found = view([row for row in rows() if not isinstance(row, Clause)] + list(text))
    return found, version(found)


def part(data: bytes, name: str = "word/document.xml") -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return ET.fromstring(archive.read(name))


def changed(data: bytes, change: Callable[[str], str], name: str = "word/document.xml") -> bytes:
    """The file with one part rewritten, as a program or a forger would."""
    return with_parts(data, {name: change(_read(data, name))})


def with_parts(data: bytes, parts: dict[str, str]) -> bytes:
    """The file with parts replaced or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, text in parts.items():
            new.writestr(name, text)
    return file.getvalue()


def _read(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def settled(data: bytes, *, accepted: bool) -> bytes:
    """The file after all recorded changes were accepted or rejected, as the standard describes it."""
    drop, keep = (("del", "moveFrom"), ("ins", "moveTo"))[:: 1 if accepted else -1]
    root = part(data)
    body = root[0]
    for paragraph in list(body.iter(f"{W}p")):
        marks = [mark.tag for mark in paragraph.iterfind(f"{W}pPr/{W}rPr/*")]
        _settle(paragraph, drop, keep)
        former = paragraph.find(f"{W}pPr/{W}pPrChange/{W}pPr")
        if former is not None and not accepted:
            paragraph.remove(paragraph.find(f"{W}pPr"))
            paragraph.insert(0, former)
        if any(mark in (f"{W}{name}" for name in drop) for mark in marks):
            body.remove(paragraph)
        for look in paragraph.iterfind(f"{W}pPr"):
            for recorded in (*look.findall(f"{W}rPr"), *look.findall(f"{W}pPrChange")):
                look.remove(recorded)
    for child in list(body):
        if "Range" in child.tag:
            body.remove(child)
    for text in body.iter(f"{W}delText"):
        text.tag = f"{W}t"
    ET.register_namespace("w", W[1:-1])
    return with_parts(data, {"word/document.xml": ET.tostring(root, encoding="unicode")})


def _settle(paragraph: ET.Element, drop: Iterable[str], keep: Iterable[str]) -> None:
    for child in list(paragraph):
        name = child.tag.removeprefix(W)
        if name in drop:
            paragraph.remove(child)
        elif name in keep:
            place = list(paragraph).index(child)
            paragraph.remove(child)
            for offset, run in enumerate(child):
                paragraph.insert(place + offset, run)


@cache
def _writer_works() -> bool:
    """Whether there is a LibreOffice here that knows documents; some installations only know tables."""
    if shutil.which("soffice") is None:
        return False
    found = subprocess.run(["soffice", "--headless", "--version"], capture_output=True, check=False)
    binary = Path(shutil.which("soffice") or "").resolve()
    return found.returncode == 0 and any(binary.parent.glob("libswlo.so"))


needs_writer = pytest.mark.skipif(not _writer_works(), reason="LibreOffice Writer is not installed")


def converted_all(folder: Path, documents: dict[str, bytes], kind: str) -> dict[str, bytes]:
    """What LibreOffice makes of documents, started once."""
    target = folder / "out"
    for name, data in documents.items():
        (folder / f"{name}.docx").write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    sources = [str(folder / f"{name}.docx") for name in documents]
    call = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(target), *sources]
    subprocess.run(call, capture_output=True, check=True, timeout=180)
    return {name: (target / f"{name}.{kind}").read_bytes() for name in documents}


def converted(folder: Path, data: bytes, kind: str) -> bytes:
    """What LibreOffice makes of one document."""
    return converted_all(folder, {"x": data}, kind)["x"]


def pdf_words(data: bytes) -> str:
    """The text of a PDF with single spaces and no soft hyphens."""
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    return re.sub(r"\s+", " ", " ".join(pages).replace("\u00ad", ""))


NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def paragraph(text: str, style: str = "") -> str:
    """A paragraph as any program would write it."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{look}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def recorded(kind: str, text: str, author: str = "Hauptamt Neu-Anspach") -> str:
    """A recorded insertion or deletion between two runs."""
    tag = "delText" if kind == "del" else "t"
    run = f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'
    return f'<w:{kind} w:id="901" w:author="{author}" w:date="2026-11-20T09:00:00Z">{run}</w:{kind}>'


def foreign(*body: str) -> bytes:
    """A document of another program with this body."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    package = "http://schemas.openxmlformats.org/package/2006"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Override PartName="/word/document.xml"'
            f' ContentType="{kind}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{relation}"'
            ' Target="word/document.xml"/></Relationships>',
        )
        text = "".join(body)
        archive.writestr("word/document.xml", f"<w:document {NAMESPACE}><w:body>{text}</w:body></w:document>")
    return file.getvalue()


def comments(data: bytes, *said: tuple[str, str, str, str]) -> bytes:
    """The file with comments: author, instant, text, and the words each of them marks."""
    notes = "".join(
        f'<w:comment w:id="{n}" w:author="{author}" w:date="{at}">{paragraph(text)}</w:comment>'
        for n, (author, at, text, _) in enumerate(said)
    )

    def mark(text: str) -> str:
        for n, (_, _, _, words) in enumerate(said):
            run = '</w:t></w:r>{}<w:r><w:t xml:space="preserve">'
            begin = run.format(f'<w:commentRangeStart w:id="{n}"/>')
            end = run.format(f'<w:commentRangeEnd w:id="{n}"/><w:r><w:commentReference w:id="{n}"/></w:r>')
            text = text.replace(words, f"{begin}{words}{end}", 1)
        return text

    def relate(text: str) -> str:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
        added = f'<Relationship Id="rId99" Type="{kind}" Target="comments.xml"/></Relationships>'
        return text.replace("</Relationships>", added)

    data = changed(changed(data, mark), relate, "word/_rels/document.xml.rels")
    return with_parts(data, {"word/comments.xml": f"<w:comments {NAMESPACE}>{notes}</w:comments>"})
