import pytest

from ozgdesk.domain.vocabulary import CommitteeKind, Result
from ozgdesk.domain.votes import Votes, contradicts, derive_result, exceeds_seats

COUNCIL, COMMITTEE = CommitteeKind.COUNCIL, CommitteeKind.COMMITTEE


@pytest.mark.parametrize(
    ("votes", "kind", "result"),
    [
        (Votes(21, 0, 1), COUNCIL, Result.UNANIMOUS),
        (Votes(6, 3), COUNCIL, Result.MAJORITY),
        (Votes(1, 7, 1), COUNCIL, Result.REJECTED),
        (Votes(5, 5), COUNCIL, Result.REJECTED),
        (Votes(2, 1, 30), COUNCIL, Result.MAJORITY),
        (Votes(6, 0), CommitteeKind.ADMINISTRATION, Result.UNANIMOUS),
        (Votes(6, 0), COMMITTEE, Result.RECOMMENDED),
        (Votes(3, 3), COMMITTEE, Result.NOT_RECOMMENDED),
        (Votes(0, 0, 9), COUNCIL, Result.REJECTED),
        (Votes(0, 0), COUNCIL, None),
        (Votes(yes=9), COUNCIL, None),
    ],
)
def test_abstentions_do_not_count_a_tie_rejects_and_committees_recommend(
    votes: Votes, kind: CommitteeKind, result: Result | None
) -> None:
    assert derive_result(votes, kind) is result


@pytest.mark.parametrize(
    ("result", "votes", "wrong"),
    [
        (Result.UNANIMOUS, Votes(21, 0, 1), False),
        (Result.UNANIMOUS, Votes(20, 1), True),
        (Result.MAJORITY, Votes(20, 0), True),
        (Result.MAJORITY, Votes(5, 5), True),
        (Result.CHANGED, Votes(9, 2), False),
        (Result.ADOPTED, Votes(9, 2), False),
        (Result.ADOPTED, Votes(2, 9), True),
        (Result.REJECTED, Votes(9, 2), True),
        (Result.POSTPONED, Votes(9, 2), False),
        (Result.NOTED, Votes(0, 2), False),
    ],
)
def test_a_result_that_the_votes_cannot_mean_contradicts_them(
    result: Result, votes: Votes, wrong: bool
) -> None:
    assert contradicts(result, votes, COUNCIL) is wrong


def test_the_chair_of_the_magistrat_may_have_decided_a_tie() -> None:
    board = CommitteeKind.ADMINISTRATION
    assert [contradicts(row, Votes(5, 5), board) for row in (Result.MAJORITY, Result.REJECTED)] == [
        False,
        False,
    ]
    assert contradicts(Result.UNANIMOUS, Votes(5, 5), board)
    assert not Votes(0, 0, 9).is_tie


def test_more_votes_than_seats_are_questioned_and_unknown_seats_are_not() -> None:
    assert exceeds_seats(Votes(30, 1, 1), 31)
    assert not exceeds_seats(Votes(30, 1), 31)
    assert not exceeds_seats(Votes(300, 1), None)
