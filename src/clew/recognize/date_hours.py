"""Times of day that stand alone: "at 9:14 p.m.", told after the day they are of."""

from clew.recognize.date_context import Context
from clew.recognize.date_fields import Reading, clocked, fields
from clew.recognize.date_grammar import Phrase
from clew.recognize.date_relative import TOLD
from clew.when import containing

# A time of day alone is that of a day told at most so many characters before it.
_NEAR_DAY = 300


def clock(phrase: Phrase, context: Context) -> Reading | None:
    """Read "at 9:14 p.m." on the day told just before in the paragraph; on none it tells nothing."""
    told = context.told.last_day(phrase.start)
    if told is None or told.start is None or phrase.start - told.span.end > _NEAR_DAY:
        return None
    timed = clocked(Reading(containing(told.start, "day"), "day", TOLD, told.span), fields(phrase.words, None))
    return timed if timed.grain != "day" else None
