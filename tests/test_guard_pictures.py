"""The public copy of a picture holds its pixels and nothing else."""

import io
import struct
import subprocess
import sys
import zipfile
import zlib

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from scripts.guard.files import Unfit
from scripts.guard.pictures import HEIGHT, PIXELS, SIZE, WIDTH, cleaned_picture
from tests.counties import ROOT

CANARY = "CANARY-7391"
POSITION = {1: "N", 2: (35.0, 12.0, 33.0), 3: "E", 4: (113.0, 27.0, 24.0)}


def photo(size: tuple[int, int] = (40, 30)) -> Image.Image:
    """Return a picture whose left upper corner is red."""
    picture = Image.new("RGB", size, (20, 90, 160))
    picture.paste((200, 10, 10), (0, 0, size[0] // 2, size[1] // 2))
    return picture


def jpg(picture: Image.Image | None = None, **extra: object) -> bytes:
    """Return a jpg with everything a camera and its owner leave behind."""
    exif = Image.Exif()
    exif[0x010F], exif[0x013B], exif[0x9C9C] = CANARY, CANARY, CANARY.encode("utf-16le")
    exif[0x0112] = extra.pop("turn", 1)
    exif.get_ifd(0x8825).update(POSITION)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    out = io.BytesIO()
    (picture or photo()).save(
        out,
        "JPEG",
        exif=exif,
        comment=CANARY.encode(),
        icc_profile=profile,
        xmp=f"<x>{CANARY}</x>".encode(),
        **extra,
    )
    return out.getvalue()


def png(picture: Image.Image | None = None, **extra: object) -> bytes:
    """Return a png with text chunks of three kinds and a position."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", CANARY)
    texts.add_text("Comment", CANARY, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", CANARY)
    exif = Image.Exif()
    exif.get_ifd(0x8825).update(POSITION)
    out = io.BytesIO()
    (picture or photo()).save(out, "PNG", pnginfo=texts, exif=exif, **extra)
    return out.getvalue()


def packed() -> bytes:
    """Return an archive with a secret in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("secret.txt", CANARY)
    return out.getvalue()


def chunks(data: bytes) -> list[str]:
    """Return the names of a png's chunks."""
    names, at = [], 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        names.append(data[at + 4 : at + 8].decode())
        at += 12 + length
    return names


@pytest.mark.parametrize(("make", "ending"), [(jpg, "jpg"), (png, "png")])
def test_nothing_but_pixels_is_left(make: object, ending: str) -> None:
    """Position, camera, author, comments, XMP, profile and a hidden archive are gone; the picture is not."""
    assert callable(make)
    data = make() + packed()
    clean = cleaned_picture(data, ending)
    picture = Image.open(io.BytesIO(clean))
    assert not picture.getexif()
    assert not {"exif", "comment", "icc_profile", "xmp", "Author", "photoshop"} & picture.info.keys()
    for secret in (CANARY.encode(), CANARY.encode("utf-16le"), b"PK\x03\x04", b"GPS", b"Exif", b"ICC"):
        assert secret not in clean
    assert picture.size == (40, 30)
    red, *_ = picture.convert("RGB").getpixel((2, 2))  # type: ignore[misc]
    assert red > 150
    if ending == "png":
        assert set(chunks(clean)) == {"IHDR", "IDAT", "IEND"}


def test_the_same_picture_gives_the_same_bytes() -> None:
    """Two builds of one commit publish the same files, and a clean copy stays as it is in kind and size."""
    first = cleaned_picture(png(), "png")
    cleaned_picture.cache_clear()
    assert cleaned_picture(png(), "png") == first
    assert cleaned_picture(first, "png") == first


def test_a_turned_photo_stands_upright() -> None:
    """The camera's note on how it was held is carried out before it is dropped."""
    clean = Image.open(io.BytesIO(cleaned_picture(jpg(turn=6), "jpg")))
    assert clean.size == (30, 40)
    assert clean.getpixel((28, 2))[0] > 150  # type: ignore[index]
    assert clean.getpixel((2, 2))[0] < 100  # type: ignore[index]


def test_large_pictures_become_fit_for_a_page() -> None:
    """A wide photo is 1600 pixels wide afterwards, an endless one not too high, each below the size limit."""
    wide = cleaned_picture(jpg(photo((3000, 1500))), "jpg")
    assert Image.open(io.BytesIO(wide)).size == (WIDTH, 800)
    long = cleaned_picture(png(photo((500, 9600))), "png")
    assert Image.open(io.BytesIO(long)).size == (250, HEIGHT)
    assert max(len(wide), len(long)) <= SIZE


def test_only_the_first_frame_and_no_hidden_colours() -> None:
    """Further frames of a moving picture, and what lies under full transparency, are not published."""
    moving = png(photo(), save_all=True, append_images=[Image.new("RGB", (40, 30), (1, 2, 3))])
    assert b"acTL" in moving
    assert set(chunks(cleaned_picture(moving, "png"))) == {"IHDR", "IDAT", "IEND"}
    double = io.BytesIO()
    photo().save(double, "MPO", save_all=True, append_images=[Image.new("RGB", (40, 30), (1, 2, 3))])
    assert cleaned_picture(double.getvalue(), "jpg").count(b"\xff\xd8\xff") == 1
    clear = Image.new("RGBA", (10, 10), (77, 88, 99, 0))
    clear.putpixel((5, 5), (1, 2, 3, 255))
    shown = Image.open(io.BytesIO(cleaned_picture(png(clear), "png")))
    assert shown.getpixel((0, 0)) == (0, 0, 0, 0)
    assert shown.getpixel((5, 5)) == (1, 2, 3, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA"])
def test_every_usual_kind_of_png_is_read(mode: str) -> None:
    """Grey, palette and transparent pictures keep their look."""
    assert Image.open(io.BytesIO(cleaned_picture(png(photo().convert(mode)), "png"))).size == (40, 30)


def test_a_large_photo_on_its_side_fits_upright() -> None:
    """A turned photo is measured as it is seen: 1600 pixels wide, and as high as it then is."""
    turned = cleaned_picture(jpg(photo((4000, 2000)), turn=6), "jpg")
    assert Image.open(io.BytesIO(turned)).size == (WIDTH, 3200)


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_hidden_colours_do_not_run_into_a_smaller_picture(mode: str) -> None:
    """What lies under full transparency colours no pixel of a picture that is made smaller."""
    clear = Image.new("RGBA", (3200, 8), (250, 250, 250, 0))
    clear.paste((0, 0, 0, 255), (0, 0, 1601, 8))
    shown = Image.open(io.BytesIO(cleaned_picture(png(clear.convert(mode)), "png"))).convert("RGBA")
    assert max(max(shown.getpixel((x, 2))[:3]) for x in range(shown.width)) < 10  # type: ignore[index]


LARGEST = int(PIXELS**0.5)
HEAVY = (("RGBA", "png"), ("RGB", "png"), ("P", "png"), ("RGB", "jpg"), ("CMYK", "jpg"))


@pytest.mark.parametrize(("mode", "ending"), HEAVY)
def test_the_largest_picture_takes_seconds_and_little_memory(mode: str, ending: str) -> None:
    """A small file that holds as many pixels as are allowed stops no build: some seconds, below 900 MB."""
    out = io.BytesIO()
    Image.new(mode, (LARGEST, LARGEST)).save(out, "JPEG" if ending == "jpg" else "PNG")
    code = (
        "import resource, sys, time\n"
        "from scripts.guard.pictures import cleaned_picture\n"
        f"cleaned_picture(sys.stdin.buffer.read(), {ending!r})\n"
        "print(time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)\n"
    )
    made = subprocess.run(
        [sys.executable, "-c", code], input=out.getvalue(), capture_output=True, check=True, cwd=ROOT
    )
    seconds, megabytes = (float(each) for each in made.stdout.split())
    assert seconds < 15
    assert megabytes < 900


def bomb() -> bytes:
    """Return a small png that says it is enormous."""
    side = int(PIXELS**0.5) + 1
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )


NOISE = Image.effect_noise((900, 900), 90).convert("RGB")
BAD: dict[str, tuple[bytes, str, str]] = {
    "not a picture": (b"\xff\xd8\xff\xe0hello", "jpg", "打不开"),
    "cut off": (jpg(photo((400, 300)))[:1500], "jpg", "打不开"),
    "png called jpg": (png(), "jpg", "打不开"),
    "empty": (b"", "png", "打不开"),
    "gif": (b"GIF89a", "gif", "不是可公开的图片格式"),
    "bomb": (bomb(), "png", "百万像素"),
    "sixteen bits": (png(Image.new("I;16", (4, 4))), "png", "8 位"),
    "too heavy": (png(NOISE), "png", "另存为 jpg"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_cleaned_is_refused_with_a_remedy(name: str) -> None:
    """One Chinese sentence says what is wrong and what to do; no copy is made."""
    data, ending, said = BAD[name]
    with pytest.raises(Unfit) as refused:
        cleaned_picture(data, ending)
    assert said in str(refused.value)
    assert "应" in str(refused.value)
