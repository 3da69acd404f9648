"""The rules by which meetings come again (RFC 5545 3.3.10), in words; one that is not understood is told as it stands."""

from collections.abc import Iterator

from clew.ingest.mail.moments import moment, point
from clew.ingest.mail.timezones import Zones
from clew.ingest.vocabulary import words

# WKST only says how weeks are counted.
_TOLD = frozenset({"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "COUNT", "UNTIL", "WKST"})


def repeats(rule: str, zones: Zones) -> str:
    """Return `rule` in words: "every 2 weeks on Monday, Friday, until 30 June 2031"; "" for none."""
    parts = {key.upper(): value.upper() for key, _, value in (pair.partition("=") for pair in rule.strip().split(";")) if key}
    unit = words("mail/calendarwords")["every"].get(parts.get("FREQ", ""))
    number = parts.get("INTERVAL", "1")
    days = list(_days(parts.get("BYDAY", "")))
    if not unit or not parts.keys() <= _TOLD or not number.isdigit() or None in days:
        return rule.strip()
    every = f"every {unit}" if int(number) == 1 else f"every {int(number)} {unit}s"
    on = f"on {', '.join(day for day in days if day)}" if days else ""
    dates = f"on day {', '.join(parts['BYMONTHDAY'].split(','))} of the month" if "BYMONTHDAY" in parts else ""
    return " ".join(filter(None, [every, on, dates])) + "".join(_ends(parts, zones))


def _days(value: str) -> Iterator[str | None]:
    """Yield each day of a BYDAY in words: "Monday", "the last Friday"; None for what is no day."""
    days, ordinals = (words("mail/calendarwords")[key] for key in ("days", "ordinals"))
    for said in filter(None, value.split(",")):
        day, number = days.get(said[-2:]), said[:-2].removeprefix("+")
        yield day if not number else f"the {ordinals[number]} {day}" if day and number in ordinals else None


def _ends(parts: dict[str, str], zones: Zones) -> Iterator[str]:
    if "COUNT" in parts:
        yield f", {parts['COUNT']} times"
    if "UNTIL" in parts:
        until = moment(parts["UNTIL"], "", zones)
        yield f", until {point(until) if until else parts['UNTIL']}"
