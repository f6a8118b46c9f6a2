"""Image files: scans and photographs as PNG, JPEG, TIFF (of many pages), WebP, BMP, GIF."""

from __future__ import annotations

import math
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docvalidate.config.reading import ReadingLimits
from docvalidate.domain.errors import ReadingError
from docvalidate.domain.page import Affine, Page
from docvalidate.reading.ocr.engines import find_engine
from docvalidate.reading.ocr.scan import LATE, MISSING, read_scan
from docvalidate.reading.probe import Probe
from docvalidate.reading.registry import Reader

if TYPE_CHECKING:
    from docvalidate.reading.ocr.engines import Image

SUFFIXES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp", ".gif", ".heic", ".heif")
PAGE_WIDTH = 8.27
"""Inches: the narrower side of a page, by which the resolution is found where the file does not tell a credible one."""
CREDIBLE_DPI = (60.0, 1300.0)
CREDIBLE_WIDTH = (3.0, 24.0)
"""Inches of the narrower side that a paper may have."""
LONGEST_SIDE = 4000
_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+", b"GIF8", b"BM")
_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis")


def read_image(path: Path, limits: ReadingLimits) -> list[Page]:
    """The pages of an image file. A page is as large as its pixels and the file's own resolution say."""
    from PIL import Image as Pillow
    from PIL import ImageOps, UnidentifiedImageError

    if _is_heif(path):
        raise ReadingError(path.name, "is a HEIC photograph, which cannot be read", "send it as JPEG or PDF")
    pages: list[Page] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of large images and odd tags; the limits below decide
        try:
            with Pillow.open(path) as file:
                count = getattr(file, "n_frames", 1) if file.format in ("TIFF", "MPO") else 1
                if file.format == "MPO":
                    count = 1  # a second view of the same photograph
                if count > limits.max_pages:
                    raise ReadingError(
                        path.name,
                        f"has {count:,} pages, more than the {limits.max_pages:,} allowed",
                        "split the file, or raise reading.max_pages",
                    )
                until = time.monotonic() + limits.max_ocr_seconds
                for number in range(1, count + 1):
                    file.seek(number - 1)
                    if file.width * file.height > limits.max_pixels:
                        raise _too_large(path, limits, number if count > 1 else None)
                    declared = _declared_dpi(file)
                    frame = ImageOps.exif_transpose(file)
                    pages.append(read_picture(frame, declared, number, limits, until))
        except Pillow.DecompressionBombError as error:
            raise _too_large(path, limits) from error
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
            raise ReadingError(
                path.name, "is damaged and cannot be opened as an image", "ask the sender for it again"
            ) from error
    return pages


def read_picture(
    picture: Any, declared_dpi: float | None, number: int, limits: ReadingLimits, until: float = math.inf
) -> Page:
    """The page of one Pillow image. Words are in points of a page of usual size, whatever the file declares.

    After the time `until` (of `time.monotonic`) it is an unread page.
    """
    import numpy as np

    width, height = picture.size
    narrow = min(width, height)
    dpi = declared_dpi
    if dpi is None or not CREDIBLE_WIDTH[0] <= narrow / dpi <= CREDIBLE_WIDTH[1]:
        dpi = narrow / PAGE_WIDTH
    shown_dpi = declared_dpi or dpi
    engine = find_engine(limits.ocr_engine)
    late = time.monotonic() > until
    if engine is None or late:
        size = 72 / shown_dpi
        reason = f"is an image, {LATE if late else MISSING}"
        return Page(number, width * size, height * size, [], source="ocr", unread=reason)
    picture = _flat(picture)
    shrink = min(1.0, LONGEST_SIDE / max(width, height))
    if shrink < 1:
        picture = picture.resize((max(1, round(width * shrink)), max(1, round(height * shrink))))
    pixels: Image = np.asarray(picture, dtype=np.uint8)
    page = read_scan(pixels, dpi * shrink, number, engine)
    if shown_dpi != dpi:
        page.frame = _scaled(page.frame, dpi / shown_dpi)
    return page


def _scaled(frame: Affine | None, factor: float) -> Affine:
    a, b, c, d, e, f = frame or (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return (a * factor, b * factor, c * factor, d * factor, e * factor, f * factor)


def _flat(picture: Any) -> Any:
    """In grey, on white where it is transparent."""
    from PIL import Image as Pillow

    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        paper = Pillow.new("RGBA", picture.size, "white")
        paper.alpha_composite(picture)
        picture = paper
    if picture.mode.startswith("I;16") or picture.mode in ("I", "F"):
        low, high = picture.getextrema()
        span = max(1, high - low)
        return picture.point(lambda value: (value - low) * 255 / span).convert("L")
    return picture.convert("L")


def _declared_dpi(file: Any) -> float | None:
    try:
        dpi = float(file.info.get("dpi", (0, 0))[0])
    except (TypeError, ValueError, ZeroDivisionError, IndexError):
        return None
    return dpi if CREDIBLE_DPI[0] <= dpi <= CREDIBLE_DPI[1] else None


def _too_large(path: Path, limits: ReadingLimits, number: int | None = None) -> ReadingError:
    return ReadingError(
        path.name,
        f"has more than the {limits.max_pixels / 1e6:,.0f} million pixels allowed",
        "scan it at 200 to 300 dpi, or raise reading.max_pixels",
        f"page {number}" if number else None,
    )


def _is_heif(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(12)
    return head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS


def _knows(probe: Probe) -> bool:
    head = probe.head
    if head.startswith(b"BM"):
        return probe.suffix == ".bmp"
    if head.startswith(b"RIFF"):
        return head[8:12] == b"WEBP"
    return head.startswith(_SIGNATURES) or (head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS)


READERS = (Reader("image", SUFFIXES, _knows, read_image),)
