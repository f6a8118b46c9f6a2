"""OCR: images become pages of words, by whichever engine is there.

An engine is a module with `NAME`, `why_not()` and `Engine`; see `engines.py`. None of them, nor OpenCV, is imported
before the first image is read.
"""

from __future__ import annotations

__all__: list[str] = []
