"""How much of a file is read: the pipeline's `[reading]` table, which lies below this room so that config knows it."""

from docvalidate.config.reading import ReadingLimits

__all__ = ["ReadingLimits"]
