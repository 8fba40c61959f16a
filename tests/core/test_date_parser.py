"""Days as people type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionboard.core.date_parser import LOOK_BACK, NotADay, parse_day
from actionboard.core.date_words import in_words, week_of

TODAY = date(2026, 9, 29)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "26-11", "26-11-2026", "26/11/26", "26.11.2026", "26-nov", "26-nov-26", "26 november",
        "26 nov 2026", "26 nov.", "do 26 nov", "Donderdag 26 november", "do 26-11", "2026-11-26",
        "26-11-2026 00:00:00", "2026-11-26T00:00:00", "vóór 26 november", "uiterlijk 26-11",
        "Thu 26 Nov (wk 48)", "do 26 nov 2026 (wk 48)", " 26-11 ", "26 nov a.s.",
    ],
)  # fmt: skip
def test_a_day_is_understood_however_it_is_typed(typed):
    day = parse_day(typed, today=TODAY)

    assert day.on == date(2026, 11, 26)
    assert not day.is_week


@pytest.mark.parametrize("typed", ["wk 48", "wk48", "Week 48", "wk. 48", "in week 48", "2026-W48"])
def test_a_week_means_its_friday_and_remembers_its_monday(typed):
    day = parse_day(typed, today=TODAY)

    assert (day.begins, day.on) == (date(2026, 11, 23), date(2026, 11, 27))
    assert day.is_week


@pytest.mark.parametrize(
    ("typed", "on"),
    [
        ("vandaag", "2026-09-29"),
        ("morgen", "2026-09-30"),
        ("vrijdag", "2026-10-02"),
        ("dinsdag", "2026-10-06"),
        ("volgende week", "2026-10-09"),
        ("volgende week dinsdag", "2026-10-06"),
        ("over 2 weken", "2026-10-13"),
        ("eind januari", "2027-01-31"),
        ("eind februari 2028", "2028-02-29"),
        ("wk 48 2027", "2027-12-03"),
        ("wk 53", "2027-01-01"),
    ],
)
def test_a_day_can_be_told_from_today(typed, on):
    assert parse_day(typed, today=TODAY).on.isoformat() == on


def test_a_day_without_a_year_may_lie_just_behind_us_but_not_long():
    recent = parse_day("1 augustus", today=TODAY)
    past = parse_day("30 juli", today=TODAY)

    assert recent.on == date(2026, 8, 1)
    assert past.on == date(2027, 7, 30)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("30 feb", "Deze datum bestaat niet: februari 2027 heeft 28 dagen."),
        ("31-4-2027", "Deze datum bestaat niet: april 2027 heeft 30 dagen."),
        ("wk 54", "Week 54 bestaat niet. 2026 heeft 53 weken."),
        ("wk 53 2027", "Week 53 bestaat niet. 2027 heeft 52 weken."),
        ("11/26/2026", "Deze datum bestaat niet. Schrijf eerst de dag, dan de maand: 26-11."),
        ("do 27 nov", "27 november 2026 is een vrijdag. Kijk na of de dag of de datum klopt."),
        ("26 nov (wk 49)", "26 november 2026 valt in week 48. Schrijf de datum of de week."),
        ("26-11-1926", "Het jaar 1926 klopt niet. Schrijf het als 2026 of 26."),
        ("", "Schrijf een datum als 26-11, 26 november of wk 48."),
    ],
)
def test_a_wrong_day_says_what_to_do(typed, sentence):
    with pytest.raises(NotADay) as refused:
        parse_day(typed, today=TODAY)

    assert str(refused.value) == sentence
    assert refused.value.message % refused.value.values == sentence


@pytest.mark.parametrize(
    "typed",
    [
        "voor de kerst", "P3", "start P2", "volgend schooljaar", "z.s.m.", "2028?", "26-11?",
        "najaar", "wk 48/49", "ma 23 t/m vr 27 nov", "januari", "begin januari", "half mei", "12",
        "3 of 4 december", "volgende vrijdag", "na de toetsweek", "1-2-3-4", "doorlopend",
    ],
)  # fmt: skip
def test_a_period_a_wish_and_a_doubt_are_never_made_into_a_day(typed):
    with pytest.raises(NotADay):
        parse_day(typed, today=TODAY)


def test_a_day_is_said_with_its_week():
    day = date(2026, 11, 26)

    assert in_words(day) == "do 26 nov (wk 48)"
    assert in_words(day, year=True) == "do 26 nov 2026 (wk 48)"
    assert in_words(day, language="en") == "Thu 26 Nov (wk 48)"
    assert in_words(day, week=False) == "do 26 nov"


def test_new_years_day_may_belong_to_last_years_week():
    assert week_of(date(2027, 1, 1)) == 53


@given(DAYS, st.sampled_from(["nl", "en"]))
def test_a_day_as_we_say_it_is_read_back_as_the_same_day(day, language):
    said = in_words(day, language=language, year=True)

    assert parse_day(said, today=TODAY).on == day


@given(DAYS, DAYS)
def test_a_day_without_a_year_is_the_first_that_is_not_long_past(day, today):
    try:
        read = parse_day(f"{day.day}-{day.month}", today=today).on
    except NotADay:
        assert (day.day, day.month) == (29, 2)
    else:
        assert today - LOOK_BACK <= read <= today - LOOK_BACK + timedelta(days=366)


@given(st.text(max_size=80), DAYS)
def test_whatever_is_typed_is_a_day_or_a_sentence(typed, today):
    try:
        said = in_words(parse_day(typed, today=today).on) + "."
    except NotADay as refused:
        said = str(refused)

    assert said.endswith(".")
