"""Makes `docvalidate/screening/data/plain_words.txt`: words of plain English that companies seldom bear.

    python -m benchmarks.screening.make_plain_words

They are the whole words of the vocabulary of all-MiniLM-L6-v2 (`models/goods/tokenizer.json`, Apache-2.0), which holds
words by how common they are, without places, cue words' own and words of company names.
"""

from __future__ import annotations

import json
from pathlib import Path

from docvalidate.screening.tables import places, word_frequencies

ROOT = Path(__file__).parents[2]
VOCABULARY = ROOT / "models/goods/tokenizer.json"
DATA = ROOT / "docvalidate/screening/data/plain_words.txt"
COMMONEST = 16_000
SELDOM = 150.0
"""Names in a million that may hold the word."""
SHORTEST = 4


def main() -> None:
    vocabulary = json.loads(VOCABULARY.read_text(encoding="utf-8"))["model"]["vocab"]
    words = sorted(
        word
        for word, rank in vocabulary.items()
        if rank < COMMONEST and len(word) >= SHORTEST and word.isascii() and word.isalpha()
        and word_frequencies().get(word, 0.0) < SELDOM and word not in places()
    )  # fmt: skip
    note = "# Words of plain English that companies seldom bear. Made by benchmarks/screening/make_plain_words.py\n"
    DATA.write_text(note + "\n".join(words) + "\n", encoding="utf-8")
    print(f"{len(words):,} words")


if __name__ == "__main__":
    main()
