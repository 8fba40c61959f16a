"""The monthly review: its agenda, its decisions, and the report that is frozen for good."""
