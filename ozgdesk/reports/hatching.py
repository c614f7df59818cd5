"""Patterns that tell areas apart without colour: lines in a rectangle, as pairs of points."""

from __future__ import annotations

from collections.abc import Callable, Iterator

Segment = tuple[float, float, float, float]
Hatch = Callable[[float, float, float, float], Iterator[Segment]]

_STEP = 3.6  # points between two lines


def _plain(_x0: float, _y0: float, _x1: float, _y1: float) -> Iterator[Segment]:
    yield from ()


def _rising(x0: float, y0: float, x1: float, y1: float) -> Iterator[Segment]:
    at = x0 + y0 + _STEP
    while at < x1 + y1:
        left, right = max(x0, at - y1), min(x1, at - y0)
        yield left, at - left, right, at - right
        at += _STEP * 1.4


def _falling(x0: float, y0: float, x1: float, y1: float) -> Iterator[Segment]:
    at = x0 - y1 + _STEP
    while at < x1 - y0:
        left, right = max(x0, at + y0), min(x1, at + y1)
        yield left, left - at, right, right - at
        at += _STEP * 1.4


def _upright(x0: float, y0: float, x1: float, y1: float) -> Iterator[Segment]:
    x = x0 + _STEP * 0.7
    while x < x1:
        yield x, y0, x, y1
        x += _STEP * 0.7


def _level(x0: float, y0: float, x1: float, y1: float) -> Iterator[Segment]:
    step = (y1 - y0) / 4
    for number in range(1, 4):
        yield x0, y0 + number * step, x1, y0 + number * step


def _crossed(x0: float, y0: float, x1: float, y1: float) -> Iterator[Segment]:
    yield from _rising(x0, y0, x1, y1)
    yield from _falling(x0, y0, x1, y1)


def _squared(x0: float, y0: float, x1: float, y1: float) -> Iterator[Segment]:
    yield from _upright(x0, y0, x1, y1)
    yield from _level(x0, y0, x1, y1)


HATCHES: tuple[Hatch, ...] = (_plain, _rising, _upright, _falling, _level, _crossed, _squared)
"""Each yields the lines of its pattern inside the rectangle (x0, y0) to (x1, y1)."""
