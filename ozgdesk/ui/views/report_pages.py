"""Pages of a finished PDF as pictures, on screen and on a printer; all of it may run off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from ozgdesk.reports.foreign import opened

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

MOST_DPI = 300
_POINTS = 72.0


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF with the sizes of its pages in points."""

    data: bytes
    sizes: tuple[tuple[float, float], ...]


class NotPrinted(Exception):
    """The printer did not take the pages; the message is one German sentence."""


def paper(data: bytes) -> Paper:
    """Measure the pages of a PDF."""
    with opened(data) as pdf:
        return Paper(data, tuple(pdf.get_page_size(number) for number in range(len(pdf))))


def picture(found: Paper, number: int, width: int) -> QImage:
    """One page, `width` pixels wide, on white."""
    with opened(found.data) as pdf:
        page = pdf[number]
        bitmap = page.render(scale=width / page.get_width(), prefer_bgrx=True)
        pixels = bytes(bitmap.buffer)
        image = QImage(pixels, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
        return image.copy()


def page_text(found: Paper, number: int) -> str:
    """The text of one page, for screen readers."""
    with opened(found.data) as pdf:
        return str(pdf[number].get_textpage().get_text_bounded())


def print_pages(found: Paper, printer: QPrinter, first: int, last: int) -> int:
    """Print pages `first` to `last`, both counted from 1, at no more than 300 dpi; returns how many.

    Each page lies on the paper as it is high or wide. Copies are made here where the printer makes none.
    Raises NotPrinted when the printer cannot begin or go on.
    """
    order = _order(printer, first, last)
    _turn(printer, found, order[0])
    painter = QPainter()
    if not painter.begin(printer):
        raise NotPrinted("Der Drucker ist nicht bereit; bitte prüfen Sie ihn oder wählen Sie einen anderen.")
    try:
        dpi = min(printer.resolution(), MOST_DPI)
        for place, number in enumerate(order):
            _turn(printer, found, number)
            if place and not printer.newPage():
                raise NotPrinted(
                    f"Der Druck ist nach Seite {order[place - 1] + 1} abgebrochen; "
                    "bitte prüfen Sie den Drucker."
                )
            width = round(found.sizes[number][0] / _POINTS * dpi)
            painter.drawImage(_target(found, printer, number), picture(found, number, width))
    finally:
        painter.end()
    return len(order)


def _order(printer: QPrinter, first: int, last: int) -> list[int]:
    """The numbers of the pages from 0 as the dialog was answered: order, copies, how they are collated."""
    from PySide6.QtPrintSupport import QPrinter

    pages = list(range(first - 1, last))
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)
    return pages * copies if printer.collateCopies() else [page for page in pages for _ in range(copies)]


def _turn(printer: QPrinter, found: Paper, number: int) -> None:
    """Turn the paper for a page; it holds from the next page on that is begun."""
    width, height = found.sizes[number]
    sides = QPageLayout.Orientation
    wanted = sides.Landscape if width > height else sides.Portrait
    if printer.pageLayout().orientation() is not wanted:
        printer.setPageOrientation(wanted)


def _target(found: Paper, printer: QPrinter, number: int) -> QRect:
    """Where the page goes: in its true size, smaller only when the paper is smaller."""
    area = printer.pageLayout().fullRectPixels(printer.resolution())
    width, height = (points / _POINTS * printer.resolution() for points in found.sizes[number])
    scale = min(1.0, area.width() / width, area.height() / height)
    return QRect(0, 0, round(width * scale), round(height * scale))


def set_page(printer: QPrinter, found: Paper) -> None:
    """Give the printer the paper of the sheet, without margins of its own."""
    width, height = found.sizes[0]
    is_a3 = max(width, height) > 1000
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A3 if is_a3 else QPageSize.PageSizeId.A4))
    _turn(printer, found, 0)
    printer.setFullPage(True)
    printer.setDocName("OZG-Desk")
