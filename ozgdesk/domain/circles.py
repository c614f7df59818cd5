"""Circles in a directed graph, given as the targets of every vertex."""

from collections.abc import Iterator, Sequence

Edges = Sequence[Sequence[int]]


def circles(edges: Edges, within: set[int]) -> Iterator[tuple[list[int], list[int]]]:
    """Each group of vertices that reach each other, and the shortest way round from its least vertex."""
    for component in _strong_components(edges, within):
        yield component, _way_round(min(component), edges, set(component))


def _strong_components(edges: Edges, within: set[int]) -> list[list[int]]:
    """The groups of vertices that reach each other (Tarjan, without recursion), without groups of one."""
    found: list[list[int]] = []
    low: dict[int, int] = {}
    number: dict[int, int] = {}
    stack: list[int] = []
    on_stack: set[int] = set()
    for root in sorted(within):
        if root in number:
            continue
        work = [(root, iter(edges[root]))]
        number[root] = low[root] = len(number)
        stack.append(root)
        on_stack.add(root)
        while work:
            vertex, targets = work[-1]
            target = next((t for t in targets if t in within), None)
            if target is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[vertex])
                if low[vertex] == number[vertex]:
                    found.append(_popped(stack, on_stack, vertex))
            elif target not in number:
                number[target] = low[target] = len(number)
                stack.append(target)
                on_stack.add(target)
                work.append((target, iter(edges[target])))
            elif target in on_stack:
                low[vertex] = min(low[vertex], number[target])
    return [component for component in found if len(component) > 1]


def _popped(stack: list[int], on_stack: set[int], down_to: int) -> list[int]:
    component = []
    while True:
        vertex = stack.pop()
        on_stack.discard(vertex)
        component.append(vertex)
        if vertex == down_to:
            return component


def _way_round(start: int, edges: Edges, inside: set[int]) -> list[int]:
    """The shortest way from a vertex back to itself."""
    came_from: dict[int, int] = {}
    frontier = [start]
    for vertex in frontier:  # grows while it is walked
        for target in edges[vertex]:
            if target == start:
                way = [vertex]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return way[::-1]
            if target in inside and target not in came_from:
                came_from[target] = vertex
                frontier.append(target)
    raise AssertionError("a strong component has a way round")
