"""What a column of a task list can hold, whatever its title is."""

from enum import StrEnum


class ListField(StrEnum):
    """What is read from a column of a table of tasks."""

    NUMBER = "number"
    NAME = "name"
    LEVEL = "level"
    WBS = "wbs"
    KIND = "kind"
    MODE = "mode"
    DURATION = "duration"
    START = "start"
    FINISH = "finish"
    DEADLINE = "deadline"
    LINKS = "links"
    LEAD = "lead"
    CONTRIBUTORS = "contributors"
    OFFICE = "office"
    PROGRESS = "progress"
    STATE = "state"
    ACTUAL_START = "actual_start"
    ACTUAL_FINISH = "actual_finish"
    NOTES = "notes"
