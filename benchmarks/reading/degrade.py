"""Ways in which a printed page suffers before it reaches a broker, to measure OCR on pages whose text is known."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]


def _grain(image: Image, level: float, seed: int) -> Image:
    noise = np.random.default_rng(seed).normal(0, level, image.shape)
    return np.clip(image.astype(np.float32) + noise, 0, 255).astype(np.uint8)


def _rotated(image: Image, angle: float) -> Image:
    height, width = image.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return np.asarray(cv2.warpAffine(image, matrix, (width, height), borderValue=245), dtype=np.uint8)


def _jpeg(image: Image, quality: int) -> Image:
    _, encoded = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(encoded, cv2.IMREAD_GRAYSCALE), dtype=np.uint8)


def office_scan(image: Image) -> Image:
    return _jpeg(_grain(_rotated(image, 0.7), 10, 1), 70)


def low_resolution(image: Image) -> Image:
    small = cv2.resize(image, None, fx=0.6, fy=0.6, interpolation=cv2.INTER_AREA)
    return _jpeg(_grain(np.asarray(cv2.resize(small, image.shape[::-1]), dtype=np.uint8), 8, 2), 60)


def faint_print(image: Image) -> Image:
    """A worn ribbon: grey letters, of which single dots are missing."""
    pale = (255 - (255 - image.astype(np.float32)) * 0.3).astype(np.uint8)
    holes = np.random.default_rng(3).random(image.shape) < 0.15
    pale[holes] = 250
    return _grain(_rotated(pale, -0.5), 6, 3)


def photograph(image: Image) -> Image:
    """Held in the hand: skewed, soft, in the shadow of the one who takes it."""
    height, width = image.shape
    soft = cv2.GaussianBlur(_rotated(image, 2.5), (0, 0), 1.1).astype(np.float32)
    light = np.linspace(1.0, 0.45, width)[None, :] * np.linspace(0.9, 1.0, height)[:, None]
    return _jpeg(_grain((soft * light).astype(np.uint8), 5, 4), 75)


def fax(image: Image) -> Image:
    """Black or white, with specks."""
    random = np.random.default_rng(5)
    small = cv2.resize(_rotated(image, 0.4), None, fx=0.75, fy=0.75, interpolation=cv2.INTER_AREA)
    black = np.where(small < 150, 0, 255).astype(np.uint8)
    black[random.random(black.shape) < 0.004] = 0
    return np.asarray(cv2.resize(black, image.shape[::-1], interpolation=cv2.INTER_NEAREST), dtype=np.uint8)


def on_its_side(image: Image) -> Image:
    return office_scan(np.ascontiguousarray(np.rot90(image)))


def on_its_head(image: Image) -> Image:
    return office_scan(np.ascontiguousarray(image[::-1, ::-1]))


WAYS: dict[str, Callable[[Image], Image]] = {
    "clean": lambda image: image,
    "office scan": office_scan,
    "low resolution": low_resolution,
    "faint print": faint_print,
    "photograph": photograph,
    "fax": fax,
    "on its side": on_its_side,
    "on its head": on_its_head,
}
