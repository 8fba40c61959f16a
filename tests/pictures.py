"""Photos as a phone makes them, and what else people send by that name."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image, ImageDraw

UPRIGHT_FROM_RIGHT = 6  # the orientation of a phone that was held upright
GPS = {1: "N", 2: (52.0, 5.0, 0.0), 3: "E", 4: (5.0, 7.0, 0.0)}


def photo(size=(400, 300), *, form="JPEG", orientation=None, mode="RGB", **given):
    """A sheet that is red on its left and white elsewhere, with a place in it."""
    image = Image.new(mode, size, "white")
    if mode != "RGBA":
        ImageDraw.Draw(image).rectangle((0, 0, size[0] // 4, size[1]), fill="red")
    exif = Image.Exif()
    exif[0x0110] = "Fairphone"
    exif.get_ifd(0x8825).update(GPS)
    if orientation:
        exif[0x0112] = orientation
    out = io.BytesIO()
    image.save(out, form, exif=exif, **given)
    return out.getvalue()


def sent_photo():
    """The same as a form sends it: a file with a name."""
    return io.BytesIO(photo()), "flap.jpg"


def bomb(width, height):
    """A PNG of a few bytes that says it is enormous."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(200)
NO_PHOTOS = {
    "a PDF that is called .jpg": b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n",
    "an SVG": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "half a JPEG": photo()[: len(photo()) // 2],
    "half a PNG": photo(form="PNG")[:200],
    "a GIF": b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
    "text": b"Leerlingen zien groeien",
}
