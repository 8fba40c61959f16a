"""The board: its turn, its log, its settings, and who may do what on it."""
