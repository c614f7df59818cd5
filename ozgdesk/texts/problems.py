"""The sentence to every problem with a project file: what happened, and what to do."""

PROBLEMS: dict[str, str] = {}
