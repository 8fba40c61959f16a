"""Short codes that people read from a wall and type: no sign in them looks like another."""

from __future__ import annotations

import secrets

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE = 6  # signs of the code of a meeting


def new_code(length: int) -> str:
    """A code that nobody can guess."""
    return "".join(secrets.choice(LETTERS) for _ in range(length))


def plain(typed: str) -> str:
    """A code as it is kept, however it was typed: "kpx 4t7" is KPX4T7."""
    return "".join(typed.upper().split()).replace("-", "")


def in_two(code: str) -> str:
    """A code as it is read out: "KPX 4T7"."""
    half = len(code) // 2
    return f"{code[:half]} {code[half:]}"
