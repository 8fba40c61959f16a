"""What every test may ask for; each group of fixtures has a file of its own.

afternoon.py  `meeting`, `phone`, `stick`: an afternoon with Wim, and the one before
databases.py  `app`, on SQLite and on PostgreSQL, empty but for the cast
cast.py       the people by their first names, and their boards
moment.py     `--moment`: the moment at which all this happens
clients.py    `client_of(karin)`: a browser without JavaScript, signed in
limits.py     how long clearing away may take; how long a test may: pyproject.toml
mailserver.py `postbus`: a real SMTP server that can misbehave
provider.py   `school`: a real provider of accounts that can cheat
servers.py    `server`, `page_of(karin)`: a real server (born in nursery.py) and a real browser
"""

from __future__ import annotations

pytest_plugins = [
    "tests.afternoon",
    "tests.cast",
    "tests.clients",
    "tests.databases",
    "tests.limits",
    "tests.mailserver",
    "tests.moment",
    "tests.provider",
    "tests.servers",
]
