"""Draws pages in a process of its own: a paper that crashes or hangs the drawing costs its picture, not the report.

Reads requests as JSON lines from standard input and answers each with one JSON line. Run by `pictures`; it imports
what is heavy only when a request needs it.
"""

from __future__ import annotations

import base64
import io
import json
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docvalidate.report.html.cells import split

if TYPE_CHECKING:
    from PIL import Image

    from docvalidate.domain.page import Page, Word

DPI = 120
"""Enough to read 7-point print in a crop; the picture of an A4 page takes 30-60 kB."""
LONGEST_SIDE = 2000
"""Pixels: a page of a metre is drawn coarser."""
SCAN_BYTES = 90_000
"""A page whose 16 greys take more than this is a scan or a photograph, which JPEG keeps smaller."""
MEMORY = 3 * 1024**3
"""Bytes of address space for drawing."""
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 400, 40, 300
"""Of a sheet that is shown."""

Answer = dict[str, Any]


def main() -> None:
    """Answers requests until standard input ends."""
    _limit_memory()
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = draw(Path(request["path"]), int(request["page"]))
        except Exception as error:
            # Whatever a hostile file provokes in a library becomes the reason why there is no picture.
            answer = {"missing": f"the page cannot be drawn ({type(error).__name__})"}
        sys.stdout.write(json.dumps({"id": request["id"], **answer}) + "\n")
        sys.stdout.flush()


def draw(path: Path, page: int) -> Answer:
    """A page as a picture (`href`), a sheet as `rows`, or plain text as `words`; sizes in points.

    The reader that knows the file by its content decides, as it did when the file was read.
    """
    from docvalidate.reading.registry import reader_for

    reader = reader_for(path)
    name = reader.name if reader is not None else ""
    if name == "pdf":
        return _pdf(path, page)
    if name == "image":
        return _image(path, page)
    return _words(path, page)


def _pdf(path: Path, number: int) -> Answer:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    page = document[number - 1]
    width, height = page.get_size()
    scale = min(DPI / 72, LONGEST_SIDE / max(width, height))
    return {**_encode(page.render(scale=scale, grayscale=True).to_pil()), "width": width, "height": height}


def _image(path: Path, number: int) -> Answer:
    """As large as the reader of images takes it to be: by the file's own resolution where that is credible."""
    from PIL import Image, ImageOps

    from docvalidate.reading.ocr.images import CREDIBLE_DPI, PAGE_WIDTH

    with Image.open(path) as image:
        if number > 1:
            image.seek(number - 1)
        dpi = float(image.info.get("dpi", (0, 0))[0])
        upright = ImageOps.exif_transpose(image)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        paper = Image.new("RGBA", upright.size, "white")
        paper.alpha_composite(upright.convert("RGBA"))
        upright = paper
    if not CREDIBLE_DPI[0] <= dpi <= CREDIBLE_DPI[1]:
        dpi = min(upright.size) / PAGE_WIDTH
    width, height = upright.width * 72 / dpi, upright.height * 72 / dpi
    scale = min(DPI / dpi, LONGEST_SIDE / max(upright.size), 1.0)
    size = (max(1, round(upright.width * scale)), max(1, round(upright.height * scale)))
    return {**_encode(upright.convert("L").resize(size)), "width": width, "height": height}


def _encode(image: Image.Image) -> Answer:
    """Sixteen greys as PNG; JPEG where that is smaller, which is the case for scans."""
    buffer = io.BytesIO()
    image = image.convert("L")
    greys = image.point([round(level / 17) for level in range(256)])
    greys.putpalette([shade for level in range(16) for shade in (level * 17,) * 3])
    greys.save(buffer, "PNG", bits=4)
    kind = "png"
    if len(buffer.getvalue()) > SCAN_BYTES:
        compressed = io.BytesIO()
        image.save(compressed, "JPEG", quality=42, optimize=True)
        if len(compressed.getvalue()) < len(buffer.getvalue()):
            buffer, kind = compressed, "jpeg"
    data = base64.b64encode(buffer.getvalue()).decode("ascii")
    return {"href": f"data:image/{kind};base64,{data}"}


def _words(path: Path, number: int) -> Answer:
    """A sheet's cells, or the words of plain text, as the reader delivers them."""
    page = next(page for page in _pages(path) if page.number == number)
    if page.source == "sheet":
        return {"sheet": page.sheet or path.name, "rows": _grid(page.words)}
    words = [[word.text, word.x0, word.top, word.x1, word.bottom] for word in page.words]
    return {"words": words, "width": page.width, "height": page.height}


@lru_cache(maxsize=2)
def _pages(path: Path) -> list[Page]:
    from docvalidate.reading import read_pages

    return read_pages(path)


def _grid(words: list[Word]) -> list[list[str]]:
    cells: dict[tuple[int, int], str] = {}
    for word in words:
        spot = split(word.cell or "")
        if spot is not None and spot[0] <= MOST_ROWS and spot[1] <= MOST_COLUMNS:
            cells[spot] = f"{cells[spot]} {word.text}"[:LONGEST_CELL] if spot in cells else word.text[:LONGEST_CELL]
    last, widest = max((row for row, _ in cells), default=0), max((column for _, column in cells), default=0)
    return [[cells.get((row, column), "") for column in range(1, widest + 1)] for row in range(1, last + 1)]


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the time limit still holds
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY if hard < 0 else min(MEMORY, hard), hard))


if __name__ == "__main__":
    main()
