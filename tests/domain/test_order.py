import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgdesk.domain.order import between, sequence, spread


@given(st.lists(st.integers(min_value=0, max_value=10_000), max_size=120))
def test_a_key_always_fits_between_any_two_neighbours(places: list[int]) -> None:
    keys: list[str] = []
    for place in places:
        at = place % (len(keys) + 1)
        before = keys[at - 1] if at else None
        after = keys[at] if at < len(keys) else None
        keys.insert(at, between(before, after))
    assert keys == sorted(set(keys))


def test_keys_stay_short_when_thousands_of_rows_are_added_at_the_end() -> None:
    keys = [between(None, None)]
    for _ in range(20_000):
        keys.append(between(keys[-1], None))
    assert keys == sorted(set(keys))
    assert len(keys[-1]) < 10
    assert not any(key.endswith("0") for key in keys)


def test_keys_stay_short_when_rows_are_added_behind_a_long_list() -> None:
    keys = sequence(5_000)
    for _ in range(1_000):
        keys.append(between(keys[-1], None))
    assert keys == sorted(set(keys))
    assert len(keys[-1]) < 10


def test_keys_fit_the_file_when_hundreds_of_rows_are_added_at_the_front() -> None:
    key = between(None, None)
    for _ in range(500):
        key = between(None, key)
    assert len(key) < 120


@pytest.mark.parametrize("count", [0, 1, 2, 30, 31, 61, 62, 500, 5_000])
def test_a_sequence_is_sorted_and_without_doubles(count: int) -> None:
    keys = sequence(count)
    assert len(keys) == count
    assert keys == sorted(set(keys))


def test_keys_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ValueError, match="no key fits"):
        between("B", "A")


def test_a_key_never_ends_where_nothing_fits_before_it() -> None:
    key = between(None, None)
    for _ in range(100):
        key = between(None, key)
        assert not key.endswith("0")


def test_thousands_of_keys_between_two_stay_short_and_in_order() -> None:
    for before, after in (("A", "B"), ("k23", "k24"), (None, "1"), ("zz", None), (None, None)):
        keys = spread(before, after, 3_000)
        assert keys == sorted(set(keys))
        assert (before or "") < keys[0]
        assert after is None or keys[-1] < after
        assert max(map(len, keys)) < 10
