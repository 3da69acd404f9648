"""Marks read as digits, and digits as characters: the usual ways to hide a message, and what each way costs.

A reading is weighed against chance by a likelihood ratio: how much likelier the marks are under a message of ordinary
characters than under marks thrown at random, at whatever rate suits them best. If they are random, such a ratio reaches R with
a probability of 1/R at most (Markov's inequality, its mean being at most 1), also when the rate is fitted to the same marks
(L. Wasserman, A. Ramdas, S. Balakrishnan, Universal inference, PNAS 117, 2020). So the bound needs no table and no sample size.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import permutations
from math import log2
from typing import NamedTuple

# So many marks are read. A message in a longer text is read in its beginning, and the work stays linear and small.
READ = 20_000

WIDTHS = (8, 7, 16)

# The same character again is likelier in a pattern than in a word; it takes part of its share, which leaves the sum below 1.
_AGAIN = 0.05


class Reading(NamedTuple):
    """What marks spell, read one way. bits: of evidence for a message against chance, before the number of ways is counted."""

    text: str
    how: str
    bits: float


def chance_bits(marks: Sequence[int]) -> float:
    """Return how many bits it takes to write `marks` down when they are random, at the rates they show."""
    total = len(marks)
    return sum(n * log2(total / n) for n in Counter(marks).values())


def binary(flags: str) -> Iterator[Reading]:
    """Yield every usual reading of `flags`, a string of 0 and 1: 7, 8 or 16 bits, both orders, either as one, at any offset."""
    flags = flags[:READ]
    cost = chance_bits([int(c) for c in flags])
    for inverted, digits in enumerate((flags, flags.translate({48: "1", 49: "0"}))):
        for width in WIDTHS:
            for offset in range(min(width, len(digits))):
                yield from _chunked(digits[offset:], width, cost - offset, "read backwards as 0 and 1" if inverted else "")


def binary_ways(marks: int) -> int:
    """Return how many readings `binary` yields of so many marks."""
    return 2 * 2 * sum(min(width, marks) for width in WIDTHS)


def _chunked(digits: str, width: int, cost: float, note: str) -> Iterator[Reading]:
    """A message may end before the marks do: what follows is then all 0, which only the length has to be said for."""
    used = len(digits.rstrip("0"))
    whole = min(-(-used // width), len(digits) // width)
    chunks = [digits[at : at + width] for at in range(0, whole * width, width)]
    rest = digits[whole * width :]
    left = len(rest) if "1" in rest else 0
    for order in ("", "last bit first"):
        values = [int(chunk[::-1] if order else chunk, 2) for chunk in chunks]
        how = ", ".join(filter(None, (f"{width} bits a character", order, note)))
        yield reading(values, width, cost - left, how)


def separated(marks: Sequence[int]) -> Iterator[Reading]:
    """Yield the readings of marks of three kinds (0, 1, 2) in which one kind parts binary numbers, each a character.

    Numbers are all as short as can be or all of one length; else this is no way anybody writes.
    """
    marks = marks[:READ]
    cost = chance_bits(marks) - 1
    for zero, one, between in permutations(range(3)):
        pieces = "".join({zero: "0", one: "1", between: " "}[m] for m in marks).strip().split(" ")
        if len({len(p) for p in pieces}) == 1 or not any(p.startswith("0") or not p for p in pieces):
            values = [int(piece or "0", 2) if len(piece) <= 21 else 0 for piece in pieces]
            yield reading(values, 21, cost, "one kind parts characters, the others are 0 and 1")


SEPARATED_WAYS = 6


def quaternary(marks: Sequence[int]) -> Iterator[Reading]:
    """Yield the readings of marks of four kinds (0 to 3) as two bits each, in every assignment, 8 or 16 bits a character."""
    marks = marks[:READ]
    cost = chance_bits(marks)
    for order in permutations(range(4)):
        digits = "".join(f"{order[m]:02b}" for m in marks)
        for width in (8, 16):
            whole = len(digits) - len(digits) % width
            values = [int(digits[at : at + width], 2) for at in range(0, whole, width)]
            yield reading(values, width, cost - len(digits) % width, f"two bits a mark, {width} bits a character")


QUATERNARY_WAYS = 48


def reading(values: Sequence[int], width: int, cost: float, how: str) -> Reading:
    """Return the characters with these values, and the evidence that they are a message rather than marks that cost so much.

    They must also beat even odds on every bit: else any long run of one kind, which is unlike chance too, would count as spelled.
    """
    text = bytes(values).decode("utf-8", "surrogateescape") if width == 8 else "".join(map(_character, values))
    return Reading(text, how, min(cost, width * len(values)) - message_bits(text) - log2(len(values) + 1))


def _character(value: int) -> str:
    return chr(value) if value < 0x110000 else "\0"


def message_bits(text: str) -> float:
    """Return how many bits a message of ordinary characters costs to write down; characters of no message cost most."""
    bits = 0.0
    before = ""
    for character in text:
        bits -= log2(share(character) * (_AGAIN if character == before else 1.0))
        before = character
    return bits


@cache
def _model() -> tuple[dict[str, float], dict[str, float]]:
    tables = tomllib.loads(resources.files(__package__).joinpath("payload.toml").read_text("utf-8"))
    return tables["shares"], tables["frequencies"]


@lru_cache(maxsize=1 << 12)
def share(character: str) -> float:
    """Return the share of one character. A group's part goes to no fewer characters than it has: all sum to 1 at most."""
    shares, frequencies = _model()
    code, total = ord(character), sum(frequencies.values())
    if character.isascii() and character.isalpha():
        return shares["small" if character.islower() else "capital"] * frequencies[character.lower()] / total
    if character.isascii() and (character.isdigit() or character in " \n\t\r"):
        return shares["digit"] / 10 if character.isdigit() else shares["space"] if character == " " else shares["line"] / 3
    if 0x21 <= code <= 0x7E:
        return shares["sign"] / 32
    if 0x410 <= code <= 0x451:
        return shares["cyrillic"] / 66
    if 0xC0 <= code <= 0xFF:
        return shares["accented"] / 64
    return shares["other"] / 0x110000 if character.isalpha() else shares["broken"] / 0x110000
