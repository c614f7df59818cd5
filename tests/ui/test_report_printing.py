"""What the dialog of the printer was told: copies, the order of the pages, and paper turned for each page."""

import io
from pathlib import Path

import pypdfium2
from PySide6.QtPrintSupport import QPrinter

from ozgdesk.reports import look
from ozgdesk.ui.views.report_pages import paper, print_pages, set_page
from tests.reports import demo


def test_copies_and_pages_of_another_side_are_printed_as_asked(tmp_path: Path) -> None:
    tall, wide = (look.write_pdf([look.paragraph(word)], demo.setup(landscape=word == "quer"))
                  for word in ("hoch", "quer"))  # fmt: skip
    with pypdfium2.PdfDocument.new() as both:
        for data in (tall, wide):
            both.import_pages(pypdfium2.PdfDocument(data))
        target = io.BytesIO()
        both.save(target)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    found = paper(target.getvalue())
    set_page(printer, found)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "gedruckt.pdf"))
    printer.setCopyCount(2)
    printer.setCollateCopies(True)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert print_pages(found, printer, 1, 2) == 4
    with pypdfium2.PdfDocument(tmp_path / "gedruckt.pdf") as printed:
        sides = ["quer" if page.get_width() > page.get_height() else "hoch" for page in printed]
    assert sides == ["quer", "hoch", "quer", "hoch"]
