"""Who takes part in a board: members, invitations, links to join or to look by, leaving."""
