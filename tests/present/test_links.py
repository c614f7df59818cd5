import pytest

from ozgdesk.domain.vocabulary import LagKind, LinkKind
from ozgdesk.formats import NotReadable
from ozgdesk.present.links import TypedLink, join, link_text, read_links


def test_links_are_read_with_and_without_prefix_kind_and_lag() -> None:
    assert read_links("12EA+5t; A-003 aa, 7 EE-0,5; 8EA+3kt; 9AE+50%") == (
        TypedLink("A-012", LinkKind.FS, 2400, LagKind.WORKING),
        TypedLink("A-003", LinkKind.SS, 0, LagKind.WORKING),
        TypedLink("A-007", LinkKind.FF, -240, LagKind.WORKING),
        TypedLink("A-008", LinkKind.FS, 1440, LagKind.ELAPSED),
        TypedLink("A-009", LinkKind.SF, 50, LagKind.PERCENT),
    )


@pytest.mark.parametrize("text", ["", " ; ", "\n"])
def test_nothing_typed_means_no_predecessor(text: str) -> None:
    assert read_links(text) == ()


@pytest.mark.parametrize("text", ["zwölf", "12XY", "12EA+", "A-", "1;foo"])
def test_what_is_no_link_is_quoted_in_the_message(text: str) -> None:
    with pytest.raises(NotReadable) as problem:
        read_links(text)
    assert f"„{text.rpartition(';')[2]}“" in str(problem.value)


@pytest.mark.parametrize("kind", list(LinkKind))
@pytest.mark.parametrize("lag_kind", list(LagKind))
@pytest.mark.parametrize("lag", [0, 480, -720, 4800])
def test_what_is_written_reads_back_the_same(kind: LinkKind, lag_kind: LagKind, lag: int) -> None:
    (link,) = read_links(join([link_text("A-012", kind, lag, lag_kind)]))
    assert (link.number, link.kind, link.lag_minutes) == ("A-012", kind, lag)
    assert link.lag_kind is lag_kind or lag == 0
