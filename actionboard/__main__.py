"""`python -m actionboard` is the `actionboard` command."""

from actionboard.commands import main

main()
