"""The file of a backup: a zip with a table of contents and, per table, a line of JSON for each row.

    contents.json        {"kind": "actiebord-backup", "layout": 1, "schema": "0017", "made_at": …,
                          "tables": {"cards": {"columns": […], "rows": 22, "sha256": …}, …}}
    tables/cards.jsonl   [1, 1, "2026-11-27T08:00:00+00:00", …]

It knows no database: moments are in UTC, days in ISO form, bytes in base64.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Self

KIND, LAYOUT = "actiebord-backup", 1
CONTENTS = "contents.json"
LARGEST_CONTENTS = 10**6  # bytes

Row = list[Any]
Progress = Callable[[int], None]  # told how many rows further


class BadBackup(Exception):
    """The file is no backup, or not as it was written; says so in one sentence."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table in the file; `sha256` is of its lines."""

    columns: list[str]
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in the file; `schema` is the revision of the database that it was taken from."""

    schema: str
    made_at: datetime
    tables: dict[str, Table]

    @property
    def rows(self) -> int:
        """How many rows it holds."""
        return sum(one.rows for one in self.tables.values())

    @classmethod
    def read(cls, data: bytes) -> Self:
        """Raises BadBackup."""
        try:
            said = json.loads(data)
            if said["kind"] != KIND:
                raise BadBackup("Dit bestand is geen reservekopie van Actiebord.")
            if said["layout"] != LAYOUT:
                raise BadBackup("Deze reservekopie is van een nieuwere versie van Actiebord.")
            tables = {str(name): Table(**table) for name, table in said["tables"].items()}
            made_at = datetime.fromisoformat(str(said["made_at"]))
            return cls(str(said["schema"]), made_at, tables)
        except (KeyError, TypeError, ValueError, AttributeError):
            raise BadBackup("Dit bestand is geen reservekopie van Actiebord.") from None


class Writer:
    """Writes a backup, table by table."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self.file, self.tables = file, dict[str, Table]()

    def add(self, name: str, columns: list[str], rows: Iterable[Row]) -> None:
        """One table with all its rows."""
        digest, count = hashlib.sha256(), 0
        with self.file.open(_path(name), "w", force_zip64=True) as lines:
            for row in rows:
                line = json.dumps([plain(one) for one in row], ensure_ascii=False).encode() + b"\n"
                digest.update(line)
                lines.write(line)
                count += 1
        self.tables[name] = Table(columns, count, digest.hexdigest())

    def finish(self, schema: str, at: datetime) -> Contents:
        """The table of contents, which makes it a backup."""
        made = Contents(schema, at, self.tables)
        said = {"kind": KIND, "layout": LAYOUT, **asdict(made),
                "made_at": at.isoformat(timespec="seconds")}  # fmt: skip
        self.file.writestr(CONTENTS, json.dumps(said, ensure_ascii=False, indent=1))
        return made


class Reader:
    """Reads a backup; `check` it first."""

    def __init__(self, path: Path) -> None:
        try:
            self.file = zipfile.ZipFile(path)
            info = self.file.getinfo(CONTENTS)
            if info.file_size > LARGEST_CONTENTS:
                raise BadBackup("Dit bestand is geen reservekopie van Actiebord.")
            self.contents = Contents.read(self.file.read(info))
        except OSError as error:
            raise BadBackup(f"{path} is niet te lezen: {error.strerror}.") from None
        except (zipfile.BadZipFile, KeyError, RuntimeError, EOFError, zlib.error):
            raise BadBackup("Dit bestand is geen reservekopie van Actiebord.") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.file.close()

    def check(self, progress: Progress) -> None:
        """Read all of it once: is every line still as it was written? Raises BadBackup."""
        for name, table in self.contents.tables.items():
            digest, count = hashlib.sha256(), 0
            for line in self._lines(name):
                digest.update(line)
                count += 1
                progress(1)
            if (digest.hexdigest(), count) != (table.sha256, table.rows):
                raise BadBackup("Dit bestand is beschadigd: het is niet meer zoals het is gemaakt.")

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of a table, in the order in which they were written."""
        return map(json.loads, self._lines(name))

    def _lines(self, name: str) -> Iterator[bytes]:
        try:
            with self.file.open(_path(name)) as lines:
                yield from lines
        except (zipfile.BadZipFile, KeyError, RuntimeError, EOFError, OSError, zlib.error):
            raise BadBackup(
                "Dit bestand is beschadigd: het is niet meer zoals het is gemaakt."
            ) from None


def plain(value: Any) -> Any:
    """A value as JSON; `typed` is the way back."""
    if isinstance(value, datetime):  # SQLite keeps no zone: what it keeps is UTC
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return value


def typed(kind: type, value: Any) -> Any:
    """A value from JSON as a column of this kind takes it."""
    if value is None:
        return None
    if kind is datetime:
        return datetime.fromisoformat(value).astimezone(UTC)
    if kind is date:
        return date.fromisoformat(value)
    if kind is bytes:
        return base64.b64decode(value)
    return value


def _path(name: str) -> str:
    return f"tables/{name}.jsonl"
