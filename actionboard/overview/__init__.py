"""The first page, and boards side by side."""
