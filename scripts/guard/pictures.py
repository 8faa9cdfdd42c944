"""The public copy of a picture: its pixels, drawn anew, and nothing else.

Position, camera, author, comments, further frames, hidden colours under full
transparency and bytes after the end are not carried over, because nothing is
carried over.
"""

import io
import warnings
from functools import lru_cache

from PIL import Image, ImageCms, ImageOps
from PIL.Image import open as decode

from scripts.guard.files import Unfit

WIDTH = 1600
"""Pixels; a wider picture is made smaller."""
HEIGHT = 4800
PIXELS = 24_000_000
"""Of the original; more is refused before anything is decoded."""
SIZE = 1_500_000
"""Bytes of the public copy."""
_FORMATS = {"jpg": "JPEG", "png": "PNG"}
_QUALITIES = (85, 75, 65)
_WHOLE = frozenset({"L", "LA", "RGB", "RGBA", "CMYK"})
"""Kinds that can be made smaller as they are; a palette and one colour that counts as clear cannot."""
_ORIENTATION, _ON_ITS_SIDE = 0x0112, range(5, 9)
_BROKEN = "图片打不开或不完整（应为完好的 jpg 或 png；请用看图软件打开后另存为）"


@lru_cache(maxsize=32)
def cleaned_picture(data: bytes, ending: str) -> bytes:
    """Return the public copy of a jpg or png, in the same format; the same bytes give the same copy.

    Raises Unfit with what a person must mend.
    """
    if ending not in _FORMATS:
        raise Unfit([f"不是可公开的图片格式（应为 jpg 或 png，实为 {ending}）"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's warnings are about metadata that is dropped here
        picture = _pixels(_opened(data, _FORMATS[ending]), ending)
    return _written(picture, ending)


def _opened(data: bytes, kind: str) -> Image.Image:
    try:
        picture: Image.Image = decode(io.BytesIO(data), formats=[kind])
    except Exception:  # noqa: BLE001 - a hostile file may fail anywhere in the decoder
        raise Unfit([_BROKEN]) from None
    width, height = picture.size
    if width * height > PIXELS:
        raise Unfit(
            [f"图片太大（应不超过 {PIXELS // 1_000_000} 百万像素，实为 {width}×{height}；请缩小后另存）"]
        )
    return picture


def _pixels(picture: Image.Image, ending: str) -> Image.Image:
    """Return the first frame, upright, in plain colours, not too large, without anything attached."""
    try:
        _shrink(picture)
        upright = ImageOps.exif_transpose(picture)
        plain = _in_plain_colours(upright, keeps_transparency=ending == "png")
        plain.thumbnail((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        return Image.frombytes(plain.mode, plain.size, plain.tobytes())
    except Unfit:
        raise
    except Exception:  # noqa: BLE001 - a hostile file may fail anywhere in the decoder
        raise Unfit([_BROKEN]) from None


def _shrink(picture: Image.Image) -> None:
    """Decode a picture, a large one at its last size, before anything else is done with all its pixels."""
    is_keyed = picture.mode in ("L", "RGB") and picture.has_transparency_data
    if picture.mode in _WHOLE and not is_keyed:
        is_turned = picture.getexif().get(_ORIENTATION, 1) in _ON_ITS_SIDE
        picture.thumbnail((HEIGHT, WIDTH) if is_turned else (WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    picture.load()


def _in_plain_colours(picture: Image.Image, *, keeps_transparency: bool) -> Image.Image:
    """Return the picture in grey or sRGB of eight bits, with transparency where the format has it."""
    if picture.mode.startswith(("I", "F")):
        raise Unfit(["图片不是每色 8 位（应在看图软件里另存为普通 jpg 或 png）"])
    profile = picture.info.get("icc_profile")
    is_clear = picture.has_transparency_data
    if picture.mode in ("1", "L") and not is_clear:
        return picture.convert("L")
    if profile and picture.mode in ("RGB", "CMYK"):
        picture = _in_srgb(picture, profile)
    if not (is_clear and keeps_transparency):
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    seen = clear.getchannel("A").point([0] + [255] * 255)
    return Image.composite(clear, Image.new("RGBA", clear.size, (0, 0, 0, 0)), seen)


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """Return the picture in sRGB; a profile nobody can read is left out."""
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        made = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    return made or picture


def _written(picture: Image.Image, ending: str) -> bytes:
    """Return the file; a jpg is made coarser until it is small enough."""
    for quality in _QUALITIES if ending == "jpg" else (0,):
        out = io.BytesIO()
        if ending == "jpg":
            picture.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
        else:
            picture.save(out, "PNG", optimize=True)
        if out.tell() <= SIZE:
            return out.getvalue()
    remedy = "请裁小，或另存为 jpg" if ending == "png" else "请裁小后另存"
    raise Unfit([f"图片整理后仍太大（应不超过 {SIZE // 1000} KB，实为 {out.tell() // 1000} KB；{remedy}）"])
