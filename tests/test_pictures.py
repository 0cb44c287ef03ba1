"""Photos: published in several widths and kinds, upright, in sRGB and with nothing but pixels; or refused."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from conftest import ROOT
from drawn import CAMERA, as_bytes, from_camera, photo, put_photo
from edits import put
from PIL import Image, ImageCms
from sites import attribute, names, one, tree
from spoiled import OldSite

from plugins.digests import digest_of_bytes
from plugins.imaging import look, make_variants
from plugins.pictures import Picture
from plugins.renditions import Kept
from tools.build import build

pytest_plugins = ("built", "refusing")

PATH = "images/one/photo.jpg"
FIGURE = "![A red square on a gray field.]({static}/images/one/photo.jpg)\n\n"


def made(data: bytes, path: str = PATH) -> dict[str, Image.Image]:
    """The variants of a picture, by the end of their names."""
    size = look(data, Path(path).suffix)
    picture = Picture(path, digest_of_bytes(data), *size)
    files = make_variants(data, picture.variants)
    return {
        f"{each.width}.{each.ending}": Image.open(BytesIO(files[each.key])).convert("RGBA") for each in picture.variants
    }


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be of any size."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def swapped() -> bytes:
    """The profile of a device whose red is blue and whose blue is red."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"tXYZ").replace(b"bXYZ", b"rXYZ").replace(b"tXYZ", b"bXYZ")


def moving(kind: str) -> bytes:
    """Two pictures that take turns."""
    return as_bytes(photo(), kind, save_all=True, append_images=[photo(seed=100)])


WRONG = {
    "small": ("a.jpg", as_bytes(photo(700, 900)), "picture-size", "700 pixels wide"),
    "small once it is upright": ("a.jpg", from_camera(1200, 700), "picture-size", "700 pixels wide"),
    "too many pixels": ("a.png", bomb(10_000, 6_000), "picture-size", "50 million"),
    "a bomb": ("a.png", bomb(60_000, 60_000), "picture-size", "50 million"),
    "cut off": ("a.jpg", as_bytes(photo())[:4000], "picture-broken", "export it again"),
    "no picture": ("a.png", b"words", "picture-broken", "HEIC"),
    "empty": ("a.webp", b"", "picture-broken", "export it again"),
    "another kind": ("a.jpg", as_bytes(photo(), "PNG"), "picture-kind", "name it ….png"),
    "moving PNG": ("a.png", moving("PNG"), "picture-animated", "still image"),
    "moving WebP": ("a.webp", moving("WEBP"), "picture-animated", "still image"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_picture_that_cannot_be_published_stops_the_build(what: str, content: Path, old_site: OldSite) -> None:
    """It is told by name with code and remedy, though no page shows it yet, and the old site stays."""
    name, data, code, words = WRONG[what]
    (content / "images/one" / name).write_bytes(data)
    (problem,) = old_site.refuses(content)
    assert (problem.path, problem.line, problem.code) == (f"images/one/{name}", 1, code)
    assert words in f"{problem.message}; {problem.hint}"


@pytest.mark.parametrize("cut", range(0, 4000, 97))
def test_broken_bytes_are_a_problem_and_no_crash(cut: int) -> None:
    """Whatever byte is wrong, a picture is either read or refused."""
    data = bytearray(as_bytes(photo(720, 40), "PNG"))
    data[cut % len(data)] ^= 255
    assert len(look(bytes(data), ".png")) in {2, 3}


def test_variants_have_sensible_widths_and_kinds() -> None:
    """AVIF and WebP in up to three widths, none above the picture's own, and one of the picture's own kind."""
    wide = [*(f"{width}.{kind}" for kind in ("avif", "webp") for width in (360, 720, 1088)), "1088.jpg"]
    assert list(made(as_bytes(photo(1600, 900)))) == wide
    assert list(made(as_bytes(photo(720, 90), "PNG"), "a.png"))[-1] == "720.png"
    assert list(made(as_bytes(photo(720, 90), "WEBP"), "a.webp"))[-1] == "720.webp"


def test_a_photo_stands_upright() -> None:
    """A camera held on its side says so, and the pixels are turned: the red corner is at the upper right."""
    for image in made(from_camera()).values():
        assert image.height > image.width
        red, green, _, _ = image.getpixel((image.width - 20, 20))  # type: ignore[misc]
        assert red > 200
        assert green < 60


def test_nothing_is_told_of_camera_and_place() -> None:
    """Variants hold pixels alone."""
    data = from_camera()
    picture = Picture(PATH, digest_of_bytes(data), 800, 1200)
    assert CAMERA.encode() in data
    for made_bytes in make_variants(data, picture.variants).values():
        assert CAMERA.encode() not in made_bytes
        assert b"Secret" not in made_bytes
        image = Image.open(BytesIO(made_bytes))
        assert dict(image.getexif()) == {}
        assert "icc_profile" not in image.info


def test_colors_are_those_of_the_web() -> None:
    """A picture with other colors looks the same afterwards, without its profile."""
    data = as_bytes(photo(), icc_profile=swapped())
    assert look(data, ".jpg") == (1200, 800)
    red, green, blue, _ = made(data)["1088.jpg"].getpixel((5, 5))  # type: ignore[misc]
    assert blue > 150
    assert max(red, green) < 90


def test_a_profile_that_is_none_is_left_aside() -> None:
    """The numbers of the colors stand for themselves then."""
    data = as_bytes(photo(), icc_profile=b"no profile")
    assert made(data)["1088.jpg"].getpixel((5, 5))[0] > 200  # type: ignore[index]


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "RGBA", "I;16"])
def test_every_kind_of_pixel_is_read(mode: str) -> None:
    """Gray, few colors, see-through: the picture's light and dark stay where they were."""
    gray = Image.linear_gradient("L").resize((720, 256))
    image = gray.convert("I").point(lambda value: value * 257).convert("I;16") if mode == "I;16" else gray.convert(mode)
    shown = made(as_bytes(image, "PNG"), "a.png")["720.png"]
    rows = shown.convert("L").resize((1, 256), Image.Resampling.BOX).tobytes()
    assert rows[8] < 40
    assert rows[248] > 215


def test_see_through_stays_see_through() -> None:
    """A PNG with an alpha channel has one in every kind."""
    for image in made(as_bytes(Image.new("RGBA", (720, 20), (9, 9, 9, 0)), "PNG"), "a.png").values():
        assert image.getpixel((5, 5))[3] == 0  # type: ignore[index]


def test_a_page_shows_a_photo_in_all_its_forms(kitchen_sink: Path) -> None:
    """Two sources and a fallback, with their sizes; every file that they name is there, and the original is not."""
    page = kitchen_sink / "articles/every-element/index.html"
    picture = one(tree(page), "picture")
    image = one(picture, "img")
    assert [attribute(each, "type") for each in picture.css("source")] == ["image/avif", "image/webp"]
    assert (attribute(image, "width"), attribute(image, "height")) == ("800", "1200")
    assert attribute(image, "alt") == "A red square on a gray field."
    shown = [each.split()[0] for source in picture.css("source") for each in attribute(source, "srcset").split(", ")]
    files = {page.parent.joinpath(name).resolve() for name in (*shown, attribute(image, "src"))}
    assert files == {file.resolve() for file in (kitchen_sink / "images/every-element").glob("photo*")}
    assert len(files) == 7


def test_only_later_pictures_wait(content: Path, tmp_path: Path) -> None:
    """The first picture of a page is loaded at once, the next when it is near; the page for paper waits for none."""
    put_photo(content / PATH)
    put(content / "articles/small-series/one.md", "## What can", FIGURE * 2)
    build(str(content), str(tmp_path / "output"), quiet=True)
    images = tree(tmp_path / "output/articles/one/index.html").css(".text img")
    assert [attribute(each, "loading") for each in images] == ["", "lazy"]
    assert [attribute(each, "decoding") for each in images] == ["async", "async"]
    paper = tree(tmp_path / "output/series/small-series/print/index.html")
    assert [attribute(each, "loading") for each in paper.css("img")] == ["", ""]
    assert paper.css("source") == []


def test_a_linked_photo_is_published_without_its_place(content: Path, tmp_path: Path) -> None:
    """A link leads to the fallback, never to the file as it came."""
    put_photo(content / PATH)
    put(content / "articles/small-series/one.md", "## What can", "[A photo]({static}/images/one/photo.jpg).\n\n")
    build(str(content), str(tmp_path / "output"), quiet=True)
    files = [name for name in names(tmp_path / "output") if "photo" in name]
    assert files
    assert not [name for name in files if CAMERA.encode() in (tmp_path / "output" / name).read_bytes()]
    (link,) = tree(tmp_path / "output/articles/one/index.html").css('a[href*="photo"]')
    assert attribute(link, "href").removeprefix("../../") in files


def test_what_is_kept_is_the_same_or_is_made_again(tmp_path: Path) -> None:
    """A kept file that is damaged counts as none."""
    kept = Kept(tmp_path)
    kept.put("a", b"data")
    assert kept.get("a") == b"data"
    (tmp_path / "a").write_bytes((tmp_path / "a").read_bytes()[:-1])
    assert kept.get("a") is None
    assert Kept(None).get("a") is None


def test_what_is_kept_has_its_bounds(tmp_path: Path) -> None:
    """What is in use stays, of the rest the oldest goes."""
    kept = Kept(tmp_path)
    for age, name in enumerate(("new", "old", "used")):
        kept.put(name, b"x" * 100)
        os.utime(tmp_path / name, (1_000_000 - age, 1_000_000 - age))
    kept.shrink(["used"], most=150)
    assert sorted(os.listdir(tmp_path)) == ["new", "used"]  # noqa: PTH208 (names are enough)


def test_a_site_without_photos_never_loads_pillow() -> None:
    """It would cost every build what only few need."""
    asks = "import sys; import tools.build, tools.pelican; print('PIL.Image' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asks], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
