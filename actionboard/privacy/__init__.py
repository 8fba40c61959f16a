"""What is kept about people: told to them, thrown away in time, and erased when they ask."""
