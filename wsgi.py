"""The app for any WSGI server, and for `flask --app wsgi …`."""

from actionboard.app import create_app
from actionboard.commands import command

app = create_app()
app.cli = command
