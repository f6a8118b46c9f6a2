"""Words and time of the PDF reader beside pdfplumber's on the same pages.

    python -m benchmarks.reading.text [--differences N] [FOLDER …]

Agreement: pairs of words of the same text whose edges lie within 2 points, twice over, divided by the words of both.
"""

from __future__ import annotations

import argparse
import logging
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import pdfplumber

from docvalidate.domain.page import Word
from docvalidate.reading import read_pages

NEAR = 2.0


def agreement(ours: list[Word], theirs: list[dict[str, Any]]) -> tuple[int, list[str], list[str]]:
    """(pairs, texts that only we have, texts that only pdfplumber has)."""
    left: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for word in theirs:
        left[word["text"]].append(word)
    pairs, only = 0, []
    for word in ours:
        twin = next((w for w in left[word.text] if abs(w["x0"] - word.x0) < NEAR > abs(w["x1"] - word.x1)), None)
        if twin is None:
            only.append(word.text)
        else:
            left[word.text].remove(twin)
            pairs += 1
    return pairs, only, [word["text"] for words in left.values() for word in words]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--differences", type=int, default=0, help="print so many pages on which the words differ")
    options = parser.parse_args()
    logging.disable(logging.ERROR)
    files = sorted(file for folder in options.folders for file in folder.rglob("*.pdf"))
    ours_ms = words_ms = tables_ms = 0.0
    pages = both = total = same_pages = 0
    shares: list[tuple[float, str]] = []
    for file in files:
        read_pages(file) if not pages else None  # the first file pays for the imports
        start = time.process_time()
        read = read_pages(file)
        spent = 1000 * (time.process_time() - start)
        if any(page.source != "text" for page in read):
            continue
        ours_ms += spent
        with pdfplumber.open(file) as pdf:
            for page, theirs in zip(read, pdf.pages, strict=True):
                start = time.process_time()
                words = [w for w in theirs.extract_words(x_tolerance=1.5, y_tolerance=2) if w["upright"]]
                middle = time.process_time()
                theirs.extract_tables()
                end = time.process_time()
                words_ms += 1000 * (middle - start)
                tables_ms += 1000 * (end - start)
                pairs, only_ours, only_theirs = agreement(page.words, words)
                pages, both, total = pages + 1, both + 2 * pairs, total + len(page.words) + len(words)
                same_pages += not only_ours and not only_theirs
                share = 2 * pairs / max(1, len(page.words) + len(words))
                if share < 1:
                    shares.append(
                        (
                            share,
                            f"{file.name} p. {page.number}: only ours {only_ours[:8]}, only theirs {only_theirs[:8]}",
                        )
                    )
    print(f"{pages} pages, {total // 2:,} words: {both / total:.4f} agree; on {same_pages} pages all of them")
    print(f"ours, words and ruling lines        {ours_ms / pages:7.1f} ms a page")
    print(f"pdfplumber, extract_words           {words_ms / pages:7.1f} ms a page")
    print(f"pdfplumber, and extract_tables      {tables_ms / pages:7.1f} ms a page")
    for share, what in sorted(shares)[: options.differences]:
        print(f"  {share:.3f} {what}")


if __name__ == "__main__":
    main()
