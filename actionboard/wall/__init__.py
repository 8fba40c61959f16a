"""The wall of a meeting as it is shown: its notes, what stands beside them, its new actions."""
