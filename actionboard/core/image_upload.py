"""A picture that somebody sends: read with care, turned upright, made small, nothing hidden in it.

What comes out is drawn anew: no place, no camera, no colour profile, no comment goes along.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps

from actionboard.core.errors import Invalid
from actionboard.core.messages import N_

FORMATS = ("JPEG", "PNG", "WEBP")
LARGEST = 15 * 2**20  # bytes of a file
MOST_PIXELS = 50_000_000  # what the largest phones make
LONGEST_SIDE = 2_000  # pixels that are kept
SHORTEST_SIDE = 20
QUALITY = 82
FIELD = "photo"
HEIC = tuple(b"ftyp" + kind for kind in (b"heic", b"heix", b"heim", b"mif1", b"msf1"))


@dataclass(frozen=True, slots=True)
class Edges:
    """How much is cut off at each edge, in percent of the whole."""

    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0

    def box(self, width: int, height: int) -> tuple[int, int, int, int]:
        """What remains, in pixels."""
        return (
            width * self.left // 100, height * self.top // 100,
            width - width * self.right // 100, height - height * self.bottom // 100,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Jpeg:
    """A picture as we keep it."""

    body: bytes
    width: int
    height: int


def redrawn(data: bytes) -> Jpeg:
    """The picture in a file as we keep it. Raises Invalid with one sentence about the file.

    Its size is asked before a single point is read. It takes a while: call it beside other work.
    """
    if not data:
        raise Invalid(FIELD, N_("Kies eerst een foto."))
    if len(data) > LARGEST:
        raise Invalid(FIELD, N_("Deze foto is te groot: hooguit %(most)s MB."), most=LARGEST >> 20)
    if data[4:12] in HEIC:
        raise Invalid(
            FIELD,
            N_("Dit is een HEIC-foto. Maak er een schermafdruk van, of kies op je iPhone bij "
               "Camera, Structuren: Meest compatibel."),
        )  # fmt: skip
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the size is judged below, whatever it says
            with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
                return _small(opened)
    except Image.DecompressionBombError:
        raise _too_many_pixels() from None
    except Invalid:
        raise
    except Exception as error:  # whatever a broken or a malicious file makes the reader say
        raise Invalid(
            FIELD,
            N_("Dit bestand kunnen we niet als foto lezen. Kies een JPEG, PNG of WebP, of maak de "
               "foto opnieuw."),
        ) from error  # fmt: skip


def cropped(body: bytes, edges: Edges) -> Jpeg:
    """One of our own pictures without its edges."""
    with Image.open(io.BytesIO(body), formats=["JPEG"]) as whole:
        return _jpeg(whole.crop(edges.box(*whole.size)))


def _small(opened: Image.Image) -> Jpeg:
    width, height = opened.size
    if width * height > MOST_PIXELS:
        raise _too_many_pixels()
    if min(width, height) < SHORTEST_SIDE:
        raise Invalid(FIELD, N_("Op deze foto is niets te lezen: hij is te klein."))
    opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a large JPEG is read at a part of its size
    upright = ImageOps.exif_transpose(opened)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=3)
    return _jpeg(upright)


def _jpeg(image: Image.Image) -> Jpeg:
    """Drawn on a new white sheet, so that nothing but the points goes along."""
    sheet = Image.new("RGB", image.size, "white")
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        sheet.paste(layer, mask=layer.getchannel("A"))
    else:
        sheet.paste(image.convert("RGB"))
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return Jpeg(out.getvalue(), *sheet.size)


def _too_many_pixels() -> Invalid:
    return Invalid(
        FIELD, N_("Deze foto heeft te veel beeldpunten: hooguit %(most)s miljoen."),
        most=MOST_PIXELS // 10**6,
    )  # fmt: skip
