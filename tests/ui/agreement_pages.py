"""The pages of the place Vereinbarung, for tests that look into one."""

from typing import TypeVar

from PySide6.QtWidgets import QWidget

from ozgdesk.ui.views.agreement import AgreementView
from ozgdesk.ui.views.agreement_text import AgreementText

P = TypeVar("P", bound=QWidget)


def page(view: AgreementView, key: str, kind: type[P]) -> P:
    """Turn to a page and give its view."""
    view.show_page(key)
    found = view.pages.shown()
    assert isinstance(found, kind)
    return found


def text(view: AgreementView) -> AgreementText:
    """Turn to the page Text."""
    return page(view, "text", AgreementText)
