"""How a row of a RowTable is painted: hairline below, chips of municipalities, lights with word and shape."""

from PySide6.QtCore import QAbstractItemModel, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ozgdesk.ui import theme
from ozgdesk.ui.widgets.code_chip import chip_width, paint_chip
from ozgdesk.ui.widgets.combo_box import ComboBox
from ozgdesk.ui.widgets.light import paint_light
from ozgdesk.ui.widgets.row_model import CHIP_ROLE, LIGHT_ROLE, STRONG_ROLE, Index, rows_behind

MARGIN = theme.step(2)
ICON = 16


class RowDelegate(QStyledItemDelegate):
    """Paints a cell from one pass over its roles and edits it as text or as a choice."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        widget, rect = option.widget, option.rect
        painter.save()
        self._paint_ground(painter, option, index)
        painter.setPen(theme.role(widget, "hairline"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(MARGIN, 0, -MARGIN, -1)
        light = index.data(LIGHT_ROLE)
        if light:
            side = ICON
            paint_light(painter, QRect(inner.x(), inner.center().y() - side // 2, side, side), light, widget)
            inner.setLeft(inner.x() + side + MARGIN)
        picture = index.data(Qt.ItemDataRole.DecorationRole)
        if picture is not None:
            picture.paint(painter, QRect(inner.x(), inner.y(), ICON, inner.height()))
            inner.setLeft(inner.x() + ICON + MARGIN)
        chips = index.data(CHIP_ROLE)
        if chips:
            self._paint_chips(painter, inner, chips, widget)
        else:
            self._paint_text(painter, inner, option, index)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width() + 2 * MARGIN, theme.ROW_HEIGHT)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        rows = rows_behind(index)
        column, row = rows.columns[index.column()], rows.row_at(index)
        if column.choices is None:
            return QLineEdit(parent)
        box = ComboBox(parent)
        box.addItems(list(column.choices(row)))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentText(text)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        widget = option.widget
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.role(widget, "selection"))
            if index.column() == 0 and widget.hasFocus():
                bar = QRect(option.rect.x(), option.rect.y(), 3, option.rect.height())
                painter.fillRect(bar, theme.role(widget, "accent"))
        if option.state & QStyle.StateFlag.State_HasFocus and widget.hasFocus():
            painter.setPen(QPen(theme.role(widget, "focus"), 1))
            # One pixel inside at the top: between pixels, at 150 %, the edge would lie above the first row.
            painter.drawRect(option.rect.adjusted(0, 1, -1, -2))

    def _paint_text(
        self, painter: QPainter, inner: QRect, option: QStyleOptionViewItem, index: Index
    ) -> None:
        text = str(index.data() or "").replace("\n", " ")
        font = theme.font(strong=True) if index.data(STRONG_ROLE) else option.font
        painter.setFont(font)
        painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole) or theme.role(option.widget, "text"))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        alignment = index.data(Qt.ItemDataRole.TextAlignmentRole)
        if alignment is None:
            alignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, Qt.AlignmentFlag(alignment), shown)

    def _paint_chips(
        self, painter: QPainter, inner: QRect, chips: list[tuple[str, str]], widget: QWidget
    ) -> None:
        x = inner.x()
        for code, color in chips:
            width = chip_width(code)
            if x + width > inner.right() + 1 and x > inner.x():
                painter.setPen(theme.role(widget, "muted"))
                painter.drawText(
                    QRect(x, inner.y(), inner.right() - x, inner.height()), Qt.AlignmentFlag.AlignVCenter, "…"
                )
                return
            paint_chip(painter, QRect(x, inner.center().y() - 9, width, 18), code, color)
            x += width + theme.step(1)
