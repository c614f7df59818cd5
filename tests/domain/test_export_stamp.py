from datetime import UTC, date, datetime

import pytest

from ozgdesk.domain.export_stamp import read_stamp, stamp_of

STAMP = stamp_of("0" * 24 + "3f9a0c77", datetime(2026, 11, 28, 8, 15, 30, 250, UTC), date(2026, 12, 1))


def test_a_stamp_is_read_from_the_rows_that_carry_it() -> None:
    assert read_stamp(["", f" {STAMP} ", "", str(STAMP)]) == STAMP


@pytest.mark.parametrize(
    "texts",
    [
        [],
        [""],
        ["12"],
        [str(STAMP), str(STAMP).replace("3f9a", "4f9a")],
        ["3f9a0c77-20261399T081530000250-20261201"],
        ["3f9a0c77-20261128T081530000250-20260231"],
    ],
)
def test_what_is_no_stamp_or_more_than_one_is_none(texts: list[str]) -> None:
    assert read_stamp(texts) is None
