"""What people say about a card: saying it, and taking it back."""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response

from actionboard.accounts.current_user import me
from actionboard.cards.access import change, find_part
from actionboard.cards.comments import Comment
from actionboard.cards.views.blueprint import CARD, cards
from actionboard.core.i18n import gettext as _
from actionboard.web.replies import answer


@cards.post(f"{CARD}/comments")
def comment(slug: str, number: int) -> Response:
    """Say something about it."""
    with change(slug, number) as card:
        Comment.make(card, request.form.get("body", ""), me())
    said = _("Je reactie staat erbij.")
    return answer(said, card=number, clear_draft=f"comment-{number}")


@cards.delete(f"{CARD}/comments/<int:part>")
def remove_comment(slug: str, number: int, part: int) -> Response:
    """Take back what one said."""
    with change(slug, number) as card:
        find_part(Comment, card, part).remove(me())
    return answer(_("De reactie is weg."), card=number)
