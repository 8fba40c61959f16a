"""Compressing what is made for one request; files are compressed once, see assets.py."""

from __future__ import annotations

import gzip

import zstandard
from flask import Response, request

SMALLEST = 600  # bytes; compressing less costs more than it saves


def compress(response: Response) -> None:
    """Send text as zstd or gzip, whichever the browser takes."""
    if response.status_code == 304 or response.content_encoding or not _is_text(response):
        return
    response.vary.add("Accept-Encoding")
    body = response.get_data()
    if len(body) < SMALLEST:
        return
    if request.accept_encodings["zstd"]:
        response.set_data(zstandard.ZstdCompressor(level=3).compress(body))
        response.content_encoding = "zstd"
    elif request.accept_encodings["gzip"]:
        response.set_data(gzip.compress(body, 1, mtime=0))
        response.content_encoding = "gzip"


def _is_text(response: Response) -> bool:
    kind = response.mimetype or ""
    return kind.startswith("text/") or kind == "application/json"
