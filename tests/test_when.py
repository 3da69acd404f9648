"""Laws of intervals, and how they read."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import AskError
from clew.records import Span, When
from clew.when import (
    GRAINS,
    bounds,
    containing,
    display,
    hedged,
    interval,
    narrow,
    order_key,
    overlap,
    parse_bound,
    shift,
    within,
)  # fmt: skip

moments = st.datetimes(datetime(1600, 1, 1), datetime(2400, 1, 1), timezones=st.just(UTC))
anywhere = st.datetimes(timezones=st.just(UTC))
grains = st.sampled_from(GRAINS)
hedges = st.sampled_from([None, "about", "early", "mid", "late", "before", "after", "since", "until"])


@st.composite
def intervals(draw):
    a, b = sorted((draw(moments), draw(moments)))
    return draw(st.sampled_from([(a, b + timedelta(seconds=1)), (a, None), (None, b), (None, None)]))


def when(start, end, grain="day", hedge=None, rule="test/1", at=0):
    return When(start, end, grain, Span("d", at, at + 4, "then"), hedge, rule)


@given(moments, grains)
def test_a_unit_holds_its_moment_and_touches_the_next(at, grain):
    start, end = containing(at, grain)
    assert grain == "weekend" or start <= at < end
    following = shift((start, end), 1, grain)
    assert not overlap((start, end), following)
    assert grain == "weekend" or following[0] == end


@given(moments, grains)
def test_a_unit_is_its_own(at, grain):
    unit = containing(at, grain)
    assert containing(unit[0], grain) == unit


@given(intervals(), st.integers(-5000, 5000), st.sampled_from(["second", "minute", "hour", "day", "week"]))
def test_a_shift_of_fixed_length_can_be_taken_back(pair, n, unit):
    assert shift(shift(pair, n, unit), -n, unit) == pair


@given(moments, st.integers(-900, 900), st.sampled_from(["month", "quarter", "year"]))
def test_whole_months_stay_whole(at, n, unit):
    month = containing(at, "month")
    assert containing(shift(month, n, unit)[0], "month") == shift(month, n, unit)
    assert shift(shift(month, n, unit), -n, unit) == month


@given(moments, st.integers(-900, 900))
def test_a_day_moved_by_months_is_still_a_day(at, n):
    start, end = shift(containing(at, "day"), n, "month")
    assert end - start == timedelta(days=1)


@given(intervals(), intervals())
def test_narrowing_is_commutative_and_lies_within_both(a, b):
    both = narrow(a, b)
    assert both == narrow(b, a)
    assert (both is not None) == overlap(a, b) == overlap(b, a)
    if both:
        assert within(both, a) and within(both, b)


@given(intervals(), intervals(), intervals())
def test_narrowing_is_associative(a, b, c):
    ab, bc = narrow(a, b), narrow(b, c)
    assert (ab and narrow(ab, c)) == (bc and narrow(a, bc))


@given(moments, grains, hedges)
def test_hedged_words_keep_their_unit_in_reach(at, grain, hedge):
    unit = containing(at, grain)
    vague = hedged(unit, grain, hedge)
    if hedge in ("early", "mid", "late"):
        assert within(vague, unit)
    elif hedge in ("before", "after"):
        assert not overlap(vague, unit)
    else:
        assert within(unit, vague)


@given(moments, grains, hedges)
def test_a_hedge_shows_the_unit_it_hedges(at, grain, hedge):
    unit = containing(at, grain)
    plain, shown = display(when(*unit, grain)), display(when(*hedged(unit, grain, hedge), grain, hedge))
    assert shown.replace("mid-", "mid ").replace("the ", "") == f"{hedge or ''} {plain}".strip().replace("the ", "")


@given(st.none() | anywhere, st.none() | anywhere, st.sampled_from([*GRAINS, "odd"]), hedges)
def test_display_never_raises(start, end, grain, hedge):
    assert display(when(start, end, grain, hedge))


@given(st.lists(intervals(), max_size=8))
def test_the_order_of_a_timeline_depends_on_nothing_else(pairs):
    whens = [when(*p, at=i) for i, p in enumerate(pairs)]
    ordered = sorted(whens, key=order_key)
    backwards = whens[::-1]
    assert ordered == sorted(backwards, key=order_key)
    known = [w != (None, None) for w in map(bounds, ordered)]
    assert known == sorted(known, reverse=True)


def test_before_a_year_comes_ahead_of_that_year():
    year = interval("year", 2016)
    of, before, none = when(*year, "year"), when(None, year[0], "year", "before"), when(None, None)
    assert sorted([none, of, before], key=order_key) == [before, of, none]
    assert order_key(None) > order_key(none)


SHOWN = [
    (interval("month", 2016, 6), "month", None, "June 2016"),
    (interval("day", 2031, 5, 3), "day", None, "3 May 2031"),
    (interval("minute", 2031, 5, 12, 9, 14), "minute", None, "12 May 2031, 09:14 UTC"),
    (interval("second", 2031, 5, 12, 9, 14, 5), "second", None, "12 May 2031, 09:14:05 UTC"),
    (hedged(interval("month", 2016, 6), "month", "early"), "month", "early", "early June 2016"),
    (hedged(interval("month", 2016, 6), "month", "mid"), "month", "mid", "mid-June 2016"),
    (hedged(interval("day", 2031, 5, 3), "day", "about"), "day", "about", "about 3 May 2031"),
    (hedged(interval("year", 2016), "year", "before"), "year", "before", "before 2016"),
    (hedged(interval("year", 2016), "year", "after"), "year", "after", "after 2016"),
    (hedged(interval("decade", 1994), "decade", "late"), "decade", "late", "the late 1990s"),
    ((interval("day", 2031, 5, 3)[0], interval("day", 2031, 5, 5)[1]), "day", None, "3 May 2031 to 5 May 2031"),
    (interval("week", 2016, 5, 11), "week", None, "the week of 9 May 2016"),
    (interval("weekend", 2016, 5, 11), "weekend", None, "the weekend of 14 May 2016"),
    (interval("quarter", 2016, 5), "quarter", None, "second quarter of 2016"),
    (interval("season", 2017, 1), "season", None, "winter 2016"),
    (interval("century", 1850), "century", None, "the 19th century"),
    (interval("century", 2050), "century", None, "the 21st century"),
    ((interval("year", 2016)[0], None), "year", None, "from 2016"),
    ((None, interval("year", 2016)[1]), "year", None, "until 2016"),
    ((None, None), "month", None, "time not known"),
]


@pytest.mark.parametrize(("pair", "grain", "hedge", "words"), SHOWN, ids=[s[3] for s in SHOWN])
def test_display(pair, grain, hedge, words):
    assert display(when(*pair, grain, hedge)) == words


def test_a_time_without_a_zone_is_shown_without_one():
    assert display(when(*interval("minute", 2031, 5, 12, 9, 14), "minute", rule="clock-without-zone/1")) == "12 May 2031, 09:14"


def test_display_of_nothing():
    assert display(None) == "time not known"


@pytest.mark.parametrize(
    ("text", "grain", "day"),
    [("2016", "year", (2016, 1, 1)), (" 2016-06 ", "month", (2016, 6, 1)), ("2016-06-09", "day", (2016, 6, 9))],
)
def test_bounds_from_the_command_line(text, grain, day):
    assert parse_bound(text) == interval(grain, *day)


@pytest.mark.parametrize("text", ["", "June", "2016-13", "2016-02-30", "0000", "16", "2016-6", "2016-06-09 10:00", "2016/06"])
def test_what_is_no_bound_says_what_is(text):
    with pytest.raises(AskError, match="such as 2016, 2016-06 or 2016-06-09"):
        parse_bound(text)


def test_the_ends_of_the_calendar_are_open():
    assert interval("year", 9999)[1] is None
    assert shift(interval("day", 9999, 12, 1), 2, "month") == (None, None)
    assert interval("century", 50)[0] is None


def test_no_such_grain():
    with pytest.raises(ValueError, match="no grain called fortnight"):
        interval("fortnight", 2016)
