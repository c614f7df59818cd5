"""The style sheet of the window, filled with the colours in use.

Looks for `theme.look`: labels `title`, `heading`, `muted`, `small`, `error`; buttons `primary`, `quiet`,
`link`;
frames `card`, `sunken`, `hairline`, `banner`; fields `plain` (no frame until used) and `wrong`.
"""

from dataclasses import asdict

from ozgdesk.ui.palette import Colors

_RULES = """
QWidget {{ color: {text}; }}
QMainWindow, QDialog, QStackedWidget {{ background: {window}; }}
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {border}; padding: 4px 8px; }}

QLabel[look="title"] {{ font-size: 17pt; font-weight: 600; }}
QLabel[look="heading"] {{ font-size: 12.5pt; font-weight: 600; }}
QLabel[look="group"] {{ font-size: 9.5pt; font-weight: 600; color: {muted}; }}
QLabel[look="muted"] {{ color: {muted}; }}
QLabel[look="small"] {{ font-size: 9.5pt; color: {muted}; }}
QLabel[look="error"] {{ font-size: 9.5pt; color: {danger}; }}
QLabel[look="strong"] {{ font-weight: 600; }}

QFrame[look="hairline"] {{ background: {hairline}; border: none; }}
QFrame[look="drop"] {{ background: {accent}; border: none; }}
QFrame[look="card"] {{ background: {surface}; border: 1px solid {hairline}; border-radius: 8px; }}
QFrame[look="sunken"], QWidget[look="sunken"] {{ background: {sunken}; border: none; }}
QFrame[look="facts"] {{ background: {sunken}; border: none; border-radius: 6px; }}
QFrame[look="facts"] QLabel {{ background: transparent; }}
QToolButton[look="chosen"] {{ background: {warning_soft}; color: {warning}; font-weight: 600; }}
QToolButton[look="on"] {{ background: {selection}; font-weight: 600; }}
QToolButton[look="fold"] {{ font-size: 9.5pt; font-weight: 600; color: {muted}; padding: 2px 4px 2px 0; }}
QToolButton[look="fold"]:checked {{ background: transparent; }}
QFrame[look="banner"] {{ background: {warning_soft}; border: none; }}
QFrame[look="popup"] {{ background: {raised}; border: 1px solid {border}; border-radius: 8px; }}

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit {{
    background: {surface}; border: 1px solid {border}; border-radius: 4px; padding: 4px 8px;
    selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus {{
    border: 2px solid {focus}; padding: 3px 7px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{
    color: {muted}; background: {sunken}; border-color: {hairline}; }}
QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {sunken}; }}
QLineEdit[look="plain"], QPlainTextEdit[look="plain"], QTextEdit[look="plain"], QComboBox[look="plain"] {{
    background: {sunken}; border: 1px solid transparent; border-bottom: 1px solid {border};
    border-radius: 4px; border-bottom-left-radius: 0; border-bottom-right-radius: 0; }}
QLineEdit[look="plain"]:hover, QPlainTextEdit[look="plain"]:hover, QTextEdit[look="plain"]:hover,
QComboBox[look="plain"]:hover {{
    background: {hover}; }}
QLineEdit[look="plain"]:focus, QPlainTextEdit[look="plain"]:focus, QTextEdit[look="plain"]:focus,
QComboBox[look="plain"]:focus {{
    background: {surface}; border: 2px solid {focus}; border-radius: 4px; padding: 3px 7px; }}
QLineEdit[look="plain"]:read-only {{ background: transparent; border-color: transparent; color: {muted}; }}
QPushButton[look="field"] {{
    background: {sunken}; border: 1px solid transparent; border-bottom: 1px solid {border};
    border-radius: 4px; text-align: left; padding: 4px 8px; }}
QPushButton[look="field"]:focus {{ border: 2px solid {focus}; padding: 3px 7px; }}
QPushButton::menu-indicator {{ image: none; }}
*[look="wrong"] {{ border: 2px solid {danger}; padding: 3px 7px; background: {danger_soft}; }}
QComboBox {{ combobox-popup: 0; padding-left: 10px; }}
QComboBox:focus, QComboBox[look="plain"]:focus, QComboBox[look="wrong"] {{ padding-left: 9px; }}
QComboBox::drop-down {{ border: none; width: 24px; }}
QComboBox::down-arrow {{ image: url({pictures}/choose.svg); width: 16px; height: 16px; }}
QComboBox QAbstractItemView {{
    background: {raised}; border: 1px solid {border}; outline: none; padding: 4px;
    selection-background-color: {selection}; selection-color: {text}; }}
QComboBox QAbstractItemView::item {{ min-height: 28px; padding: 0 8px; }}

QPushButton {{
    background: {surface}; border: 1px solid {border}; border-radius: 4px; padding: 5px 14px; min-height:
    20px; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed {{ background: {selection}; }}
QPushButton:focus {{ border: 2px solid {focus}; padding: 4px 13px; }}
QPushButton:disabled {{ color: {muted}; border-color: {hairline}; }}
QPushButton:default, QPushButton[look="primary"] {{
    background: {accent}; color: {on_accent}; border: 1px solid {accent}; font-weight: 600; }}
QPushButton:default:focus, QPushButton[look="primary"]:focus {{
    border: 2px solid {text}; padding: 4px 13px; }}
QPushButton:default:disabled, QPushButton[look="primary"]:disabled {{
    background: {sunken}; color: {muted}; border-color: {hairline}; }}
QPushButton[look="quiet"] {{ background: transparent; border: 1px solid transparent; padding: 5px 8px; }}
QPushButton[look="quiet"]:hover {{ background: {hover}; }}
QPushButton[look="quiet"]:focus {{ border: 2px solid {focus}; padding: 4px 7px; }}
QPushButton[look="link"] {{
    background: transparent; border: 1px solid transparent; color: {accent}; padding: 2px 4px; text-align:
    left; }}
QPushButton[look="link"]:hover {{ text-decoration: underline; }}
QPushButton[look="link"]:focus {{ border: 2px solid {focus}; padding: 1px 3px; }}

QToolButton {{ background: transparent; border: 2px solid transparent; border-radius: 4px; padding: 4px; }}
QToolButton:hover {{ background: {hover}; }}
QToolButton:pressed, QToolButton:checked {{ background: {selection}; }}
QToolButton:focus {{ border-color: {focus}; }}
QToolButton:disabled {{ color: {muted}; }}
QToolButton::menu-indicator {{ image: none; }}
QToolButton[popupMode="1"] {{ padding-right: 18px; }}
QToolButton::menu-button {{ background: transparent; border: none; width: 16px; }}

QMenuBar {{ background: {rail}; padding: 2px 8px; }}
QMenuBar::item {{ padding: 4px 10px; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected {{ background: {selection}; }}
QMenu {{ background: {raised}; border: 1px solid {border}; padding: 4px; }}
QMenu::item {{ padding: 6px 28px 6px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {selection}; color: {text}; }}
QMenu::item:disabled {{ color: {muted}; }}
QMenu::icon {{ padding-left: 8px; }}
QMenu::separator {{ height: 1px; background: {hairline}; margin: 4px 8px; }}

QAbstractScrollArea {{ background: {surface}; border: none; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QTableView, QTreeView, QListView {{
    background: {surface}; alternate-background-color: {surface}; border: none; outline: none;
    gridline-color: {hairline};
    selection-background-color: {selection}; selection-color: {text}; }}
QTreeView::item, QListView::item {{ min-height: 32px; }}
QTreeView::item:hover, QListView::item:hover {{ background: {hover}; }}
QTreeView::item:selected, QListView::item:selected, QTableView::item:selected {{
    background: {selection}; color: {text}; }}
QHeaderView {{ background: {surface}; border: none; }}
QHeaderView::section {{
    background: {surface}; color: {muted}; border: none; border-bottom: 1px solid {hairline};
    padding: 6px 8px; font-size: 9.5pt; font-weight: 600; }}
QHeaderView::section:hover {{ background: {hover}; }}
QTableCornerButton::section {{ background: {surface}; border: none; }}

QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {border}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

QTabWidget::pane {{ border: none; border-top: 1px solid {hairline}; }}
QTabBar {{ background: transparent; }}
QTabBar::tab {{
    background: transparent; color: {muted}; border: none; border-bottom: 2px solid transparent;
    padding: 8px 10px; margin-right: 2px; }}
QTabBar::tab:selected {{ color: {text}; border-bottom-color: {accent}; font-weight: 600; }}
QTabBar::tab:hover {{ color: {text}; }}
QTabBar::tab:focus {{ border: 2px solid {focus}; border-radius: 4px; }}

QSplitter::handle {{ background: {hairline}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QSplitter::handle:hover {{ background: {accent}; }}
QProgressBar {{ background: {sunken}; border: 1px solid {border}; border-radius: 4px; text-align: center; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
QCheckBox, QRadioButton {{ spacing: 8px; border: 2px solid transparent; border-radius: 4px; padding: 2px; }}
QCheckBox::indicator, QRadioButton::indicator, QTableWidget::indicator {{
    width: 14px; height: 14px; border: 1px solid {border}; background: {surface}; border-radius: 3px; }}
QRadioButton::indicator {{ border-radius: 8px; }}
QCheckBox::indicator:hover, QRadioButton::indicator:hover {{ border-color: {accent}; }}
QCheckBox::indicator:checked, QTableWidget::indicator:checked {{
    background: {accent}; border-color: {accent}; image: url({pictures}/check_{check}.svg); }}
QRadioButton::indicator:checked {{
    border: 5px solid {accent}; width: 6px; height: 6px; background: {on_accent}; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {hairline}; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {focus}; }}

#rail {{ background: {rail}; border-right: 1px solid {hairline}; }}
#rail QToolButton {{
    text-align: left; padding: 6px 10px; border-radius: 6px; color: {text}; border: 2px solid transparent; }}
#rail QToolButton:hover {{ background: {hover}; }}
#rail QToolButton:checked {{ background: {selection}; color: {accent}; font-weight: 600; }}
#rail QToolButton:focus {{ border-color: {focus}; }}
#topBar {{ background: {window}; border-bottom: 1px solid {hairline}; }}
#inspector {{ background: {window}; border-left: 1px solid {hairline}; }}
#searchField {{ background: {sunken}; border-radius: 6px; padding: 5px 10px; }}
#searchField:focus {{ background: {surface}; padding: 4px 9px; }}
#toast {{ background: {text}; border-radius: 8px; }}
#toast QLabel, #toast QPushButton {{ color: {window}; background: transparent; }}
#toast QPushButton {{ font-weight: 600; border: 2px solid transparent; padding: 4px 8px; }}
#toast QPushButton:focus {{ border-color: {window}; }}
"""


def style_sheet(colors: Colors, pictures: str) -> str:
    """The rules filled with colours; `pictures` is the folder of arrow and check mark."""
    check = "black" if colors.color("on_accent").lightness() < 128 else "white"
    return _RULES.format(pictures=pictures, check=check, **asdict(colors))
