"""Who is asked and told, and when: the monthly question, its mail, and the answers."""
