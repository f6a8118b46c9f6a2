"""Word recall and time of the OCR engines on pages whose text is known: PDFs with a text layer, drawn and degraded.

    python -m benchmarks.reading.ocr [--engine rapidocr tesseract] [--pages N] [FOLDER …]

A word counts as found where a word of the same characters (letter case and outer punctuation aside) lies within 5
points of it on the page as displayed.
"""

from __future__ import annotations

import argparse
import os
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from benchmarks.reading.degrade import WAYS, Image
from docvalidate.domain.page import Page, Word
from docvalidate.reading import read_pages
from docvalidate.reading.ocr.engines import available, find_engine
from docvalidate.reading.ocr.scan import read_scan
from docvalidate.reading.pdf.raster import render_grey

NEAR = 5.0
DPI = 200


def pages(folders: list[Path], count: int) -> Iterator[tuple[str, Page, Image]]:
    """Pages with a text layer, and their picture; one a file, `count` of them, the same ones each time."""
    files = sorted(file for folder in folders for file in folder.rglob("*.pdf"))
    random.Random(7).shuffle(files)
    for file in files:
        page = read_pages(file)[0]
        if page.source == "text" and len(page.words) > 40:
            document = pypdfium2.PdfDocument(file)
            yield file.name, page, render_grey(document[0], DPI, 10**8)[0]
            document.close()
            count -= 1
            if not count:
                return


def cpu_seconds() -> float:
    """Processor time of this process and of programs it ran: the same on a busy machine as on an idle one."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def plain(text: str) -> str:
    return re.sub(r"^\W+|\W+$", "", text.casefold().replace(" ", ""))


def found(truth: list[Word], page: Page, width: float, height: float, turned: str) -> tuple[list[Word], list[Word]]:
    """(words found, words missed)."""
    read: dict[str, list[tuple[float, float]]] = {}
    for word in page.words:
        x0, top, x1, bottom = page.displayed(word.box)
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        if turned == "on its side":  # the picture was turned to the left
            x, y = width - y, x
        elif turned == "on its head":
            x, y = width - x, height - y
        read.setdefault(plain(word.text), []).append((x, y))
    hits, misses = [], []
    for word in truth:
        near = NEAR + 0.045 * max(width, height) if turned not in ("clean", "low resolution") else NEAR
        places = read.get(plain(word.text), [])
        place = next((at for at in places if abs(at[0] - word.centre) < near and abs(at[1] - word.middle) < near), None)
        if place is None:
            misses.append(word)
        else:
            places.remove(place)
            hits.append(word)
    return hits, misses


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--engine", nargs="*", default=[name for name, reason in available().items() if reason is None])
    parser.add_argument("--pages", type=int, default=8)
    parser.add_argument("--way", nargs="*", default=list(WAYS))
    parser.add_argument("--reliability", action="store_true", help="how often words of each confidence are right")
    parser.add_argument("--misses", type=int, default=0)
    options = parser.parse_args()
    sheets = list(pages(options.folders, options.pages))
    print(f"{len(sheets)} pages, {sum(len(page.words) for _, page, _ in sheets)} words")
    for name in options.engine:
        engine = find_engine(name)
        assert engine is not None
        for way in options.way:
            hit = total = number_hit = numbers = 0
            seconds = 0.0
            missed: list[str] = []
            bins: dict[int, list[bool]] = {}
            for file, page, image in sheets:
                damaged = WAYS[way](image)
                start = cpu_seconds()
                scan = read_scan(damaged, DPI, 1, engine)
                seconds += cpu_seconds() - start
                truth = [word for word in page.words if plain(word.text)]
                hits, misses = found(truth, scan, page.width, page.height, way)
                hit, total = hit + len(hits), total + len(truth)
                numbers += sum(any(c.isdigit() for c in word.text) for word in truth)
                number_hit += sum(any(c.isdigit() for c in word.text) for word in hits)
                known = Counter(plain(word.text) for word in truth)
                for word in scan.words:
                    right = known[plain(word.text)] > 0
                    known[plain(word.text)] -= right
                    bins.setdefault(min(19, int(20 * word.confidence)), []).append(right)
                missed += [f"{file}:{word.text}" for word in misses]
            print(
                f"{name:10} {way:15} words {hit / total:6.1%}  with digits {number_hit / numbers:6.1%}"
                f"  {seconds / len(sheets):5.1f} s a page",
                flush=True,
            )
            for step, rights in sorted(bins.items()) if options.reliability else ():
                share = sum(rights) / len(rights)
                print(
                    f"    confidence {step / 20:.2f} to {(step + 1) / 20:.2f}: {share:.3f} of {len(rights)} words right"
                )
            for text in missed[: options.misses]:
                print("    missed", text)


if __name__ == "__main__":
    main()
