"""Where cards lie that want to be near their days: in order, without overlap, moved as little as may be."""

from collections.abc import Sequence


def spread(wanted: Sequence[float], width: float, gap: float, low: float, high: float) -> list[float]:
    """The left edges of cards of one width whose middles want to lie at ascending `wanted`.

    They keep their order and `gap`, stay between `low` and `high` (if they fit at all, else go on beyond
    `high`), and the sum of squared distances to their places is least.
    """
    step = width + gap
    pulls = [middle - width / 2 - place * step for place, middle in enumerate(wanted)]
    most = max(high - width - (len(pulls) - 1) * step, low)
    levels: list[tuple[float, int]] = []
    for pull in pulls:
        mean, count = pull, 1
        while levels and levels[-1][0] > mean:
            before, many = levels.pop()
            mean = (before * many + mean * count) / (many + count)
            count += many
        levels.append((mean, count))
    flat = [mean for mean, count in levels for _ in range(count)]
    return [min(max(level, low), most) + place * step for place, level in enumerate(flat)]


def farthest(wanted: Sequence[float], lefts: Sequence[float], width: float) -> float:
    """How far the most displaced card lies from its place."""
    return max((abs(left + width / 2 - at) for left, at in zip(lefts, wanted, strict=True)), default=0.0)
