"""Who and at which level: read when it is plain, asked when it isn't."""

import pytest

from actionboard.list_reader.levels import read_level
from actionboard.list_reader.parties import question_about


@pytest.mark.parametrize(
    ("level", "texts"),
    [
        ("national", ["landelijk", "Landelijk!", "L", "nationaal", "op landelijk niveau"]),
        ("regional", ["Regionaal", "regio", "reg.", "R", "reginaal", "regional", "de regio"]),
        ("local", ["school-bedrijf", "School/bedrijf", "school bedrijf", "S-B", "s/b", "local",
                   "bedrijf en school", "bedr.-school", "lokaal", "school"]),
        (None, ["", "landelijk?", "reg. of school-bedr.", "L/R", "niet landelijk", "provinciaal",
                "misschien regio", "1", "roc Voorbeeldland"]),
    ],
)  # fmt: skip
def test_a_level_counts_only_when_it_is_one_and_certain(level, texts):
    read = {text: read_level(text) for text in texts}

    assert read == dict.fromkeys(texts, level)


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        (None, ["BPV-bureau", "Henk Flens", "Buis & Koppeling", "Lassen & Zn.", "Jansen en Zonen",
                "marktsegment, via SBB", "SBB moet dit regelen", "directies van de leerbedrijven",
                "teamleider zorg en welzijn", "Fatima (BPV-bureau en ICT)", "stagebegeleider m/v"]),
        ("parties", ["docent en praktijkopleider", "IW + ROC", "IW+ROC", "A; B", "X / Y",
                     "OBM, samen met SBB", "Henk, Karin", "Karin of Henk", "Henk i.s.m. SBB",
                     "docent & praktijkopleider", "MBO De Brug & Zorggroep De Linde",
                     "Bakker\nSlager", "team techniek en Karin", "school + bedrijf, trekker?"]),
        ("who", ["", "?", "-", "n.v.t.", "iedereen", "mentor??", "wij", "nog te bepalen", "wie?",
                 "school / ICT ??", "school, trekker?", "Wie pakt dit?", "alle partijen"]),
    ],
)  # fmt: skip
def test_one_party_may_lead_and_several_or_none_are_asked(question, texts):
    read = {text: question_about(text) for text in texts}

    assert read == dict.fromkeys(texts, question)
