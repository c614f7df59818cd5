import os
import sys
from pathlib import Path

import pytest

from tests.commands.walk import Walk, commands

SEED = int(os.environ.get("OZGDESK_SEED", "1"))
WALKS = int(os.environ.get("OZGDESK_WALKS", "500"))


@pytest.mark.parametrize("seed", range(SEED, SEED + 40))
def test_a_random_walk_undone_and_redone_returns_to_equal_snapshots(tmp_path: Path, seed: int) -> None:
    Walk(tmp_path, seed).go(100)


def test_the_walk_knows_the_commands_of_every_area() -> None:
    areas = {name.partition(".")[0] for name in commands()}
    assert {
        "plan",
        "tasks",
        "agreements",
        "clauses",
        "councils",
        "people",
        "steering",
        "records",
        "imports",
        "minutes",
        "noting",
        "feedback",
    } <= areas


@pytest.mark.torture
def test_many_random_walks_return_to_equal_snapshots(tmp_path: Path) -> None:
    done: set[str] = set()
    for seed in range(SEED, SEED + WALKS):
        walk = Walk(tmp_path, seed)
        walk.go(100)
        done |= walk.done
        walk.path.unlink()
    never = set(walk.commands) - done
    sys.stdout.write(f"{WALKS} walks of 100 steps from seed {SEED}: all returned to equal snapshots\n")
    assert not never, "these commands never succeeded"
