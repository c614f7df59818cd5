"""What a format is: its names, and how a View becomes the bytes of a file."""

from collections.abc import Callable
from dataclasses import dataclass

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.view import View
from ozgdesk.present.naming import cooperation_name
from ozgdesk.saving import file_name


@dataclass(frozen=True, slots=True)
class TextWish:
    """Which version of which agreement to give out; None: the newest agreement, its current version.

    With `compared_with_id` the changes since that version are recorded, in the name of `author_id`.
    """

    version_id: str | None = None
    compared_with_id: str | None = None
    author_id: str | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """One format: `key` names it on the command line, its files end in `suffix`.

    `make(view, municipality_id)` gives the whole file, or what concerns one municipality; some formats are
    made for one only (`needs_municipality`). `compared` makes the same compared with a baseline that is
    chosen; it is None where the format compares with none. `of_text` makes the version of an agreement that
    is wished for; only formats of agreements have it. `of_fan` makes the papers on the matter with a key, the
    newest for None, with consultations behind closed doors or without; only formats of papers have it.
    """

    key: str
    suffix: str
    title: str
    file_kind: str
    file_stem: str
    description: str
    make: Callable[[View, str | None], bytes]
    needs_municipality: bool = False
    compared: Callable[[View, str | None, str], bytes] | None = None
    of_text: Callable[[View, TextWish], bytes] | None = None
    of_fan: Callable[[View, str | None, str | None, bool], bytes] | None = None

    @property
    def file_filter(self) -> str:
        """How a file dialog names files of this kind."""
        return f"{self.file_kind} (*.{self.suffix})"

    def file(
        self,
        view: View,
        municipality_id: str | None,
        baseline_id: str | None,
        text: TextWish | None = None,
        fan_key: str | None = None,
        *,
        with_closed: bool = False,
    ) -> bytes:
        """The whole file, compared with a baseline where the format does that; None means the newest."""
        if self.of_text is not None and text is not None:
            return self.of_text(view, text)
        if self.of_fan is not None:
            return self.of_fan(view, municipality_id, fan_key, with_closed)
        if self.compared is None or baseline_id is None:
            return self.make(view, municipality_id)
        return self.compared(view, municipality_id, baseline_id)

    def file_name(self, view: View, municipality_id: str | None) -> str:
        """A name for the file: what it holds, for whom, and the Stichtag."""
        town = view.snapshot.find(Municipality, municipality_id)
        return file_name((self.file_stem, town.code if town else "", view.as_of.isoformat()), self.suffix)


def whose(view: View, municipality_id: str | None) -> str:
    """The municipality a file is for, if any, and the cooperation; what matters most comes first."""
    name = cooperation_name(view.cooperation)
    town = view.snapshot.find(Municipality, municipality_id)
    return f"{town.name} ({town.code}) – {name}" if town else name
