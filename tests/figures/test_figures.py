"""The figures of a review: each as a plain recount of the whole log has it."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from actionboard.boards.activity_log import Activity
from actionboard.cards.past_board import version_at
from actionboard.core.database import db
from actionboard.core.local_time import day_of, end_of
from actionboard.figures.count import count
from actionboard.figures.figures import Figures
from actionboard.figures.periods import Period
from actionboard.reviews.json_codec import pack, unpack
from tests.figures.recount import Recount, kept
from tests.histories import BEGIN, histories, play

EXAMPLES = int(os.environ.get("ACTIEBORD_EXAMPLES", "6"))
pytestmark = pytest.mark.timeout(120 + 25 * EXAMPLES)  # of which somebody may ask for many
THOROUGH = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck),
    phases=[Phase.reuse, Phase.generate],
)  # fmt: skip


def period_of(board, begins, ends):
    return Period(version_at(board, begins), version_at(board, ends), begins, ends)


def recounts(board, period):
    return (
        Recount(board, period.since, period.first_day),
        Recount(board, period.until, period.last_day),
    )


def test_every_figure_is_as_a_recount_of_the_log_has_it(cast):
    @THOROUGH
    @given(history=histories(60), first=st.integers(0, 100), last=st.integers(0, 100))
    def check(history, first, last):
        board, end = play(cast, history)
        whole = end - BEGIN + timedelta(days=20)
        begins, ends = sorted(BEGIN + whole * part / 100 for part in (first, last))
        period = period_of(board, begins, ends)
        then, now = recounts(board, period)

        figures = count(board, period)

        def before(cards):
            return len(cards) if period.since else None

        headlines = {one.name: (set(one.cards), one.before) for one in figures.headlines}
        assert headlines == {
            "open": (set(now.open()), before(then.open())),
            "finished": (now.done() - then.done(), None),
            "duos": (now.duos(), before(then.duos())),
            "leadless": (now.leadless(), before(then.leadless())),
            "late": (now.late(), before(then.late())),
            "still": (now.still(), before(then.still())),
        }
        check_lanes(figures, then, now)
        check_since(figures.since, then, now)
        assert stuck_in_words(figures) == now.stuck()
        assert list(figures.promises) == now.coming()
        assert {one.card: one.outcome.value for one in figures.promised} == kept(then, now)
        assert {one.card for one in figures.national} == {
            one for one, card in now.on_board().items()
            if card["level"] == "national" and one not in now.done() & then.done()
        }  # fmt: skip
        assert {one.stage.value: list(one.counts) for one in figures.ages} == now.ages()
        check_flow(board, figures)
        assert unpack(Figures, pack(figures)) == figures

    check()


def check_lanes(figures, then, now):
    was = then.on_board()
    for lane in figures.lanes:
        here = {one: c for one, c in now.on_board().items() if c["level"] == lane.level}
        assert lane.counts == now.columns(lane.level)
        assert (lane.school, lane.company, lane.other, lane.nobody) == now.kinds(lane.level)
        assert set(lane.moved) == {
            one for one, card in here.items()
            if one in was
            and (was[one]["level"], was[one]["stage"]) != (card["level"], card["stage"])
        }  # fmt: skip
    assert figures.stages == now.columns()


def check_since(since, then, now):
    was, after = then.on_board(), now.on_board()
    assert set(since.new) == after.keys() - was.keys()
    assert set(since.finished) == now.done() - then.done()
    assert set(since.reopened) == {one for one in then.done() if one in now.open()}
    assert set(since.stuck) == now.stuck().keys() - then.stuck().keys()
    assert set(since.loose) == (then.stuck().keys() & after.keys()) - now.stuck().keys()
    assert set(since.postponed) == {
        one for one, card in after.items()
        if card["postponed"] > then.cards.get(one, {"postponed": 0})["postponed"]
    }  # fmt: skip
    assert set(since.dropped) == {
        one for one, card in now.cards.items()
        if card["dropped_id"] and not card["removed"]
        and not then.cards.get(one, {"dropped_id": None})["dropped_id"]
    }  # fmt: skip


def stuck_in_words(figures):
    return {
        one: [
            f"{reason.why} {reason.number}".removesuffix(" 0")
            for reason in figures.cards[one].reasons
        ]
        for one in figures.stuck
    }


def check_flow(board, figures):
    for point in figures.flow:
        until = version_at(board, min(end_of(point.day), figures.period.ends))
        now = Recount(board, until, point.day)
        assert (point.proposed, point.planned, point.doing, point.done) == now.columns()


def test_one_review_after_the_other_makes_one_flow(cast):
    @THOROUGH
    @given(history=histories(40))
    def check(history):
        board, end = play(cast, history)
        middle = BEGIN + (end - BEGIN) / 2
        first = count(board, period_of(board, BEGIN - timedelta(days=1), middle))
        second = count(board, period_of(board, middle, end), before=first)

        check_flow(board, second)
        days = [point.day for point in second.flow]
        assert days == sorted(set(days))
        assert all(one.isoweekday() == 7 for one in days[:-1])
        assert days[-1] == day_of(end)
        assert second.headline("finished").before == len(first.since.finished)

    check()


def test_lead_times_run_from_the_board_and_from_bezig_to_klaar(cast):
    @THOROUGH
    @given(history=histories(60))
    def check(history):
        board, end = play(cast, history)
        period = period_of(board, BEGIN - timedelta(days=1), end)
        figures = count(board, period)
        log = db.session.scalars(
            db.select(Activity).where(Activity.board_id == board.id).order_by(Activity.version)
        ).all()
        for one in figures.lead_times:
            mine = [entry for entry in log if entry.card_id == one.card]
            done_on = figures.cards[one.card].done_on
            assert one.days == (done_on - day_of(mine[0].at)).days
            assert 0 <= one.working <= one.days
            moves = [entry for entry in mine if "stage" in entry.facts["now"]]
            if not any(entry.undoes for entry in moves):
                started = [e for e in moves if e.facts["now"]["stage"] in ("doing", "done")]
                assert one.working == (done_on - day_of(started[0].at)).days
        assert {one.card for one in figures.lead_times} == set(figures.since.finished)

    check()
