"""The network: a six-layer encoder of word pieces, told also how each is written, under a small head for each task."""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

HEADS, LAYERS, WIDTH, INNER, PIECES, LONGEST, EPSILON = 12, 6, 384, 1536, 30522, 512, 1e-12

# How a word is written, which the uncased pieces do not tell: see `clew.predict.pieces`.
SHAPES = 8

# Distances between two words, in words, that pairs tell apart: see `clew.predict.pairs`.
DISTANCES = 10

# Outputs a piece: the labels of each tagging head, one number of certainty, and a query and a key of coreference.
OUTPUTS = {"attribution": 7, "names": 7, "certainty": 1, "query": 64, "key": 64}


class Layer(nn.Module):
    """One layer of BERT: attention, then two dense maps, each added to what came in and normed."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.mixed = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.last = nn.LayerNorm(WIDTH, EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """x: (windows, pieces, width). mask: (windows, 1, 1, pieces), true where there is a piece, or None: everywhere."""
        size = x.shape[:2]
        q, k, v = (t.view(*size, HEADS, WIDTH // HEADS).transpose(1, 2) for t in self.mixed(x).chunk(3, -1))
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm(x + self.dropout(self.out(seen.transpose(1, 2).reshape(*size, WIDTH))))
        return self.last(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Net(nn.Module):
    """The encoder and its heads."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(PIECES, WIDTH)
        self.places = nn.Embedding(LONGEST, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.distances = nn.Parameter(torch.zeros(DISTANCES))
        self.heads = nn.ModuleDict({name: nn.Linear(WIDTH, size) for name, size in OUTPUTS.items()})

    def encode(self, pieces: Tensor, shapes: Tensor, mask: Tensor | None = None) -> Tensor:
        """Return what the encoder makes of each piece. pieces, shapes: (windows, pieces)."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.dropout(self.norm(self.words(pieces) + self.places(places) + self.shapes(shapes)))
        seen = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, seen)
        return x

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor | None = None) -> dict[str, Tensor]:
        """Return the output of each head for each piece."""
        x = self.dropout(self.encode(pieces, shapes, mask))
        return {name: head(x) for name, head in self.heads.items()}


def pretrained(weights: Path) -> Net:
    """Return a net whose encoder begins with the `weights` of a BERT of this size; shapes begin as nothing."""
    found, net = load_file(weights), Net()
    taken = {ours: found[theirs] for ours, theirs in _names().items()}
    # The one kind of segment there is belongs to every piece.
    taken["places.weight"] = taken["places.weight"] + found["embeddings.token_type_embeddings.weight"][0]
    for i in range(LAYERS):
        of = f"encoder.layer.{i}.attention.self"
        for end in ("weight", "bias"):
            taken[f"layers.{i}.mixed.{end}"] = torch.cat([found[f"{of}.{part}.{end}"] for part in ("query", "key", "value")])
    nn.init.zeros_(net.shapes.weight)
    missing = net.load_state_dict(taken, strict=False)
    assert not missing.unexpected_keys, missing
    return net


def _names() -> dict[str, str]:
    """Return our name -> BERT's, without the maps of attention, which are three there and one here."""
    names = {"words.weight": "embeddings.word_embeddings.weight", "places.weight": "embeddings.position_embeddings.weight"}
    pairs = {"norm": "embeddings.LayerNorm"}
    for i in range(LAYERS):
        at = f"encoder.layer.{i}"
        pairs |= {
            f"layers.{i}.out": f"{at}.attention.output.dense",
            f"layers.{i}.norm": f"{at}.attention.output.LayerNorm",
            f"layers.{i}.up": f"{at}.intermediate.dense",
            f"layers.{i}.down": f"{at}.output.dense",
            f"layers.{i}.last": f"{at}.output.LayerNorm",
        }
    return names | {f"{ours}.{end}": f"{theirs}.{end}" for ours, theirs in pairs.items() for end in ("weight", "bias")}
