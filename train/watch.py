"""How well a net does on the dev part while it is trained: the same counts as `make score`, on the words of the windows."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch

from clew.predict.labels import ATTRIBUTION, NAMES
from train import data, run
from train.net import Net


@torch.no_grad()
def figures(net: Net, dev: dict[str, list[Any]]) -> dict[str, float]:
    """Return the figures of each head on the examples of `dev`."""
    net.eval()
    told: dict[str, float] = {}
    for task, labels in (("attribution", ATTRIBUTION), ("names", NAMES)):
        told |= _tagging(net, task, dev[task], labels)
    made, right = _outputs(net, "certainty", dev["certainty"])
    kept = right != data.UNTOLD
    told["certainty r"] = float(np.corrcoef(made[kept, 0], right[kept])[0, 1])
    told["pairs"] = _pairs(net, dev["coreference"])
    return {name: round(value, 4) for name, value in told.items()}


def _outputs(net: Net, task: str, examples: Sequence[data.Labelled]) -> tuple[Any, Any]:
    cut = [window for labelled in examples for window in data.cut(labelled)]
    made = [o for e in cut for o in _one(net, e.window)[task][list(e.window.starts)].float().numpy()]
    return np.array(made), np.array([label for e in cut for label in e.labels])


def _one(net: Net, window: Any) -> dict[str, torch.Tensor]:
    with torch.autocast("cpu", torch.bfloat16):
        return {name: out[0] for name, out in net(*run.stacked([window])).items()}


def _tagging(net: Net, task: str, examples: Sequence[data.Labelled], labels: Sequence[str]) -> dict[str, float]:
    made, right = _outputs(net, task, examples)
    best = made.argmax(1)
    spans = {_: set(_spans(tags)) for _, tags in (("made", best.tolist()), ("right", right.astype(int).tolist()))}
    told = {f"{task} exact": _f(spans["made"] & spans["right"], spans["made"], spans["right"])}
    for k, label in enumerate(labels):
        mine, gold = ({s for s in spans[side] if s[0] == k} for side in ("made", "right"))
        told[f"{label} exact"] = _f(mine & gold, mine, gold)
    mine, gold = ({(i, (t - 1) // 2) for i, t in enumerate(side) if t} for side in (best.tolist(), right.astype(int).tolist()))
    return told | {f"{task} token": _f(mine & gold, mine, gold)}


def _f(both: set[Any], made: set[Any], right: set[Any]) -> float:
    return 2 * len(both) / max(1, len(made) + len(right))


def _spans(tags: Sequence[int]) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
    for i, tag in enumerate(tags):
        kind = (tag - 1) // 2
        if tag and (tag % 2 == 1 or not found or found[-1][2] != i or found[-1][0] != kind):
            found.append((kind, i, i + 1))
        elif tag:
            found[-1] = (kind, found[-1][1], i + 1)
    return found


def _pairs(net: Net, examples: Sequence[data.Pairs]) -> float:
    """Return the share of the askings whose best answer is right; "none" is one."""
    hits: Counter[bool] = Counter()
    for example in examples:
        outs = [_one(net, w) for w in example.windows]
        place = {w: (i, s) for i, win in enumerate(example.windows) for w, s in zip(win.words, win.starts, strict=True)}
        for word, earlier, right in example.asked:
            i, s = place[word]
            keys = torch.stack([outs[place[w][0]]["key"][place[w][1]].float() for w in earlier])
            scores = run.pair_scores(outs[i]["query"][s].float(), keys, word, earlier, net.distances)
            best = int(scores.argmax())
            none = len(earlier) != 2 and scores[best] < 0
            hits[not right if none else earlier[best] in right] += 1
    return hits[True] / max(1, hits.total())
