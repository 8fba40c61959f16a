"""What a review counted, kept for good."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from actionboard.core.database import Json
from actionboard.core.typed_text import MADE
from actionboard.figures.figures import CardLine, Figures
from actionboard.reviews.json_codec import pack, unpack


class Counted:
    """A row with figures: as `pack` writes them, with their cards apart.

    `word_ids` are the texts without which they can't be read.
    """

    packed: Mapped[list[Any] | None] = mapped_column(Json, info=MADE)
    packed_cards: Mapped[Any] = mapped_column(Json, deferred=True, nullable=True, info=MADE)
    word_ids: Mapped[list[int]] = mapped_column(Json, default=list, info=MADE)

    def keep(self, figures: Figures) -> None:
        """Fix these figures for good."""
        self.packed, self.packed_cards = pack(replace(figures, cards={})), pack(figures.cards)
        texts = [text for one in figures.cards.values() for text in (one.title_id, one.result_id)]
        texts += [text for one in figures.national for text in (one.question_id, one.to_id)]
        self.word_ids = sorted({text for text in texts if text})

    @property
    def summary(self) -> Figures:
        """The figures without their cards: quick, and enough to compare."""
        return unpack(Figures, self.packed)

    @property
    def figures(self) -> Figures:
        """The figures."""
        return replace(self.summary, cards=unpack(dict[int, CardLine], self.packed_cards))

    def lines(self, cards: Iterable[int]) -> dict[int, CardLine]:
        """Some of the cards as they were counted; those that it knew."""
        packed = self.packed_cards or {}
        wanted = {str(one): packed[str(one)] for one in cards if str(one) in packed}
        return unpack(dict[int, CardLine], wanted)
