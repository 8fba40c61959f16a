"""`python -m actionboard` is the `actionboard` command."""

from actionboard.cli import main

main()
