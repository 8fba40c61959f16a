"""A picture with at most 256 colours weighs half: a screenshot's PNG rewritten with a palette."""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
Pixel = tuple[int, ...]


def lighter(png: bytes) -> bytes:
    """The same picture in its 256 commonest colours; the others become the nearest of those.

    Takes what Chromium makes: 8 bits a channel, three channels, not interlaced.
    """
    parts = list(chunks(png))
    width, height, *kind = struct.unpack(">IIBBBBB", parts[0][1])
    if kind != [8, 2, 0, 0, 0]:
        raise ValueError("an RGB picture of 8 bits is expected")
    raw = zlib.decompress(b"".join(body for name, body in parts if name == b"IDAT"))
    pixels = [list(zip(*[iter(row)] * 3, strict=True)) for row in rows(raw, width * 3)]
    counted = Counter(pixel for row in pixels for pixel in row)
    palette = [pixel for pixel, _ in sorted(counted.items(), key=lambda one: (-one[1], one[0]))]
    places = {pixel: place for place, pixel in enumerate(palette[:256])}
    for pixel in palette[256:]:
        places[pixel] = nearest(pixel, palette[:256])
    body = b"".join(b"\0" + bytes(map(places.__getitem__, row)) for row in pixels)
    return SIGNATURE + b"".join(
        chunk(name, part)
        for name, part in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            (b"PLTE", bytes(channel for pixel in palette[:256] for channel in pixel)),
            (b"IDAT", zlib.compress(body, 9)),
            (b"IEND", b""),
        )
    )


def nearest(pixel: Pixel, palette: list[Pixel]) -> int:
    """The place in the palette of the colour that differs least."""
    red, green, blue = pixel
    away = [(red - r) ** 2 + (green - g) ** 2 + (blue - b) ** 2 for r, g, b in palette]
    return away.index(min(away))


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a PNG by name."""
    at = len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += length + 12


def chunk(name: bytes, body: bytes) -> bytes:
    """One part, with its length and its checksum."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def rows(raw: bytes, width: int, step: int = 3) -> Iterator[bytes]:
    """The rows of bytes without the filters that PNG puts on them (PNG specification, 9.2)."""
    above = bytes(width)
    for start in range(0, len(raw), width + 1):
        kind, row = raw[start], bytearray(raw[start + 1 : start + 1 + width])
        for at in range(width) if kind else ():
            left = row[at - step] if at >= step else 0
            corner = above[at - step] if at >= step else 0
            row[at] = (row[at] + predicted(kind, left, above[at], corner)) & 255
        above = bytes(row)
        yield above


def predicted(kind: int, left: int, up: int, corner: int) -> int:
    """What a filter expects of a byte, from those to its left, above it, and between."""
    if kind == 4:
        guess = left + up - corner
        return min((left, up, corner), key=lambda one: abs(guess - one))
    return (0, left, up, (left + up) // 2)[kind]
