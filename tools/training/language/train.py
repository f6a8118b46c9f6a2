"""Trains the pipeline: a blank tokeniser of many languages, hashed features in a small convolution, entities."""

from __future__ import annotations

import json
import pickle
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed

from tools.training.language.recipe import Network, Recipe
from tools.training.language.text import LABELS, Text, changed

Counts = dict[str, list[int]]
"""Right, wrong and missed entities by label."""


def blank(network: Network) -> Language:
    """The pipeline before it has learned anything."""
    nlp = spacy.blank("xx")
    tok2vec = {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": network.width,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
            "rows": list(network.rows),
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": network.width,
            "depth": network.depth,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }
    model = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": network.hidden,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": tok2vec,
    }
    nlp.add_pipe("ner", config={"model": model})
    return nlp


def example(nlp: Language, text: Text) -> Example:
    """A text with its entities at the borders of tokens; one over another is left out."""
    doc = nlp.make_doc(text.text)
    spans: list[Any] = []
    for start, end, label in text.entities:
        span = doc.char_span(start, end, label=label, alignment_mode="expand")
        if span is None or (spans and span.start < spans[-1].end):
            continue
        while len(span) and span[-1].is_space:
            span = doc[span.start : span.end - 1]
        if len(span) and not span[0].is_space:
            span.label_ = label
            spans.append(span)
    true = Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])
    true.ents = [spacy.tokens.Span(true, s.start, s.end, label=s.label_) for s in spans]
    return Example(doc, true)


def _batches(nlp: Language, texts: Sequence[Text], recipe: Recipe, epoch: int) -> Iterator[list[Example]]:
    how = recipe.training
    rng = random.Random(f"{how.seed}/{epoch}")
    order = list(texts)
    rng.shuffle(order)
    batch: list[Example] = []
    words = 0
    # small steps first, as is usual: the weights know nothing yet
    most = how.batch_words / 3 if epoch == 0 else how.batch_words
    for text in order:
        batch.append(example(nlp, changed(text, rng, how.strange_names, how.upper, how.mistakes)))
        words += len(batch[-1].reference)
        if words >= most:
            yield batch
            batch, words = [], 0
    if batch:
        yield batch


def train(recipe: Recipe, texts: Sequence[Text], held: Sequence[Text], work: Path) -> Language:
    """Trains, or goes on where `work/state` stands; writes a line an epoch to `work/log.jsonl`."""
    how = recipe.training
    fix_random_seed(how.seed)
    state = work / "state.pickle"
    nlp = blank(recipe.network)
    for label in labels_of(texts):
        nlp.get_pipe("ner").add_label(label)  # type: ignore[attr-defined]
    optimiser = nlp.initialize(lambda: [example(nlp, text) for text in texts[:50]])
    optimiser.learn_rate = how.rate
    first = 0
    if state.exists():
        saved = pickle.loads(state.read_bytes())
        nlp.from_bytes(saved["nlp"])
        for name in ("averages", "mom1", "mom2", "nr_update"):
            setattr(optimiser, name, saved[name])
        first = saved["epoch"]
    began = time.monotonic()
    for epoch in range(first, how.epochs):
        random.seed(how.seed + epoch)
        numpy.random.seed(how.seed + epoch)
        losses: dict[str, float] = {}
        # the rate falls to a tenth, whatever the number of epochs: a shorter training is the beginning of a longer one
        optimiser.learn_rate = how.rate * max(0.1, 1.0 - 0.3 * epoch)
        words = 0
        for batch in _batches(nlp, texts, recipe, epoch):
            nlp.update(batch, sgd=optimiser, drop=how.dropout, losses=losses)
            words += sum(len(one.reference) for one in batch)
        with nlp.use_params(optimiser.averages):
            f1 = f1_of(together(counts(nlp, held)))
        row = {"epoch": epoch + 1, "loss": round(float(losses["ner"]) / max(1, words), 4), "validation": round(f1, 4)}
        print(row, f"{words} words, {time.monotonic() - began:.0f} s", flush=True)
        with (work / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(row) + "\n")
        saved = {name: getattr(optimiser, name) for name in ("averages", "mom1", "mom2", "nr_update")}
        part = state.with_suffix(".part")
        part.write_bytes(pickle.dumps({**saved, "nlp": nlp.to_bytes(), "epoch": epoch + 1}))
        part.replace(state)
    with nlp.use_params(optimiser.averages):
        whole = nlp.to_bytes()
    return nlp.from_bytes(whole)


def labels_of(texts: Sequence[Text]) -> list[str]:
    """The labels that are taught, in a fixed order."""
    seen = {label for text in texts for _, _, label in text.entities}
    return [label for label in LABELS if label in seen]


def counts(nlp: Language, texts: Sequence[Text]) -> Counts:
    """Entities of the pipeline against those due, by label; an entity is right when both its ends are."""
    found: Counts = defaultdict(lambda: [0, 0, 0])
    for text in texts:
        one = example(nlp, text)
        due = {(e.start, e.end, e.label_) for e in one.reference.ents}
        got = {(e.start, e.end, e.label_) for e in nlp(text.text).ents}
        for place, entities in enumerate((due & got, got - due, due - got)):
            for _, _, label in entities:
                found[label][place] += 1
    return found


def together(by_label: Counts) -> list[int]:
    """All labels as one."""
    return [sum(column) for column in zip(*by_label.values(), strict=True)] or [0, 0, 0]


def f1_of(cell: Sequence[int]) -> float:
    right, wrong, missed = cell
    return 2 * right / max(1, 2 * right + wrong + missed)
