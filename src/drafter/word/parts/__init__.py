"""Bringing a block from one Word file into another, with all that it needs there."""
