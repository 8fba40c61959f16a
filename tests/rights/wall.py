"""What hangs on a meeting's wall for a request of the table, and what happened there before it."""

from __future__ import annotations

from actionboard.accounts.models import User
from actionboard.cards.models import Card
from actionboard.core.image_upload import redrawn
from actionboard.meetings.flap_questions import ACTIONS
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note
from actionboard.meetings.phases import Phase
from actionboard.wall import note_bundles, rehearsal, votes
from actionboard.wall.photos import Photo
from tests.pictures import photo
from tests.rights.table import MEETING, Row

# In which step the meeting is, where it isn't the first.
STEPS = {
    f"POST {MEETING}/votes/closing": Phase.VOTE,
    f"DELETE {MEETING}/votes/closing": Phase.VOTE,
    f"POST {MEETING}/votes/hands": Phase.VOTE,
    f"DELETE {MEETING}/votes/late": Phase.VOTE,
    f"POST {MEETING}/votes/late": Phase.VOTE,
    f"DELETE {MEETING}/spot": Phase.BOARD,
}
# What must have happened on the wall for a request to have something to change.
BEFORE = {
    f"DELETE {MEETING}/flaps/<flap>/closing": lambda wall, by: wall.meeting.flap(ACTIONS).close(by),
    f"DELETE {MEETING}/bundles": lambda wall, by: note_bundles.put_together(
        wall.meeting, wall.notes, by
    ),
    f"DELETE {MEETING}/inbox": lambda wall, by: wall.notes[0].hold(by),
    f"DELETE {MEETING}/votes/closing": lambda wall, by: votes.close_poll(wall.meeting, by),
    f"POST {MEETING}/votes/late": lambda wall, by: votes.leave_out_late(wall.meeting, by),
    f"DELETE {MEETING}/spot": lambda wall, by: wall.meeting.show(wall.card, by),
}
REHEARSE, RESET = f"POST {MEETING}/rehearsal", f"DELETE {MEETING}/rehearsal"


class Wall:
    """A meeting's wall: a photo of a flap, and on another flap two notes with these words."""

    def __init__(self, meeting: Meeting, card: Card, words: str, by: User, row: Row) -> None:
        self.meeting, self.card = meeting, card
        with meeting.board.turn():
            self.photo = Photo.add(meeting.flaps[0], redrawn(photo()), by)
            if row.request == RESET:
                rehearsal.begin(meeting, by)  # only with empty flaps
            self.notes = [Note.stick(meeting, ACTIONS, words, by=by) for _each in range(2)]
            if row.request == REHEARSE:
                for note in self.notes:
                    note.take_off(by)  # the flaps have to be empty
            meeting.enter(STEPS.get(row.request, meeting.phase), by)
            if row.request in BEFORE:
                BEFORE[row.request](self, by)

    @property
    def parts(self) -> dict[str, object]:
        """What an address and a form are filled in with."""
        first, second = self.notes
        return {
            "flap": ACTIONS, "note": first.id, "second": second.id, "photo": self.photo.id,
        }  # fmt: skip
