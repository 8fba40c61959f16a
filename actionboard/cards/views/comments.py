"""What people say about a card: saying it, and taking it back."""

from __future__ import annotations

from flask import request

from actionboard.accounts.current_user import me
from actionboard.cards.access import find_part
from actionboard.cards.comments import Comment
from actionboard.cards.models import Card
from actionboard.cards.views.blueprint import CARD, OF_CARD, cards
from actionboard.core.i18n import gettext as _
from actionboard.web.changes import changes
from actionboard.web.replies import Reply


@cards.post(f"{CARD}/comments")
@changes(OF_CARD)
def comment(card: Card) -> Reply:
    """Say something about it."""
    Comment.make(card, request.form.get("body", ""), me())
    return Reply(_("Je reactie staat erbij."))


@cards.delete(f"{CARD}/comments/<int:part>")
@changes(OF_CARD)
def remove_comment(card: Card, part: int) -> Reply:
    """Take back what one said."""
    find_part(Comment, card, part).remove(me())
    return Reply(_("De reactie is weg."))
