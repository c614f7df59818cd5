"""How a rule says no. The German sentence to a code stands in `texts.RULES`."""


class RuleViolation(Exception):
    """Something the user asked for is not allowed; nothing was changed.

    `code` and `values` make the sentence.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values
