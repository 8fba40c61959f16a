"""What goes to open pages by itself."""
