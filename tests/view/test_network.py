"""The pages of who is tied to whom, of paths and of times drawn: what they show without a script."""

import itertools
import re
from datetime import UTC, datetime
from html import unescape

import pytest

from clew.records import Link, Span, Strand, When
from clew.view.bars import WIDTH, axis, bar
from clew.view.drawing import draw


def text(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(answer.text)).split())


def test_the_network_around_somebody_is_a_table_and_a_drawing(client) -> None:
    page = client.get("/network?id=Edda+Marlowe").text
    assert page.count("<circle") == page.count('<th scope="row">') + 1
    assert "<script>" not in page
    assert 'href="/path?a=' in page
    words = text(client, "/network?id=Edda+Marlowe")
    assert "Viktor Stane" in words
    assert "Jonas Pell 1 message" in words


def test_the_network_can_be_pruned(client) -> None:
    assert "Jonas Pell 1 message" not in text(client, "/network?id=Edda+Marlowe&without=message")
    assert "Nobody is left" in text(client, "/network?id=Edda+Marlowe&least=10")


@pytest.mark.parametrize("asked", ["id=Nobody", "id=Edda+Marlowe&least=x"])
def test_what_makes_no_sense_is_one_line(client, asked) -> None:
    assert client.get(f"/network?{asked}").text.count('role="alert"') == 1


def test_a_path_shows_every_hop_with_its_passages(client) -> None:
    words = text(client, "/path?a=Jonas+Pell&b=Edda+Marlowe")
    assert "1 step, the shortest, and the best evidenced" in words
    assert "1 message" in words
    assert "no chain of events ties the two" in text(client, "/path?a=Jonas+Pell&b=Edda+Marlowe&without=message")


def test_dated_statements_have_both_times(client, case) -> None:
    assert case.timeline()
    words = text(client, "/timeline?kind=statement")
    assert "Nothing fits" in words or "who says what" in words


def test_written_and_spoken_of_are_two_windows(client) -> None:
    assert "Nothing fits" in text(client, "/timeline?written_from=2040")
    assert "“written from” 2032 lies after" in text(client, "/timeline?written_from=2032&written_to=2031")


def when(start: datetime | None, end: datetime | None, hedge: str | None = None) -> When:
    return When(start, end, "day", Span("d", 0, 1, "x"), hedge, "test/1")


JUNE, JULY, AUGUST = (datetime(2031, month, 1, tzinfo=UTC) for month in (6, 7, 8))


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        (when(JUNE, JULY), ("sharp", "sharp", False)),
        (when(JUNE, JULY, "about"), ("fade", "fade", True)),
        (when(JULY, None, "since"), ("sharp", "open", False)),
        (when(None, JULY, "before"), ("open", "sharp", False)),
    ],
)
def test_the_ends_of_a_bar_say_how_sure_they_are(time: When, expected: tuple[str, str, bool]) -> None:
    on = axis([when(JUNE, JULY), when(JULY, AUGUST)])
    assert on is not None
    drawn = bar(time, on)
    assert drawn is not None
    assert (drawn.left, drawn.right, drawn.rough) == expected
    assert drawn.x >= 0
    assert drawn.x + drawn.width <= WIDTH + 0.1


def test_what_nobody_placed_has_no_bar() -> None:
    on = axis([when(JUNE, JULY), None, when(None, None)])
    assert on is not None
    assert bar(when(None, None), on) is None
    assert axis([None]) is None


def test_one_long_time_does_not_squeeze_the_others() -> None:
    days = [when(datetime(2031, 6, day, tzinfo=UTC), datetime(2031, 6, day + 1, tzinfo=UTC)) for day in range(1, 29)]
    on = axis([when(datetime(1871, 1, 1, tzinfo=UTC), datetime(1872, 1, 1, tzinfo=UTC)), *days])
    assert on is not None
    assert on.start.year == 2031


def test_a_drawing_is_the_same_for_the_same_links_and_no_name_covers_another() -> None:
    links = [Link("a", b, ("e",), (Strand("meeting", "happened", ("e",), ("e",)),)) for b in "bcdefghi"]
    drawn = draw("a", list("bcdefghi"), links)
    assert drawn == draw("a", list("bcdefghi"), links)
    sides = {side: sorted(s.y for s in drawn.spots if s.side == side) for side in ("left", "right")}
    assert all(b - a >= 20 for ys in sides.values() for a, b in itertools.pairwise(ys))
