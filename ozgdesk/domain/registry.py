"""The register of all entities, parents before children, and their table names."""

import re
from functools import cache

from ozgdesk.domain import (
    agreements,
    cooperation,
    councils,
    drafting,
    minutes,
    people,
    reporting,
    steering,
    tasks,
)
from ozgdesk.domain.entity import Entity

ENTITIES: tuple[type[Entity], ...] = (
    cooperation.Cooperation,
    steering.Attachment,
    cooperation.Municipality,
    people.Person,
    people.Absence,
    cooperation.SharedOffice,
    cooperation.SharedOfficeMember,
    councils.Committee,
    councils.OfficeHolder,
    councils.MeetingSeries,
    councils.Meeting,
    minutes.Attendance,
    minutes.MinuteItem,
    agreements.Agreement,
    agreements.AgreementParty,
    agreements.AgreementVersion,
    agreements.Clause,
    agreements.Signature,
    agreements.SupervisorStep,
    agreements.AgreementCopy,
    agreements.AccessionCondition,
    drafting.ClauseTemplate,
    drafting.Remark,
    drafting.ChangeReason,
    cooperation.Grant,
    cooperation.GrantMember,
    councils.Matter,
    councils.PaperForm,
    councils.CouncilPaper,
    councils.Consultation,
    tasks.Task,
    tasks.Link,
    tasks.Assignment,
    tasks.Baseline,
    tasks.BaselineTask,
    tasks.Closure,
    tasks.BoardLimit,
    agreements.Deviation,
    cooperation.Saving,
    cooperation.SavingMember,
    steering.Risk,
    steering.Decision,
    steering.Assessment,
    steering.FollowUp,
    steering.Document,
    drafting.ReviewNote,
    reporting.ReportSummary,
    reporting.IssuedReport,
    reporting.SheetSet,
    reporting.SheetSetEntry,
)


@cache
def table_name(kind: type[Entity]) -> str:
    """Name of the table of an entity: `CouncilPaper` is kept in `council_paper`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()


BY_TABLE: dict[str, type[Entity]] = {table_name(kind): kind for kind in ENTITIES}


@cache
def references(kind: type[Entity]) -> tuple[tuple[str, type[Entity]], ...]:
    """The fields of an entity that hold the id of another one, with the entity they point at."""
    found = []
    for name, field in kind.model_fields.items():
        target = getattr(field, "foreign_key", None)
        if isinstance(target, str):
            found.append((name, BY_TABLE[target.partition(".")[0]]))
    return tuple(found)


@cache
def referrers(kind: type[Entity]) -> tuple[tuple[type[Entity], str], ...]:
    """The other way round: which fields of which entities may hold the id of `kind`."""
    return tuple((other, name) for other in ENTITIES for name, target in references(other) if target is kind)
