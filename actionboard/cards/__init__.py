"""One action on the board: what it says, who promised it, where it stands, what happened to it."""
