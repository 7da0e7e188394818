"""Patterns: compiled once for all runs, and looked for only in lines that may have them."""
