"""A board taken out: as a poster, as cards on paper, as a list, as JSON."""
