"""The forms of a citation, as patterns: what is cited, who is named, the day, the time of day, and what stands between them.

Each is bounded, so that a word which could be cited costs no more than a constant, whatever stands around it.
"""

import re
from collections.abc import Sequence
from functools import cache

from clew.recognize.correspondents import ADDRESS
from clew.recognize.vocabulary import load, words

# A blank of one paragraph: printed lines are broken anywhere.
_W = r"(?:[^\S\n]+(?:\n[^\S\n]*)?|\n[^\S\n]*)"

_WORD = r"(?!(?:Jr|Sr)\b)[^\W\d_a-zà-öø-ÿ][^\W\d_]*(?:[’'-][^\W\d_]+)*"
_INITIAL = r"[A-Z]\."
# The "@" of an address is lost in some prints; what is left has a dot and begins small.
_ADDRESS = rf"{ADDRESS.pattern}|[a-z][\w+-]*(?:\.[\w-]+)*\.[a-z]{{2,4}}\b(?!\.\w)"
_PHONE = r"\+?\(?\d[\d() .-]{5,20}\d"
_ACCOUNT = r"@?(?=\w*[\d_])(?!\d)\w{3,30}(?:\.\d)?"

# "March 2015" is no day. What a range of days means is left to the rules for dates.
_YEAR = r"(?:\d{4}|\d\d)"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAYS = (
    rf"(?:\d{{1,2}}/\d{{1,2}}(?:/{_YEAR})?[–-])?\d{{1,2}}/\d{{1,2}}/{_YEAR}",
    rf"\d{{1,2}}/\d{{1,2}}[–-]\d{{1,2}}/{_YEAR}",
    rf"{_MONTH}{_W}\d{{1,2}},?{_W}\d{{4}}",
    rf"\d{{1,2}}{_W}{_MONTH},?{_W}\d{{4}}",
    r"\d{4}-\d\d-\d\d",
)
_DAY = rf"(?:{'|'.join(_DAYS)})"
_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?"
_AT = rf"\({_CLOCK}[^()\n]{{0,12}}\)"

DAY = re.compile(_DAY)
CLOCK = re.compile(_CLOCK)
MARK = re.compile(rf"(?P<mark>[,:])?{_W}(?:(?P<how>from|of|between|among|to){_W})?")
TO = re.compile(rf",?{_W}to{_W}")
FROM = re.compile(rf",?{_W}from{_W}")
SEPARATOR = re.compile(rf",?{_W}(?P<and>&|and\b){_W}|,{_W}")
OTHERS = re.compile(rf",?{_W}(?:et{_W}al\b\.?|and{_W}others\b)")
DAY_AHEAD = re.compile(rf"(?<![\w/–-])(?P<day>{_DAY}){_W}(?:{_AT}{_W})?\Z")
TIMES = re.compile(rf"{_W}?\((?P<times>(?:at{_W})?{_CLOCK}[^()\n]{{0,30}})\)")
REMARK = re.compile(rf"\)*{_W}?\([^()]{{0,200}}\)")


@cache
def medium() -> re.Pattern[str]:
    """Return the pattern of what is cited; its groups are named by the kind of event that is."""
    known = load("citations")
    kinds = "|".join(f"(?P<{kind}>{_phrases(known[kind])})" for kind in ("invitation", "call", "message"))
    carrier, series = _phrases(known["carrier"]), _phrases(known["series"])
    return re.compile(rf"(?<![\w@.-])(?:(?:{carrier}){_W})?(?:{kinds})s?(?:{_W}(?:{series})s?)?(?![\w@-])", re.IGNORECASE)


@cache
def party() -> re.Pattern[str]:
    """Return the pattern of one who sent or got it; its groups are named by what its words show."""
    hidden = rf"_{{3,}}(?:[ _]*_)?[^\s;,.()]*|█+|\[[^\]\n]{{1,40}}\]|(?i:{_phrases(load('citations')['hidden'])})\b"
    kinds = (
        rf"(?P<hidden>(?:ID{_W})?(?:{hidden}))",
        rf"ID{_W}\d{{4,}}{_W}\((?P<named>{_name()})\)",
        rf"ID{_W}(?P<number>\d{{4,}})",
        rf"(?P<address>{_ADDRESS})",
        rf"(?P<phone>{_PHONE})",
        rf"(?P<account>{_ACCOUNT})",
        rf"(?:the{_W})?(?P<name>{_name()})",
    )
    return re.compile(rf"(?:{'|'.join(kinds)})(?:{_W}\[[^\]\n]{{1,60}}\])?")


@cache
def day_behind() -> re.Pattern[str]:
    """Return the pattern of the day behind the recipients, with what may stand between ("re Pier 4", "at 2"), and its time."""
    dated = _phrases(load("citations")["dated"])
    remark = rf"(?:{_W}\([^()\n]{{0,60}}\)|[^.;()]{{0,80}}?)"
    lead = rf",{_W}(?:(?:{dated}){_W})?|{_W}\((?:[^()\n]{{0,40}},{_W})?(?:(?:{dated}){_W})?|{_W}(?:{dated}){_W}"
    times = rf"(?P<times>,?{_W}(?:at{_W})?{_CLOCK}(?:{_W}[ap]\.?m\.?)?|{_W}{_AT})?"
    return re.compile(rf"{remark}(?:{lead})(?P<day>{_DAY})(?![\w/]){times}(?P<close>\))?")


@cache
def next_one() -> re.Pattern[str]:
    """Return the pattern of the next thing cited, right behind a day that so belongs to it."""
    return re.compile(rf"{_W}(?:{_AT}{_W})?(?:{medium().pattern})", re.IGNORECASE)


@cache
def opening() -> re.Pattern[str]:
    """Return the pattern of what stands before a citation."""
    return re.compile(rf"{_opening()}\Z")


@cache
def sender_ahead() -> re.Pattern[str]:
    """Return the pattern of a name that opens a citation: "See Vale", "; Vale’s"."""
    return re.compile(rf"{_opening()}(?P<name>{_name()}(?<!['’]s))(?:['’]s)?{_W}\Z")


def _opening() -> str:
    """Return the pattern of the head of a paragraph, sentence or bracket, a footnote's mark, or "see"."""
    signal = rf"(?<!\w)(?i:{_phrases(load('citations')['signal'])}),?\s+"
    return rf"(?:(?:\n\[?\d+[\].]?|[\n(\[;:.,—–])\s*(?:{signal})*|{signal})"


@cache
def _name() -> str:
    """Return the pattern of a name with its titles: "Sen. A. Orrin", "Office of the Mayor", "Counsel for Ann Vale"."""
    known = load("citations")
    particles = rf"(?:(?:{_phrases(sorted(words('names', 'particle')))}){_W}){{0,2}}"
    title = rf"(?:(?:{_phrases(sorted(t for t in words('titles', 'honorific', 'short') if t.endswith('.')))}){_W})?"
    agent = rf"(?:(?:{_phrases(known['agent'])}){_W}(?:for|to){_W}(?:the{_W})?)?"
    body = rf"of{_W}(?:the{_W})?{_WORD}|for{_W}(?:{_phrases(known['campaign'])})|(?<=['’]s\s)(?:{_phrases(known['office'])})"
    first = rf"(?:{_INITIAL}{_W}?){{0,3}}{particles}{_WORD}"
    return rf"{agent}{title}{first}(?:{_W}(?:{particles}(?:{_INITIAL}|{_WORD})|{body})){{0,5}}(?:,?{_W}(?:Jr|Sr)\b\.?)?(?![\w@])"


def _phrases(items: Sequence[str]) -> str:
    """Return the pattern of any of `items`, the longest first, over broken lines too."""
    return "|".join(_W.join(map(re.escape, item.split())) for item in sorted(items, key=lambda i: (-len(i), i)))
