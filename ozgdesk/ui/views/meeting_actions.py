"""What the page Besprechung does to the project: its gestures as commands, with the reason of a refusal."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from ozgdesk.commands import minutes, records
from ozgdesk.commands.minutes import Topic
from ozgdesk.domain.councils import Committee, Meeting
from ozgdesk.domain.meetings import OF_COOPERATION
from ozgdesk.domain.minutes import Attendance, MinuteItem
from ozgdesk.domain.people import Person
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.vocabulary import CommitteeKind, MinutesState, Outcome, Presence
from ozgdesk.domain.votes import Votes
from ozgdesk.formats import NotReadable, sort_key
from ozgdesk.present.agenda import Proposal
from ozgdesk.present.capture import Captured, NewState, NewTask, NewTopic, known, read_capture
from ozgdesk.present.choices import choice_text
from ozgdesk.present.naming import finder
from ozgdesk.texts import steps
from ozgdesk.texts.labels import label
from ozgdesk.texts.rules import rule_message
from ozgdesk.ui.desk import Desk

T = TypeVar("T")
NOBODY = "–"
_FIRST = "new:"
"""Before the kind of a body that is founded with its first meeting."""
_TURNS = {
    Presence.PRESENT: Presence.EXCUSED,
    Presence.EXCUSED: Presence.ABSENT,
    Presence.ABSENT: Presence.PRESENT,
}
_SAME = "Die Aufgabe ist schon in diesem Zustand."


class MeetingActions:
    """Runs commands for one desk; it knows no widget of the page."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def bodies(self) -> tuple[tuple[str, str], ...]:
        """Whose meeting can be prepared, as (key, name): those of the cooperation first, also new ones."""
        snapshot = self.desk.snapshot
        found = [(b.kind in OF_COOPERATION, b.order, b) for b in snapshot.all(Committee)]
        found.sort(key=lambda entry: (not entry[0], entry[1]))
        kept = [(body.id, choice_text(body, finder(snapshot))) for _, _, body in found]
        kinds = {body.kind for body in snapshot.all(Committee)}
        own = sum(is_own for is_own, _, _ in found)
        founded = [
            (f"{_FIRST}{kind}", f"{label(kind)} (neu anlegen)")
            for kind in CommitteeKind
            if kind in OF_COOPERATION - kinds
        ]
        return (*kept[:own], *founded, *kept[own:])

    def prepare(self, key: str) -> Meeting | None:
        """A new meeting of a body of `bodies`, today at first."""
        today = self.desk.view.as_of
        if key.startswith(_FIRST):
            command = minutes.found_body(CommitteeKind(key.removeprefix(_FIRST)), today)
        else:
            command = minutes.prepare_meeting(key, today)
        return self.desk.run(steps.create(Meeting), command)

    def begin_or_reopen(self, meeting_id: str, state: str) -> bool:
        """Start a meeting, or open its closed minutes again."""
        if state == MinutesState.CLOSED:
            return self.desk.run(steps.REOPEN_MINUTES, minutes.reopen_minutes(meeting_id)) is not None
        return self.desk.run(steps.START_MINUTES, minutes.start_minutes(meeting_id)) is not None

    def add_proposals(self, meeting_id: str, rows: Sequence[Proposal], after_id: str) -> MinuteItem | None:
        """Put proposals on the agenda; returns the first."""
        topics = [Topic(row.text, row.subject_kind, row.id) for row in rows]
        made = self.desk.run(steps.ADD_TOPICS, minutes.add_topics(meeting_id, topics, after_id=after_id))
        return made[0] if made else None

    def enter(self, meeting_id: str, topic_id: str, text: str) -> tuple[MinuteItem | None, str]:
        """Keep a line, a topic while the meeting is prepared; the second value is why it was not kept."""
        state = self.desk.snapshot.get(Meeting, meeting_id).minutes_state
        words = " ".join(text.split())
        try:
            if state is MinutesState.OPEN:
                captured = read_capture(text, known(self.desk.view))
                return self._attempt(_label(captured), minutes.capture(meeting_id, topic_id, captured), _SAME)
            if not words:
                raise NotReadable("Bitte nennen Sie den Punkt, über den gesprochen werden soll.")
        except NotReadable as wrong:
            return None, str(wrong)
        words = words.removeprefix("TOP:").strip() or words
        command = minutes.add_topics(meeting_id, [Topic(words)], after_id=topic_id)
        made, reason = self._attempt(steps.ADD_TOPICS, command)
        return (made[0] if made else None), reason

    def resolve(
        self, item_id: str, votes: Votes, objections: str, outcome: Outcome | None, decision_id: str
    ) -> str:
        """Keep the result of a resolution; returns why not, or nothing."""
        command = minutes.resolve(
            item_id, votes, objections=objections, outcome=outcome, decision_id=decision_id or None
        )
        return self._attempt(steps.RESOLVE, command)[1]

    def close(self, meeting_id: str, ends_at: str, next_on: date | None) -> str:
        """Close the minutes; returns why not, or nothing."""
        return self._attempt(steps.CLOSE_MINUTES, minutes.close_minutes(meeting_id, ends_at, next_on))[1]

    def rename(self, item_id: str, text: str) -> None:
        """Other words for an entry."""
        if text.strip():
            self.desk.run(steps.edit(MinuteItem), records.edit(MinuteItem, item_id, text=text.strip()))

    def move(self, item_id: str, places: int) -> None:
        """Move an entry up or down."""
        self.desk.run(steps.MOVE_ITEM, minutes.move_item(item_id, places))

    def remove(self, item_id: str) -> None:
        """Take an entry out."""
        self.desk.run(steps.REMOVE_ITEM, minutes.remove_item(item_id))

    # Attendance

    def invite(self, meeting_id: str) -> None:
        """Add whoever should be there."""
        made = self.desk.run(steps.INVITE, minutes.invite(meeting_id))
        if made == ():
            self.desk.tell("Alle, die vorzuschlagen sind, stehen schon in der Teilnahmeliste.")

    def add_guest(self, meeting_id: str, guest: str) -> bool:
        """Add a guest by function; false when that was refused."""
        command = records.create(Attendance, meeting_id=meeting_id, guest=guest)
        return self.desk.run(steps.create(Attendance), command) is not None

    def turn_presence(self, ids: Sequence[str]) -> None:
        """From present to excused, absent and back, each row by itself, in one step."""

        def command(tx: Transaction) -> None:
            for id_ in ids:
                now = tx.get(Attendance, id_).presence
                records.edit(Attendance, id_, presence=_TURNS[now])(tx)

        self.desk.run(steps.edit(Attendance), command)

    def remove_attendance(self, ids: Sequence[str]) -> None:
        """Take somebody off the list."""
        self.desk.run(steps.delete(Attendance), records.delete(Attendance, *ids))

    def edit_attendance(self, id_: str, field: str, word: str) -> None:
        """One field of the list, from the word that was chosen."""
        values = {
            "presence": lambda: next(p for p in Presence if label(p) == word),
            "deputy_id": lambda: dict(self._named_persons()).get(word),
            "gets_minutes": lambda: word == "ja",
        }
        command = records.edit(Attendance, id_, **{field: values[field]()})
        self.desk.run(steps.edit(Attendance), command)

    def persons(self) -> list[str]:
        """Who may stand in, by name."""
        return [NOBODY, *(name for name, _ in self._named_persons())]

    def _named_persons(self) -> Iterator[tuple[str, str]]:
        there = [row for row in self.desk.snapshot.all(Person) if row.left_on is None]
        return iter(sorted(((row.name, row.id) for row in there), key=lambda pair: sort_key(pair[0])))

    def _attempt(self, label_: str, command: Command[T], nothing: str = "") -> tuple[T | None, str]:
        """Run a command; a refusal is returned as a sentence, `nothing` when it gave nothing."""

        def attempt() -> tuple[T | None, str]:
            try:
                made = self.desk.commit(label_, command)
            except RuleViolation as refusal:
                return None, rule_message(refusal)
            return made, nothing if made is None else ""

        if not self.desk.flush():
            return None, "Eine andere Eingabe ist noch nicht fertig."
        return self.desk.guard(attempt) or (None, "Es wurde nichts gespeichert.")


def _label(captured: Captured) -> str:
    match captured:
        case NewTask():
            return steps.GIVE_TASK
        case NewTopic():
            return steps.ADD_TOPICS
        case NewState():
            return steps.CHANGE_STATE
    return steps.CAPTURE
