"""Fractional order keys: a move among siblings touches one row."""

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def between(before: str | None, after: str | None) -> str:
    """A key that sorts bytewise after `before` and ahead of `after`; None means the end on that side.

    Raises ValueError when `before` is not smaller than `after`.

    >>> between(None, None), between("V", None) > "V", "A" < between("A", "B") < "B"
    ('V', True, True)
    """
    if before is not None and after is None:
        return _behind(before)
    low, high = before or "", after
    if high is not None and low >= high:
        raise ValueError(f"no key fits between {low!r} and {high!r}")
    key = ""
    while True:
        position = len(key)
        floor = DIGITS.index(low[position]) if position < len(low) else 0
        bounded = high is not None and position < len(high)
        ceiling = DIGITS.index(high[position]) if high is not None and bounded else len(DIGITS)
        if ceiling - floor > 1:
            return key + DIGITS[(floor + ceiling) // 2]
        key += DIGITS[floor]
        if ceiling > floor:
            high = None


def _behind(last: str) -> str:
    """The next key of a list that grows at its end.

    A key is counted up by one; with each leading z it may be two digits longer, so that thousands of rows
    added one by one keep keys of a few digits.
    """
    width = 1 + 2 * (len(last) - len(last.lstrip(DIGITS[-1])))
    value = 0
    for digit in last[:width].ljust(width, DIGITS[0]):
        value = value * len(DIGITS) + DIGITS.index(digit)
    return _digits(value + 1, width)


def sequence(count: int) -> list[str]:
    """Evenly spread keys for `count` siblings created together.

    >>> sequence(3)
    ['F', 'U', 'j']
    """
    width = 1
    while len(DIGITS) ** width <= count * 2:
        width += 1
    step = len(DIGITS) ** width // (count + 1)
    return [_digits(step * (position + 1), width) for position in range(count)]


def spread(before: str | None, after: str | None, count: int) -> list[str]:
    """Ascending keys for `count` rows between two others, short also for thousands of them.

    >>> spread("V", None, 2), spread("A", "B", 3)
    (['W', 'X'], ['AF', 'AV', 'Ak'])
    """
    if count <= 0:
        return []
    if after is None:
        keys: list[str] = []
        for _ in range(count):
            keys.append(between(keys[-1] if keys else before, None))
        return keys
    half = count // 2
    middle = between(before, after)
    return [*spread(before, middle, half), middle, *spread(middle, after, count - half - 1)]


def _digits(value: int, width: int) -> str:
    return _fixed(value, width).rstrip("0") or "0"


def number_key(number: int, place: int) -> str:
    """A key that always belongs to the same number (up to 62⁵), and to a place (up to 62²) among equal ones.

    >>> number_key(5, 1) < number_key(5, 2) < number_key(61 * 62, 0)
    True
    """
    return f"{_fixed(number, 5)}{_fixed(place, 2)}{DIGITS[len(DIGITS) // 2]}"


def _fixed(value: int, width: int) -> str:
    text = ""
    for _ in range(width):
        value, rest = divmod(value, len(DIGITS))
        text = DIGITS[rest] + text
    return text
