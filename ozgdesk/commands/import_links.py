"""The links of a file: those that can be here, none twice, none in a circle."""

from collections.abc import Iterator
from dataclasses import replace

from ozgdesk.commands.import_comparison import Comparison
from ozgdesk.commands.plan import LONGEST_MINUTES
from ozgdesk.domain.change_set import Fate
from ozgdesk.domain.incoming import IncomingLink, IncomingTask
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.schedule import network_of
from ozgdesk.domain.step import Change
from ozgdesk.domain.tasks import MINUTES_PER_DAY, Link, Task
from ozgdesk.domain.vocabulary import LagKind
from ozgdesk.domain.whole_days import lag_days

GROUPS = (("kind",), ("lag_minutes", "lag_kind"))
MOST_ROUNDS = 20
_CALENDAR_MINUTES_PER_DAY = 1440


def plan_links(comparison: Comparison) -> None:
    """Compare all links of the file with those here; raises RuleViolation `import_circles`."""
    _Links(comparison).plan()


def lag_of(comparison: Comparison, link: IncomingLink) -> dict[str, object]:
    """The lag in our minutes; an elapsed day counts 480 here and 1440 there."""
    lag = link.lag
    if link.lag_kind is LagKind.ELAPSED:
        lag = round(lag * MINUTES_PER_DAY / _CALENDAR_MINUTES_PER_DAY)
    elif link.lag_kind is LagKind.WORKING:
        lag = comparison.minutes(lag)
    return {"lag_minutes": lag, "lag_kind": link.lag_kind}


class _Links:
    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.tasks = {
            **comparison.snapshot.table(Task),
            **{c.id: c.after for c in comparison.changes if isinstance(c.after, Task)},
        }
        self.pairs = {
            frozenset((link.predecessor_id, link.successor_id)): link.id
            for link in comparison.snapshot.all(Link)
        }
        self.wanted: set[str] = set()
        self.written = comparison.written_links()
        self.rows: dict[str, int] = {}
        """Where the preview names each new link."""

    def plan(self) -> None:
        for task in self.comparison.incoming.tasks:
            for link in task.links:
                self.take(task, link)
        self.drop_missing()
        self.break_circles()

    def take(self, task: IncomingTask, link: IncomingLink) -> None:
        """Compare one link, if both of its ends are here and may be linked."""
        comparison = self.comparison
        name = f"{comparison.names.get(link.predecessor_uid, link.predecessor_uid)} → {task.name}"
        if not {link.predecessor_uid, task.uid}.isdisjoint(comparison.removed):
            return  # said by the task that is gone here
        code = self.fault(task, link)
        if code is not None:
            comparison.say(Fate.NOT_CARRIED, "link", name, code)
            return
        ends = [comparison.ends[uid] for uid in (link.predecessor_uid, task.uid)]
        pair, id_ = frozenset(ends), self.id_of(link.predecessor_uid, task.uid)
        there = {"kind": link.kind, **lag_of(comparison, link)}
        if id_ in self.wanted or self.pairs.get(pair, id_) != id_:
            is_twice = self.pairs.get(pair) in self.wanted
            code = "linked_twice" if is_twice else "linked_here"
            comparison.say(Fate.NOT_CARRIED if is_twice else Fate.SKIPPED, "link", name, code)
            return
        self.wanted.add(id_)
        here, written = comparison.snapshot.find(Link, id_), self.written.get((ends[0], ends[1]))
        was = written or here
        if was is not None and comparison.incoming.has_whole_days and self.is_rounded(was, link):
            there |= {"lag_minutes": was.lag_minutes, "lag_kind": was.lag_kind}
        if here is not None:
            comparison.merge(Link, id_, there, GROUPS, name, written)
        elif written is not None:
            is_same = all(there[field] == getattr(written, field) for group in GROUPS for field in group)
            fate, code = (Fate.SKIPPED, "removed_here") if is_same else (Fate.CONFLICT, "removed_edited")
            comparison.say(fate, "link", name, code, fields=("lag_minutes",))
        elif comparison.was_here(Link, id_) and all(comparison.snapshot.find(Task, end) for end in ends):
            comparison.say(Fate.SKIPPED, "link", name, "removed_here")
        else:
            self.pairs[pair] = id_
            self.rows[id_] = len(comparison.rows)
            row = {**there, "id": id_, "predecessor_id": ends[0], "successor_id": ends[1]}
            comparison.insert(Link.model_validate(row), name)

    def id_of(self, predecessor_uid: str, uid: str) -> str:
        """The id of a link, which between tasks of ours is that of the link that is here."""
        comparison = self.comparison
        ends = [comparison.ends[predecessor_uid], comparison.ends[uid]]
        here = comparison.snapshot.find(Link, self.pairs.get(frozenset(ends)))
        is_own = all(end in comparison.own for end in (predecessor_uid, uid))
        if is_own and here is not None and here.predecessor_id == ends[0]:
            return here.id
        return comparison.id_of("link", comparison.key(predecessor_uid), comparison.key(uid))

    def is_rounded(self, here: Link, link: IncomingLink) -> bool:
        """Whether a lag of ours is only written in whole days there."""
        base = self.comparison.base
        tasks = self.tasks if base is None else base.view.snapshot.table(Task)
        days = lag_days(here, tasks.get(here.predecessor_id) or self.tasks[here.predecessor_id])
        return days * MINUTES_PER_DAY == link.lag

    def fault(self, task: IncomingTask, link: IncomingLink) -> str | None:
        """Why a link cannot be here at all."""
        if link.predecessor_uid not in self.comparison.ends:
            return "dangling"
        if link.predecessor_uid == task.uid:
            return "linked_to_itself"
        ids = [self.comparison.ends[uid] for uid in (link.predecessor_uid, task.uid)]
        if ids[1] in self.around(ids[0]) or ids[0] in self.around(ids[1]):
            return "linked_to_own_phase"
        lag = link.lag if link.lag_kind is LagKind.PERCENT else lag_of(self.comparison, link)["lag_minutes"]
        return "long_lag" if abs(int(str(lag))) > LONGEST_MINUTES else None

    def around(self, id_: str) -> Iterator[str]:
        """The phases a task lies in."""
        task = self.tasks.get(self.tasks[id_].parent_id or "")
        while task is not None:
            yield task.id
            task = self.tasks.get(task.parent_id or "")

    def drop_missing(self) -> None:
        """Take away what an earlier version of the file had and nobody changed here."""
        comparison, ours = self.comparison, set(self.comparison.ids.values())
        if not comparison.incoming.tells("links"):
            return
        self.drop_unwritten(ours)
        for (kind, id_), before in comparison.former.items():
            link = comparison.snapshot.find(Link, id_) if kind is Link and id_ not in self.wanted else None
            if link is None or not {link.predecessor_id, link.successor_id} <= ours:
                continue
            if comparison.base is not None and self.is_between_own(link):
                continue  # other files may have brought it since this one was written
            names = [self.tasks[end].name for end in (link.predecessor_id, link.successor_id)]
            if all(getattr(link, field) == before.get(field) for group in GROUPS for field in group):
                comparison.changes.append(Change(Link, id_, link, None))
                comparison.say(Fate.CHANGED, "link", " → ".join(names), "link_removed_there")
            else:
                comparison.say(Fate.SKIPPED, "link", " → ".join(names), "gone_there")

    def drop_unwritten(self, ours: set[str]) -> None:
        """Take away what was written into the file, was removed there, and is here as it was."""
        comparison = self.comparison
        for (predecessor, successor), written in self.written.items():
            link = comparison.snapshot.find(Link, self.pairs.get(frozenset((predecessor, successor))))
            if link is None or link.id in self.wanted or not {predecessor, successor} <= ours:
                continue
            if link.predecessor_id != predecessor:
                continue
            name = " → ".join(self.tasks[end].name for end in (predecessor, successor))
            if all(getattr(link, field) == getattr(written, field) for group in GROUPS for field in group):
                comparison.changes.append(Change(Link, link.id, link, None))
                comparison.say(Fate.CHANGED, "link", name, "link_removed_there")
            else:
                comparison.say(Fate.CONFLICT, "link", name, "edited_removed_there")

    def is_between_own(self, link: Link) -> bool:
        """Whether a link joins tasks that were written into the file."""
        return {link.predecessor_id, link.successor_id} <= set(self.comparison.own.values())

    def break_circles(self) -> None:
        """Leave out the last new link of each circle, and look again."""
        comparison = self.comparison
        for _ in range(MOST_ROUNDS):
            new = {
                c.id: c.after for c in comparison.changes if isinstance(c.after, Link) and c.before is None
            }
            if not new:
                return
            after = comparison.snapshot.after(comparison.changes)
            dropped: set[str] = set()
            for circle in network_of(after, comparison.today).circles:
                ids = {task.id for task in circle}
                inside = [id_ for id_, link in new.items() if self.lies_in(link, ids)]
                dropped.update(inside[-1:])
            if not dropped:
                return
            comparison.changes = [change for change in comparison.changes if change.id not in dropped]
            for id_ in dropped:
                row = comparison.rows[self.rows[id_]]
                comparison.rows[self.rows[id_]] = replace(row, fate=Fate.NOT_CARRIED, code="circle")
        raise RuleViolation("import_circles")

    def lies_in(self, link: Link, ids: set[str]) -> bool:
        """Whether both ends of a link, or phases around them, are among these tasks."""
        return all(
            end in ids or not ids.isdisjoint(self.around(end))
            for end in (link.predecessor_id, link.successor_id)
        )
