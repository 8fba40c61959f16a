"""The log of a board as figures over a period, and the figures as charts."""
