"""A whole board as a page, and what of it is painted anew."""
