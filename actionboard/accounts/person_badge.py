"""How a person is shown: a mark with their initials, in the shape of their organisation."""

from __future__ import annotations

from dataclasses import dataclass, replace

from actionboard.accounts.models import Kind, User


@dataclass(frozen=True, slots=True)
class Seat:
    """A person as one of the two marks on a card: round, square or hexagon."""

    id: int
    name: str
    organisation: str
    short: str
    organisation_id: int
    kind: str

    @property
    def first(self) -> str:
        """The first name, as people call each other."""
        return self.name.split()[0]

    @property
    def initials(self) -> str:
        """Two letters: of the first and the last name."""
        names = self.name.split()
        return (names[0][0] + (names[-1][0] if len(names) > 1 else "")).upper()

    @property
    def side(self) -> str:
        """Which of the two seats: the school's, or the other one."""
        return "school" if self.kind == Kind.SCHOOL else "company"

    @classmethod
    def of(cls, user: User) -> Seat:
        """The mark of a person."""
        place = user.organisation
        return cls(user.id, user.name, place.name, place.short, place.id, str(place.kind))


def nameless(seat: Seat | None) -> Seat | None:
    """Somebody's mark with their organisation on it instead of themselves."""
    return seat and replace(seat, id=0, name=seat.short)
