"""The figures of a review, drawn: what is seen is what the table says, without colour too."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.core import package_files
from actionboard.documents.chart import ON_PAPER, SIGNS, Canvas, spread, ticks
from actionboard.figures import charts, duration_charts
from actionboard.figures.figures import Age, FlowPoint, Lane, LeadTime, Outcome, Promised

MONDAY = date(2026, 9, 28)


@pytest.fixture(autouse=True)
def speaking(app):
    """Somebody's request, in whose language charts are made."""
    with app.test_request_context():
        yield


def weeks(*counts):
    return [FlowPoint(MONDAY + timedelta(weeks=n), *four) for n, four in enumerate(counts)]


def promised(**counts):
    return [
        Promised(1, MONDAY, Outcome(name)) for name, count in counts.items() for _ in range(count)
    ]


def some():
    """One of each drawing, none of them empty."""
    return [
        charts.flow(weeks((4, 0, 0, 0), (2, 1, 1, 1))),
        charts.kept(promised(kept=2, open=1, off=1, later=1, moved=1)),
        duration_charts.lead_times([LeadTime(7, 30, 12), LeadTime(9, 60, 20)], {7: 1, 9: 2}),
        duration_charts.ages(
            [Age(Stage.PROPOSED, (1, 2, 0, 0, 1)), Age(Stage.DOING, (0, 1, 0, 0, 0))]
        ),
        charts.lane_bar(Lane(Level.LOCAL, (1, 2), (3,), (4,), (5, 6))),
    ]


def drawing(chart):
    return ElementTree.fromstring(chart.svg)


def texts(chart):
    return [one.text for one in drawing(chart).iter("text")]


def boxes(chart, fill):
    return [one for one in drawing(chart).iter("rect") if one.get("class") == f"ground-{fill}"]


def test_every_drawing_says_what_it_is_and_what_it_shows():
    for chart in some():
        root = drawing(chart)
        named = {one.get("id"): one.text for one in root if one.tag in ("title", "desc")}

        assert root.get("role") == "img"
        assert [named[one] for one in root.get("aria-labelledby").split()] == [
            chart.title, chart.says,
        ]  # fmt: skip


def test_every_drawing_has_its_figures_as_a_table():
    for chart in some():
        assert chart.rows
        assert {len(row) for row in chart.rows} == {len(chart.head)}


def test_no_drawing_holds_what_the_policy_forbids():
    for chart in some():
        assert not re.search(r"style|\son\w+=|<script|href|<use", chart.svg)


def test_ids_are_told_apart_on_a_page_with_all_drawings():
    ids = [one for chart in some() for one in re.findall(r'\sid="([^"]+)"', chart.svg)]

    assert len(ids) == len(set(ids))


def test_the_columns_end_with_the_counts_of_the_last_week():
    chart = charts.flow(weeks((16, 0, 0, 0), (10, 4, 4, 0), (6, 5, 6, 3)))

    assert chart.says == (
        "Van 16 naar 20 acties in 2 weken. Nu: voorstel 6, gepland 5, bezig 6, klaar 3."
    )
    assert {"Voorstel 6", "Gepland 5", "Bezig 6", "Klaar 3"} <= set(texts(chart))
    assert chart.rows[-1] == ("ma 12 okt 2026 (wk 42)", "6", "5", "6", "3", "20")


@settings(deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 40)] * 4), min_size=2, max_size=53))
def test_each_band_is_as_high_as_its_count(counts):
    chart = charts.flow(weeks(*counts))
    if chart.empty:
        return
    highest = ticks(max(map(sum, counts)))[-1]
    for stage in Stage:
        mine = [four[list(Stage).index(stage)] for four in counts]
        band = [one for one in drawing(chart).iter("path") if one.get("class") == f"ground-{stage}"]
        assert bool(band) == any(mine)
        if band:
            ys = [float(y) for _x, y in re.findall(r"([\d.]+) ([\d.]+)", band[0].get("d"))]
            above, below = ys[: len(counts)], ys[len(counts) :][::-1]
            heights = [(low - high) / 170 * highest for high, low in zip(above, below, strict=True)]
            assert heights == pytest.approx(mine, abs=highest / 170)


def test_each_promise_is_a_square():
    chart = charts.kept(promised(kept=7, later=2, open=1))

    assert len(boxes(chart, "done")) == 7
    assert len(boxes(chart, "doing")) == 2
    assert len(boxes(chart, "late")) == 1
    assert chart.says == "Van de 10 toezeggingen zijn er 7 op tijd gehaald."


def test_many_promises_are_told_by_their_number():
    chart = charts.kept(promised(kept=400))

    assert len(boxes(chart, "done")) == charts.MOST_SQUARES
    assert "400" in texts(chart)


def test_each_finished_card_is_a_dot_from_the_proposal_and_from_the_start():
    chart = duration_charts.lead_times([LeadTime(7, 30, 12), LeadTime(9, 60, 20)], {7: 21, 9: 22})

    dots = [one.get("class") for one in drawing(chart).iter("circle")]
    assert dots.count("ground-done") == dots.count("ground-doing") == 2
    assert chart.rows == (("21", "30", "12"), ("22", "60", "20"))
    assert "helft binnen 45 dagen" in texts(chart)


def test_a_lane_is_divided_by_its_counts():
    chart = charts.lane_bar(Lane(Level.LOCAL, (1, 2), (3,), (), (5,)))

    widths = [float(boxes(chart, one)[0].get("width")) for one in ("proposed", "planned", "done")]
    assert widths[0] == pytest.approx(2 * widths[1], abs=0.2)
    assert widths[1] == widths[2]
    assert boxes(chart, "doing") == []
    assert chart.says == "voorstel 2, gepland 1, bezig 0, klaar 1"


def test_what_is_open_stands_by_how_long_it_is_there():
    chart = duration_charts.ages(
        [Age(Stage.PROPOSED, (1, 2, 0, 0, 1)), Age(Stage.DOING, (0, 1, 0, 0, 0))]
    )

    assert chart.head == ("Op het bord", "Voorstel", "Bezig", "Samen")
    assert chart.rows[1] == ("1 tot 3 maanden", "2", "1", "3")
    assert "“langer dan een jaar”" in chart.says


def test_without_figures_a_sentence_stands_in_for_the_drawing():
    empty = [
        charts.flow([]),
        charts.flow(weeks((0, 0, 0, 0), (0, 0, 0, 0))),
        charts.kept([]),
        duration_charts.lead_times([], {}),
        duration_charts.ages([Age(Stage.DOING, (0, 0, 0, 0, 0))]),
        duration_charts.ages([]),
    ]

    assert all(one.empty and one.says for one in empty)


def test_what_is_told_by_colour_is_told_by_a_pattern_too():
    """Side by side stand dotted, plain light, hatched, plain dark, crossed."""
    plain = {"planned", "done"}

    assert set(SIGNS) == {"proposed", "doing", "late"}
    assert plain.isdisjoint(SIGNS)


def test_screen_and_paper_know_every_class_of_a_drawing():
    css = (package_files.home("static") / "css/63-charts.css").read_text()
    drawn = "".join(chart.svg for chart in some())
    classes = {one for found in re.findall(r'class="([^"]+)"', drawn) for one in found.split()}

    assert {one for one in classes if f".{one}" not in css} == set()
    known = {name for name, _style in ON_PAPER} | {"chart", "strong"}
    assert classes - known == set()


def test_words_are_escaped():
    canvas = Canvas("x", 10, 10)
    canvas.words(0, 0, "<script>&")

    drawn = canvas.markup("<b>", "&")

    assert "<script>" not in drawn
    assert ElementTree.fromstring(drawn)[0].text == "<b>"


@settings(deadline=None)
@given(st.lists(st.floats(0, 200), max_size=6).map(sorted))
def test_labels_keep_apart_and_near(wanted):
    placed = spread(wanted, 17, 0, 200)

    assert all(b - a >= 17 - 1e-6 for a, b in pairwise(placed))
    assert all(-1e-6 <= one <= 200 + 1e-6 for one in placed)


@settings(deadline=None)
@given(st.integers(1, 100_000), st.integers(2, 8))
def test_an_axis_has_few_round_marks_and_room_for_the_highest(highest, most):
    marks = ticks(highest, most)

    assert marks[0] == 0
    assert marks[-1] >= highest
    assert len(marks) <= most + 1
