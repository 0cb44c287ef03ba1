"""Photos for tests, drawn by Pillow: nothing in them comes from a camera but the marks that one would leave."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageCms, ImageDraw

SIDEWAYS, ORIENTATION, MAKER, GPS = 6, 0x0112, 0x010F, 0x8825
CAMERA = "Secret Camera"


def photo(width: int = 1200, height: int = 800, seed: int = 0) -> Image.Image:
    """A soft field with a red square in its upper left corner, another one for each seed."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, width // 4, height // 4), "#f00000")
    pen.ellipse((width // 2, height // 3, width // 2 + 40 + seed % 200, height), "#2060c0")
    return image


def as_bytes(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    """An image file."""
    with BytesIO() as file:
        image.save(file, kind, **options)
        return file.getvalue()


def from_camera(width: int = 1200, height: int = 800, seed: int = 0) -> bytes:
    """A JPEG that lies on its side and tells of its camera, its place and its colors."""
    marks = Image.Exif()
    marks[ORIENTATION], marks[MAKER] = SIDEWAYS, CAMERA
    marks.get_ifd(GPS)[1] = "N"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return as_bytes(photo(width, height, seed), exif=marks, icc_profile=profile, comment=b"Secret words")


def put_photo(file: Path, seed: int = 0) -> Path:
    """Write a photo to a file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(from_camera(seed=seed))
    return file
