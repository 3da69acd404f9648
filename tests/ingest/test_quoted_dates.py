"""Dates as programs print them above a mail they quote."""

import pytest

from clew.ingest.dates import quoted_date
from clew.records import Span
from clew.when import display


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Thursday, May 12, 2031 9:09 PM", "12 May 2031, 21:09"),
        ("12.05.2031 21:09", "12 May 2031, 21:09"),
        ("12. 5. 2031", "12 May 2031"),
        ("2031年5月12日 3:16", "12 May 2031, 03:16"),
        ("2031년 5월 12일", "12 May 2031"),
        ("2031-05-12 21:09", "12 May 2031, 21:09"),
        ("Mon, 12 May 2031 21:09:30 +0200", "12 May 2031, 19:09:30 UTC"),
        ("Sat, 2031-05-12 at 21:09 +0200", "12 May 2031, 21:09"),
        ("32.13.2031", None),
        ("version 1.2.3.2031", None),
        ("yesterday", None),
    ],
)
def test_quoted_dates(text: str, shown: str | None) -> None:
    when = quoted_date(Span("d", 0, len(text), text))
    assert (display(when) if when else None) == shown
