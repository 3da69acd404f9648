from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.ingest.mail.datefield import date_field
from clew.records import Span, When


def when(words: str) -> When | None:
    return date_field(Span("d", 0, len(words), words))


@pytest.mark.parametrize(
    ("words", "start", "grain"),
    [
        ("Mon, 12 May 2031 09:14:03 +0200", (2031, 5, 12, 7, 14, 3), "second"),
        ("Mon, 12 May 2031 09:14:03 +0200 (CEST)", (2031, 5, 12, 7, 14, 3), "second"),
        ("12 May 2031 (a Monday) 09:14 (sharp) -0500", (2031, 5, 12, 14, 14), "minute"),
        ("Mon, 12 May 31 09:14 EST", (2031, 5, 12, 14, 14), "minute"),
        ("Mon, 12 May 97 09:14 MET", (1997, 5, 12, 8, 14), "minute"),
        ("Mon, 12 May 2031 09:14:03 +05:30", (2031, 5, 12, 3, 44, 3), "second"),
        ("Mon, 12 May 2031 09.14.03 -600", (2031, 5, 12, 15, 14, 3), "second"),
        ("Mon, 12 May 2031 9:14 PM GMT", (2031, 5, 12, 21, 14), "minute"),
        ("Mon, 12 May 2031 09:14:03 GMT+0200", (2031, 5, 12, 7, 14, 3), "second"),
        ("Mon May 12 09:14:03 CEST 2031", (2031, 5, 12, 7, 14, 3), "second"),
        ("Monday, 12-May-31 09:14:03 GMT", (2031, 5, 12, 9, 14, 3), "second"),
        ("Mon, 12 May 2031 23:59:60 +0000", (2031, 5, 12, 23, 59), "minute"),
    ],
)
def test_an_instant_is_one_where_the_zone_is_known(words: str, start: tuple[int, ...], grain: str) -> None:
    found = when(words)
    assert found is not None
    assert (found.start, found.grain, found.rule, found.span.text) == (datetime(*start, tzinfo=UTC), grain, "mail-date/1", words)  # type: ignore[misc]


@pytest.mark.parametrize("zone", ["", " BST", " IST", " A", " EST5EDT", " Pier"])
def test_without_a_known_zone_the_clock_is_kept_as_written(zone: str) -> None:
    found = when(f"Mon, 12 May 2031 09:14:03{zone}")
    assert found is not None
    assert (found.start, found.rule) == (datetime(2031, 5, 12, 9, 14, 3, tzinfo=UTC), "clock-without-zone/1")


@pytest.mark.parametrize("words", ["soon", "Mon, 31 Feb 2031 10:00:00 +0000", "Mon, 12 Pier 2031 09:14 +0200", "0"])
def test_what_is_no_date_is_none(words: str) -> None:
    assert when(words) is None


@given(st.text("Mon, 12 May 2031:.+-()PAM", min_size=1, max_size=40))
def test_nothing_raises(words: str) -> None:
    assert when(words) is None or isinstance(when(words), When)
