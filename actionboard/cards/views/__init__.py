"""A card over HTTP: look at it, move it, promise it, write on it."""

from actionboard.cards.views import detail as looking
from actionboard.cards.views import edit as writing
from actionboard.cards.views import escalation as raising
from actionboard.cards.views import move as moving
from actionboard.cards.views import promise as promising
from actionboard.cards.views.blueprint import cards

__all__ = ["cards", "looking", "moving", "promising", "raising", "writing"]

from actionboard.cards.views import comments as _comments  # noqa: F401
from actionboard.cards.views import steps as _steps  # noqa: F401
from actionboard.cards.views import undo as _undo  # noqa: F401
