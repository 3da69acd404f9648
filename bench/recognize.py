"""What recognizing costs beside parsing, by rules alone and with the tagger, on news and on mail.  `make bench-recognize`

usage: python -m bench.recognize [--texts N] [--profile news|mail] [--no-add]

One process, one core, one run, the same texts on both sides; processor time, so that what else the computer does counts little.
News: articles of ../shared/gold/polnear that are for training; mail: ../shared/evidence/mail; the demo's evidence where these are
not here. Then `clew add` as a whole beside the bare parser (bench/add.py), with --fast and with everything.
"""

import argparse
import cProfile
import os
import pstats
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from bench import add as bench_add

from clew import predict
from clew.ingest import discover, read_file
from clew.parse import parse_documents
from clew.pipeline import prepared, tagged, text_document
from clew.recognize import recognize
from clew.records import Document, Parse

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
DEMO = {"news": ROOT / "demo" / "evidence" / "news", "mail": ROOT / "demo" / "evidence" / "mail"}

# What recognizing may cost at most, in what parsing costs: by rules alone, and with the tagger on each kind of text.
RULES, WITH_TAGGER = 0.4, {"news": 2.5, "mail": 1.0}


class Cost(NamedTuple):
    """Seconds of one core for the same texts. rules: recognizing without the tagger; whole: tagging and recognizing."""

    words: int
    parse: float
    rules: float
    tagging: float
    whole: float


def main() -> int:
    """Print the table; or where the time of the rules goes, for one kind of text."""
    asked = _asked()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    _warm()
    if asked.profile:
        _profile(texts(asked.profile, asked.texts))
        return 0
    for kind in DEMO:
        _print(kind, cost(texts(kind, asked.texts)))
    if not asked.no_add:
        _print_add()
    return 0


def texts(kind: str, most: int) -> list[Document]:
    """Return the documents of a kind, prepared to be parsed: at most `most`."""
    found = _news() if kind == "news" else _mail()
    some = list(islice(found, most)) or [d for file in discover([DEMO[kind]]) for d in read_file(file).documents]
    return [document for each in some if (document := prepared(each)).language == "en"]


def _news() -> Iterator[Document]:
    from score.labelled.polnear import documents
    from score.recognize.parts import part_of

    return (text_document(article.text) for article in documents(SHARED) if part_of(article.name) == "train")


def _mail() -> Iterator[Document]:
    folder = SHARED / "evidence" / "mail"
    for file in discover([folder]) if folder.is_dir() else ():
        yield from (document for document in read_file(file).documents if document.kind == "mail")


def cost(documents: list[Document]) -> Cost:
    """Return what each step takes for `documents`."""
    parses, parsing = _timed(lambda: list(parse_documents(documents)))
    _, rules = _timed(lambda: [recognize(parse) for parse in parses])
    hinted, tagging = _timed(lambda: list(tagged(parses, fast=False)))
    _, recognizing = _timed(lambda: [recognize(parse) for parse in hinted])
    return Cost(sum(len(parse.tokens) for parse in parses), parsing, rules, tagging, tagging + recognizing)


def _timed(step: Callable[[], list[Parse]] | Callable[[], list[object]]) -> tuple[list, float]:
    before = time.process_time()
    made = step()
    return made, time.process_time() - before


def _warm() -> None:
    """Load what is loaded once."""
    for parse in tagged(list(parse_documents([prepared(text_document("Anna Vale met Bo Lund on 9 May 2031."))])), fast=False):
        recognize(parse)


def _print(kind: str, cost: Cost) -> None:
    print(f"{kind}: {cost.words:,} words, parsed at {cost.words / cost.parse:,.0f} a second")
    print(f"  recognize by rules alone   {cost.rules / cost.parse:5.2f} times parsing   (at most {RULES:.2f})")
    if predict.is_there():
        print(f"  recognize with the tagger  {cost.whole / cost.parse:5.2f} times parsing   (at most {WITH_TAGGER[kind]:.2f})")
        print(f"    of which the tagger      {cost.tagging / cost.parse:5.2f}")
    else:
        print("  recognize with the tagger      -  the model's file is not here")


def _print_add() -> None:
    if bench_add.DEFAULT:
        bench_add.compare(bench_add.DEFAULT)
    else:
        print("clew add: ../shared/evidence/mueller is not here")


def _profile(documents: list[Document]) -> None:
    parses = list(parse_documents(documents))
    profile = cProfile.Profile()
    profile.enable()
    for parse in parses:
        recognize(parse)
    profile.disable()
    for order in ("cumtime", "tottime"):
        pstats.Stats(profile).sort_stats(order).print_stats(45)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.recognize", description="What recognizing costs beside parsing.")
    parser.add_argument("--texts", type=int, default=60, metavar="N", help="documents of each kind")
    parser.add_argument("--profile", choices=sorted(DEMO), help="show where the time of the rules goes")
    parser.add_argument("--no-add", action="store_true", help="leave out `clew add` as a whole")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
