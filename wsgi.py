"""The app for any WSGI server, and for `flask --app wsgi …`."""

from actionboard import create_app

app = create_app()
