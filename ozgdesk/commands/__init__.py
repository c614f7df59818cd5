"""What a coordinator can do: verbs, one module per area, and `workspace`, the only door for writing.

May import `present`, `store`, `texts` and below. A command is a function that returns a function of a
Transaction;
it raises RuleViolation instead of doing something wrong. The label of its step stands in `texts.steps`.
"""
