"""The encoder and its heads over a parse: hints for the rules."""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import numpy as np

from clew.predict.decode import Numbers, leaning, runs
from clew.predict.labels import ATTRIBUTION, NAMES, queries, referents, telling
from clew.predict.pairs import Reach, antecedents
from clew.predict.windows import Window, sentences, windows
from clew.predict.worth import is_worth
from clew.records import Hint, Hints, Parse

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

MODEL = Path(__file__).parent / "model"

# Columns of what the net gives for each word.
_TAGS, _NAMES, _CERTAINTY, _QUERY, _KEY = slice(0, 7), slice(7, 14), 14, slice(15, 79), slice(79, 143)


# Joined with the sum before it, the norm of a layer is run word by word: a quarter slower on the whole (onnxruntime 1.32).
_SLOWER = ["SkipLayerNormFusion"]


# Left to itself the net breaks long contents in two and leaves their edges out. By PolNeAR's dev part: words .882 to .884, exact
# runs .709 to .718.
_LEAN = leaning(-0.6, -0.6, ATTRIBUTION)

_SPARSE = frozenset({"mail", "chat"})


class _Net(NamedTuple):
    """The net as it is run. by: its name and version; distances: see `antecedents`."""

    session: "InferenceSession"
    by: str
    distances: Numbers


def is_there(folder: Path = MODEL) -> bool:
    """Return whether the model's file is there; without it rules alone decide."""
    return (folder / "tagger.onnx").exists()


@cache
def model(folder: Path = MODEL) -> str:
    """Return the digest (SHA-256, hexadecimal) of the model's file; OSError when it is not there."""
    return sha256((folder / "tagger.onnx").read_bytes()).hexdigest()


@cache
def _net(folder: Path) -> _Net:
    """Load the net on first use: a tenth of a second, 60 MB. One thread: documents are spread over processes."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        folder / "tagger.onnx", options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
    )
    told = json.loads((folder / "tagger.json").read_text("utf-8"))
    return _Net(session, told["by"], np.asarray(told["distances"], dtype=np.float32))


def tagged(parses: Iterable[Parse], folder: Path = MODEL) -> Iterator[Parse]:
    """Yield each parse with hints; as it is where it has no words. FileNotFoundError when `is_there` is false."""
    for parse in parses:
        yield msgspec.structs.replace(parse, hints=hints(parse, folder)) if parse.tokens else parse


def hints(parse: Parse, folder: Path = MODEL) -> Hints:
    """Return what the net sees in the words of `parse`, which may not be empty.

    Each window is run by itself, so that no document's hints depend on what is read beside it. Linear in the words.
    """
    net = _net(folder)
    cut = list(windows(parse.tokens, _read(parse)))
    out = [_run(net, window) for window in cut]
    return _told(net, parse, cut, out)


def _read(parse: Parse) -> Iterator[range]:
    """Yield the sentences to look at: of mail, a sixth holds nothing to find; of news, so little that all is read."""
    every = sentences(parse.tokens)
    return (s for s in every if is_worth(parse.tokens, s)) if parse.document.kind in _SPARSE else every


def _run(net: _Net, window: Window) -> Numbers:
    """Return a row of numbers for each word of `window`."""
    feed = {
        "pieces": np.asarray([window.pieces], dtype=np.int64),
        "shapes": np.asarray([window.shapes], dtype=np.int64),
        "starts": np.asarray(window.starts, dtype=np.int64),
    }
    (rows,) = net.session.run(None, feed)
    result: Numbers = rows
    return result


def _told(net: _Net, parse: Parse, cut: Sequence[Window], out: Sequence[Numbers]) -> Hints:
    words = [word for window in cut for word in window.words]
    if not words:
        return Hints(net.by)
    rows = np.concatenate(out)
    return Hints(net.by, _spans(rows, words), _certainty(parse, rows, words), tuple(_antecedents(net, parse, cut, out)))


def _spans(rows: Numbers, words: Sequence[int]) -> tuple[Hint, ...]:
    found = [*runs(rows[:, _TAGS] + _LEAN, ATTRIBUTION, words), *runs(rows[:, _NAMES], NAMES, words)]
    return tuple(sorted(found, key=lambda hint: (hint.first, -hint.last, hint.label)))


def _certainty(parse: Parse, rows: Numbers, words: Sequence[int]) -> tuple[tuple[int, float], ...]:
    asked = frozenset(telling(parse.tokens))
    sure = rows[:, _CERTAINTY].astype(np.float64).clip(-3, 3).round(2).tolist()
    return tuple((word, value) for word, value in zip(words, sure, strict=True) if word in asked)


def _antecedents(net: _Net, parse: Parse, cut: Sequence[Window], out: Sequence[Numbers]) -> Iterator[tuple[int, int, float]]:
    """Yield what the pronouns of each window mean, in it or in the one before."""
    asked, nominal = frozenset(queries(parse.tokens)), frozenset(referents(parse.tokens))
    before = Reach((), np.empty((0, 64), dtype=np.float32))
    for window, rows in zip(cut, out, strict=True):
        here = _reach(window, rows, nominal)
        both = Reach([*before.words, *here.words], np.concatenate([before.keys, here.keys]))
        at = [i for i, word in enumerate(window.words) if word in asked]
        if at:
            yield from antecedents([window.words[i] for i in at], rows[at][:, _QUERY], both, net.distances)
        before = here


def _reach(window: Window, rows: Any, nominal: frozenset[int]) -> Reach:
    at = [i for i, word in enumerate(window.words) if word in nominal]
    return Reach([window.words[i] for i in at], rows[at][:, _KEY])
