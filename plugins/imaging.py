"""Imaging: looks at raster images and makes them smaller. The only module, with ``cards.py``, that loads Pillow.

What it makes holds pixels alone, in sRGB: no place, no camera, no thumbnail. Every encoder works in one thread, so that
the same picture gives the same bytes.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO

from PIL import Image, ImageCms, ImageOps

from plugins.pictures import FORMATS, LEAST_WIDTH, MOST_PIXELS, Variant

READ = ("JPEG", "PNG", "WEBP", "AVIF")  # that of JPEG also reads MPO, which has a second picture behind the first
MOVING = ("PNG", "WEBP", "AVIF")
OPTIONS: dict[str, dict[str, object]] = {
    "avif": {"quality": 60, "speed": 6, "max_threads": 1},
    "webp": {"quality": 78, "method": 6},
    "jpg": {"quality": 80, "optimize": True, "progressive": True},
    "png": {"optimize": True},
}
ENCODERS = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG", "png": "PNG"}
Wrong = tuple[str, str, str]  # code, message, hint


def look(data: bytes, ending: str) -> tuple[int, int] | Wrong:
    """The width and height of a picture as it is shown, or why it cannot be published."""
    try:
        with opened(data) as image:
            return wrong_with(image, ending) or shown_size(image)
    except Image.DecompressionBombError:
        return too_large()
    except Exception as error:  # noqa: BLE001 (bytes can be broken in any way, and Pillow raises anything)
        hint = "export it again, as JPEG or PNG; a photo in HEIC, as iPhones take it, must be exported too"
        return "picture-broken", f"the picture cannot be read: {str(error).split(' <')[0] or 'it is broken'}", hint


@contextmanager
def opened(data: bytes) -> Iterator[Image.Image]:
    """A picture, its pixels not read yet. Pillow's warnings say nothing that a writer could mend."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(BytesIO(data), formats=READ) as image:
            yield image


def wrong_with(image: Image.Image, ending: str) -> Wrong | None:
    """What is wrong with a picture, as its first bytes tell."""
    if image.width * image.height > MOST_PIXELS:
        return too_large()
    found = "JPEG" if image.format == "MPO" else str(image.format)
    if found != FORMATS[ending]:
        ends = next(name for name, kind in FORMATS.items() if kind == found)
        return "picture-kind", f"the file's name ends in {ending}, but it is {found}", f"name it …{ends}"
    if image.format in MOVING and getattr(image, "is_animated", False):
        return "picture-animated", "the picture moves", "motion can make pain and nausea worse: use one still image"
    return None


def too_large() -> Wrong:
    """What is wrong with a picture of too many pixels, or one that claims to have them."""
    most = f"at most {MOST_PIXELS // 1_000_000} million pixels are allowed; make it smaller, 2,400 wide is plenty"
    return "picture-size", "the picture is too large", most


def shown_size(image: Image.Image) -> tuple[int, int] | Wrong:
    """The width and height once the picture stands upright. Reads all of it, so that none breaks later."""
    image.load()
    upright = ImageOps.exif_transpose(image)
    if upright.width < LEAST_WIDTH:
        message = f"the picture is {upright.width} pixels wide, and would look blurred"
        return "picture-size", message, f"at least {LEAST_WIDTH} are needed; use the original, not a small copy"
    return upright.size


def make_variants(data: bytes, variants: Iterable[Variant]) -> dict[str, bytes]:
    """Pictures made from one, by key. ``look`` has found nothing wrong with it."""
    with opened(data) as image:
        whole = prepared(image)
        return {variant.key: encoded(resized(whole, variant), variant.ending) for variant in variants}


def prepared(image: Image.Image) -> Image.Image:
    """The pixels of a picture, upright, in sRGB, with an alpha channel only where it has one."""
    upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I"):  # 16 bits of gray
        upright = upright.convert("I").point(lambda value: value / 256).convert("L")
    mode = "RGBA" if upright.has_transparency_data else "RGB"
    profile = upright.info.get("icc_profile")
    if upright.mode in {"P", "PA", "LA", "La", "RGBa", "1"}:
        upright = upright.convert(mode)
    return in_srgb(upright, profile, mode) if profile else upright.convert(mode)


def in_srgb(image: Image.Image, profile: bytes, mode: str) -> Image.Image:
    """A picture with the colors of its profile, as sRGB says them; a profile that is no good is left aside."""
    try:
        made = ImageCms.profileToProfile(image, ImageCms.ImageCmsProfile(BytesIO(profile)), srgb(), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        made = None
    return made or image.convert(mode)


@cache
def srgb() -> ImageCms.ImageCmsProfile:
    """The profile of the web."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def resized(image: Image.Image, variant: Variant) -> Image.Image:
    """A picture in the size of a variant."""
    size = (variant.width, variant.height)
    return image if image.size == size else image.resize(size, Image.Resampling.LANCZOS)


def encoded(image: Image.Image, ending: str) -> bytes:
    """A picture's bytes, without anything but its pixels."""
    plain = image.copy()
    plain.info = {}
    with BytesIO() as file:
        plain.save(file, ENCODERS[ending], **OPTIONS[ending])
        return file.getvalue()
