"""Copies of a report that came back, gathered into it."""
