"""Voorbeeldland: its organisations and its people. All of them are invented."""

from __future__ import annotations

from actionboard.accounts.models import Kind, Role

ORGANISATIONS = (  # key, name, short, kind
    ("roc", "ROC Voorbeeldland", "ROC", Kind.SCHOOL),
    ("tc", "Techniekcollege", "Techniekcollege", Kind.SCHOOL),
    ("buis", "Buis & Koppeling", "Buis & Koppeling", Kind.COMPANY),
    ("lassen", "Lassen & Zn.", "Lassen & Zn.", Kind.COMPANY),
    ("moer", "Metaalwerken De Moer", "De Moer", Kind.COMPANY),
    ("soldeer", "Soldeer & Co", "Soldeer & Co", Kind.COMPANY),
    ("pijp", "Van Pijp Installaties", "Van Pijp", Kind.COMPANY),
    ("obm", "OBM Voorbeeldland, opleidingsbedrijf", "OBM", Kind.OTHER),
    ("iw", "IW Voorbeeldland", "IW", Kind.OTHER),
    ("sbb", "SBB", "SBB", Kind.OTHER),
)
PEOPLE = (  # key, name, organisation, role
    ("karin", "Karin Koppeling", "buis", Role.MEMBER),
    ("henk", "Henk Flens", "roc", Role.MEMBER),
    ("fatima", "Fatima Fitting", "roc", Role.FACILITATOR),
    ("joris", "Joris Veldman", "obm", Role.MEMBER),
    ("marleen", "Marleen de Wit", "iw", Role.COORDINATOR),
    ("wim", "Wim Waterpas", "iw", Role.FACILITATOR),
    ("bram", "Bram Nijhuis", "roc", Role.MEMBER),
    ("zoe", "Zoë Verhoef", "roc", Role.MEMBER),
    ("priya", "Priya Raman", "tc", Role.MEMBER),
    ("joost", "Joost Hendriks", "tc", Role.MEMBER),
    ("samira", "Samira El Amrani", "moer", Role.MEMBER),
    ("dirk", "Dirk Lassen", "lassen", Role.MEMBER),
    ("ruben", "Ruben Ooms", "pijp", Role.MEMBER),
    ("hanna", "Hanna Fransen", "soldeer", Role.MEMBER),
    ("ton", "Ton Scheffer", "iw", Role.MEMBER),
    ("ilse", "Ilse Brouwer", "obm", Role.MEMBER),
    ("nadia", "Nadia Postma", "sbb", Role.MEMBER),
    ("stuurgroep", "Els van de Stuurgroep", "tc", Role.VIEWER),
)
ADMINISTRATOR = ("beheer", "Bas Beheer", "roc")
BOARD = ("voorbeeldland", "BPV regio Voorbeeldland")
