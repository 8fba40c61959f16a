"""The meeting itself: its phases, its flaps and their post-its, and who joined with a phone."""
