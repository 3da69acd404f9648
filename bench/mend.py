"""Characters a second of `clew.mend.mend_text` beside `disarm.normalize_confusables`, which decides nothing.  `make bench-mend`

usage: python -m bench.mend [--best-of N] [--only NAME ...]

One process, one core, both in turn, the best of N runs (5), each with no word of an earlier run kept. The ratio to its target is
that of `mend_text(text).text`; the column "with report" asks for `.edits` and `.findings` as well, which are made when asked for.
Then the time of two megabytes beside one: linear is 2, quadratic 4; up to 3 is let pass, as small texts fit the cache.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

from score import attacks, gold, texts
from score.alphabets import letters

from clew.mend import mend_text

MEGABYTE = 1_000_000
LINEAR = 3.0
TOO_SHORT = 0.001  # seconds: below this the clock decides, not the length
CURLY = str.maketrans({'"': "\N{RIGHT DOUBLE QUOTATION MARK}", "'": "\N{RIGHT SINGLE QUOTATION MARK}"})

# What is repeated for a megabyte of trouble: each once cost some tool a time that grows with the square of the length.
TROUBLE = {
    "tag characters": "\N{TAG LATIN SMALL LETTER A}\N{TAG SPACE}\N{TAG LATIN SMALL LETTER B}",
    "combining marks": "\N{COMBINING ACUTE ACCENT}\N{COMBINING DIAERESIS}\N{COMBINING LONG STROKE OVERLAY}",
    "marks on letters": "a\N{COMBINING GRAVE ACCENT}\N{COMBINING ACUTE ACCENT}\N{COMBINING TILDE}\N{COMBINING MACRON}",
    "scripts by letter": "\N{CYRILLIC SMALL LETTER A}b\N{CYRILLIC SMALL LETTER ES}d\N{CYRILLIC SMALL LETTER IE}f",
    "scripts by word": "\N{CYRILLIC SMALL LETTER A}b \N{CYRILLIC SMALL LETTER ES}d \N{CYRILLIC SMALL LETTER DE}ef ",
    "scripts by whole word": "\N{CYRILLIC SMALL LETTER A} b \N{CYRILLIC SMALL LETTER DE}\N{CYRILLIC SMALL LETTER A} of ",
    "scripts by paragraph": "\N{CYRILLIC SMALL LETTER A}\n\nb\n\n\N{CYRILLIC SMALL LETTER ES}o\n\nso\n\n",
    "zero-widths": "\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{WORD JOINER}",
    "zero-widths in words": "a\N{ZERO WIDTH SPACE}b\N{ZERO WIDTH JOINER}c ",
    "direction controls": "\N{RIGHT-TO-LEFT OVERRIDE}\N{RIGHT-TO-LEFT ISOLATE}\N{LEFT-TO-RIGHT EMBEDDING}",
    "misread letters": "\u00c3\u00a9\u00e2\u20ac\u2122 ",
}


class Sample(NamedTuple):
    """A text with its name and the speed it should have: this share of the other's; None: it is only to be linear."""

    name: str
    text: str
    target: float | None = None


def main() -> int:
    """Print both tables; return 1 when what it measures beside is not installed."""
    asked = _asked()
    try:
        from disarm import normalize_confusables
    except ImportError:
        print("bench: disarm is not installed; `make bench-mend` installs it")
        return 1
    print(f"{'million chars/s':22} {'size':>9} {'disarm':>9} {'mend_text':>10} {'with report':>11} {'ratio':>8} {'target':>7}")
    for sample in [*samples(), *trouble(MEGABYTE)]:
        if not asked.only or sample.name in asked.only:
            print(_speeds(sample, normalize_confusables, asked.best_of), flush=True)
    print(f"\n{'seconds for':22} {'1 MB':>9} {'2 MB':>9} {'factor':>8} {'target':>7}")
    for one, two in zip(_grown(MEGABYTE), _grown(2 * MEGABYTE), strict=True):
        if not asked.only or one.name in asked.only:
            print(_growth(one, two, asked.best_of), flush=True)
    return 0


def samples() -> list[Sample]:
    """Return the texts with the targets of the issue: clean ones, and ones where every letter that can be is substituted."""
    english, more, russian, full, vowels = _labelled() if gold.GOLD.is_dir() else _invented()
    plain = english.encode("ascii", "replace").decode("ascii")
    return [
        Sample("plain ASCII English", plain, 1),
        Sample("curly-quoted English", plain.translate(CURLY), 1),
        Sample("English of all kinds", more, 1),
        Sample("clean Russian", russian, 1 / 2),
        Sample("all letters substituted", full, 1 / 12),
        Sample("vowels substituted", vowels, 1 / 12),
    ]


def trouble(size: int) -> Iterator[Sample]:
    """Yield `size` characters of each kind of trouble."""
    for name, unit in TROUBLE.items():
        yield Sample(name, (unit * (size // len(unit) + 1))[:size])


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.mend", description="The speed of clew.mend beside a plain table.")
    parser.add_argument("--best-of", type=int, default=5, metavar="N", help="runs of each, in turn; the best counts")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="one text; may be repeated")
    return parser.parse_args()


def _labelled() -> tuple[str, ...]:
    attacked, legitimate = gold.attacked(), gold.legitimate()
    rows = (attacked["vowels100"], legitimate["en_all"], legitimate["ru"])
    clean = ("\n\n".join(row.gold for row in each) for each in rows)
    return (*clean, *("\n\n".join(row.text for row in attacked[name]) for name in ("full100", "vowels100")))


def _invented() -> tuple[str, ...]:
    """Return the same from the texts of the repository, repeated to a length that can be timed."""
    invented = texts.invented()
    english, russian = ("\n\n".join(invented[language] * 20) for language in ("english", "russian"))
    cyrillic = letters("cyrillic")
    vowels = {letter: others for letter, others in cyrillic.items() if letter in "aeioAEIO"}
    seed = Random(1)
    return (english, english, russian, *(attacks.substituting(each, 1)(english, seed) for each in (cyrillic, vowels)))


def _grown(size: int) -> list[Sample]:
    return [Sample(s.name, (s.text * (size // len(s.text) + 1))[:size]) for s in samples()] + list(trouble(size))


def _speeds(sample: Sample, other: Callable[[str], str], runs: int) -> str:
    theirs, ours, report = (
        len(sample.text) / took / 1e6
        for took in _best([(other, sample.text), (_mend, sample.text), (_report, sample.text)], runs)
    )
    ratio = ours / theirs
    figures = f"{theirs:9.2f} {ours:10.2f} {report:11.2f} {ratio:8.3f}"
    return f"{sample.name:22} {len(sample.text):9,} {figures} {_judged(ratio, sample.target)}"


def _judged(ratio: float, target: float | None) -> str:
    return f"{'-':>7}" if target is None else f"{target:7.3f}  {'ok' if ratio >= target else 'short'}"


def _growth(one: Sample, two: Sample, runs: int) -> str:
    first, second = _best([(_mend, one.text), (_mend, two.text)], runs)
    mark = "ok" if second <= LINEAR * first or second < TOO_SHORT else "short"
    return f"{one.name:22} {first:9.4f} {second:9.4f} {second / first:8.2f} {LINEAR:7.2f}  {mark}"


def _mend(text: str) -> str:
    return mend_text(text).text


def _report(text: str) -> int:
    mended = mend_text(text)
    return len(mended.edits) + len(mended.findings)


def _best(calls: list[tuple[Callable[[str], object], str]], runs: int) -> list[float]:
    """Return the least seconds of each call on its text. They take turns, so that a busy moment hits all of them."""
    for call, text in calls:
        call(text[:1000])  # tables are read once a process
    rounds = [[_timed(call, text) for call, text in calls] for _ in range(runs)]
    return [min(times) for times in zip(*rounds, strict=True)]


def _timed(call: Callable[[str], object], text: str) -> float:
    _forget()
    before = time.perf_counter()
    call(text)
    return time.perf_counter() - before


def _forget() -> None:
    """Clear what the mender keeps of words it has seen (its bounded caches): each run is to meet its text for the first time."""
    modules = [module for name, module in sys.modules.items() if name.startswith("clew.mend")]
    for value in (value for module in modules for value in vars(module).values()):
        if hasattr(value, "cache_parameters") and value.cache_parameters()["maxsize"]:
            value.cache_clear()


if __name__ == "__main__":
    sys.exit(main())
