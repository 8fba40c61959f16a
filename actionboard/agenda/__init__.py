"""The table that a meeting sits around: what came of the last one, and what this one agrees."""
