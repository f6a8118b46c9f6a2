"""The second reader of PDF: pdfplumber, for files and pages that pdfium refuses and pdfminer can still read.

pdfminer finds pages by their type where the tree of pages is broken, which is the usual case here. It is several times
slower, so it is imported only after pdfium has refused. Pages that are images stay unread: drawing them needs pdfium.
"""

from __future__ import annotations

import logging
import time
from pathlib import Path
from typing import Any

from docvalidate.config.reading import ReadingLimits
from docvalidate.domain.errors import ReadingError
from docvalidate.domain.page import Page
from docvalidate.reading.pdf.characters import DROPPED, REPLACED, Character, Direction, is_bold_name, running, turned
from docvalidate.reading.pdf.drawing import NEARLY_WHITE, THIN, Drawing
from docvalidate.reading.pdf.frame import Frame
from docvalidate.reading.pdf.layer import judge_layer
from docvalidate.reading.pdf.turning import lay_out

NOTE = "the file is damaged; the page was read by a second reader, compare it with the print"
LARGEST_SIDE = 14_400.0

log = logging.getLogger(__name__)


def read_again(
    path: Path, limits: ReadingLimits, until: float, wanted: set[int] | None = None, count: int | None = None
) -> dict[int, Page]:
    """The pages that pdfminer can read, by their number; none where it refuses the file too.

    `wanted`: only these numbers. `count`: how many pages the file is known to have: where pdfminer finds another
    number of them, no number can be trusted and nothing is read. No page is begun after `until` (`time.monotonic`).
    Raises `ReadingError` where a limit is passed.
    """
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    found: dict[int, Page] = {}
    try:
        with pdfplumber.open(path, pages=list(range(1, limits.max_pages + 2))) as pdf:
            pages = pdf.pages
            if len(pages) > limits.max_pages:
                raise ReadingError(
                    path.name,
                    f"has more than the {limits.max_pages:,} pages allowed",
                    "split the file, or raise reading.max_pages",
                )
            if count is not None and len(pages) != count:
                return {}
            for number, page in enumerate(pages, 1):
                if (wanted is not None and number not in wanted) or time.monotonic() > until:
                    continue
                read = _read_page(page, number, path, limits)
                if read is not None:
                    found[number] = read
                page.close()
    except ReadingError:
        raise
    except Exception as error:  # pdfminer raises whatever a damaged file makes it stumble over
        log.debug("%s: the second reader refuses it too (%s)", path.name, error)
    return found


def _read_page(page: Any, number: int, path: Path, limits: ReadingLimits) -> Page | None:
    try:
        printed, edges, images = page.chars, page.edges, page.images
    except Exception as error:  # as above: one page must not cost the others
        log.debug("%s, page %d: the second reader refuses it too (%s)", path.name, number, error)
        return None
    if len(printed) > limits.max_characters:
        raise ReadingError(
            path.name,
            f"holds {len(printed):,} characters on one page, more than the {limits.max_characters:,} allowed",
            "split the page, or raise reading.max_characters",
            f"page {number}",
        )
    x0, top, x1, bottom = page.mediabox if page.rotation else page.cropbox
    frame = Frame(0.0, 0.0, float(x1 - x0), float(bottom - top), 0)
    if not (0 < frame.width <= LARGEST_SIDE and 0 < frame.height <= LARGEST_SIDE):
        return None
    characters = _characters(printed, float(x0), float(top), frame, float(page.mediabox[1] + page.height))
    drawing = _drawing(edges, images, float(x0), float(top), limits.max_drawings)
    layer = judge_layer([one for run in characters.values() for one in run], drawing, frame)
    if layer.trust != "text" or not any(characters.values()):
        return None
    result = lay_out(number, frame, characters, drawing.rules())
    result.notes += [*layer.notes, NOTE]
    return result


def _characters(
    printed: list[dict[str, Any]], left: float, upper: float, frame: Frame, floor: float
) -> dict[Direction, list[Character]]:
    """pdfplumber's characters on the visible page, as `read_characters` gives pdfium's."""
    found: dict[Direction, list[Character]] = {0: [], 90: [], 180: [], 270: []}
    for one in printed:
        sign = one["text"]
        if sign in DROPPED:
            continue
        if sign.startswith("(cid:"):
            sign = "\ufffd"  # a glyph whose meaning the file does not tell
        box = (one["x0"] - left, one["top"] - upper, one["x1"] - left, one["bottom"] - upper)
        if box[2] < 0 or box[0] > frame.width or box[3] < 0 or box[1] > frame.height:
            continue
        a, b, _, _, e, f = one["matrix"]
        direction = running(a, -b)
        x, y = e - left, floor - f - upper
        base = turned((x, y, x, y), direction)[1]
        box = turned(box, direction)
        bold = is_bold_name(str(one["fontname"]))
        found[direction].append(Character(REPLACED.get(sign, sign), *box, base, box[3] - box[1], bold))
    return found


def _drawing(
    edges: list[dict[str, Any]], images: list[dict[str, Any]], left: float, upper: float, most: int
) -> Drawing:
    drawing = Drawing(complete=len(edges) + len(images) <= most)
    for edge in edges[:most]:
        if not edge.get("stroke") and (not edge.get("fill") or _is_white(edge.get("non_stroking_color"))):
            continue  # drawn in no colour
        x0, top, x1, bottom = edge["x0"] - left, edge["top"] - upper, edge["x1"] - left, edge["bottom"] - upper
        if edge["orientation"] == "h" and x1 - x0 > THIN:
            drawing.horizontal.append(((top + bottom) / 2, x0, x1))
        elif edge["orientation"] == "v" and bottom - top > THIN:
            drawing.vertical.append(((x0 + x1) / 2, top, bottom))
    for image in images[:most]:
        box = (image["x0"] - left, image["top"] - upper, image["x1"] - left, image["bottom"] - upper)
        drawing.images.append(box)
    return drawing


def _is_white(colour: object) -> bool:
    """Whether a colour in grey or RGB shows nothing on paper."""
    return (
        isinstance(colour, tuple)
        and len(colour) in (1, 3)
        and all(isinstance(part, (int, float)) and part * 255 >= NEARLY_WHITE for part in colour)
    )
