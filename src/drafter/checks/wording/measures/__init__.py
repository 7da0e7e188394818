"""Amounts and what they are amounts of."""
