"""Embedding files in rows that show them, and the pictures among them."""

import struct
import zlib
from pathlib import Path

import pytest

from ozgdesk.commands import records
from ozgdesk.commands.attachments import LARGEST_FILE, embed_file, remove_file
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.pictures import LARGEST_PICTURE
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.steering import Attachment, Document
from ozgdesk.domain.transaction import Transaction
from ozgdesk.paths import resource
from ozgdesk.texts.rules import rule_message
from tests.helpers import four_municipalities, id_of, transaction


@pytest.fixture
def picture() -> bytes:
    return Path(resource("app", "ozgdesk.png")).read_bytes()


def test_equal_files_are_kept_once_and_a_replaced_one_goes() -> None:
    tx = transaction([Document(id=id_of(1), title="Eins"), Document(id=id_of(2), title="Zwei")])
    embed_file(Document, id_of(1), "attachment_id", "a.pdf", b"gleich")(tx)
    embed_file(Document, id_of(2), "attachment_id", "a.pdf", b"gleich")(tx)
    assert len(tx.all(Attachment)) == 1
    embed_file(Document, id_of(1), "attachment_id", "b.pdf", b"anders")(tx)
    embed_file(Document, id_of(2), "attachment_id", "b.pdf", b"anders")(tx)
    assert [file.content for file in tx.all(Attachment)] == [b"anders"]


def test_a_file_that_is_taken_out_goes_with_its_last_document() -> None:
    tx = transaction([Document(id=id_of(1), title="Eins"), Document(id=id_of(2), title="Zwei")])
    for number in (1, 2):
        embed_file(Document, id_of(number), "attachment_id", "a.pdf", b"gleich")(tx)
    assert remove_file(Document, id_of(1), "attachment_id")(tx).attachment_id is None
    assert len(tx.all(Attachment)) == 1
    remove_file(Document, id_of(2), "attachment_id")(tx)
    assert tx.all(Attachment) == ()


def test_a_file_above_20_mb_is_refused() -> None:
    with pytest.raises(RuleViolation, match="file_too_large"):
        embed_file(Document, id_of(1), "attachment_id", "a.pdf", bytes(LARGEST_FILE + 1))(transaction([]))


def test_a_file_that_a_document_shares_stays_with_the_other_row(picture: bytes) -> None:
    tx = transaction([*four_municipalities(), Document(id=id_of(51), title="Wappen")])
    embed_file(Document, id_of(51), "attachment_id", "wappen.png", picture)(tx)
    embed_file(Municipality, id_of(1), "crest_id", "wappen.png", picture)(tx)
    records.delete(Document, id_of(51))(tx)
    assert [file.file_name for file in tx.all(Attachment)] == ["wappen.png"]


def test_a_crest_is_shown_replaced_and_goes_with_its_municipality(picture: bytes) -> None:
    tx = transaction(four_municipalities())
    embed_file(Municipality, id_of(1), "crest_id", "alt.png", picture)(tx)
    embed_file(Municipality, id_of(1), "crest_id", "neu.png", picture)(tx)
    assert [file.file_name for file in tx.all(Attachment)] == ["neu.png"]
    records.delete(Municipality, id_of(1))(tx)
    assert tx.all(Attachment) == ()


def refusal_of(tx: Transaction, content: bytes) -> str:
    with pytest.raises(RuleViolation) as refusal:
        embed_file(Municipality, id_of(1), "crest_id", "wappen.png", content)(tx)
    return rule_message(refusal.value)


def test_a_crest_that_is_no_whole_png_is_refused_with_its_name(picture: bytes) -> None:
    middle = len(picture) // 2
    broken = [
        b"",
        b"GIF89a",
        b"\xff\xd8\xff\xe0 jpeg",
        picture[:8],
        picture[:-12],
        picture[:middle],
        picture[:middle] + bytes([picture[middle] ^ 1]) + picture[middle + 1 :],
        of_size(picture, 0, 10),
        of_size(picture, 100_000, 100_000),
        of_size(picture, 300, 1),
        made_of((b"IHDR", picture[16:29]), (b"IDAT", b"kein Bild"), (b"IEND", b"")),
        made_of((b"IHDR", picture[16:29]), (b"IDAT", zlib.compress(b"zu kurz")), (b"IEND", b"")),
        made_of((b"IHDR", b""), (b"IDAT", b""), (b"IEND", b"")),
    ]
    for content in broken:
        said = refusal_of(transaction(four_municipalities()), content)
        assert said.startswith("„wappen.png“ ist kein vollständiges PNG-Bild")


def made_of(*chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG of these parts, rightly summed up."""
    parts = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def of_size(picture: bytes, width: int, height: int) -> bytes:
    """The picture with a head that tells another size, rightly summed up."""
    head = b"IHDR" + struct.pack(">II", width, height) + picture[24:29]
    return picture[:12] + head + struct.pack(">I", zlib.crc32(head)) + picture[33:]


def test_a_crest_above_a_megabyte_is_refused(picture: bytes) -> None:
    said = refusal_of(transaction(four_municipalities()), picture + bytes(LARGEST_PICTURE))
    assert "größer als 1 MB" in said
