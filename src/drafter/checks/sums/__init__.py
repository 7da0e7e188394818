"""Figures that a reader adds up: one file for each way in which they must agree."""
