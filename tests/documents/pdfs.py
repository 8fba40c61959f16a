"""Reading what came out of the press."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader


def pdf(reply):
    """A reply as a PDF; complains when it is none."""
    assert reply.status_code == 200, reply.status
    assert reply.mimetype == "application/pdf"
    return PdfReader(BytesIO(reply.data))


def words(reader):
    """All words of a PDF, however they were broken into lines."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def is_accessible(reader):
    """Whether it says that it is PDF/UA-1, with tags, a language and a title."""
    root = reader.trailer["/Root"]
    claims = b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    tagged = root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    return bool(claims and tagged and root["/Lang"] and reader.metadata.title)


def size(page):
    """Width and height of a page in millimetres."""
    return round(float(page.mediabox.width) / 72 * 25.4), round(
        float(page.mediabox.height) / 72 * 25.4
    )
