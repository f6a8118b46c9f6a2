"""The network: an encoder whose attention knows how words stand to each other on the page.

Words come as hashed pieces and measures. Each pair of words has three distances (left edges, right edges, lines), in
line heights and on a logarithmic scale; each head learns what they mean to it. Nothing depends on absolute places.
For training the three tables are looked up as one and pairs of words are kept in 16 bits (`Nearness`): what costs
time is not the linear maps but what there is for each pair. The exported network looks the tables up one by one.
"""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Tensor, nn

from docvalidate.extraction.model.features import BUCKETS, MEASURES
from tools.training.recipe import Network

STEPS = 20
"""Steps of a distance to either side."""


def steps(distance: Tensor) -> Tensor:
    """Distances in line heights as whole steps: fine where near, coarse where far."""
    size = torch.floor(3.0 * torch.log2(1.0 + 1.6 * distance.abs()) + 0.5).clamp(max=STEPS)
    return (size * torch.sign(distance)).long() + STEPS


class Nearness(torch.autograd.Function):
    """Three tables, looked up by the distances of each pair of words and added: heads x words x words, in 16 bits.

    The same sum as three lookups give, in half the time of a step; words that are not there are no neighbours.
    """

    @staticmethod
    def forward(ctx: Any, first: Tensor, second: Tensor, third: Tensor, distances: Tensor, mask: Tensor) -> Tensor:
        ctx.save_for_backward(distances)
        joint = (first[:, None, None] + second[None, :, None] + third[None, None]).reshape(-1, first.shape[1])
        flat = distances.reshape(-1)
        shape = (distances.shape[0], 1, *distances.shape[1:])
        heads = [head.index_select(0, flat).reshape(shape) for head in joint.t().contiguous().to(torch.bfloat16)]
        return torch.cat(heads, dim=1).masked_fill_(mask[:, None, None, :] == 0, -10000.0)

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor | None, ...]:
        (distances,) = ctx.saved_tensors
        flat, size = distances.reshape(-1), 2 * STEPS + 1
        heads = [torch.bincount(flat, head.reshape(-1).float(), minlength=size**3) for head in grads[0].unbind(dim=1)]
        joint = torch.stack(heads, dim=1).float().reshape(size, size, size, -1)
        return joint.sum(dim=(1, 2)), joint.sum(dim=(0, 2)), joint.sum(dim=(0, 1)), None, None


class Layer(nn.Module):
    """Attention with the page's geometry, then two linear maps; normalised before each."""

    def __init__(self, width: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.size = heads, width // heads
        self.first, self.second = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, count, width = x.shape
        q, k, v = self.qkv(self.first(x)).reshape(batch, count, 3, self.heads, self.size).permute(2, 0, 3, 1, 4)
        if self.training:
            scores = ((q / math.sqrt(self.size)) @ k.transpose(2, 3)).to(bias.dtype).add_(bias)
            with torch.autocast("cpu", enabled=False):
                weights = torch.softmax(scores, dim=-1)
        else:
            weights = torch.softmax(q @ k.transpose(2, 3) / math.sqrt(self.size) + bias, dim=-1)
        mixed = (weights @ v).transpose(1, 2).reshape(batch, count, width)
        x = x + self.drop(self.out(mixed))
        return x + self.drop(self.down(nn.functional.gelu(self.up(self.second(x)), approximate="tanh")))


class Labeller(nn.Module):
    """Pieces, measures, boxes and a mask of words -> a score for each class of each word."""

    def __init__(self, network: Network, classes: int) -> None:
        super().__init__()
        self.pieces = nn.Embedding(BUCKETS, network.letters, padding_idx=0)
        self.letters = nn.Linear(network.letters, network.width)
        self.measures = nn.Sequential(
            nn.Linear(MEASURES, network.width), nn.GELU(), nn.Linear(network.width, network.width)
        )
        self.start = nn.LayerNorm(network.width)
        self.drop = nn.Dropout(network.dropout)
        self.near = nn.ModuleList([nn.Embedding(2 * STEPS + 1, network.heads) for _ in range(3)])
        self.layers = nn.ModuleList(
            [Layer(network.width, network.heads, network.dropout) for _ in range(network.layers)]
        )
        self.end = nn.LayerNorm(network.width)
        self.head = nn.Linear(network.width, classes)
        for table in self.near:
            nn.init.normal_(table.weight, std=0.02)
        nn.init.normal_(self.pieces.weight, std=0.3)
        with torch.no_grad():
            self.pieces.weight[0].zero_()

    def forward(self, pieces: Tensor, measures: Tensor, boxes: Tensor, mask: Tensor) -> Tensor:
        some = (pieces > 0).sum(dim=2, keepdim=True).clamp(min=1)
        letters = self.pieces(pieces).sum(dim=2) / torch.sqrt(some.to(measures.dtype))
        x = self.drop(self.start(self.letters(letters) + self.measures(measures)))
        middle = (boxes[:, :, 1] + boxes[:, :, 3]) / 2
        distances = [steps(place[:, None, :] - place[:, :, None]) for place in (boxes[:, :, 0], boxes[:, :, 2], middle)]
        if self.training:
            size = 2 * STEPS + 1
            joint = (distances[0] * size + distances[1]) * size + distances[2]
            bias = Nearness.apply(*(table.weight for table in self.near), joint, mask)
        else:
            bias = torch.zeros(1)
            for table, distance in zip(self.near, distances, strict=True):
                bias = bias + table(distance)
            bias = bias.permute(0, 3, 1, 2) + (1.0 - mask[:, None, None, :]) * -10000.0
        for layer in self.layers:
            x = layer(x, bias)
        scores: Tensor = self.head(self.end(x))
        return scores
