"""What a Word document says about the text of an agreement, before anybody has decided what to take.

`exchange.docx_reading` makes an `IncomingText`, `commands.text_proposals` compares it with a version and
makes the proposals. Nothing here is kept, and nothing here decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ozgdesk.domain.change_set import Choosable, Fate
from ozgdesk.domain.export_stamp import ExportStamp
from ozgdesk.domain.incoming import Leftover
from ozgdesk.domain.redline import Runs
from ozgdesk.domain.vocabulary import ClauseKind


@dataclass(frozen=True, slots=True)
class Revision:
    """Who recorded a change in the file, and on which day; both only as far as the file says."""

    author: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class IncomingPart:
    """A clause as the document has it once all recorded changes are accepted.

    `stem` is the clause it was written from, empty where the file does not say. `kind` is None where the text
    looks like no level of its own: it is what the clause was, else an Absatz. `former` are heading and text
    without the recorded changes; None where nothing was recorded, and where it is new.
    """

    kind: ClauseKind | None
    stem: str = ""
    heading: str = ""
    text: str = ""
    former: tuple[str, str] | None = None
    revisions: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True)
class GonePart:
    """Text that a recorded change deletes or moves away."""

    stem: str
    text: str
    revisions: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True)
class IncomingComment:
    """A comment; `place` is the index of the part it is on, None for none. `quoted` is what it marks."""

    author: str
    on: date | None
    text: str
    place: int | None = None
    stem: str = ""
    quoted: str = ""


@dataclass(frozen=True, slots=True)
class IncomingText:
    """A whole document. `version_id` and `stamp` say what it was written from, where it came from us."""

    title: str
    version_id: str = ""
    stamp: ExportStamp | None = None
    parts: tuple[IncomingPart, ...] = ()
    gone: tuple[GonePart, ...] = ()
    comments: tuple[IncomingComment, ...] = ()
    leftovers: tuple[Leftover, ...] = ()


class TextPart(StrEnum):
    """What a proposal is about."""

    WORDING = "wording"
    NEW = "new"
    DELETED = "deleted"
    MOVED = "moved"
    COMMENT = "comment"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """Kind, heading and text of a clause, as it reads."""

    kind: ClauseKind
    heading: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the text by stems: under a parent (empty: at the top), behind the nearest of its siblings.

    `before` are the siblings in front of it, the nearest first; some may be new, or not there any more.
    """

    parent: str = ""
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TextProposal:
    """One thing the document says about a clause: as it was given out, as it is there, and as it is here.

    `stem` is the clause, for a new one the stem it will get. `heading` and `text` lead from what is here to
    what is there. `code` and `values` make the reason.
    """

    id: str
    part: TextPart
    fate: Fate
    code: str
    stem: str = ""
    citation: str = ""
    base: ClauseWords | None = None
    told: ClauseWords | None = None
    here: ClauseWords | None = None
    heading: Runs = ()
    text: Runs = ()
    spot: Spot | None = None
    remark: str = ""
    revisions: tuple[Revision, ...] = ()
    municipality_id: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def may_be_taken(self) -> bool:
        """Whether the user may decide about it."""
        return self.fate in (Fate.CHANGED, Fate.CONFLICT, Fate.NEW)

    @property
    def is_taken_at_first(self) -> bool:
        """What only the document changed is taken unless somebody says no."""
        return self.fate in (Fate.CHANGED, Fate.NEW)


@dataclass(frozen=True, slots=True)
class TextPlan(Choosable):
    """A document compared with a version. `is_frozen`: what is taken becomes remarks, the text stays."""

    incoming: IncomingText
    version_id: str
    is_frozen: bool
    municipality_id: str | None
    proposals: tuple[TextProposal, ...] = ()

    @property
    def offered(self) -> tuple[TextProposal, ...]:
        """All proposals."""
        return self.proposals
