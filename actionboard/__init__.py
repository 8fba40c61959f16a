"""Actiebord: keeps the promises that schools and companies make to each other."""
