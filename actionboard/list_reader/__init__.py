"""Lists as people make them, in a file or pasted: read into proposals, without a database."""
