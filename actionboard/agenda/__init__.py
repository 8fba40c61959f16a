"""What a meeting talks about: changes since the last one, its agenda, decisions, minutes."""
