"""Everything in one file, taken while people go on, and put back on either database."""
