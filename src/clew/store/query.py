"""The language people search in.

    harbour quay            both words                      "harbour board"     the words side by side
    quay OR pier            either; OR binds its neighbours  -pier               not this
    harb*                   words that begin so             harbur~             one letter more, less, other, or two swapped
    ( ... )                 a group
    from:jane to:board      who sent or got it              name:roe            somebody it names
    path:mbox kind:mail     where it was found, what it is
    damage:substituted      what its text went through; damage:any for whatever it is, damage:tool for what looks like one's work
    after:2016-06           dated from the start of that day, month or year on
    before:2016-07          dated before its start

Case does not matter. A word is letters and digits; words joined by other signs ("o'brien", "a@b.org") are a phrase.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import chain
from unicodedata import category

from clew.errors import AskError

# Fields whose words are searched as the text is, by what people call them.
WORD_FIELDS = ("from", "to", "name", "path")
FIELDS = (*WORD_FIELDS, "kind", "damage", "before", "after")

# What the mending files documents under (`clew.mend.damage`).
DAMAGES = (
    "any", "substituted", "tool", "keyboard", "accident", "unclear", "table", "untouched", "payload", "no-payload", "invisible",
    "direction", "tag", "selector", "mark", "styled", "misread", "undecided",
)  # fmt: skip

_QUOTES = str.maketrans("“”„«»", '"""""')

_TOKEN = re.compile(
    r"\s*(?:(?P<close>\))"
    r"|(?P<minus>-)?(?:(?P<open>\()"
    rf'|(?:(?P<field>{"|".join(FIELDS)}):)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s()"]+))))'
)

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


@dataclass(frozen=True)
class Words:
    """Words side by side, in lower case. field: "" for the text. ending: "" as they are, "*" a beginning, "~" nearly so."""

    field: str
    words: tuple[str, ...]
    ending: str = ""


@dataclass(frozen=True)
class Kind:
    """The kind of document."""

    kind: str


@dataclass(frozen=True)
class Damaged:
    """A kind of damage to the text, one of DAMAGES."""

    damage: str


@dataclass(frozen=True)
class Dated:
    """Documents dated at or after `after` and before `before`; one of them is None."""

    after: datetime | None
    before: datetime | None


@dataclass(frozen=True)
class Not:
    """Everything else."""

    node: "Node"


@dataclass(frozen=True)
class All:
    """What every node says."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True)
class Either:
    """What any node says."""

    nodes: tuple["Node", ...]


Node = Words | Kind | Damaged | Dated | Not | All | Either


@cache
def word_pattern() -> re.Pattern[str]:
    """Return what a word is: a letter or digit and those that follow, with the marks on them: without those Hindi falls apart."""
    marks = "".join(c for c in map(chr, chain(range(0x300, 0x20000), range(0xE0100, 0xE01F0))) if category(c).startswith("M"))
    return re.compile(rf"[^\W_](?:[^\W_]|[{marks}])*")


def lowered(word: str) -> str:
    """Return `word` in lower case letter by letter, as the index does: a final sigma is a sigma."""
    return word.lower() if word.isascii() else "".join(map(str.lower, word))


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of `text` in lower case."""
    return tuple(lowered(match[0]) for match in word_pattern().finditer(text))


def parse_query(query: str) -> Node:
    """Return what `query` asks for. AskError, one line, when it is malformed or asks for nothing."""
    text = query.translate(_QUOTES)
    if text.count('"') % 2:
        raise AskError("a quotation mark in the query has no partner")
    reader = _Reader(text)
    node = reader.group()
    if reader.token is not None:
        raise AskError("a closing bracket in the query has no partner")
    if node is None:
        raise AskError("the query has no words in it")
    return node


class _Reader:
    """Reads a query by descent: a group is eithers side by side, an either is items joined by OR."""

    def __init__(self, text: str) -> None:
        self._tokens: Iterator[re.Match[str]] = _TOKEN.finditer(text)
        self.token = next(self._tokens, None)

    def group(self) -> Node | None:
        """Read up to a closing bracket or the end. None when nothing in it has words."""
        nodes = []
        while self.token is not None and not self.token["close"]:
            nodes.append(self._either())
        kept = tuple(node for node in nodes if node is not None)
        return All(kept) if len(kept) > 1 else next(iter(kept), None)

    def _either(self) -> Node | None:
        nodes = [self._item()]
        while self._at_or():
            self._next()
            nodes.append(self._item())
        if len(nodes) > 1 and None in nodes:
            raise AskError("OR in the query stands between two words")
        return Either(tuple(node for node in nodes if node is not None)) if len(nodes) > 1 else nodes[0]

    def _item(self) -> Node | None:
        token = self.token
        if token is None or token["close"] or self._at_or():
            raise AskError("OR in the query stands between two words")
        self._next()
        node = self._bracket() if token["open"] else _atom(token)
        return Not(node) if token["minus"] and node is not None else node

    def _bracket(self) -> Node | None:
        node = self.group()
        if self.token is None:
            raise AskError("an opening bracket in the query has no partner")
        self._next()
        return node

    def _at_or(self) -> bool:
        return self.token is not None and self.token["word"] == "OR" and not self.token["field"] and not self.token["minus"]

    def _next(self) -> None:
        self.token = next(self._tokens, None)


def _atom(token: re.Match[str]) -> Node | None:
    """Return what one word, phrase or field asks for, or None when it has no words: a sign that stands alone."""
    field, value = token["field"] or "", token["phrase"] if token["word"] is None else token["word"]
    if field in ("before", "after"):
        return _dated(field, value)
    if field == "kind":
        return Kind(value.lower())
    if field == "damage":
        return _damaged(value.lower())
    ending = value[-1] if token["word"] and value[-1] in "*~" else ""
    words = words_of(value)
    if ending and len(words) > 1:
        raise AskError(f"{value} in the query: {ending} ends a single word")
    return Words(field, words, ending) if words else None


def _damaged(value: str) -> Damaged:
    if value not in DAMAGES:
        raise AskError(f"damage:{value} in the query: it is one of {', '.join(DAMAGES)}")
    return Damaged(value)


def _dated(field: str, value: str) -> Dated:
    """Return the documents before or after the start of a day, month or year."""
    match = _DATE.fullmatch(value)
    try:
        if match is None:
            raise ValueError
        start = datetime(int(match[1]), int(match[2] or 1), int(match[3] or 1), tzinfo=UTC)
    except ValueError as error:
        raise AskError(f"{field}:{value} in the query: write the date as 2016, 2016-06 or 2016-06-30") from error
    return Dated(start, None) if field == "after" else Dated(None, start)
