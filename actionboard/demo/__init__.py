"""Voorbeeldland: the region that shows, tests and photographs the product."""
