"""The folders that travel with the package and are no Python."""

from __future__ import annotations

from pathlib import Path


def home(name: str) -> Path:
    """Where `templates`, `static` or `migrations` is: in the wheel's package, else the checkout."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"De map {name} ontbreekt; de installatie is niet compleet.")
