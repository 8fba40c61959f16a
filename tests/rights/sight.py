"""What a member, a viewer and a phone see of a scene, as far as it stays when nothing changed."""

from __future__ import annotations

import re

from actionboard.core.database import db
from actionboard.meetings.models import Meeting
from tests.rights.table import Role

# What steps on or is made anew by looking: versions, names of forms, hashes of what was painted,
# clocks; and the history, which tells of the press and of its undo.
STEPS_ON = re.compile(
    r'data-(?:version|since|key|mark|token)="[^"]*"|since=\d+|version=\d+|\?v=\w+'
    r'|name="(?:version|once|key)" value="[^"]*"|\b\d\d:\d\d\b|\bvalue="[\w-]{16}"'
    r'|<ol class="history">.*?</ol>|<li class="toast.*?</li>',
    re.DOTALL,
)


def seen(browser_of, visitor, scene):
    """The words and marks of each page, by who looks and where."""
    board = f"/boards/{scene.parts['slug']}"
    meeting = db.session.get(Meeting, scene.parts["meeting"]) if scene.parts["meeting"] else None
    code, number = meeting.code if meeting else "", scene.parts["shown"]
    pages = [board, f"{board}/cards/{number}", f"{board}/dropped", f"{board}/meetings"]
    if meeting:
        pages += [f"{board}/meetings/{meeting.id}", f"{board}/meetings/{meeting.id}/wall"]
        pages += [f"{board}/meetings/{meeting.id}/agreed"]
    looks = [
        (role, browser_of(role), page) for role in (Role.MEMBER, Role.VIEWER) for page in pages
    ]
    if code:
        looks.append(("phone", visitor, f"/m/{code}"))
    return {(str(who), page): _page(browser, page) for who, browser, page in looks}


def _page(browser, page):
    reply = browser.get(page)
    found = STEPS_ON.sub("", reply.text)
    reply.close()
    return [line.strip() for line in found.splitlines() if line.strip()]
