"""A card over HTTP: look at it, move it, promise it, write on it."""

from actionboard.cards.views import looking, moving, promising, raising, writing
from actionboard.cards.views.room import cards

__all__ = ["cards", "looking", "moving", "promising", "raising", "writing"]
