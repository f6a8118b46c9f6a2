"""The training itself: batches of pages of like length, one cosine of the learning rate, a state every few minutes."""

from __future__ import annotations

import json
import math
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from docvalidate.domain.page import Word
from docvalidate.extraction.model.classes import OTHER, classes
from docvalidate.extraction.model.features import features, in_order
from tools.training.change import changed
from tools.training.data import Drawn, Packed
from tools.training.network import Labeller
from tools.training.recipe import Recipe

SAVED = 50
"""Steps between two states that a stopped training goes on from."""
Batch = tuple[Tensor, Tensor, Tensor, Tensor, Tensor]


def arrays(page: Drawn, longest: int, rng: random.Random | None) -> tuple[np.ndarray, ...]:
    """Features and soft targets of a page; of a longer one the words of a stretch."""
    words = [Word(text, *box) for text, box, _ in page.words]
    order = in_order(words)
    start = rng.randrange(0, len(order) - longest + 1) if rng and len(order) > longest else 0
    known = features([words[i] for i in order], page.width, page.height).part(start, start + longest)
    order = order[start : start + longest]
    target = np.zeros((len(order), len(classes())), dtype=np.float32)
    for row, index in enumerate(order):
        numbers = page.words[index][2]
        target[row, numbers] = 1.0 / len(numbers)
    return known.pieces, known.measures, known.boxes, target


def together(pages: Sequence[tuple[np.ndarray, ...]]) -> Batch:
    """Pages as one batch, filled up to the longest."""
    longest = max(len(page[0]) for page in pages)
    pieces, measures, boxes, target = (
        torch.from_numpy(np.stack([np.pad(page[k], ((0, longest - len(page[k])), (0, 0))) for page in pages]))
        for k in range(4)
    )
    mask = torch.zeros(len(pages), longest)
    for row, page in enumerate(pages):
        mask[row, : len(page[0])] = 1.0
    return pieces, measures, boxes, mask, target


def _groups(pages: Sequence[Packed], rng: random.Random, recipe: Recipe) -> list[list[Packed]]:
    """Pages of like length in groups of about `words_per_step` words, groups in any order."""
    how = recipe.training
    order = sorted(pages, key=lambda page: page.count + rng.uniform(0, 40))
    groups: list[list[Packed]] = []
    for page in order:
        size = min(page.count, how.longest_page)
        if groups and size * (len(groups[-1]) + 1) <= how.words_per_step:
            groups[-1].append(page)
        else:
            groups.append([page])
    rng.shuffle(groups)
    return groups


def _batches(groups: Sequence[list[Packed]], rng: random.Random, recipe: Recipe) -> Iterator[Batch]:
    how = recipe.training
    for group in groups:
        made = [changed(packed.page, rng, how) for packed in group]
        yield together([arrays(page, how.longest_page, rng) for page in made if page.words])


def loss_of(scores: Tensor, target: Tensor, mask: Tensor) -> Tensor:
    """Cross entropy over the words that are there; words of no field count less, there are so many."""
    losses = -(target * torch.log_softmax(scores, dim=-1)).sum(dim=-1)
    weight = mask * (1.0 - 0.5 * target[:, :, 0])
    return (losses * weight).sum() / weight.sum()


def is_trained(recipe: Recipe, work: Path) -> bool:
    """Whether `work/state.pt` is that of a training that came to its end."""
    state = work / "state.pt"
    return state.exists() and bool(torch.load(state, weights_only=True)["epoch"] >= recipe.training.epochs)


def _save(state: Path, network: Labeller, optimiser: torch.optim.Optimizer, epoch: int, groups: int) -> None:
    """Writes a state whole or not at all; `groups` of the epoch have been learned from."""
    parts = {"network": network.state_dict(), "optimiser": optimiser.state_dict(), "epoch": epoch, "groups": groups}
    torch.save(parts, state.with_suffix(".part"))
    state.with_suffix(".part").replace(state)


def train(
    recipe: Recipe, pages: Sequence[Packed], held: Sequence[Packed], work: Path, start: Path | None = None
) -> Labeller:
    """Trains, or goes on where `work/state.pt` stands; writes a line an epoch to `work/log.jsonl`.

    Without a state of its own it begins with the network of `start`, another training's state.
    """
    how = recipe.training
    torch.set_num_threads(how.threads)
    torch.manual_seed(how.seed)
    network = Labeller(recipe.network, len(classes()))
    decayed = [p for n, p in network.named_parameters() if p.dim() > 1 and "near" not in n and n != "pieces.weight"]
    others = [p for p in network.parameters() if not any(p is d for d in decayed)]
    optimiser = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": 0.02}, {"params": others, "weight_decay": 0.0}], lr=how.rate
    )
    state = work / "state.pt"
    first = learned = 0
    if state.exists():
        saved = torch.load(state, weights_only=True)
        network.load_state_dict(saved["network"])
        optimiser.load_state_dict(saved["optimiser"])
        first, learned = saved["epoch"], saved.get("groups", 0)
    elif start is not None:
        network.load_state_dict(torch.load(start, weights_only=True)["network"])
    per_epoch = len(_groups(pages, random.Random(how.seed), recipe))
    whole = per_epoch * how.epochs
    step = first * per_epoch + learned
    began = time.monotonic()
    for epoch in range(first, how.epochs):
        rng = random.Random(f"{how.seed}/{epoch}")
        network.train()
        total = 0.0
        groups = _groups(pages, rng, recipe)
        begin, learned = learned, 0
        for number, (*inputs, mask, target) in enumerate(_batches(groups[begin:], rng, recipe), begin):
            rate = (
                how.rate * min(1.0, (step + 1) / how.warm_up) * 0.5 * (1 + math.cos(math.pi * min(1.0, step / whole)))
            )
            for group in optimiser.param_groups:
                group["lr"] = rate
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = network(*inputs, mask)
            loss = loss_of(scores.float(), target, mask)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            total += float(loss.detach())
            step += 1
            if number % SAVED == SAVED - 1:
                print(
                    f"epoch {epoch} step {number + 1}/{len(groups)} loss {total / (number + 1 - begin):.4f} "
                    f"last {float(loss.detach()):.4f} {time.monotonic() - began:.0f} s",
                    flush=True,
                )
                _save(state, network, optimiser, epoch, number + 1)
        scores_now = score(network, held, how.longest_page)
        row = {
            "epoch": epoch + 1,
            "loss": round(total / max(1, len(groups) - begin), 4),
            "validation": scores_now["all"],
        }
        with (work / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(row) + "\n")
        print(row, flush=True)
        _save(state, network, optimiser, epoch + 1, 0)
    return network


@torch.no_grad()
def score(network: Labeller, pages: Sequence[Packed], longest: int) -> dict[str, float]:
    """F1 of each class over words, `all` that of all words of fields together (names of fields left out)."""
    network.eval()
    names = classes()
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for packed in pages:
        *inputs, mask, target = together([arrays(packed.page, longest, None)])
        best = network(*inputs, mask)[0].argmax(dim=-1).tolist()
        for guess, due in zip(best, target[0], strict=True):
            right = bool(due[guess] > 0)
            wanted = names[guess] if right else names[int(due.argmax())]
            for name in {"all", wanted} - {OTHER} if not wanted.startswith("label.") else {wanted}:
                if name != "all" or wanted != OTHER:
                    counts[name][0 if right else 1] += 1
            if not right and names[guess] != OTHER:
                counts[names[guess]][2] += 1
                if not names[guess].startswith("label."):
                    counts["all"][2] += 1
    return {
        name: round(2 * good / max(1, 2 * good + missed + wrong), 4) for name, (good, missed, wrong) in counts.items()
    }
