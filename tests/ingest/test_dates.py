from datetime import UTC, datetime

import pytest

from clew.ingest.dates import mail_date, stated_date
from clew.records import Span


@pytest.mark.parametrize(
    ("words", "start", "grain", "rule"),
    [
        ("Friday, April 8, 2011 4:16 PM", (2011, 4, 8, 16, 16), "minute", "clock-without-zone/1"),
        ("Wednesday, September 12, 2012 04:09 PM", (2012, 9, 12, 16, 9), "minute", "clock-without-zone/1"),
        ("Monday, May 12, 2031 843 AM", (2031, 5, 12, 8, 43), "minute", "clock-without-zone/1"),
        ("12 May 2031 1204 pm", (2031, 5, 12, 12, 4), "minute", "clock-without-zone/1"),
        ("12 May 2031", (2031, 5, 12), "day", "stated-date/1"),
        ("May 12th, 2031", (2031, 5, 12), "day", "stated-date/1"),
        ("12-May-2031 12:05 AM", (2031, 5, 12, 0, 5), "minute", "clock-without-zone/1"),
        ("2031-05-12", (2031, 5, 12), "day", "stated-date/1"),
        ("2031-05-12T01:30:00+02:00", (2031, 5, 11, 23, 30), "minute", "stated-date/1"),
        ("2031-05-12T08:30:00Z", (2031, 5, 12, 8, 30), "minute", "stated-date/1"),
        ("2031-05-12T08:30", (2031, 5, 12, 8, 30), "minute", "clock-without-zone/1"),
        ("5/13/2031 9:14 AM", (2031, 5, 13, 9, 14), "minute", "clock-without-zone/1"),
        ("Mon, 12 May 2031 09:14 UTC", (2031, 5, 12, 9, 14), "minute", "stated-date/1"),
    ],
)
def test_stated_dates(words: str, start: tuple[int, int, int], grain: str, rule: str) -> None:
    when = stated_date(Span("d", 0, len(words), words))
    assert when is not None
    assert (when.start, when.grain, when.rule) == (datetime(*start, tzinfo=UTC), grain, rule)


@pytest.mark.parametrize("words", ["5/6/2031", "May 2031", "soon", "31 February 2031", "12 May", "9:14 AM"])
def test_what_the_words_do_not_say_is_not_filled_in(words: str) -> None:
    assert stated_date(Span("d", 0, len(words), words)) is None


@pytest.mark.parametrize(
    ("words", "start", "grain", "rule"),
    [
        ("Mon, 12 May 2031 09:14:03 +0200", (2031, 5, 12, 7, 14, 3), "second", "mail-date/1"),
        ("Mon, 12 May 2031 09:14 -0500 (EST)", (2031, 5, 12, 14, 14), "minute", "mail-date/1"),
        ("12 May 2031 09:14:03 GMT", (2031, 5, 12, 9, 14, 3), "second", "mail-date/1"),
        ("Mon, 12 May 2031 09:14:03", (2031, 5, 12, 9, 14, 3), "second", "clock-without-zone/1"),
        ("Mon May 12 09:14:03 2031", (2031, 5, 12, 9, 14, 3), "second", "clock-without-zone/1"),
        ("12 May 2031", (2031, 5, 12), "day", "stated-date/1"),
    ],
)
def test_mail_dates(words: str, start: tuple[int, int, int], grain: str, rule: str) -> None:
    when = mail_date(Span("d", 0, len(words), words))
    assert when is not None
    assert (when.start, when.grain, when.rule) == (datetime(*start, tzinfo=UTC), grain, rule)
