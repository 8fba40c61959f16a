"""PDFs and lists as answers: how a browser opens them, and what a kept file is called."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response

from actionboard.core.threads import run_in_thread
from actionboard.documents.spreadsheet import XLSX, Sheet, csv_text, workbook


def as_pdf(made: bytes, name: str) -> Response:
    """A PDF that opens in the browser, and is called so when it is kept."""
    response = Response(made, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


def listed(sheets: Sequence[Sheet], name: str, kind: str) -> Response:
    """Lists as a file to keep: all in one .xlsx, or the first as .csv."""
    if kind == "xlsx":
        response = Response(run_in_thread(lambda: workbook(sheets)), mimetype=XLSX)
    else:
        response = Response(csv_text(sheets[0]), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
