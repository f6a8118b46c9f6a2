"""Draws pages in a process of its own: a paper that crashes or hangs the drawing costs its picture, not the report.

Reads requests as JSON lines from standard input and answers each with one JSON line. Run by `pictures`; it imports
what is heavy only when a request needs it.
"""

from __future__ import annotations

import base64
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL import Image

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
    """A page as a picture (`href`), a sheet as `rows`, or plain text as `words`; sizes in points."""
    suffix = path.suffix.lower()
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(b"%PDF") or suffix == ".pdf":
        return _pdf(path, page)
    if suffix in (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv"):
        return _sheet(path, page)
    if suffix in (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp"):
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
    from PIL import Image, ImageOps

    with Image.open(path) as image:
        image.seek(number - 1)
        dpi = float(image.info.get("dpi", (0, 0))[0]) or 0.0
        upright = ImageOps.exif_transpose(image).convert("L")
    dpi = dpi if dpi >= 50 else 200.0
    width, height = upright.width * 72 / dpi, upright.height * 72 / dpi
    scale = min(DPI / dpi, LONGEST_SIDE / max(upright.size), 1.0)
    size = (max(1, round(upright.width * scale)), max(1, round(upright.height * scale)))
    return {**_encode(upright.resize(size)), "width": width, "height": height}


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


def _sheet(path: Path, number: int) -> Answer:
    if path.suffix.lower() in (".csv", ".tsv"):
        import csv

        text = path.read_text(encoding="utf-8-sig", errors="replace")
        delimiter = "\t" if path.suffix.lower() == ".tsv" else max(",;\t", key=text[:4000].count)
        return {"sheet": path.name, "rows": list(_cells(csv.reader(text.splitlines(), delimiter=delimiter)))}
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_path(path)
    sheet = workbook.get_sheet_by_index(number - 1)
    rows = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS)
    return {"sheet": workbook.sheet_names[number - 1], "rows": list(_cells(rows))}


def _cells(rows: Any) -> Iterator[list[str]]:
    for count, row in enumerate(rows):
        if count >= MOST_ROWS:
            return
        yield [_cell(value)[:LONGEST_CELL] for value in row[:MOST_COLUMNS]]


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _words(path: Path, number: int) -> Answer:
    from docvalidate.reading import read_pages

    page = next(page for page in read_pages(path) if page.number == number)
    words = [[word.text, word.x0, word.top, word.x1, word.bottom] for word in page.words]
    return {"words": words, "width": page.width, "height": page.height}


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the time limit still holds
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY if hard < 0 else min(MEMORY, hard), hard))


if __name__ == "__main__":
    main()
