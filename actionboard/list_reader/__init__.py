"""A list of post-its as people make them: read with care, drafted, and put on the board at once."""
