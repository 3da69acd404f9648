"""Whether two times told of one mail may be one."""

import pytest

from clew.records import Span
from clew.trace.moments import agreement
from lettering import read_date


@pytest.mark.parametrize(
    ("told", "known", "expected"),
    [
        ("2031-05-12 09:14 UTC", "2031-05-12 09:14 UTC", 3),
        ("2031-05-12 09:14", "2031-05-12 09:14", 3),
        ("2031-05-12 09:15 UTC", "2031-05-12 09:14 UTC", 2),
        ("2031-05-12 11:14", "2031-05-12 09:14 UTC", 2),
        ("2031-05-12 02:15", "2031-05-12 09:14 UTC", 2),
        ("2031-05-12 14:59", "2031-05-12 09:14 UTC", 2),
        ("2031-05-12 11:20", "2031-05-12 09:14 UTC", 0),
        ("2031-05-12 10:14 UTC", "2031-05-12 09:14 UTC", 0),
        ("2031-05-13 09:14", "2031-05-12 09:14 UTC", 0),
        ("2031-05-12", "2031-05-12 09:14 UTC", 1),
        ("2031-05-13", "2031-05-12 23:14 UTC", 1),
        ("2031-05-15", "2031-05-12 09:14 UTC", 0),
        ("", "2031-05-12 09:14 UTC", 0),
    ],
)
def test_agreement(told: str, known: str, expected: int) -> None:
    a, b = (read_date(Span("d", 0, len(text), text)) for text in (told, known))
    assert agreement(a, b) == expected
